"""The stream of changes is away, or the whole server is."""
import time
from urllib.parse import urlsplit

import pytest
from clinic import Clinic
from desk import Desk
from playwright.sync_api import expect
from screens import DESKTOP, PHONE
from silent_network import SilentNetwork

LOST = "Connection lost. Checking every 3 seconds"
TABS = 8
WAITING = "Waiting for the connection. It goes out by itself."


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
    for path in ("/api/events", "/api/session", "/api/held", "/api/patients", "/api/patients/counts",
                 "/api/live-chat/read"):
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


@pytest.fixture
def network(clinic):
    address = urlsplit(clinic.dashboard)
    network = SilentNetwork((address.hostname, address.port))
    yield network
    network.close()


@pytest.fixture
def watched(watch):
    """A chat is open, and whatever it asks for may fail."""
    def open_chat(desk, patient):
        desk.page.goto("/")
        desk.open_chat(patient)
        identifier = desk.identifier(patient)
        for path in ("events", "held", "patients", "patients/counts", "clinic", "live-chat/send", "live-chat/read",
                     f"live-chat/messages/{identifier}", f"live-chat/patient-info/{identifier}"):
            watch.expect_refusals(f"/api/{path}")
        return desk
    return open_chat


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_a_network_that_is_dead_without_a_word_is_noticed_and_loses_nothing(
        visit, session, screen, clinic, network, watched, figure):
    patient = clinic.new_patient("Shalini Rane")
    patient.asks_and_is_answered()
    desk = watched(Desk(visit(session, base=network.address), screen), patient)
    network.die()
    died = time.monotonic()
    patient.writes("Do you take cards?")
    expect(desk.notice).to_have_text(LOST, timeout=30_000)
    figure("a network that is dead without a word is noticed after", time.monotonic() - died)
    expect(desk.notice).to_be_in_viewport()

    desk.write("Yes, we take cards.")
    desk.write("And cash.")
    for text in ("Yes, we take cards.", "And cash."):
        expect(desk.bubble(text).get_by_test_id("bubble-note")).to_have_text(WAITING)
    network.heal()
    expect(desk.notice).to_be_hidden(timeout=20_000)
    expect(desk.bubble("Do you take cards?")).to_be_visible()
    for text in ("Yes, we take cards.", "And cash."):
        desk.expect_status(desk.bubble(text), "Delivered")
        expect(desk.bubble(text).get_by_test_id("bubble-note")).to_be_hidden()
    assert patient.texts()[-2:] == ["Yes, we take cards.", "And cash."]


@pytest.mark.parametrize("screen", [PHONE], ids=str)
def test_a_message_whose_answer_the_network_swallowed_goes_out_once(visit, session, screen, clinic, network, watched):
    patient = clinic.new_patient("Lata Bhide")
    patient.asks_and_is_answered()
    desk = watched(Desk(visit(session, base=network.address), screen), patient)
    network.die(answers_only=True)
    desk.write("Please come at ten.")
    patient.sent(at_least=2)
    desk.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(desk.notice).to_have_text("This device is offline. What you send waits here")
    expect(desk.bubble("Please come at ten.").get_by_test_id("bubble-note")).to_have_text(WAITING)
    network.heal()
    desk.page.evaluate("dispatchEvent(new Event('online'))")
    expect(desk.bubble("Please come at ten.").get_by_role("img", name="Delivered")).to_be_visible(timeout=25_000)
    expect(desk.bubble("Please come at ten.")).to_have_count(1)
    assert patient.texts()[1:] == ["Please come at ten."]


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_eight_tabs_share_one_stream_and_another_tab_takes_it_over(visit, session, screen, clinic):
    streams = []
    first = visit(session)
    pages = [first, *(first.context.new_page() for _ in range(TABS - 1))]
    for page in pages:
        page.on("request", lambda request, page=page: streams.append(page) if "/api/events" in request.url else None)
        page.goto("/")
    tabs = [Desk(page, screen) for page in pages]
    all_hear_of(tabs, clinic.new_patient("Varsha Naik"))
    assert streams == [first]

    first.close()
    tabs = tabs[1:]
    all_hear_of(tabs, clinic.new_patient("Anand Rege"))
    assert len(streams) == 2
    second = streams[1]
    second.evaluate("document.dispatchEvent(new Event('freeze'))")
    tabs = [tab for tab in tabs if tab.page is not second]
    all_hear_of(tabs, clinic.new_patient("Pooja Sane"))
    assert len(streams) == 3


def all_hear_of(tabs, patient):
    patient.writes("What are your clinic hours?")
    for tab in tabs:
        expect(tab.row(patient)).to_be_visible()
        expect(tab.notice).to_be_hidden()
