"""Signing in, the list, signing out."""
import re

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
    for path in ("/api/session", "/api/held", "/api/patients", "/api/patients/counts", "/api/events"):
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


def test_a_sign_in_that_the_browser_does_not_keep_is_explained(visit, watch):
    watch.expect_refusals("/api/session")
    page = visit()

    def accept_without_cookie(route):
        route.fulfill(json={"success": True}) if route.request.method == "POST" else route.continue_()

    page.route("**/api/session", accept_without_cookie)
    page.goto("/login")
    sign_in(page, PASSWORD)
    expect(page.get_by_test_id("login-error")).to_contain_text("Open the dashboard at its https address")
    expect(page).to_have_url("/login")
    expect(page.get_by_test_id("login-submit")).to_have_text("Sign in")
    expect(page.get_by_test_id("login-submit")).to_be_enabled()


def test_after_too_many_failures_the_page_says_how_long_to_wait(visit, watch, screen):
    watch.expect_refusals("/api/session")
    page = visit()
    page.goto("/login")
    page.get_by_test_id("login-email").fill(f"{screen}@demo.clinic")
    statuses = []
    # On a slow machine a second is over before the page has tried again; the waits grow.
    while 429 not in statuses and len(statuses) < 12:
        page.get_by_test_id("login-password").fill("not-the-password")
        with page.expect_response("**/api/session") as answer:
            page.get_by_test_id("login-submit").click()
        statuses.append(answer.value.status)
    assert statuses[:3] == [401] * 3 and statuses[-1] == 429, statuses
    expect(page.get_by_test_id("login-error")).to_contain_text("Too many attempts. Try again in")
    expect(page.get_by_test_id("login-submit")).to_have_text("Sign in")


def test_another_account_does_not_wait(visit, watch):
    watch.expect_refusals("/api/session")
    page = visit()
    refusal = {"success": False, "error": "Too many failed attempts.", "error_code": "too_many_attempts"}
    page.route("**/api/session", lambda route: route.fulfill(status=429, headers={"Retry-After": "600"}, json=refusal))
    page.goto("/login")
    sign_in(page, "not-the-password")
    submit = page.get_by_test_id("login-submit")
    expect(submit).to_have_text(re.compile("^Wait "))
    expect(submit).to_be_disabled()
    page.get_by_test_id("login-email").fill("another@demo.clinic")
    expect(submit).to_be_enabled()
    expect(submit).to_have_text("Sign in")
    expect(page.get_by_test_id("login-error")).to_be_hidden()


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
