"""No serious or critical violation on any page, in any of its states."""
import pytest
from accessibility import expect_accessible
from desk import ACTIVE, PAUSED
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE, TABLET


@pytest.fixture
def patient(clinic):
    patient = clinic.new_patient("Tanvi Desai")
    patient.asks_and_is_answered()
    return patient


def test_the_sign_in(visit, watch):
    watch.expect_refusals("/api/session")
    page = visit()
    page.goto("/login")
    expect_accessible(page, "login")
    page.get_by_test_id("login-email").fill("someone@demo.clinic")
    page.get_by_test_id("login-password").fill("not-the-password")
    page.get_by_test_id("login-submit").click()
    expect(page.get_by_test_id("login-error")).to_be_visible()
    expect_accessible(page, "login with an error")


@pytest.mark.parametrize("screen", [SMALL_PHONE, TABLET, DESKTOP], ids=str)
def test_the_list(desk):
    expect(desk.rows.filter(has_text="Fatima Shaikh").get_by_test_id("needs-human-mark")).to_be_visible()
    expect_accessible(desk.page, "list")
    if desk.screen.is_phone:
        desk.page.get_by_test_id("menu-button").click()
        expect_accessible(desk.page, "drawer")


def test_the_chat(desk, patient, watch):
    watch.expect_refusals("/api/live-chat/send")
    desk.open_chat(patient)
    desk.expect_banner(ACTIVE)
    expect_accessible(desk.page, "chat, active")
    desk.page.emulate_media(color_scheme="light")
    desk.write("Hello, this is your doctor")
    desk.expect_banner(PAUSED)
    desk.expect_status(desk.bubble("Hello, this is your doctor"), "Delivered")
    expect_accessible(desk.page, "chat, paused")
    patient.next_message_meets("error", code=130403)
    desk.write("Please come at five.")
    expect(desk.bubble("Please come at five.").get_by_test_id("retry")).to_be_visible()
    expect_accessible(desk.page, "chat, failed")


@pytest.mark.parametrize("screen", [SMALL_PHONE, TABLET, DESKTOP], ids=str)
def test_the_chat_of_a_patient_who_needs_a_human(desk):
    desk.rows.filter(has_text="Fatima Shaikh").get_by_test_id("chat-button").click()
    expect(desk.chat.get_by_test_id("needs-human")).to_be_visible()
    expect(desk.bubbles.last).to_be_visible()
    expect_accessible(desk.page, "chat, needs human")
