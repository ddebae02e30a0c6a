"""Reading a conversation that does not fit on the screen."""
import pytest
from desk import Hold
from playwright.sync_api import expect

LINES = 120
FROM_BOTTOM = "(log) => log.scrollHeight - log.scrollTop - log.clientHeight"


@pytest.fixture
def patient(clinic, desk):
    """Has written 120 messages to a doctor who has read them, and got the one sentence of the assistant."""
    patient = clinic.new_patient("Prakash Wagh")
    patient.writes("Line 1.")
    patient.sent(at_least=1)
    desk.pause(patient)
    for number in range(2, LINES + 1):
        patient.writes(f"Line {number}.")
    expect(desk.row(patient)).to_contain_text(f"Line {LINES}.")
    return patient


def test_a_long_chat_opens_at_its_end_and_grows_upwards(desk, patient):
    desk.post("read", patientId=desk.identifier(patient), seq=LINES + 1)
    expect(desk.row(patient).get_by_test_id("unread-count")).to_be_hidden()
    desk.open_chat(patient)
    expect(desk.bubble(f"Line {LINES}.")).to_be_in_viewport()
    assert desk.log.evaluate(FROM_BOTTOM) < 2
    assert desk.bubbles.count() == 50

    held = Hold(desk.page, "**/api/live-chat/messages/*before=*")
    desk.log.evaluate("(log) => { log.scrollTop = 150; }")
    expect(desk.chat.get_by_test_id("load-older")).to_be_disabled()
    anchor = desk.bubble(f"Line {LINES - 47}.")
    before = anchor.bounding_box()["y"]
    held.release()
    expect(desk.bubbles).to_have_count(100)
    assert abs(anchor.bounding_box()["y"] - before) < 2

    held = Hold(desk.page, "**/api/live-chat/messages/*before=*")
    desk.log.evaluate("(log) => { log.scrollTop = 60; }")
    expect(desk.chat.get_by_test_id("load-older")).to_be_disabled()
    anchor = desk.bubble("Line 24.")
    before = anchor.bounding_box()["y"]
    held.release()
    expect(desk.bubbles).to_have_count(LINES + 1)
    expect(desk.chat.get_by_test_id("load-older")).to_be_hidden()
    assert abs(anchor.bounding_box()["y"] - before) < 2
    texts = desk.chat.locator("[data-author=patient] [data-part=body]").all_text_contents()
    assert texts == [f"Line {number}." for number in range(1, LINES + 1)]


def test_new_messages_do_not_move_who_reads_further_up(desk, patient):
    desk.post("read", patientId=desk.identifier(patient), seq=LINES + 1)
    desk.open_chat(patient)
    desk.log.evaluate("(log) => { log.scrollTop = log.scrollHeight / 2; }")
    place = desk.log.evaluate("(log) => log.scrollTop")
    patient.writes("One more.")
    patient.writes("And another.")
    button = desk.chat.get_by_test_id("new-messages")
    expect(button).to_have_text("2 new")
    assert desk.log.evaluate("(log) => log.scrollTop") == place
    button.click()
    expect(desk.bubble("And another.")).to_be_in_viewport()
    expect(button).to_be_hidden()
    patient.writes("At the end it follows.")
    expect(desk.bubble("At the end it follows.")).to_be_in_viewport()


@pytest.mark.parametrize("unread", [10, 70])
def test_unread_messages_begin_at_a_divider_however_many_they_are(desk, patient, unread):
    desk.post("read", patientId=desk.identifier(patient), seq=LINES + 1 - unread)
    expect(desk.row(patient).get_by_test_id("unread-count")).to_have_accessible_name(f"{unread} unread")
    desk.open_chat(patient)
    divider = desk.chat.get_by_text("Unread messages")
    expect(divider).to_be_in_viewport()
    first = desk.bubble(f"Line {LINES + 1 - unread}.")
    assert 0 < first.bounding_box()["y"] - divider.bounding_box()["y"] < 80
