"""Templates, which may also be sent where no text may, and the clinic's account with WhatsApp."""
import json
import re

import pytest
from accessibility import expect_accessible
from desk import ACTIVE, Hold
from pictures import picture
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE

PDF = b"%PDF-1.4\n" + b"x" * 30_000


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_template_is_sent_outside_the_window_with_the_keyboard_alone(desk, clinic, watch):
    watch.expect_refusals("/api/live-chat/send-template")
    patient = clinic.new_patient("Nisha Gokhale")
    patient.writes("I wrote this the day before yesterday.", age_seconds=49 * 3600)
    desk.open_chat(patient)
    page = desk.page
    offer, picker = desk.chat.get_by_test_id("window-template"), page.get_by_test_id("template-picker")
    expect(desk.chat.get_by_test_id("template")).to_be_hidden()
    offer.press("Enter")
    search, items = picker.get_by_test_id("template-search"), picker.get_by_test_id("template-item")
    expect(items).to_have_count(7)
    expect(items.filter(has_text="camp_invitation")).to_contain_text("Cannot be sent: WhatsApp has paused this template")
    expect_accessible(page, "the list of templates")
    page.keyboard.press("Escape")
    expect(picker).to_be_hidden()
    expect(offer).to_be_focused()

    offer.press("Enter")
    search.fill("reminder hindi")
    expect(items).to_have_count(1)
    search.fill("visit confirm")
    expect(items).to_have_count(1)
    search.press("ArrowDown")
    expect(items).to_be_focused()
    page.keyboard.press("Enter")
    day, name = picker.get_by_label("visit day (header)"), picker.get_by_label("first name")
    expect(day).to_be_focused()
    expect(day).to_have_attribute("placeholder", "For example Monday")
    page.keyboard.type("Friday")
    page.keyboard.press("Tab")
    page.keyboard.type("Nisha")
    page.keyboard.press("Enter")
    time = picker.get_by_label("visit time")
    expect(time).to_be_focused()
    expect(time).to_have_accessible_description("Fill this in.")
    expect_accessible(page, "a template with something missing")
    time.fill("x" * 1025)
    page.keyboard.press("Enter")
    # The server refuses it, and what was filled in stands there again.
    expect(time).to_have_accessible_description("Too long for WhatsApp. Make it shorter.")
    expect(name).to_have_value("Nisha")
    expect(desk.bubbles).to_have_count(2)
    time.fill("09:30")
    expect(picker.get_by_test_id("template-preview")).to_contain_text("we have booked 09:30 for you")
    page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    # It takes the place of what was refused.
    bubble = desk.bubble("Dear Nisha, we have booked 09:30 for you")
    expect(desk.bubbles).to_have_count(2)
    expect(bubble).to_contain_text("Your visit on Friday at our clinic")
    expect(bubble.get_by_test_id("template-mark")).to_be_visible()
    desk.expect_status(bubble, "Delivered")
    expect_accessible(page, "a sent template")
    [sent] = patient.sent(at_least=1)
    assert sent["body"]["template"]["name"] == "visit_confirmation", json.dumps(sent)


