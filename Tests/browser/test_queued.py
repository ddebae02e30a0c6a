"""A text that is written outside the 24 hours: it waits until the patient writes."""
import re
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from accessibility import expect_accessible
from desk import PAUSED, Desk, Hold
from playwright.sync_api import expect
from screens import DESKTOP, PHONE, SMALL_PHONE, TABLET
from silent_network import SilentNetwork

LATER, REPORT = "Send when the patient writes", "Your report is here."
IS_LOST = "document.activeElement === document.body"


class Card:
    """What the chat shows of the text that waits."""

    def __init__(self, desk):
        self.desk = desk
        self.root = desk.chat.get_by_test_id("queued")
        for name in ("head", "title", "text", "reason", "note", "field", "save", "cancel", "edit", "remove", "send", "error"):
            setattr(self, name, self.root.get_by_test_id(f"card-{name}"))

    def unfold(self):
        if self.head.get_attribute("aria-expanded") == "false":
            self.head.click()

    def reword(self, text):
        self.unfold()
        self.edit.click()
        self.field.fill(text)
        self.save.click()

    def expect(self, text, title):
        expect(self.title).to_have_text(title)
        self.unfold()
        expect(self.text).to_have_text(text)


@pytest.fixture
def patient(clinic):
    """Somebody who wrote two days ago."""
    patient = clinic.new_patient("Nanda Kelkar")
    patient.writes("I wrote this the day before yesterday.", age_seconds=49 * 3600)
    return patient


@pytest.fixture
def card(desk, patient):
    desk.open_chat(patient)
    return Card(desk)


def mark_of(desk, patient):
    return desk.row(patient).get_by_test_id("queued-mark")


def make_old(clinic, patient_id, made_at):
    """As if the text had been written at another time."""
    with closing(sqlite3.connect(clinic.folder / "var" / "demo" / "demo.db", timeout=30)) as database, database:
        changed = database.execute(
            "UPDATE queued_texts SET made_at = ? WHERE hex(patient_id) = ? OR patient_id = ?",
            (made_at, patient_id.replace("-", "").upper(), patient_id))
        assert changed.rowcount == 1


def test_it_waits_is_changed_and_becomes_a_message_once_the_patient_writes(desk, card, patient, visit, session, screen):
    chat = desk.chat
    expect(chat.get_by_test_id("window-notice")).to_contain_text("A text can wait until the patient writes")
    expect(desk.send_button).to_have_accessible_name(LATER)
    expect(chat.get_by_test_id("window-template")).to_be_enabled()
    for name in ("attach", "record"):
        expect(chat.get_by_test_id(name)).to_be_disabled()
    desk.write(REPORT)
    title = f"Will be sent when {patient.name} writes"
    expect(card.title).to_have_text(title)
    expect(card.root).to_be_visible()
    expect(desk.input).to_have_value("")
    desk.expect_banner(PAUSED)
    expect(desk.bubbles).to_have_count(1)
    expect(chat.get_by_test_id("window-template")).to_be_visible()
    expect(chat.get_by_test_id("window-notice")).to_contain_text("change or remove it")
    desk.input.fill("Another thought")
    expect(desk.send_button).to_be_disabled()

    desk.page.reload()
    card.expect(REPORT, title)
    expect(card.note).to_contain_text("Dr. Meera Deshpande, today")
    expect(card.send).to_be_hidden()
    expect(desk.input).to_have_value("Another thought")
    other = Desk(visit(session), screen)
    other.page.goto("/")
    expect(mark_of(other, patient)).to_have_accessible_name("A text waits for the patient")
    other.open_chat(patient)
    Card(other).reword("Your report is ready.")
    card.expect("Your report is ready.", title)

    patient.writes("Any news?")
    for one in (desk, other):
        one.expect_status(one.bubble("Your report is ready."), "Delivered")
        expect(Card(one).root).to_be_hidden()
    expect(chat.get_by_text("The text that waited has been sent")).to_be_attached()
    expect(desk.input).to_have_value("Another thought")
    expect(desk.send_button).to_have_accessible_name("Send")
    assert patient.texts() == ["Your report is ready."]
    other.close_chat()
    expect(mark_of(other, patient)).to_be_hidden()


