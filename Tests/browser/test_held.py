"""A clinic that was brought back from a backup."""
import pytest
from accessibility import expect_accessible
from desk import ACTIVE, Desk
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_held_clinic_says_so_until_somebody_switches_it_on_again(visit, session, screen):
    """The server's part is played here: a demo has no backup to come back from."""
    calls = []

    def answer(route):
        calls.append(route.request.method)
        held = "DELETE" not in calls
        since = "2026-11-26T08:00:00.000Z" if held else None
        route.fulfill(json={"success": True, "held": held, "held_at": since, "assistant": "answer"})

    desk = Desk(visit(session), screen)
    desk.page.route("**/api/held", answer)
    desk.page.goto("/")
    notice, question = desk.page.get_by_test_id("held"), desk.page.get_by_test_id("confirm")
    expect(notice).to_contain_text("Nothing is sent")
    expect(desk.rows.first).to_be_visible()
    expect_accessible(desk.page, "held")
    calm = desk.rows.filter(has_text="Maria D'Souza")
    expect(calm.get_by_test_id("status-badge")).to_have_text("AI silent")
    calm.get_by_test_id("chat-button").click()
    expect(desk.banner).to_contain_text("Held after a restore; the AI is silent")
    expect(desk.chat.get_by_test_id("composer-hint")).to_have_text("Nothing is sent until the clinic is switched on again")
    expect_accessible(desk.page, "held, a chat")
    desk.close_chat()
    notice.get_by_test_id("held-release").click()
    expect_accessible(desk.page, "held, asked")
    question.get_by_test_id("confirm-no").click()
    expect(notice).to_be_visible()
    assert "DELETE" not in calls
    notice.get_by_test_id("held-release").click()
    question.get_by_test_id("confirm-yes").click()
    expect(notice).to_be_hidden()
    expect(calm.get_by_test_id("status-badge")).to_have_text("AI Active")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_an_open_chat_says_at_once_that_the_assistant_was_switched_off(desk, clinic, visit, session):
    other, patient = visit(session), clinic.new_patient("Ashok Bhave")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.expect_banner(ACTIVE)
    try:
        for mode, words in (("off", "The AI is off"), ("draft", "The AI writes drafts")):
            assert other.request.patch("/api/clinic", data={"assistant": mode}).ok
            expect(desk.banner).to_contain_text(words)
            expect(desk.chat.get_by_test_id("composer-hint")).to_contain_text(words)
            expect_accessible(desk.page, mode)
    finally:
        assert other.request.patch("/api/clinic", data={"assistant": "answer"}).ok
    desk.expect_banner(ACTIVE)
    desk.close_chat()
    expect(desk.badge(patient)).to_have_text("AI Active")
