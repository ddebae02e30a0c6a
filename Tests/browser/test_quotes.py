"""Messages that answer one message."""
from accessibility import expect_accessible
from playwright.sync_api import expect


def test_a_doctor_answers_one_message_and_finds_it_again(desk, clinic):
    patient = clinic.new_patient("Madhuri Kale")
    patient.writes("Hello")
    desk.pause(patient)
    patient.writes("Is the report ready?")
    for number in range(12):
        patient.writes(f"Something else, number {number}, which takes a line or two on a phone so that one has to scroll")
    desk.open_chat(patient)
    question = desk.bubble("Is the report ready?").first
    question.hover()
    question.get_by_role("button", name="Reply to this message").click()
    strip = desk.chat.get_by_test_id("composer-quote")
    expect(strip).to_contain_text(patient.name)
    expect(strip).to_contain_text("Is the report ready?")
    expect(desk.input).to_be_focused()
    expect_accessible(desk.page, "a reply that is being written")
    desk.write("Yes, since yesterday.")
    expect(strip).to_be_hidden()
    answer = desk.bubble("Yes, since yesterday.")
    desk.expect_status(answer, "Delivered")
    quote = answer.get_by_test_id("quote")
    expect(quote).to_contain_text("Is the report ready?")
    sent = patient.sent(at_least=1)[-1]
    assert sent["body"]["context"]["message_id"].startswith("wamid."), sent
    expect(question).not_to_be_in_viewport()
    quote.click()
    expect(question).to_be_in_viewport()
    expect_accessible(desk.page, "a message that was found again")


def test_a_patients_reply_shows_what_it_answers_and_escape_takes_a_quotation_away(desk, clinic):
    patient = clinic.new_patient("Rohit Salvi")
    wamid = patient.writes("My knee hurts")
    desk.pause(patient)
    patient.writes("I mean the left one", reply_to=wamid)
    patient.writes("And this", reply_to="wamid.UNKNOWN")
    desk.open_chat(patient)
    reply = desk.bubbles.filter(has_text="I mean the left one")
    expect(reply.get_by_test_id("quote")).to_contain_text("My knee hurts")
    expect(reply.get_by_test_id("quote")).to_contain_text(patient.name)
    lost = desk.bubbles.filter(has_text="And this").get_by_test_id("quote")
    expect(lost).to_contain_text("A message that is not here")
    expect(lost).to_be_disabled()
    reply.hover()
    reply.get_by_role("button", name="Reply to this message").click()
    strip = desk.chat.get_by_test_id("composer-quote")
    expect(strip).to_be_visible()
    desk.input.press("Escape")
    expect(strip).to_be_hidden()
    expect(desk.chat).to_be_visible()
