"""Two people of one clinic at the same time."""
import pytest
from desk import ACTIVE, PAUSED, Desk
from playwright.sync_api import expect

FRONT_DESK = ("Front Desk", "desk@demo.clinic", "front-desk-password")


@pytest.fixture(scope="module")
def colleague(clinic):
    clinic.add_person(*FRONT_DESK)
    return clinic.session(*FRONT_DESK[1:])


def test_each_sees_at_once_what_the_other_does(desk, visit, colleague, screen, clinic):
    patient = clinic.new_patient("Rekha Jadhav")
    patient.asks_and_is_answered()
    other = Desk(visit(colleague), screen)
    other.page.goto("/")
    for one in (desk, other):
        one.open_chat(patient)
        one.expect_banner(ACTIVE)

    other.toggle.click()
    desk.expect_banner(PAUSED)
    expect(desk.banner).to_contain_text("Paused by Front Desk")
    other.write("The front desk is here.")
    expect(desk.bubble("The front desk is here.")).to_contain_text("Front Desk")

    desk.toggle.click()
    other.expect_banner(ACTIVE)
    desk.close_chat()
    expect(desk.badge(patient)).to_have_text("AI Active")
    other.toggle.click()
    expect(desk.badge(patient)).to_have_text("Manual")