def test_given_back_it_stays_until_somebody_sends_it(desk, card, patient):
    desk.write(REPORT)
    card.expect(REPORT, f"Will be sent when {patient.name} writes")
    desk.toggle.click()
    card.expect(REPORT, "Draft not sent")
    expect(card.reason).to_contain_text("given back to the AI")
    desk.close_chat()
    expect(mark_of(desk, patient)).to_have_text("Draft not sent")
    desk.open_chat(patient)

    patient.asks_and_is_answered()
    card.unfold()
    card.send.click()
    desk.expect_status(desk.bubble(REPORT), "Delivered")
    expect(card.root).to_be_hidden()
    assert not desk.page.evaluate(IS_LOST)
    assert patient.texts()[1:] == [REPORT]
    expect(desk.bubble(REPORT)).to_have_count(1)


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_what_waited_too_long_says_so_and_waits_again_once_it_is_changed(desk, card, patient, clinic):
    identifier = desk.identifier(patient)
    desk.write(REPORT)
    expect(card.title).to_have_text(f"Will be sent when {patient.name} writes")
    make_old(clinic, identifier, "2026-11-01T10:00:00.000Z")
    desk.page.reload()
    card.expect(REPORT, "Draft not sent")
    expect(card.reason).to_contain_text("will not be sent by itself any more")
    expect_accessible(desk.page, "a text that waited too long")
    card.reword("Please call us about your report.")
    card.expect("Please call us about your report.", f"Will be sent when {patient.name} writes")
    make_old(clinic, identifier, "2026-11-01T10:00:00.000Z")
    patient.writes("Hello?")
    expect(desk.bubble("Hello?")).to_be_visible()
    expect(card.reason).to_contain_text("was not sent when the patient wrote")
    expect(card.send).to_be_visible()
    assert patient.texts() == []


@pytest.fixture
def network(clinic):
    address = urlsplit(clinic.dashboard)
    network = SilentNetwork((address.hostname, address.port))
    yield network
    network.close()


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_without_a_connection_it_waits_here_and_is_there_once(visit, session, screen, network, patient, watch):
    desk = Desk(visit(session, base=network.address), screen)
    desk.page.goto("/")
    desk.open_chat(patient)
    for path in ("events", "held", "patients", "patients/counts", "clinic", "live-chat/send", "live-chat/read",
                 f"live-chat/messages/{desk.identifier(patient)}"):
        watch.expect_refusals(f"/api/{path}")
    network.die(answers_only=True)
    desk.write(REPORT)
    note = desk.bubble(REPORT).get_by_test_id("bubble-note")
    expect(note).to_have_text("Will wait for the patient.")
    desk.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(note).to_have_text("Waiting for the connection, then for the patient.")
    network.heal()
    desk.page.evaluate("dispatchEvent(new Event('online'))")
    expect(desk.bubble(REPORT)).to_have_count(0, timeout=25_000)
    Card(desk).expect(REPORT, f"Will be sent when {patient.name} writes")
    # The stream of changes that died is noticed later.
    desk.page.reload()
    expect(desk.bubbles).to_have_count(1)
    patient.writes("Any news?")
    desk.expect_status(desk.bubble(REPORT), "Delivered")
    assert patient.texts() == [REPORT]


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_of_two_that_are_written_at_once_the_second_is_back_in_the_box(desk, card, patient, watch):
    watch.expect_refusals("/api/live-chat/send")
    identifier = desk.page.evaluate("location.hash").rsplit("/", 1)[1]
    hold = Hold(desk.page, "**/api/live-chat/send")
    desk.write("Mine.")
    expect(desk.input).to_have_value("")
    desk.post("send", patientId=identifier, messageBody="A colleague's.", when="patient_writes")
    card.expect("A colleague's.", f"Will be sent when {patient.name} writes")
    hold.release()
    expect(desk.input).to_have_value("Mine.")
    expect(desk.chat.get_by_test_id("send-error")).to_contain_text("A text waits for this patient already")
    expect(desk.bubble("Mine.")).to_have_count(0)
    desk.page.unroute_all(behavior="wait")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_what_is_being_changed_when_the_patient_writes_is_in_the_box(desk, card, patient):
    desk.write(REPORT)
    card.edit.click()
    card.field.fill("Your report is here. Come at five.")
    patient.writes("Any news?")
    desk.expect_status(desk.bubble(REPORT), "Delivered")
    expect(desk.input).to_have_value("Your report is here. Come at five.")
    expect(desk.input).to_be_focused()
    expect(desk.chat.get_by_test_id("send-error")).to_contain_text("was sent as it was")
    assert patient.texts() == [REPORT]


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_with_the_keyboard_alone(desk, card, patient):
    page = desk.page
    desk.input.focus()
    page.keyboard.type(REPORT)
    page.keyboard.press("Enter")
    expect(card.edit).to_be_visible()
    expect(desk.input).to_be_focused()
    expect_accessible(page, "a text that waits")
    back_to(page, card.edit)
    page.keyboard.press("Enter")
    expect(card.field).to_be_focused()
    expect(card.field).to_have_value(REPORT)
    page.keyboard.type("?")
    expect_accessible(page, "a text that is changed")
    page.keyboard.press("Escape")
    expect(card.edit).to_be_focused()
    expect(card.text).to_have_text(REPORT)

    page.keyboard.press("Enter")
    card.field.fill("x" * 4_097)
    page.keyboard.press("Control+Enter")
    expect(card.error).to_contain_text("4,096 characters at most")
    expect(card.field).to_have_value("x" * 4_097)
    card.field.fill("Your report\nis ready.")
    page.keyboard.press("Control+Enter")
    expect(card.edit).to_be_focused()
    expect(card.text).to_have_text(re.compile(r"^Your report\s+is ready\.$"))

    page.keyboard.press("Tab")
    expect(card.remove).to_be_focused()
    page.keyboard.press("Enter")
    expect(card.root).to_be_hidden()
    expect(desk.input).to_be_focused()
    back_to(page, page.get_by_test_id("toast-action"))
    page.keyboard.press("Enter")
    expect(desk.input).to_have_value("Your report\nis ready.")
    expect(desk.input).to_be_focused()
    patient.writes("Any news?")
    expect(desk.bubble("Any news?")).to_be_visible()
    assert patient.texts() == []


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_what_is_removed_comes_back_into_the_box_also_from_the_list(desk, card, patient):
    desk.write(REPORT)
    card.unfold()
    card.remove.click()
    expect(card.root).to_be_hidden()
    assert not desk.page.evaluate(IS_LOST)
    desk.close_chat()
    desk.page.get_by_test_id("toast-action").click()
    expect(desk.row(patient).get_by_test_id("last-message")).to_have_text(f"Draft: {REPORT}")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_what_is_being_changed_is_kept_while_another_chat_is_open(desk, card, patient, clinic):
    other = clinic.new_patient("Vilas Apte")
    other.asks_and_is_answered()
    desk.write(REPORT)
    card.edit.click()
    card.field.fill("Half a change")
    desk.close_chat()
    desk.open_chat(other)
    expect(card.root).to_be_hidden()
    desk.close_chat()
    desk.open_chat(patient)
    expect(card.field).to_have_value("Half a change")
    desk.close_chat()
    patient.writes("Any news?")
    patient.sent(at_least=1)
    expect(mark_of(desk, patient)).to_be_hidden()
    desk.open_chat(patient)
    expect(desk.bubble(REPORT)).to_be_visible()
    expect(desk.input).to_have_value("Half a change")


