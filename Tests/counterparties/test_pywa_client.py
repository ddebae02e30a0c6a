"""pywa, a Cloud API client written by others, talks to the sandbox."""
import httpx
import pytest
from pywa import WhatsApp
from pywa.errors import WhatsAppError
from pywa.types import Button, Section, SectionList, SectionRow
from sandbox import PATIENT, PHONE_NUMBER_ID, PNG, TOKEN, VOICE, WABA


def connect(sandbox, token):
    whatsapp = WhatsApp(phone_id=PHONE_NUMBER_ID, token=token, waba_id=WABA)
    whatsapp.api._session.base_url = httpx.URL(sandbox.url + "/v25.0")
    return whatsapp


@pytest.fixture(scope="module")
def whatsapp(sandbox):
    return connect(sandbox, TOKEN)


@pytest.fixture(scope="module")
def written(sandbox):
    """The wamid of a message by the patient, which opens the customer service window."""
    sandbox.control("POST", "patients", {"name": "Anjali Deshmukh", "phone": PATIENT})
    return sandbox.play(text="Good morning")


def voice(whatsapp):
    return whatsapp.upload_media(media=VOICE, mime_type="audio/ogg", filename="a.ogg").id


def picture(whatsapp):
    return whatsapp.upload_media(media=PNG, mime_type="image/png", filename="a.png").id


LIST = SectionList(button_title="Open", sections=[
    Section(title="S", rows=[SectionRow(title="R", callback_data="r1", description="d")])])
BUTTONS = [Button(title="Yes", callback_data="y"), Button(title="No", callback_data="n")]

MESSAGES = {
    "text": lambda w, m: w.send_message(to=PATIENT, text="hello", tracker="outbox:1"),
    "reply": lambda w, m: w.send_message(to=PATIENT, text="hello", preview_url=True, reply_to_message_id=m),
    "buttons": lambda w, m: w.send_message(to=PATIENT, text="b", buttons=BUTTONS),
    "list": lambda w, m: w.send_message(to=PATIENT, text="b", buttons=LIST),
    "image": lambda w, m: w.send_image(to=PATIENT, image=picture(w), caption="c"),
    "voice": lambda w, m: w.send_voice(to=PATIENT, voice=voice(w)),
    "location": lambda w, m: w.send_location(to=PATIENT, latitude=18.52, longitude=73.85, name="Clinic", address="Pune"),
    "reaction": lambda w, m: w.send_reaction(to=PATIENT, emoji="👍", message_id=m),
    "removed reaction": lambda w, m: w.remove_reaction(to=PATIENT, message_id=m),
    "contact request": lambda w, m: w.request_contact_info(to=PATIENT, text="May we have your number?"),
    "location request": lambda w, m: w.request_location(to=PATIENT, text="Where are you?"),
}


@pytest.mark.parametrize("kind", MESSAGES)
def test_its_message_is_accepted(kind, whatsapp, written, sandbox, outbound_schema):
    wamid = MESSAGES[kind](whatsapp, written).id
    sent = sandbox.last_sent(PATIENT)
    assert (sent["outcome"], sent["wamid"]) == ("accepted", wamid)
    assert sent["user_agent"].startswith("PyWa/")
    outbound_schema.validate(sent["body"])


def test_its_tracker_is_kept(whatsapp, written, sandbox):
    whatsapp.send_message(to=PATIENT, text="hello", tracker="outbox:7")
    assert sandbox.last_sent(PATIENT)["callback_data"] == "outbox:7"


def test_it_reaches_a_patient_without_a_number(whatsapp, sandbox):
    patient = sandbox.control("POST", "patients", {"name": "No Number", "username": "no.number", "window_open": True})
    wamid = whatsapp.send_message(to=patient["user_id"], text="hello").id
    sent = sandbox.last_sent(patient["user_id"])
    assert (sent["wamid"], sent["body"]["recipient"]) == (wamid, patient["user_id"])
    assert "to" not in sent["body"]


def test_it_marks_as_read_and_shows_that_it_types(whatsapp, written, sandbox):
    assert whatsapp.mark_message_as_read(message_id=written)
    assert whatsapp.indicate_typing(message_id=written)
    reads = [r for r in sandbox.control("GET", "reads")["reads"] if r["message_id"] == written]
    assert [r["typing"] for r in reads] == [False, True]


def test_it_uploads_and_downloads_the_same_bytes(whatsapp):
    url = whatsapp.get_media_url(picture(whatsapp))
    assert url.mime_type == "image/png"
    assert whatsapp.get_media_bytes(url.url) == PNG


def test_it_understands_a_wrong_token(sandbox, written):
    with pytest.raises(WhatsAppError) as refusal:
        connect(sandbox, "not-the-token").send_message(to=PATIENT, text="hello")
    assert (refusal.value.code, refusal.value.status_code) == (190, 401)


@pytest.mark.parametrize("code", [130429, 131026, 131047, 131056])
def test_it_understands_a_refusal(code, whatsapp, written, sandbox):
    sandbox.control("POST", "faults", {"kind": "error", "code": code})
    with pytest.raises(WhatsAppError) as refusal:
        whatsapp.send_message(to=PATIENT, text="hello")
    assert refusal.value.code == code and refusal.value.details


def test_a_text_that_is_too_long_is_refused(whatsapp, written):
    with pytest.raises(WhatsAppError) as refusal:
        whatsapp.send_message(to=PATIENT, text="x" * 4097)
    assert refusal.value.status_code == 400
