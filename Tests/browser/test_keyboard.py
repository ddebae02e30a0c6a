"""Everything without a mouse."""
from playwright.sync_api import expect

FOCUSED = "document.activeElement.getAttribute('aria-label') ?? ''"


def test_a_chat_opens_and_closes_with_the_keyboard(desk, clinic):
    patient = clinic.new_patient("Neha Kale")
    patient.asks_and_is_answered()
    expect(desk.row(patient)).to_be_visible()
    tab_to(desk.page, f"Chat with {patient.name}")
    desk.page.keyboard.press("Enter")
    expect(desk.chat).to_be_visible()
    expect(desk.bubbles.first).to_be_visible()

    tab_to(desk.page, "Message")
    desk.page.keyboard.type("First line")
    desk.page.keyboard.press("Shift+Enter")
    desk.page.keyboard.type("Second line")
    expect(desk.input).to_have_value("First line\nSecond line")
    if desk.screen.is_phone:
        tab_to(desk.page, "Send")
    desk.page.keyboard.press("Enter")
    expect(desk.bubble("First line")).to_contain_text("Second line")
    expect(desk.input).to_be_focused()

    desk.page.keyboard.press("Escape")
    expect(desk.chat).to_be_hidden()
    expect(desk.row(patient).get_by_test_id("chat-button")).to_be_focused()
    assert patient.sent(at_least=2)[1]["text"] == "First line\nSecond line"


def test_the_drawer_of_the_phone_takes_and_returns_the_focus(desk):
    menu = desk.page.get_by_test_id("menu-button")
    if not desk.screen.is_phone:
        expect(menu).to_be_hidden()
        return
    menu.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("link", name="Patients")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(desk.page.get_by_test_id("sidebar")).to_be_hidden()


def tab_to(page, label):
    for _ in range(80):
        if page.evaluate(FOCUSED) == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {label}")
