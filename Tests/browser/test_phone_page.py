"""The page on which a visitor plays the patient."""
import pytest
from accessibility import expect_accessible
from pictures import VOICE, media, picture
from playwright.sync_api import expect
from program import call
from screens import DESKTOP, SMALL_PHONE

# A microphone that hears a tone.
MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext(), tone = sound.createOscillator(), ear = sound.createMediaStreamDestination();
    ear.channelCount = 1;
    tone.connect(ear);
    tone.start();
    return ear.stream;
};"""


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_visitor_asks_the_suggested_question_and_is_answered(visit, clinic, screen):
    page = visit(base=clinic.phone)
    page.goto("/")
    expect(page.get_by_role("heading", name="Deshpande Family Clinic")).to_be_visible()
    expect_accessible(page, "phone page, empty")
    page.get_by_role("button", name="What are your clinic hours?").click()
    conversation = page.get_by_role("log")
    answer = conversation.locator(".theirs").filter(has_text="We're open 9 AM – 6 PM")
    expect(answer).to_be_visible()
    question = conversation.locator(".mine").filter(has_text="What are your clinic hours?")
    expect(question.locator(".ticks")).to_have_attribute("data-status", "read")
    expect(question.locator(".ticks")).to_have_text("✓✓")
    expect_accessible(page, "phone page, answered")

    page.get_by_label("Message to the clinic").fill("Where can I park my car?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(conversation.locator(".theirs").filter(has_text="Two-wheelers")).to_be_in_viewport()


class Phone:
    """The page with a patient who has written, whose messages the model does not answer."""

    def __init__(self, page, clinic, patient):
        self.page, self.clinic, self.patient = page, clinic, patient
        self.log = page.get_by_role("log")
        self.mine, self.theirs = self.log.locator(".mine"), self.log.locator(".theirs")

    def choose(self, name):
        self.page.get_by_label("Send something else").click()
        self.page.get_by_role("button", name=name).click()

    def on(self, bubble, action):
        bubble.get_by_role("button", name="Options for").click()
        self.page.get_by_role("dialog").get_by_role("button", name=action, exact=True).click()

    def write(self, text):
        self.page.get_by_label("Message to the clinic").fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def side(self, name):
        if self.page.get_by_role("button", name="Patients", exact=True).is_visible():
            self.page.get_by_role("button", name="Patients", exact=True).click()
        self.page.get_by_role("button", name=name).click()

    def conversation(self):
        return self.clinic.sandbox.control("GET", "conversation", patient=self.patient.phone)["messages"]

    def echo(self, **message):
        self.clinic.sandbox.control("POST", "echoes", {"patient": self.patient.phone} | message)

    def template(self, name, *components):
        """The clinic sends a template with the token that the demo has made."""
        token = (self.clinic.folder / "var" / "demo" / "access-token").read_text().strip()
        number = self.clinic.sandbox.control("GET", "state")["clinics"][0]["phone_number_id"]
        body = {"messaging_product": "whatsapp", "to": self.patient.phone, "type": "template",
                "template": {"name": name, "language": {"code": "en"}, "components": list(components)}}
        status, text = call("POST", f"{self.clinic.phone}/v25.0/{number}/messages", body, {"Authorization": f"Bearer {token}"})
        assert status == 200, text


@pytest.fixture
def phone(visit, clinic):
    patient = clinic.new_patient("Rekha Naik")
    patient.writes("Good morning")
    page = visit(base=clinic.phone)
    page.add_init_script(MICROPHONE)
    identifier = clinic.sandbox.control("POST", "patients", {"name": patient.name, "phone": patient.phone})["id"]
    page.add_init_script(f"sessionStorage.setItem('patient', '{identifier}')")
    page.goto("/")
    phone = Phone(page, clinic, patient)
    expect(phone.mine.filter(has_text="Good morning")).to_be_visible()
    phone.echo(text="This is the clinic. How can we help?")
    return phone


def text_part(kind, *texts):
    return {"type": kind, "parameters": [{"type": "text", "text": text} for text in texts]}


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_patient_sends_everything_that_whatsapp_has(phone, screen):
    page, mine = phone.page, phone.mine
    photo = {"name": "rash.png", "mimeType": "image/png", "buffer": picture(600, 400, (200, 30, 30))}
    page.get_by_label("Photo or film to send").set_input_files(photo)
    expect(mine.get_by_role("img", name="Picture")).to_have_js_property("naturalWidth", 600)
    report = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n"}
    page.get_by_label("File to send").set_input_files(report)
    expect(mine.get_by_role("link", name="report.pdf")).to_have_attribute("download", "report.pdf")
    phone.choose("Record a voice note")
    expect(page.get_by_role("timer")).not_to_have_text("0:00")
    expect_accessible(page, "phone page, recording")
    page.get_by_role("button", name="Send voice note").click()
    sound = mine.get_by_label("Voice note", exact=True)
    expect(sound).to_have_js_property("readyState", 4)
    assert sound.evaluate("(audio) => Number.isFinite(audio.duration) && audio.duration > 0.5")
    kept = [message for message in phone.conversation() if message.get("voice")]
    assert [message["mime_type"] for message in kept] == ["audio/ogg; codecs=opus"]
    phone.choose("Contact card")
    page.get_by_label("Name", exact=True).last.fill("Ravi Kale")
    page.get_by_label("Phone with country code").last.fill("+91 98765 00000")
    page.get_by_role("button", name="Send card").click()
    expect(mine.filter(has_text="Ravi Kale")).to_contain_text("+91 98765 00000")
    for kind, words in (("Place", "Station Road, Pune"), ("Where I am", "18.5204, 73.8567"), ("Sticker", "")):
        phone.choose(kind)
        expect(mine.last).to_contain_text(words)
    expect(mine.get_by_role("img", name="Sticker")).to_have_js_property("naturalWidth", 512)

    question = phone.theirs.filter(has_text="How can we help?")
    phone.on(question, "Reply")
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_be_in_viewport(ratio=1)
    phone.write("I have a rsh")
    answer = mine.filter(has_text="I have a")
    expect(answer.locator(".quote")).to_contain_text("How can we help?")
    phone.on(answer, "Edit")
    phone.write("I have a rash")
    expect(answer).to_contain_text("I have a rash")
    expect(answer).to_contain_text("edited")
    phone.on(question, "👍")
    expect(question.locator(".reactions")).to_contain_text("👍")
    question.get_by_role("button", name="Options for").click()
    expect_accessible(page, "phone page, options of a message")
    page.get_by_role("button", name="Take the reaction back").click()
    expect(question.locator(".reactions")).to_be_hidden()
    phone.on(answer, "Delete for everyone")
    expect(mine.filter(has_text="This message was deleted")).to_be_visible()
    expect_accessible(page, "phone page, everything sent")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_patient_sees_everything_that_the_clinic_sends(phone, clinic, screen):
    page, theirs = phone.page, phone.theirs
    phone.echo(**media("image", picture(600, 400, (30, 30, 200)), "image/png", caption="Our entrance"))
    phone.echo(**media("audio", VOICE, "audio/ogg; codecs=opus"))
    phone.echo(**media("document", b"%PDF-1.4\n", "application/pdf", filename="Diet plan.pdf"))
    expect(theirs.get_by_role("img", name="Our entrance")).to_have_js_property("naturalWidth", 600)
    expect(theirs.get_by_label("Voice note", exact=True)).to_have_js_property("readyState", 4)
    with page.expect_download() as download:
        theirs.get_by_role("link", name="Diet plan.pdf").click()
    assert download.value.suggested_filename == "Diet plan.pdf"

    named = [{"type": "text", "parameter_name": name, "text": text} for name, text in
             (("first_name", "Rekha"), ("visit_time", "09:30"))]
    day = {"type": "text", "parameter_name": "visit_day", "text": "Monday"}
    phone.template("visit_confirmation", {"type": "header", "parameters": [day]}, {"type": "body", "parameters": named})
    visit = theirs.filter(has_text="Your visit on Monday at our clinic")
    expect(visit).to_contain_text("Dear Rekha, we have booked 09:30 for you")
    expect(visit.get_by_role("link", name="Call us")).to_have_attribute("href", "tel:+912012345678")
    visit.get_by_role("button", name="Another time").click()
    tapped = phone.mine.filter(has_text="Another time")
    expect(tapped.locator(".quote")).to_contain_text("Dear Rekha")
    assert [message["text"] for message in phone.conversation() if message["type"] == "button"] == ["Another time"]
    phone.template("appointment_reminder", text_part("body", "Rekha", "23 November"))
    expect(theirs.filter(has_text="See you soon")).to_contain_text("Hello Rekha")

    phone.side("Stop offers of this clinic")
    expect(page.get_by_text("You get no offers from this clinic.")).to_be_visible()
    phone.side("Write as the clinic")
    expect(page.get_by_text("the clinic's phone")).to_be_visible()
    phone.write("See you on Tuesday")
    typed = theirs.filter(has_text="See you on Tuesday")
    phone.on(typed, "Delete for everyone")
    expect(theirs.filter(has_text="This message was deleted")).to_be_visible()
    expect_accessible(page, "phone page, everything got")
