"""Names and messages that would like to be markup."""
from playwright.sync_api import expect

NAME = "<img src=x onerror=alert(1)>"
TEXT = "<script>alert(1)</script> javascript:alert(1) https://example.org/?a=1&b=2"


def test_markup_stays_text_and_only_the_web_address_is_a_link(desk, clinic, visit):
    patient = clinic.new_patient(NAME)
    patient.writes(TEXT)
    expect(desk.row(patient)).to_be_visible()
    expect(desk.row(patient).locator("img")).to_have_count(0)
    desk.open_chat(patient)
    bubble = desk.bubble("javascript:alert(1)")
    expect(bubble.locator("[data-part=body]")).to_have_text(TEXT)
    expect(bubble.locator("script, img")).to_have_count(0)
    link = bubble.get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.org/?a=1&b=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link).to_have_text("https://example.org/?a=1&b=2")

    phone = visit(base=clinic.phone)
    phone.goto("/")
    if desk.screen.is_phone:
        phone.get_by_role("button", name="Patients").click()
    phone.get_by_role("button", name=patient.name).click()
    expect(phone.get_by_role("log").get_by_text(TEXT)).to_be_visible()
