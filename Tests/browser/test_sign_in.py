"""Signing in, the list, signing out."""
from clinic import EMAIL, PASSWORD
from desk import Desk
from playwright.sync_api import expect

SEEDED = {"Maria D'Souza": "AI Active", "Rohan Mehta": "AI Active", "Suresh Patil": "Manual"}


def sign_in(page, password):
    page.get_by_test_id("login-email").fill(EMAIL)
    page.get_by_test_id("login-password").fill(password)
    page.get_by_test_id("login-submit").click()


def test_a_person_signs_in_sees_the_patients_and_signs_out(visit, watch, screen):
    # The wrong password, and whatever the page was reading while it signed out.
    for path in ("/api/session", "/api/patients", "/api/events"):
        watch.expect_refusals(path)
    desk = Desk(visit(), screen)
    page = desk.page
    page.goto("/")
    expect(page).to_have_url("/login")

    sign_in(page, "not-the-password")
    expect(page.get_by_test_id("login-error")).to_have_text(
        "This email and password do not match. Check both and try again.")
    sign_in(page, PASSWORD)
    expect(page).to_have_url("/")

    expect(page.get_by_role("table")).to_have_count(0 if screen.is_phone else 1)
    expect(page.get_by_test_id("clinic-name")).to_have_text("Deshpande Family Clinic")
    for name, badge in SEEDED.items():
        row = desk.rows.filter(has_text=name)
        expect(row.get_by_test_id("status-badge")).to_have_text(badge)
        expect(row).to_contain_text("+91 98220")
        expect(row.get_by_test_id("chat-button")).to_have_accessible_name(f"Chat with {name}")
        expect(row.get_by_test_id("chat-button")).to_have_text(name)

    if screen.is_phone:
        page.get_by_test_id("menu-button").click()
    page.get_by_test_id("sign-out").click()
    expect(page).to_have_url("/login")
    page.goto("/")
    expect(page).to_have_url("/login")


def test_the_list_can_be_searched_and_filtered(desk):
    search = desk.page.get_by_test_id("search")
    search.fill("suresh")
    expect(desk.rows).to_have_count(1)
    expect(desk.rows).to_contain_text("Suresh Patil")
    search.fill("nobody of this name")
    expect(desk.page.get_by_test_id("list-state")).to_contain_text("Nothing found")
    desk.page.get_by_test_id("list-retry").click()
    expect(desk.rows.filter(has_text="Rohan Mehta")).to_be_visible()
    desk.page.get_by_role("button", name="Manual").click()
    expect(desk.rows.filter(has_text="Rohan Mehta")).to_have_count(0)
    expect(desk.rows.filter(has_text="Suresh Patil")).to_be_visible()
