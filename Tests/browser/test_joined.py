"""Two rows of the list turn out to be one person, while the doctor is writing to one of them."""
import re

from playwright.sync_api import expect

ASKED = ("Where exactly is your clinic?", "What are your clinic hours?", "Which of your answers is for me?")
HALF, WHOLE = "You have written to us", "You have written to us twice."


def address(chat):
    return re.compile(rf"#/chat/{re.escape(chat)}$")


def two_rows(known, hidden):
    """The person has asked under either name; no status has told yet that number and user id are of one person."""
    known.next_message_meets("withhold_status")
    known.writes_as(ASKED[0], number=True)
    known.sent(at_least=1)
    hidden.next_message_meets("withhold_status")
    hidden.writes_as(ASKED[1], user_id=True)
    hidden.sent(at_least=2)


def test_an_open_chat_goes_on_as_the_chat_of_the_whole_person(desk, clinic):
    known, hidden = clinic.new_guise("Leela Karve", "L. K. on WhatsApp")
    two_rows(known, hidden)
    expect(desk.row(known)).to_have_count(1)
    present = desk.identifier(known)
    desk.open_chat(hidden)
    former = desk.page.url.rpartition("/")[2]
    assert former != present
    desk.input.fill(HALF)

    known.writes_as(ASKED[2], number=True, user_id=True)
    expect(desk.page).to_have_url(address(present))
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(known.name)
    for text in ASKED:
        expect(desk.bubble(text)).to_have_count(1)
    expect(desk.input).to_have_value(HALF)
    expect(desk.input).to_be_focused()

    desk.write(WHOLE)
    expect(desk.bubble(WHOLE)).to_have_count(1)
    desk.expect_status(desk.bubble(WHOLE), "Delivered")
    assert known.texts()[-1] == WHOLE
    expect(desk.input).to_have_value("")
    desk.close_chat()
    expect(desk.row(known)).to_have_count(1)
    expect(desk.row(hidden)).to_have_count(0)
    expect(desk.row(known)).not_to_contain_text("Draft:")

    desk.page.goto(f"/#/chat/{former}")
    expect(desk.page).to_have_url(address(present))
    expect(desk.bubble(WHOLE)).to_have_count(1)
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(known.name)


def test_a_half_sentence_in_a_closed_chat_goes_on_with_its_person(desk, clinic):
    known, hidden = clinic.new_guise("Meera Sathe", "M. S. on WhatsApp")
    two_rows(known, hidden)
    desk.open_chat(hidden)
    desk.input.fill(HALF)
    desk.close_chat()
    expect(desk.row(hidden)).to_contain_text(f"Draft: {HALF}")

    known.writes_as(ASKED[2], number=True, user_id=True)
    expect(desk.row(hidden)).to_have_count(0)
    expect(desk.row(known)).to_contain_text(f"Draft: {HALF}")
    desk.open_chat(known)
    expect(desk.input).to_have_value(HALF)
