"""The pictures of the README. SHUBHSTRA_SCREENSHOTS=1 writes them into docs/images."""
import os

import pytest
from desk import PAUSED
from playwright.sync_api import expect
from program import ROOT
from screens import DESKTOP, PHONE

LIMIT = 150_000
WRITING_NOW = [
    ("Ganesh Shinde", "+919822010011", "Are you open on Saturday?"),
    ("Farhan Qureshi", "+919822010012", "Can I consult the doctor by video?"),
    ("Lata Kulkarni", "+919822010013", "My father has severe chest pain since morning"),
]


@pytest.fixture
def folder(tmp_path):
    return ROOT / "docs" / "images" if os.environ.get("SHUBHSTRA_SCREENSHOTS") == "1" else tmp_path


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_conversation_that_the_doctor_has_taken_over(desk, clinic, folder):
    patient = clinic.patient("Suresh Patil", "+919822010004")
    desk.open_chat(patient)
    desk.expect_banner(PAUSED)
    expect(desk.bubble("Thank you, doctor.")).to_be_in_viewport()
    take(desk.page, folder / "chat-phone.png")


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_list_of_a_clinic_at_work(desk, clinic, folder):
    desk.page.evaluate("localStorage.setItem('desktop-notices-answered', 'yes')")
    for name, phone, question in WRITING_NOW:
        patient = clinic.patient(name, phone)
        patient.writes(question)
        patient.sent(at_least=1)
    expect(desk.rows).to_have_count(8)
    expect(desk.rows.first).to_contain_text("Lata Kulkarni")
    expect(desk.page.get_by_test_id("toast")).to_contain_text("May be an emergency: Lata Kulkarni")
    expect(desk.page.get_by_test_id("last-message").filter(has_text="AI:")).to_have_count(5)
    expect(desk.page.get_by_role("button", name="All8")).to_be_visible()
    take(desk.page, folder / "patients-desktop.png")


def take(page, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, animations="disabled", caret="hide")
    assert path.stat().st_size < LIMIT, f"{path.name} is larger than {LIMIT} bytes"
