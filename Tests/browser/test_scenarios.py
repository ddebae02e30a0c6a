"""The four scenarios that the product is for, with the patient played through the sandbox."""
import time

from desk import ACTIVE, PAUSED, Hold
from playwright.sync_api import expect

HOURS = "We're open 9 AM – 6 PM, Monday to Saturday."


def test_the_assistant_answers_a_new_patient(desk, clinic, figure):
    patient = clinic.new_patient("Nisha Rao")
    patient.writes("What are your clinic hours?")
    started = time.monotonic()
    expect(desk.row(patient)).to_be_visible()
    figure("a new patient stands in the list after", time.monotonic() - started)
    expect(desk.badge(patient)).to_have_text("AI Active")

    desk.open_chat(patient)
    question, answer = desk.bubble("What are your clinic hours?"), desk.bubble(HOURS)
    expect(answer).to_be_visible()
    expect(answer).to_have_attribute("data-author", "assistant")
    desk.expect_status(answer, "Delivered")
    desk.expect_side(question, "left")
    desk.expect_side(answer, "right")
    desk.expect_banner(ACTIVE)
    assert [text.startswith(HOURS) for text in patient.texts()] == [True]


def test_the_doctor_takes_over_with_one_message(desk, clinic, figure):
    patient = clinic.new_patient("Vikram Joshi")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    expect(desk.toggle).to_have_text("Pause AI")

    held = Hold(desk.page, "**/api/live-chat/send")
    started = time.monotonic()
    desk.write("Hello, this is your doctor")
    bubble = desk.bubble("Hello, this is your doctor")
    expect(bubble).to_be_visible()
    figure("the doctor's message stands in the chat after", time.monotonic() - started)
    desk.expect_status(bubble, "Sending")
    assert len(patient.texts()) == 1
    held.release()

    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_have_attribute("data-author", "doctor")
    desk.expect_side(bubble, "right")
    desk.expect_banner(PAUSED)
    expect(desk.banner).to_contain_text("Paused by Dr. Meera Deshpande")
    expect(desk.toggle).to_have_text("Resume AI")
    assert patient.texts()[1:] == ["Hello, this is your doctor"]
    desk.close_chat()
    expect(desk.badge(patient)).to_have_text("Manual")


def test_a_reply_during_the_takeover_is_shown_and_not_answered(desk, clinic, figure):
    patient, other = clinic.new_patient("Leela Nair"), clinic.new_patient("Imran Khan")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.pause(patient)
    desk.expect_banner(PAUSED)
    asked = model_requests(clinic)

    patient.writes("Where can I park my car?")
    started = time.monotonic()
    expect(desk.bubble("Where can I park my car?")).to_be_visible(timeout=3_000)
    figure("a reply during the takeover is shown after", time.monotonic() - started)

    # Asked later and answered already: an answer to the one who is paused would have come before it.
    other.asks_and_is_answered()
    assert len(patient.sent()) == 1
    assert model_requests(clinic) == asked
    desk.expect_banner(PAUSED)


def test_the_assistant_answers_again_after_resume(desk, clinic):
    patient = clinic.new_patient("Kavita Shah")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.pause(patient)
    desk.expect_banner(PAUSED)

    desk.toggle.click()
    desk.expect_banner(ACTIVE)
    expect(desk.toggle).to_have_text("Pause AI")
    patient.writes("Where can I park my car?")
    expect(desk.bubble("Two-wheelers park in front of the building.")).to_be_visible()
    assert "Two-wheelers" in patient.sent(at_least=2)[1]["text"]
    desk.close_chat()
    expect(desk.badge(patient)).to_have_text("AI Active")


def test_pause_works_without_a_message(desk, clinic):
    patient = clinic.new_patient("Arun Sawant")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.toggle.click()
    desk.expect_banner(PAUSED)
    desk.close_chat()
    expect(desk.badge(patient)).to_have_text("Manual")


def test_a_pause_waits_for_the_message_that_is_on_its_way(desk, clinic):
    patient = clinic.new_patient("Hema Malvankar")
    patient.next_message_meets("withhold_status", delay_seconds=3)
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.toggle.click()
    desk.expect_banner("Pausing, one AI message may still arrive")
    desk.expect_status(desk.bubble(HOURS), "Sending")
    desk.expect_banner(PAUSED)
    desk.expect_status(desk.bubble(HOURS), "Sent")


def model_requests(clinic):
    return len(clinic.sandbox.control("GET", "model/requests")["requests"])
