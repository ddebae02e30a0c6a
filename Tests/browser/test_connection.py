"""The stream of changes is away, or the whole server is."""
import pytest
from clinic import Clinic
from desk import Desk
from playwright.sync_api import expect

LOST = "Connection lost. Checking every 3 seconds"


def test_without_the_stream_the_page_says_so_and_asks_by_itself(visit, session, screen, clinic, watch):
    watch.expect_refusals("/api/events")
    patient = clinic.new_patient("Sunil Bhosale")
    patient.asks_and_is_answered()
    desk = Desk(visit(session), screen)
    desk.page.route("**/api/events", lambda route: route.abort())
    desk.page.goto("/")
    expect(desk.notice).to_have_text(LOST)
    desk.open_chat(patient)
    expect(desk.notice).to_be_in_viewport()
    patient.writes("How much is the consultation fee?")
    expect(desk.bubble("How much is the consultation fee?")).to_be_visible()
    expect(desk.notice).to_be_visible()

    desk.page.unroute("**/api/events")
    expect(desk.notice).to_be_hidden()
    patient.writes("Do you take cards?")
    expect(desk.bubble("Do you take cards?")).to_be_visible()


@pytest.fixture
def own_clinic(tmp_path):
    with Clinic(tmp_path) as running:
        yield running


def test_a_restart_of_the_server_loses_nothing(visit, screen, own_clinic, watch):
    for path in ("/api/events", "/api/session", "/api/patients"):
        watch.expect_refusals(path)
    patient = own_clinic.patient("Asha Kulkarni", "+919822010001")
    desk = Desk(visit(own_clinic.session(), base=own_clinic.dashboard), screen)
    desk.page.goto("/")
    desk.open_chat(patient)
    watch.expect_refusals(f"/api/live-chat/messages/{desk.identifier(patient)}")
    watch.expect_refusals(f"/api/live-chat/patient-info/{desk.identifier(patient)}")
    expect(desk.notice).to_be_hidden()
    desk.input.fill("Half a thought")

    own_clinic.stop()
    expect(desk.notice).to_have_text(LOST)
    own_clinic.start()
    expect(desk.notice).to_be_hidden(timeout=20_000)
    patient.writes("Are you back?")
    expect(desk.bubble("Are you back?")).to_be_visible()
    expect(desk.bubble("Is my blood report ready?")).to_be_visible()
    expect(desk.input).to_have_value("Half a thought")
