"""What a clinic decides about emergencies: its texts to patients, and the words that alarm it."""
import re

import pytest
from accessibility import expect_accessible
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE


@pytest.fixture
def page(desk):
    desk.page.goto("/#/settings")
    expect(desk.page.get_by_role("heading", name="Emergency texts")).to_be_visible()
    return desk.page


def hindi(page):
    return page.get_by_test_id("emergency-general-hi")


def unfold(text):
    if text.get_attribute("open") is None:
        text.locator("summary").press("Enter")
    return text.get_by_role("textbox")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_text_gets_words_of_its_own_and_the_default_again(page, watch):
    watch.expect_refusals("/api/clinic")
    text = hindi(page)
    field = unfold(text)
    shipped = field.input_value()
    expect(field).to_have_value(re.compile("108"))
    expect(text.get_by_test_id("emergency-mark")).to_have_text("Default")
    expect(field).to_have_accessible_description(re.compile("name 108"))
    expect_accessible(page, "emergency texts")
    field.fill("तुरंत अस्पताल जाएँ।")
    page.get_by_test_id("emergency-save").press("Enter")
    expect(field).to_have_accessible_description(re.compile("names 108 as a number of its own"))
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("तुरंत अस्पताल जाएँ।")
    expect_accessible(page, "an emergency text that is refused")
    field.fill("तुरंत १०८ पर फ़ोन करें।")
    expect(field).to_have_attribute("aria-invalid", "false")
    page.get_by_test_id("emergency-save").press("Enter")
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")

    page.reload()
    expect(text.get_by_test_id("emergency-mark")).to_have_text("Own words")
    field = unfold(text)
    expect(field).to_have_value("तुरंत १०८ पर फ़ोन करें।")
    expect(text.get_by_test_id("emergency-shipped")).to_have_text(shipped)
    text.get_by_role("button", name="Use the default again: Hindi").press("Enter")
    expect(field).to_have_value(shipped)
    page.get_by_test_id("emergency-save").press("Enter")
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")
    page.reload()
    expect(text.get_by_test_id("emergency-mark")).to_have_text("Default")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_what_is_typed_stays_when_it_cannot_be_saved_and_when_the_page_is_left(page, watch):
    watch.expect_refusals("/api/clinic")
    field = unfold(hindi(page))
    field.fill("अपने शब्द, 108")
    page.route("**/api/clinic", lambda route: route.abort())
    page.get_by_test_id("emergency-save").press("Enter")
    expect(page.get_by_test_id("emergency-error")).to_contain_text("No connection")
    page.unroute("**/api/clinic")
    expect(field).to_have_value("अपने शब्द, 108")
    page.get_by_test_id("word-text").fill("half a word")
    page.get_by_role("link", name="Patients").click()
    expect(page.get_by_test_id("settings")).to_be_hidden()
    with page.expect_response("**/api/clinic/red-flag-words"):
        page.get_by_test_id("nav-settings").click()
    # Somebody else has changed another text meanwhile.
    with page.expect_response("**/api/clinic"):
        page.request.patch("/api/clinic", data={"emergency_text": {"general": {"mr": "108 ला फोन करा"}}})
    expect(unfold(page.get_by_test_id("emergency-general-mr"))).to_have_value("108 ला फोन करा")
    expect(field).to_have_value("अपने शब्द, 108")
    expect(page.get_by_test_id("word-text")).to_have_value("half a word")
    page.request.patch("/api/clinic", data={"emergency_text": {}})


