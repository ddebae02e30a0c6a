"""The clinic's settings."""
import re

import pytest
from accessibility import expect_accessible
from desk import Desk
from playwright.sync_api import expect
from screens import DESKTOP, SMALL_PHONE


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_setting_is_changed_with_the_keyboard_and_what_is_wrong_is_said_at_its_field(desk, watch):
    watch.expect_refusals("/api/clinic")
    page = desk.page
    if desk.screen.is_phone:
        page.get_by_test_id("menu-button").press("Enter")
    page.get_by_test_id("nav-settings").press("Enter")
    expect(page.get_by_role("heading", name="Settings")).to_be_focused()
    name, alarm = page.get_by_label("Name", exact=True), page.get_by_label("Alarm after minutes")
    expect(name).to_have_value("Deshpande Family Clinic")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Kolkata")
    expect(page).to_have_title(re.compile("Settings – Shubhstra$"))
    expect_accessible(page, "settings")

    alarm.fill("0")
    alarm.press("Enter")
    expect(alarm).to_be_focused()
    expect(alarm).to_have_accessible_description(re.compile(r"Must be a whole number from 1 to 1440\."))
    expect_accessible(page, "settings with an error")
    alarm.fill("15")
    page.get_by_label("Address").fill("12, MG Road\nPune")
    receipts = page.get_by_label("Tell patients when their messages were read")
    expect(receipts).not_to_be_checked()
    receipts.press("Space")
    alarm.press("Enter")
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")
    expect(alarm).to_have_attribute("aria-invalid", "false")
    page.reload()
    expect(alarm).to_have_value("15")
    expect(page.get_by_label("Address")).to_have_value("12, MG Road\nPune")
    expect(receipts).to_be_checked()
    receipts.press("Space")
    receipts.press("Enter")
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")
    page.go_back()
    expect(desk.rows.first).to_be_visible()


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_settings_have_an_address_of_their_own(visit, session, screen):
    desk = Desk(visit(session), screen)
    desk.page.goto("/#/settings")
    expect(desk.page.get_by_label("Name", exact=True)).not_to_have_value("")
    desk.page.get_by_role("link", name="Patients").click()
    expect(desk.rows.first).to_be_visible()
    expect(desk.page.get_by_test_id("settings")).to_be_hidden()


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_a_receptionist_reads_what_a_doctor_has_decided(clinic, visit, screen):
    email, password = f"desk-{screen.width}@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    page.goto("/#/settings")
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_value("Deshpande Family Clinic")
    expect(page.get_by_test_id("doctor-only")).to_be_visible()
    expect(name).not_to_be_editable()
    expect(page.get_by_label("Tell patients when their messages were read")).to_be_disabled()
    name.press("Enter")
    expect(page.get_by_test_id("settings-save")).to_be_hidden()
    expect(page.get_by_role("heading", name="Costs this month")).to_be_visible()
    expect(page.get_by_role("heading", name="WhatsApp")).to_have_count(0)
    expect_accessible(page, "settings of a receptionist")


@pytest.mark.parametrize("screen", [SMALL_PHONE, DESKTOP], ids=str)
def test_hours_and_holidays_are_typed_with_the_keyboard(desk, watch):
    page = desk.page
    page.goto("/#/settings")
    monday = page.get_by_role("group", name="Monday")
    expect(monday).to_contain_text("Closed")
    monday.get_by_role("button", name="Add hours on Monday").press("Enter")
    opens, closes = (monday.get_by_label(f"Monday, first time {what}") for what in ("opens", "closes"))
    expect(opens).to_be_focused()
    opens.fill("13:00")
    closes.fill("09:00")
    page.get_by_test_id("hours-save").press("Enter")
    expect(monday.get_by_role("alert")).to_contain_text("It must close after it opens.")
    expect(opens).to_be_focused()
    opens.fill("09:00")
    closes.fill("13:00")
    expect(monday.get_by_role("alert")).to_have_count(0)
    monday.get_by_role("button", name="Copy Monday to all days").press("Enter")
    sunday = page.get_by_role("group", name="Sunday")
    sunday.get_by_role("button", name="Remove Sunday, first time").press("Enter")
    expect(sunday).to_contain_text("Closed")

    page.get_by_role("button", name="Add a holiday").press("Enter")
    page.get_by_label("Date of the holiday").fill("2027-01-26")
    page.get_by_label("Name of the holiday").fill("Republic Day")
    page.get_by_label("Marathi", exact=True).check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect_accessible(page, "hours")
    page.get_by_label("Name of the holiday").press("Enter")
    expect(page.get_by_test_id("toast")).to_contain_text("Saved")

    page.reload()
    expect(page.get_by_role("group", name="Saturday").get_by_label("first time closes")).to_have_value("13:00")
    expect(page.get_by_role("group", name="Sunday")).to_contain_text("Closed")
    expect(page.get_by_label("Name of the holiday")).to_have_value("Republic Day")
    expect(page.get_by_label("Marathi", exact=True)).to_be_checked()

    page.get_by_role("button", name="Remove the holiday Republic Day").press("Enter")
    page.get_by_label("Marathi", exact=True).uncheck()
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"):
        page.get_by_role("button", name=f"Remove {day}, first time").press("Enter")
    page.get_by_test_id("hours-save").press("Enter")
    page.reload()
    expect(page.get_by_role("group", name="Monday")).to_contain_text("Closed")
    expect(page.get_by_test_id("holiday")).to_have_count(0)


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_receptionist_reads_the_hours(clinic, visit, screen):
    email, password = "desk-hours@clinic.example", "copper kettle by the door"
    clinic.add_person("Front Desk", email, password)
    page = visit(clinic.session(email, password))
    page.goto("/#/settings")
    expect(page.get_by_role("group", name="Monday")).to_contain_text("Closed")
    expect(page.get_by_test_id("hours-save")).to_have_count(0)
    expect(page.get_by_role("button", name="Add a holiday")).to_have_count(0)
    expect(page.get_by_label("Marathi", exact=True)).to_be_disabled()
