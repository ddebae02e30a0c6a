"""A clinic whose data stay in the house: what the stand-ins for the models were asked says who read its patients."""
import pytest

from clinic import Clinic, eventually

ASHA = "919812345678"


@pytest.fixture
def clinic(tmp_path):
    with Clinic(tmp_path) as clinic:
        clinic.settings |= {"MODEL_URL": clinic.phone + "/v1", "MODEL_NAME": "sandbox", "GEMINI_API_KEY": "a-key",
                            "GEMINI_BASE_URL": clinic.phone}
        yield clinic.with_patient(ASHA).make().serve().sign_in()


def asked(clinic):
    """The names of the models that were asked."""
    return [request["model"] for request in clinic.sandbox.control("GET", "model/requests")["requests"]]


def patients(clinic):
    return clinic.call("GET", "/api/patients")[1]["patients"]


def ask(clinic, text):
    clinic.sandbox.control("POST", "messages", {"patient": f"+{ASHA}", "text": text})


def is_gemini(name):
    return "gemini" in name


@pytest.mark.parametrize("trouble", ["error_500", "malformed_json", "blocked", "not_found", "max_tokens"])
def test_the_house_policy_never_reaches_gemini_whatever_the_house_model_does(clinic, trouble):
    assert clinic.call("PATCH", "/api/clinic", {"models": "house"})[0] == 200
    ask(clinic, "What are your opening hours?")
    eventually("the house's model is asked", lambda: asked(clinic))
    clinic.sandbox.control("POST", "model", {"trouble": trouble})
    ask(clinic, "And what is the fee?")
    eventually("a human is called", lambda: clinic.patient()["needs_human"], seconds=90)
    assert not any(map(is_gemini, asked(clinic))), asked(clinic)
    assert clinic.patient()["needs_human_reason"].startswith("assistant_")


def test_without_the_policy_gemini_is_asked_where_the_house_fails(clinic):
    """So that the test above can fail."""
    clinic.sandbox.control("POST", "model", {"trouble": "error_500"})
    ask(clinic, "What are your opening hours?")
    eventually("Gemini is asked", lambda: any(map(is_gemini, asked(clinic))), seconds=90)
    assert not is_gemini(asked(clinic)[0]), "the house first"


def test_the_policy_holds_without_a_model_in_the_house(tmp_path):
    with Clinic(tmp_path) as clinic:
        clinic.settings |= {"GEMINI_API_KEY": "a-key", "GEMINI_BASE_URL": clinic.phone}
        clinic.with_patient(ASHA).make().serve().sign_in()
        assert clinic.call("PATCH", "/api/clinic", {"models": "house"})[0] == 200
        ask(clinic, "What are your opening hours?")
        eventually("a human is called", lambda: any(patient["needs_human"] for patient in patients(clinic)))
        assert asked(clinic) == []
        assert clinic.patient()["needs_human_reason"] == "assistant_failed"
