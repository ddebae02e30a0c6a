"""Messages that do not arrive, or of which nobody knows whether they have."""
import pytest
from playwright.sync_api import expect


@pytest.fixture
def patient(clinic):
    patient = clinic.new_patient("Deepak Gore")
    patient.asks_and_is_answered()
    return patient


@pytest.mark.parametrize("code, reason", [
    (131047, "The patient last wrote more than 24 hours ago."),
    (131026, "This patient cannot be reached on WhatsApp"),
])
def test_a_refusal_for_good_says_why(desk, patient, watch, code, reason):
    watch.expect_refusals("/api/live-chat/send")
    desk.open_chat(patient)
    patient.next_message_meets("error", code=code)
    desk.write("Please come at five.")
    bubble = desk.bubble("Please come at five.")
    desk.expect_status(bubble, "Failed")
    expect(bubble.get_by_test_id("failure-reason")).to_contain_text(reason)
    expect(bubble.get_by_test_id("retry")).to_be_hidden()
    # What was written is not lost: it stands in the box again.
    expect(desk.input).to_have_value("Please come at five.")
    assert len(patient.texts()) == 1
    desk.close_chat()
    expect(desk.row(patient).get_by_test_id("needs-human-mark")).to_be_visible()


def test_a_failed_message_can_be_tried_again(desk, patient, watch):
    watch.expect_refusals("/api/live-chat/send")
    desk.open_chat(patient)
    patient.next_message_meets("error", code=130403)
    desk.write("Please come at six.")
    bubble = desk.bubble("Please come at six.")
    expect(bubble.get_by_test_id("failure-reason")).to_contain_text("has blocked this patient")
    bubble.get_by_test_id("retry").click()
    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_have_count(1)
    expect(bubble.get_by_test_id("failure-reason")).to_be_hidden()
    refused, accepted = patient.sent(at_least=3)[1:]
    assert refused["callback_data"] == accepted["callback_data"] is not None
    assert patient.texts()[1:] == ["Please come at six."]


def test_a_message_whose_answer_was_lost_is_sent_once(desk, patient):
    desk.open_chat(patient)
    patient.next_message_meets("cut_after")
    desk.write("Please come at seven.")
    bubble = desk.bubble("Please come at seven.")
    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_have_count(1)
    [sent] = patient.sent()[1:]
    assert sent["outcome"] == "cut_after"


def test_a_send_that_does_not_reach_the_server_waits_and_goes_out_by_itself(desk, patient, watch):
    watch.expect_refusals("/api/live-chat/send")
    desk.open_chat(patient)
    desk.page.route("**/api/live-chat/send", lambda route: route.abort())
    desk.write("Please come at eight.")
    bubble = desk.bubble("Please come at eight.")
    expect(bubble.get_by_test_id("bubble-note")).to_contain_text("Waiting for the connection")
    desk.page.unroute("**/api/live-chat/send")
    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_have_count(1)
    assert patient.texts()[1:] == ["Please come at eight."]


def test_an_answer_of_the_server_that_gets_lost_leaves_one_message(desk, patient, watch):
    watch.expect_refusals("/api/live-chat/send")
    desk.open_chat(patient)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    desk.page.route("**/api/live-chat/send", lose_the_answer)
    desk.write("Please come at nine.")
    bubble = desk.bubble("Please come at nine.")
    desk.expect_status(bubble, "Delivered")
    expect(bubble).to_have_count(1)
    assert patient.texts()[1:] == ["Please come at nine."]
    # The page may be asking what has become of it.
    desk.page.unroute_all(behavior="wait")


def test_nothing_is_sent_at_once_when_whatsapp_would_refuse_it(desk, clinic):
    patient = clinic.new_patient("Sameer Tambe")
    patient.writes("I wrote this yesterday.", age_seconds=25 * 3600)
    desk.open_chat(patient)
    expect(desk.chat.get_by_test_id("window-notice")).to_contain_text("within 24 hours")
    desk.input.fill("Are you better?")
    expect(desk.send_button).to_have_accessible_name("Send when the patient writes")
    patient.writes("I am back.")
    expect(desk.chat.get_by_test_id("window-notice")).to_be_hidden()
    expect(desk.send_button).to_have_accessible_name("Send")
    expect(desk.send_button).to_be_enabled()