def word(page, text):
    return page.get_by_test_id("word").filter(has_text=text)


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_word_is_added_alarms_and_is_taken_away(page, clinic, screen):
    text = f"gherix{screen.width}"
    card = page.get_by_test_id("red-flag-words")
    expect(card).to_contain_text("None of them can be switched off")
    expect(card.get_by_test_id("words-state")).to_contain_text("no words of its own")
    card.get_by_label("Word or phrase").fill(text)
    card.get_by_label("Word or phrase").press("Enter")
    expect(card.get_by_label("Kind of emergency")).to_be_focused()
    expect(card.get_by_label("Kind of emergency")).to_have_accessible_description("Choose a kind of emergency.")
    expect_accessible(page, "a word without a kind")
    card.get_by_label("Kind of emergency").select_option("Unconscious or fits")
    card.get_by_label("Word or phrase").press("Enter")
    expect(word(page, text)).to_be_visible()
    expect(card.get_by_label("Word or phrase")).to_have_value("")
    expect(card.get_by_label("Word or phrase")).to_be_focused()
    expect(page.get_by_test_id("toast")).to_contain_text(f"Added: {text}")
    expect(card.get_by_role("heading", name="Unconscious or fits")).to_be_visible()
    expect_accessible(page, "words of the clinic")

    patient = clinic.new_patient("Word Writer")
    patient.writes(f"My aunt is {text} now")
    assert "108" in patient.sent(at_least=1)[0]["text"]
    expect(page.get_by_test_id("toast")).to_contain_text(f"May be an emergency: {patient.name}")

    word(page, text).get_by_role("button", name=f"Remove: {text}").press("Enter")
    expect(word(page, text)).to_have_count(0)
    expect(card.get_by_label("Word or phrase")).to_be_focused()
    undo = page.get_by_test_id("toast").get_by_role("button", name="Undo")
    expect(page.get_by_test_id("toast")).to_contain_text(f"Removed: {text}")
    undo.click()
    expect(page.get_by_test_id("toast")).to_contain_text("May be an emergency")
    expect(word(page, text)).to_be_visible()
    page.reload()
    word(page, text).get_by_role("button").click()
    expect(word(page, text)).to_have_count(0)
    page.reload()
    expect(card.get_by_test_id("words-state")).to_contain_text("no words of its own")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_focus_goes_to_the_next_word_and_stays_there(page):
    def put(*texts):
        words = [{"text": text, "category": "sight"} for text in texts]
        with page.expect_response(lambda answer: answer.url.endswith("red-flag-words") and answer.request.method == "GET"):
            page.request.put("/api/clinic/red-flag-words", data={"words": words})
    put("one", "two", "three")
    word(page, "one").get_by_role("button").press("Enter")
    second = word(page, "two").get_by_role("button")
    expect(word(page, "one")).to_have_count(0)
    expect(second).to_be_focused()
    # Somebody else adds one meanwhile.
    put("two", "three", "four")
    expect(word(page, "four")).to_be_visible()
    expect(second).to_be_focused()
    put()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_word_that_the_server_refuses_is_said_at_its_field(page, watch):
    watch.expect_refusals("/api/clinic/red-flag-words")
    card = page.get_by_test_id("red-flag-words")
    card.get_by_label("Word or phrase").fill("12345")
    card.get_by_label("Kind of emergency").select_option("Breathing")
    card.get_by_test_id("word-add").click()
    expect(card.get_by_label("Word or phrase")).to_have_accessible_description(re.compile("a word or phrase with letters"))
    expect(card.get_by_label("Word or phrase")).to_have_value("12345")
    expect(card.get_by_label("Word or phrase")).to_be_focused()


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_a_receptionist_reads_them(desk, clinic, visit, screen):
    words = [{"text": "dam lagla", "category": "breathing"}]
    desk.page.request.put("/api/clinic/red-flag-words", data={"words": words})
    email, password = "desk-safety@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    page.goto("/#/settings")
    expect(word(page, "dam lagla")).to_be_visible()
    expect(unfold(hindi(page))).not_to_be_editable()
    for name in ("emergency-save", "emergency-default", "word-text", "word-add", "word-remove"):
        expect(page.get_by_test_id(name)).to_have_count(0)
    expect(page.get_by_test_id("notices")).to_be_visible()
    expect_accessible(page, "emergencies of a receptionist")
    desk.page.request.put("/api/clinic/red-flag-words", data={"words": []})