def chosen(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def open_template(desk, name):
    desk.chat.get_by_test_id("window-template").press("Enter")
    picker = desk.page.get_by_test_id("template-picker")
    picker.get_by_test_id("template-item").filter(has_text=name).press("Enter")
    return picker


@pytest.mark.parametrize("screen", [DESKTOP, SMALL_PHONE], ids=str)
def test_a_template_that_begins_with_a_file_is_sent_with_the_keyboard_alone(desk, clinic, watch):
    watch.expect_refusals("/api/live-chat/send-template")
    patient = clinic.new_patient("Meera Sathe")
    patient.writes("I wrote this the day before yesterday.", age_seconds=49 * 3600)
    desk.open_chat(patient)
    page = desk.page
    page.on("filechooser", lambda _: None)
    picker = open_template(desk, "report_ready")
    field = picker.get_by_label("Document at the top")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("A PDF of up to 100 MB.")
    picker.get_by_label("Variable 1").fill("Meera")
    page.keyboard.press("Enter")
    link = picker.get_by_label("button 1 (button)")
    expect(link).to_have_accessible_description("Fill this in.")
    link.fill("abc123")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("A PDF of up to 100 MB. Choose a PDF.")
    expect_accessible(page, "a template without its file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(chosen("knee.png", picture(400, 300, (200, 30, 30))))
    expect(field).to_have_accessible_description(re.compile("This template takes another kind of file. Choose a PDF.$"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(picker.get_by_role("alert").filter(has_text="This template takes another kind of file.")).to_be_visible()
    # The reason is not lost by trying to send it all the same.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("This template takes another kind of file. Choose a PDF.$"))
    field.set_input_files(chosen("Report.pdf", PDF))
    expect(picker.get_by_test_id("template-file-facts")).to_have_text("Report.pdf: PDF, 30 kB.")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(picker.get_by_test_id("template-preview")).to_contain_text("Report.pdf")
    # The server refuses it, and the file stands there again.
    picker.get_by_label("Variable 1").fill("x" * 1025)
    page.keyboard.press("Enter")
    name = picker.get_by_label("Variable 1")
    expect(name).to_have_accessible_description("Too long for WhatsApp. Make it shorter.")
    expect(picker.get_by_test_id("template-file-facts")).to_have_text("Report.pdf: PDF, 30 kB.")
    name.fill("Meera")
    page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    report = desk.bubble("Hello Meera, your report is ready")
    expect(report.get_by_role("link", name="Report.pdf")).to_contain_text("PDF")
    expect(report.get_by_test_id("template-mark")).to_be_visible()
    desk.expect_status(report, "Delivered")

    open_template(desk, "checkup_offer")
    field = picker.get_by_label("Picture at the top")
    field.set_input_files(chosen("knee.bin", picture(400, 300, (200, 30, 30))))
    expect(picker.get_by_role("img", name="The picture knee.bin")).to_have_js_property("naturalWidth", 400)
    expect_accessible(page, "a template with a picture")
    for label, value in [("Variable 1", "Meera"), ("Variable 2", "Friday"), ("button 3 (button)", "checkup")]:
        picker.get_by_label(label).fill(value)
    page.keyboard.press("Enter")
    offer = desk.bubble("Hello Meera, until Friday a yearly check-up costs less")
    photo = offer.get_by_role("button", name="Open photo")
    desk.expect_status(offer, "Delivered")
    expect(photo).to_be_enabled()
    expect(photo.locator("img")).to_have_js_property("naturalWidth", 400)
    body = offer.locator("[data-part=body]").bounding_box()
    assert photo.bounding_box()["y"] < body["y"], "the picture stands above the text"
    expect_accessible(page, "sent templates with files")
    document, image = [message["body"]["template"]["components"][0]["parameters"][0]
                       for message in patient.sent(at_least=2)]
    assert document["document"]["filename"] == "Report.pdf", json.dumps(document)
    assert image["type"] == "image" and image["image"]["id"].isdigit()


@pytest.mark.parametrize("screen", [DESKTOP, SMALL_PHONE], ids=str)
def test_a_template_that_is_refused_when_the_doctor_has_moved_on_is_kept_and_can_be_mended(desk, clinic, watch):
    watch.expect_refusals("/api/live-chat/send-template")
    patient, other = clinic.new_patient("Suman Apte"), clinic.new_patient("Vijay Lele")
    for one in (patient, other):
        one.writes("I wrote this the day before yesterday.", age_seconds=49 * 3600)
    page = desk.page
    desk.open_chat(patient)
    hold = Hold(page, "**/api/live-chat/send-template")
    picker = fill_report(desk, "x" * 1025)
    desk.close_chat()
    desk.open_chat(other)
    hold.release()
    expect(page.get_by_text(f"A template for {patient.name} was not sent.")).to_be_visible()
    expect(picker).to_be_hidden()
    expect(desk.bubbles).to_have_count(1)
    desk.close_chat()
    desk.open_chat(patient)
    refused = desk.bubble("your report is ready")
    again = refused.get_by_role("button", name="Open again")
    expect(refused.get_by_test_id("failure-reason")).to_be_visible()
    expect_accessible(page, "a refused template")
    again.press("Enter")
    name = picker.get_by_label("Variable 1")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Too long for WhatsApp. Make it shorter.")
    expect(picker.get_by_label("button 1 (button)")).to_have_value("abc123")
    # Nothing of it is gone when another file is chosen and the dialog is closed.
    picker.get_by_label("Document at the top").set_input_files(chosen("Other.pdf", PDF))
    page.keyboard.press("Escape")
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    expect(picker.get_by_test_id("template-file-facts")).to_have_text("Report.pdf: PDF, 30 kB.")
    name.fill("Suman")
    page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    desk.expect_status(desk.bubble("Hello Suman, your report is ready"), "Delivered")
    expect(desk.bubbles).to_have_count(2)
    expect(desk.chat.locator(":focus")).to_have_count(1)
    [document] = [message["body"]["template"]["components"][0]["parameters"][0] for message in patient.sent(at_least=1)]
    assert document["document"]["filename"] == "Report.pdf", json.dumps(document)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_refused_template_is_removed_and_the_page_closes_without_a_question_then(desk, clinic, watch):
    watch.expect_refusals("/api/live-chat/send-template")
    patient = clinic.new_patient("Lata Kale")
    patient.writes("I wrote this the day before yesterday.", age_seconds=49 * 3600)
    page = desk.page
    desk.open_chat(patient)
    hold = Hold(page, "**/api/live-chat/send-template")
    picker = fill_report(desk, "x" * 1025)
    # The dialog is open for something else when the answer comes.
    desk.chat.get_by_test_id("window-template").press("Enter")
    hold.release()
    refused = desk.bubble("your report is ready")
    expect(refused.get_by_test_id("failure-reason")).to_be_visible()
    expect(picker.get_by_test_id("template-item")).to_have_count(7)
    page.keyboard.press("Escape")
    assert closes_with_a_question(page)
    refused.get_by_role("button", name="Remove").press("Enter")
    expect(refused).to_be_hidden()
    expect(desk.chat.locator(":focus")).to_have_count(1)
    assert not closes_with_a_question(page)


def closes_with_a_question(page):
    """Whether the page asks before it is closed."""
    return page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))")


def fill_report(desk, name):
    picker = open_template(desk, "report_ready")
    picker.get_by_label("Document at the top").set_input_files(chosen("Report.pdf", PDF))
    expect(picker.get_by_test_id("template-file-facts")).to_have_text("Report.pdf: PDF, 30 kB.")
    picker.get_by_label("button 1 (button)").fill("abc123")
    picker.get_by_label("Variable 1").fill(name)
    desk.page.keyboard.press("Enter")
    expect(picker).to_be_hidden()
    return picker


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_the_connection_with_whatsapp_is_seen_checked_and_not_changed_unless_it_is_confirmed(desk, clinic, watch):
    watch.expect_refusals("/api/whatsapp")
    clinic.new_patient("Kavita Bhat").asks_and_is_answered()
    page = desk.page
    page.goto("/#/settings")
    form = page.get_by_test_id("whatsapp-form")
    number, token = form.get_by_label("Phone number id"), form.get_by_label("Access token")
    expect(number).to_have_value(re.compile(r"^\d+$"))
    expect(token).to_have_value("")
    expect(token).to_have_accessible_description(re.compile("A token is set. It is never shown"))
    expect(form.get_by_label("Verify token", exact=True)).to_have_value(re.compile("^[0-9a-f]{32}$"))
    expect(form.get_by_test_id("whatsapp-last")).to_contain_text("Last heard from WhatsApp: Today")
    expect(page.get_by_test_id("costs")).to_have_text(re.compile("^Nothing that WhatsApp charges for.|messages? that"))
    form.get_by_test_id("whatsapp-check").press("Enter")
    expect(form.get_by_test_id("whatsapp-checked")).to_have_text("Everything is right.")
    expect(form.get_by_test_id("whatsapp-check-item")).to_have_count(8)
    token.fill("not-a-token")
    token.press("Enter")
    expect(form.get_by_test_id("whatsapp-error")).to_contain_text("Nothing was saved, because WhatsApp did not confirm it.")
    expect(token).to_have_value("not-a-token")
    expect_accessible(page, "the clinic's account with WhatsApp")


@pytest.mark.parametrize("screen", [SMALL_PHONE], ids=str)
def test_a_patient_is_blocked_and_unblocked_with_the_keyboard(desk, clinic):
    patient = clinic.new_patient("Prakash Joshi")
    patient.asks_and_is_answered()
    desk.open_chat(patient)
    page = desk.page
    more, mark = desk.chat.get_by_test_id("chat-more"), desk.chat.get_by_test_id("chat-blocked")
    more.press("Enter")
    expect(desk.chat.get_by_test_id("chat-template")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    choose_to_block(page, "Block on WhatsApp")
    expect(mark).to_be_visible()
    expect(desk.banner).to_contain_text("Blocked on WhatsApp")
    expect(desk.chat.get_by_test_id("window-notice")).to_contain_text("You have blocked this patient")
    expect(desk.chat.get_by_test_id("window-template")).to_be_hidden()
    desk.input.fill("Nothing waits for them either.")
    expect(desk.send_button).to_be_disabled()
    desk.input.fill("")
    expect_accessible(page, "a blocked patient")
    choose_to_block(page, "Unblock on WhatsApp")
    expect(mark).to_be_hidden()
    desk.expect_banner(ACTIVE)


def choose_to_block(page, words):
    page.get_by_test_id("chat-more").press("Enter")
    page.keyboard.press("ArrowUp")
    item = page.get_by_test_id("chat-block")
    expect(item).to_have_text(words)
    expect(item).to_be_focused()
    page.keyboard.press("Enter")
    # A key is pressed wherever the focus is, also while the question is not there yet.
    yes = page.get_by_test_id("confirm-yes")
    expect(yes).to_be_visible()
    yes.press("Enter")
