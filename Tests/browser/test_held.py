"""A clinic that was brought back from a backup."""
import pytest
from accessibility import expect_accessible
from desk import Desk
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
        route.fulfill(json={"success": True, "held": held, "held_at": since})

    desk = Desk(visit(session), screen)
    desk.page.route("**/api/held", answer)
    desk.page.goto("/")
    notice, question = desk.page.get_by_test_id("held"), desk.page.get_by_test_id("confirm")
    expect(notice).to_contain_text("Nothing is sent")
    expect(desk.rows.first).to_be_visible()
    expect_accessible(desk.page, "held")
    notice.get_by_test_id("held-release").click()
    expect_accessible(desk.page, "held, asked")
    question.get_by_test_id("confirm-no").click()
    expect(notice).to_be_visible()
    assert "DELETE" not in calls
    notice.get_by_test_id("held-release").click()
    question.get_by_test_id("confirm-yes").click()
    expect(notice).to_be_hidden()
