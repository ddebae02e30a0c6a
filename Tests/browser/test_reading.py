"""What a chat says to the eye and to the ear, at its edges."""
import pytest
from desk import Desk
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE

NOT_SURE = "Can I take ibuprofen together with my heart tablets?"


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_screen_reader_hears_who_speaks_in_every_message(desk, clinic):
    patient = clinic.new_patient("Rupali Sathe")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.write("First.")
    desk.write("Second.")
    patient.sent(at_least=3)
    patient.writes("Thank you")
    expect(desk.bubbles).to_have_count(5)
    authors = desk.chat.locator("[data-part=author]").all_text_contents()
    doctor = "Dr. Meera Deshpande"
    assert authors == [f"{patient.name}:", "AI", doctor, doctor, f"{patient.name}:"]
    expect(desk.log.get_by_role("separator", name="Today")).to_be_visible()


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_with_the_keyboard_open_there_is_one_line_of_state_and_room_to_read(desk, clinic):
    patient = clinic.new_patient("Bharat Gupte")
    patient.writes(NOT_SURE)
    desk.open_chat(patient)
    expect(desk.chat.get_by_test_id("needs-human")).to_be_visible()
    desk.page.set_viewport_size({"width": 360, "height": 400})
    desk.input.fill("\n".join("one two three four five six seven".split()))
    expect(desk.banner).to_be_hidden()
    assert desk.chat.get_by_test_id("needs-human").bounding_box()["height"] <= 40
    assert desk.input.bounding_box()["height"] <= 3 * 24 + 20
    assert desk.log.bounding_box()["height"] >= 200


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_enter_says_why_nothing_is_sent(desk, clinic):
    patient = clinic.new_patient("Mohan Dixit")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.input.fill("x" * 4_097)
    desk.input.press("Enter")
    expect(desk.chat.get_by_test_id("send-error")).to_contain_text("4,096 characters at most")
    expect(desk.input).to_have_value("x" * 4_097)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_an_address_that_leads_nowhere_says_so(visit, session, screen, watch):
    nobody = "00000000-0000-4000-8000-000000000000"
    for path in ("messages", "patient-info"):
        watch.expect_refusals(f"/api/live-chat/{path}/{nobody}")
    desk = Desk(visit(session), screen)
    desk.page.goto(f"/#/chat/{nobody}")
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text("No conversation")
    expect(desk.log).to_contain_text("patient")
    expect(desk.input).to_be_disabled()


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_signing_out_asks_before_it_deletes_what_is_not_sent(desk, clinic):
    patient = clinic.new_patient("Jaya Tilak")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    desk.input.fill("Half a thought")
    desk.close_chat()
    expect(desk.row(patient)).to_contain_text("Draft: Half a thought")
    desk.page.get_by_test_id("menu-button").click()
    desk.page.get_by_test_id("sign-out").click()
    question = desk.page.get_by_test_id("confirm")
    expect(question).to_contain_text(patient.name)
    question.get_by_test_id("confirm-no").click()
    desk.page.keyboard.press("Escape")
    expect(desk.row(patient)).to_contain_text("Draft: Half a thought")


@pytest.mark.parametrize("screen, height", [(SMALL_PHONE, 76), (DESKTOP, 68)], ids=["small phone", "desktop"])
def test_rows_are_low_and_each_is_one_button(desk, clinic, height):
    patient = clinic.new_patient("Shreya Bapat")
    patient.writes(NOT_SURE)
    expect(desk.row(patient).get_by_test_id("needs-human-mark")).to_be_visible()
    heights = {row.bounding_box()["height"] for row in desk.rows.all()}
    assert max(heights) <= height + 2, heights
    desk.row(patient).click(position={"x": 200, "y": height - 6})
    expect(desk.chat.get_by_test_id("chat-name")).to_have_text(patient.name)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_e_mail_addresses_have_a_column_only_where_somebody_has_one(visit, session, screen):
    emails = []

    def answer(route):
        response = route.fetch()
        body = response.json()
        for patient, email in zip(body["patients"], emails):
            patient["email"] = email
        route.fulfill(response=response, json=body)

    desk = Desk(visit(session), screen)
    desk.page.route("**/api/patients?*", answer)
    desk.page.goto("/")
    expect(desk.rows.first).to_be_visible()
    column = desk.page.get_by_role("columnheader", name="Email")
    expect(column).to_be_hidden()
    emails.append("asha@example.org")
    desk.page.reload()
    expect(column).to_be_visible()
    expect(desk.rows.first).to_contain_text("asha@example.org")
