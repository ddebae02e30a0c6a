"""What is done to a message that is there: reactions, corrections, and taking back what has not left."""
import pytest
from accessibility import expect_accessible
from playwright.sync_api import expect
from screens import DESKTOP, PHONE


@pytest.fixture
def patient(clinic, desk):
    """One who has written, and waits for a person."""
    patient = clinic.new_patient("Smita Joshi")
    patient.is_greeted()
    desk.pause(patient)
    return patient


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_doctor_reacts_and_takes_it_back(desk, patient):
    wamid = patient.writes("Thank you, doctor")
    desk.open_chat(patient)
    bubble = desk.bubble("Thank you, doctor")
    react = bubble.get_by_role("button", name="React to this message")
    react.tap()
    picker = desk.chat.get_by_test_id("reaction-picker")
    expect(picker.get_by_role("button", name="Thumbs up")).to_be_focused()
    expect_accessible(desk.page, "the reactions to choose from")
    desk.page.keyboard.press("Escape")
    expect(picker).to_be_hidden()
    expect(react).to_be_focused()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    expect(react).to_be_focused()
    expect(bubble.get_by_role("img", name="❤️ from the clinic", exact=True)).to_be_visible()
    assert patient.sent(at_least=1)[0]["body"]["reaction"] == {"message_id": wamid, "emoji": "❤️"}
    desk.page.keyboard.press("Enter")
    expect(picker.get_by_role("button", name="Heart")).to_be_focused()
    picker.get_by_role("button", name="Take back").tap()
    expect(bubble.get_by_test_id("reactions")).to_be_hidden()
    assert patient.sent(at_least=2)[1]["body"]["reaction"]["emoji"] == ""


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_reactions_edits_and_deletions_of_a_patient_are_seen(desk, patient):
    mistake, wrong = patient.writes("I took it once a day"), patient.writes("Sorry, wrong chat")
    patient.sends({"type": "contacts", "contacts": [
        {"name": {"formatted_name": "Dr. Shah", "first_name": "Shah"}, "phones": [{"phone": "+919833099999"}]}]})
    desk.open_chat(patient)
    expect(desk.bubbles).to_have_count(5)
    desk.write("Come at five")
    answer = desk.bubble("Come at five")
    desk.expect_status(answer, "Delivered")
    patient.sends({"type": "reaction", "emoji": "🙏", "message_id": patient.sent()[-1]["wamid"]})
    expect(answer.get_by_role("img", name=f"🙏 from {patient.name}", exact=True)).to_be_visible()

    patient.sends({"type": "edit", "message_id": mistake, "text": "I took it twice a day"})
    edited = desk.bubble("I took it twice a day")
    mark = edited.get_by_test_id("edited")
    mark.click()
    expect(mark).to_have_attribute("aria-expanded", "true")
    expect(edited.get_by_test_id("earlier")).to_contain_text("I took it once a day")

    patient.sends({"type": "revoke", "message_id": wrong})
    deleted = desk.bubble("Sorry, wrong chat")
    expect(deleted.get_by_test_id("deleted")).to_contain_text("Deleted by the patient")
    assert deleted.locator("[data-part=body]").evaluate("(body) => getComputedStyle(body).textDecorationLine") == "line-through"
    for name in ("Reply to this message", "React to this message"):
        expect(deleted.get_by_role("button", name=name)).to_be_hidden()
    with desk.page.expect_download() as download:
        desk.chat.get_by_role("link", name="Save contact").click()
    assert download.value.suggested_filename.endswith(".vcf")
    expect_accessible(desk.page, "corrections")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_text_that_has_not_left_is_taken_back(desk, patient):
    desk.open_chat(patient)
    patient.next_message_meets("error", code=130429, retry_after=60)
    desk.write("Come at six")
    desk.bubble("Come at six").get_by_role("button", name="Cancel").click()
    expect(desk.bubble("Come at six")).to_contain_text("Not sent")
    expect(desk.input).to_have_value("Come at six")
    assert patient.texts() == []
