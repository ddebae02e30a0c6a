"""An answer of the assistant that waits for a person: accepted, changed, discarded, or not fitting any more."""
import pytest
from accessibility import expect_accessible
from desk import Desk
from playwright.sync_api import expect

QUESTION = "What are your opening hours?"


@pytest.fixture
def drafts(desk):
    """The clinic reads every answer first."""
    desk.page.request.patch("/api/clinic", data={"assistant": "draft"})
    yield
    desk.page.request.patch("/api/clinic", data={"assistant": "answer"})


@pytest.fixture
def patient(clinic, drafts):
    patient = clinic.new_patient("Meera Joshi")
    patient.writes(QUESTION)
    return patient


@pytest.fixture
def card(desk, patient):
    desk.open_chat(patient)
    card = desk.chat.get_by_test_id("draft")
    expect(card).to_be_visible(timeout=20_000)
    # On a phone it shows its first line until somebody opens it.
    head = part(card, "head")
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    return card


def part(card, name):
    return card.get_by_test_id(f"card-{name}")


def test_a_draft_is_changed_and_sent(desk, card, patient):
    expect(part(card, "reason")).to_contain_text("reads every answer")
    expect(part(card, "note")).to_contain_text("From: ")
    expect_accessible(desk.page, "a draft")
    part(card, "edit").click()
    part(card, "field").fill("We are open from nine, see you.")
    part(card, "field").press("Control+Enter")
    expect(card).to_be_hidden()
    expect(desk.chat.get_by_text("We are open from nine, see you.")).to_be_visible()
    expect(desk.chat.get_by_test_id("provenance").last).to_contain_text("From: ")
    assert [message["text"] for message in patient.sent(at_least=1)] == ["We are open from nine, see you."]


def test_a_draft_is_accepted_with_a_key(desk, card, patient):
    text = part(card, "text").inner_text()
    part(card, "send").focus()
    desk.page.keyboard.press("Control+Enter")
    expect(card).to_be_hidden()
    expect(desk.chat.get_by_test_id("chat-log")).to_contain_text(text[:20])


def test_a_draft_is_discarded_and_comes_back_into_the_box(desk, card, patient):
    text = part(card, "text").inner_text()
    part(card, "discard").click()
    expect(card).to_be_hidden()
    desk.page.get_by_role("button", name="Undo").click()
    expect(desk.chat.get_by_test_id("composer-input")).to_have_value(text)


def test_a_draft_that_does_not_fit_any_more_goes_and_what_was_typed_stays(desk, card, patient):
    part(card, "edit").click()
    part(card, "field").fill("My own words")
    patient.writes("Thank you, I have found it on your page. Where can I park?")
    expect(desk.chat.get_by_test_id("composer-input")).to_have_value("My own words", timeout=20_000)


def test_the_list_shows_and_counts_drafts(desk, patient):
    chip = desk.page.locator("[data-filter=draft]")
    expect(chip).to_contain_text("1", timeout=20_000)
    chip.click()
    expect(desk.row(patient).get_by_test_id("queued-mark")).to_have_text("AI draft")


@pytest.fixture
def medical(desk, drafts):
    """A topic of which a doctor has approved the wording."""
    topic = {"title": "Before a sugar test", "answer": "Take no tablet before the test."}
    added = desk.page.request.post("/api/knowledge", data=topic).json()["topic"]
    assert added["kind"] == "medical"
    desk.page.request.put(f"/api/knowledge/{added['id']}", data={"is_approved": True})
    yield
    desk.page.request.delete(f"/api/knowledge/{added['id']}")


def test_a_receptionist_is_told_that_a_doctor_must_send_a_medical_draft(desk, clinic, medical, visit, screen):
    patient = clinic.new_patient("Sunita Pawar")
    patient.writes("What about before a sugar test?")
    email, password = f"desk-draft-{screen.width}@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    reception = Desk(page, screen)
    page.goto("/")
    expect(reception.row(patient).get_by_test_id("queued-mark")).to_be_visible(timeout=20_000)
    reception.open_chat(patient)
    card = reception.chat.get_by_test_id("draft")
    expect(card).to_be_visible()
    if part(card, "head").get_attribute("aria-expanded") == "false":
        part(card, "head").click()
    expect(part(card, "reason")).to_contain_text("a doctor must send it")
    expect(part(card, "send")).to_be_hidden()
    expect(part(card, "edit")).to_be_hidden()
    expect_accessible(page, "a medical draft of a receptionist")
    part(card, "discard").focus()
    page.keyboard.press("Control+Enter")
    expect(part(card, "error")).to_have_text("A doctor must send it.")
    assert not patient.sent()

    # A doctor sees the same draft with a button.
    desk.open_chat(patient)
    theirs = desk.chat.get_by_test_id("draft")
    expect(theirs).to_be_visible()
    if part(theirs, "head").get_attribute("aria-expanded") == "false":
        part(theirs, "head").click()
    expect(part(theirs, "send")).to_be_visible()
    part(card, "discard").click()
    expect(card).to_be_hidden()
    expect(theirs).to_be_hidden()
