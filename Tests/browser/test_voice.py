"""What machines make of voice notes and pictures, as the doctor sees it."""
import pytest
from accessibility import expect_accessible
from clinic import Clinic
from pictures import VOICE, media, picture
from playwright.sync_api import expect
from screens import DESKTOP, PHONE

QUESTION = "What are your clinic hours?"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A clinic with servers of its own that listen and look: the sandbox."""
    settings = {"TRANSCRIBE_URL": "{sandbox}/v1/audio/transcriptions", "MODEL_URL": "{sandbox}/v1",
                "MODEL_NAME": "llama3.2:latest", "MODEL_SEES_PICTURES": "true"}
    with Clinic(tmp_path_factory.mktemp("voice"), **settings) as running:
        yield running


@pytest.fixture
def model(clinic):
    """Says how the model behaves, and puts it right after the test."""
    yield lambda **members: clinic.sandbox.control("POST", "model", members)
    clinic.sandbox.control("POST", "model", {"trouble": None, "transcript": None, "description": None})


def let_machines_read(desk, **members):
    answer = desk.page.request.patch("/api/clinic", data=members)
    assert answer.ok, answer.text()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_doctor_lets_machines_read_and_is_told_what_leaves_the_house(desk):
    page = desk.page
    page.goto("/#/settings")
    voice = page.get_by_label("Write down what is said in voice notes")
    expect(voice).not_to_be_checked()
    expect(voice).to_have_accessible_description(
        "Voice notes of patients are sent to the transcription server that whoever runs this program has chosen "
        "(TRANSCRIBE_URL) and to nobody else.")
    pictures = page.get_by_label("Describe pictures, for the clinic alone")
    expect(page.get_by_test_id("describe-note")).to_contain_text("the model in our own house (MODEL_URL) and to nobody else")
    voice.check()
    pictures.press("Space")
    page.get_by_test_id("models-save").click()
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")
    page.reload()
    expect(voice).to_be_checked()
    expect(pictures).to_be_checked()
    expect_accessible(page, "settings of machines that read")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_receptionist_cannot_let_machines_read(clinic, visit):
    email, password = "desk-voice@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    page.goto("/#/settings")
    expect(page.get_by_label("Write down what is said in voice notes")).to_be_disabled()
    answer = page.request.patch("/api/clinic", data={"transcribe": True})
    assert answer.status == 403 and answer.json()["error_code"] == "doctor_only"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=str)
def test_what_is_said_stands_under_the_player_and_its_answer_waits(desk, clinic, model):
    let_machines_read(desk, transcribe=True)
    model(transcript=QUESTION)
    patient = clinic.new_patient("Asha Patil")
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    desk.open_chat(patient)
    bubble = desk.bubbles.filter(has=desk.page.locator("audio"))
    reading = bubble.get_by_test_id("reading")
    expect(reading).to_contain_text(QUESTION)
    expect(reading).to_contain_text("Written down by a machine, may be wrong (whisper-1)")
    player, words = bubble.locator("audio").bounding_box(), reading.bounding_box()
    assert words["y"] >= player["y"] + player["height"], "the words stand under the player"
    expect(desk.chat).to_contain_text("It answers a voice note that a machine wrote down.")
    expect_accessible(desk.page, "a transcript")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_it_comes_while_the_chat_is_open_or_says_that_it_could_not(desk, clinic, model):
    let_machines_read(desk, transcribe=True)
    patient = clinic.new_patient("Meera Joshi")
    patient.writes("Hello")
    desk.pause(patient)
    desk.open_chat(patient)
    model(delay_seconds=2, transcript="क्लिनिक कब खुलता है?")
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    expect(desk.bubbles.last.get_by_test_id("reading")).to_have_text("Writing down what is said…")
    expect(desk.bubbles.last.get_by_test_id("reading")).to_contain_text("क्लिनिक कब खुलता है?")
    model(delay_seconds=0, trouble="blocked")
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    expect(desk.bubbles.last.get_by_test_id("reading")).to_have_text("This could not be transcribed.")
    model(trouble="empty")
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    expect(desk.bubbles.last.get_by_test_id("reading")).to_have_text("No words could be heard.")
    expect_accessible(desk.page, "what could not be heard")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_an_emergency_that_is_spoken_is_marked(desk, clinic, model):
    let_machines_read(desk, transcribe=True)
    model(transcript="my father has severe chest pain")
    patient = clinic.new_patient("Ravi Shinde")
    patient.sends(media("audio", VOICE, "audio/ogg; codecs=opus"))
    desk.open_chat(patient)
    bubble = desk.bubbles.filter(has=desk.page.locator("audio"))
    expect(bubble.get_by_test_id("red-flag")).to_contain_text("May be an emergency")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=str)
def test_a_picture_is_described_under_it(desk, clinic, model):
    let_machines_read(desk, describe_pictures=True)
    model(description="A photo of a hand with a plaster.")
    patient = clinic.new_patient("Nisha Rane")
    patient.sends(media("image", picture(300, 200, (200, 30, 30)), "image/png", caption="My hand"))
    desk.open_chat(patient)
    bubble = desk.bubbles.filter(has=desk.page.locator(".media-picture"))
    expect(bubble.get_by_test_id("reading")).to_contain_text("Described by a machine, may be wrong (llama3.2:latest)")
    expect(bubble.get_by_test_id("reading")).to_contain_text("A photo of a hand with a plaster.")
    expect(bubble).to_contain_text("My hand")
    expect_accessible(desk.page, "a described picture")