@pytest.mark.parametrize("screen", [SMALL_PHONE, TABLET, DESKTOP], ids=str)
def test_it_leaves_room_to_read_and_everybody_can_use_it(desk, card, patient):
    desk.write("Your report is here. " * 40)
    expect(card.title).to_be_visible()
    is_narrow = desk.screen.width < 768
    assert card.root.bounding_box()["height"] <= (48 if is_narrow else 280)
    expect(card.text).to_be_hidden() if is_narrow else expect(card.text).to_be_visible()
    assert desk.log.bounding_box()["height"] >= 180
    expect_accessible(desk.page, "a text that waits")
    card.unfold()
    expect_accessible(desk.page, "a text that waits, unfolded")
    # The keyboard of a phone is open.
    desk.page.set_viewport_size({"width": desk.screen.width, "height": 400})
    desk.input.focus()
    assert card.root.bounding_box()["height"] <= 48
    expect(desk.send_button).to_be_in_viewport() if not is_narrow else expect(desk.input).to_be_in_viewport()
    desk.page.set_viewport_size({"width": desk.screen.width, "height": desk.screen.height})
    desk.chat.get_by_test_id("chat-name").focus()
    card.edit.click()
    expect_accessible(desk.page, "a text that waits, changed")
    card.cancel.click()
    desk.toggle.click()
    expect(card.reason).to_be_visible()
    expect_accessible(desk.page, "a text that stays")
    desk.close_chat()
    expect(mark_of(desk, patient)).to_be_visible()
    expect_accessible(desk.page, "a list with a text that stays")


def back_to(page, target):
    for _ in range(40):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError("Shift+Tab does not reach it")
