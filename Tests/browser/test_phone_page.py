"""The page on which a visitor plays the patient."""
import pytest
from accessibility import expect_accessible
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_visitor_asks_the_suggested_question_and_is_answered(visit, clinic, screen):
    page = visit(base=clinic.phone)
    page.goto("/")
    expect(page.get_by_role("heading", name="Deshpande Family Clinic")).to_be_visible()
    expect_accessible(page, "phone page, empty")
    page.get_by_role("button", name="What are your clinic hours?").click()
    conversation = page.get_by_role("log")
    answer = conversation.locator(".theirs").filter(has_text="We're open 9 AM – 6 PM")
    expect(answer).to_be_visible()
    question = conversation.locator(".mine").filter(has_text="What are your clinic hours?")
    expect(question.locator(".ticks")).to_have_attribute("data-status", "read")
    expect(question.locator(".ticks")).to_have_text("✓✓")
    expect_accessible(page, "phone page, answered")

    page.get_by_label("Message to the clinic").fill("Where can I park my car?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(conversation.locator(".theirs").filter(has_text="Two-wheelers")).to_be_in_viewport()
