"""A chat is a place in the browser's history."""
from clinic import EMAIL, PASSWORD
from desk import Desk
from playwright.sync_api import expect


def test_back_closes_a_chat_and_its_address_opens_it(desk, clinic):
    patient = clinic.new_patient("Meenal Gokhale")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    address = desk.page.url
    desk.page.go_back()
    expect(desk.chat).to_be_hidden()
    desk.page.go_forward()
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(patient.name)
    desk.page.reload()
    expect(desk.bubble("We're open")).to_be_visible()
    desk.close_chat()
    assert desk.page.url != address


def test_signing_in_leads_to_the_chat_that_was_asked_for(desk, visit, clinic, screen):
    patient = clinic.new_patient("Yusuf Sheikh")
    patient.asks_and_is_answered()
    address = f"/#/chat/{desk.identifier(patient)}"
    newcomer = Desk(visit(), screen)
    newcomer.page.goto(address)
    newcomer.page.get_by_test_id("login-email").fill(EMAIL)
    newcomer.page.get_by_test_id("login-password").fill(PASSWORD)
    newcomer.page.get_by_test_id("login-submit").click()
    expect(newcomer.chat.get_by_test_id("chat-name")).to_have_text(patient.name)
    expect(newcomer.bubbles.first).to_be_visible()
