"""What the dashboard asks the server for, counted: an event costs what has changed, not the whole list."""
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from desk import Desk
from playwright.sync_api import expect
from screens import DESKTOP

HOURS = "We're open 9 AM – 6 PM, Monday to Saturday."
LIMIT = 8 * 1024
OTHERS = 45


@dataclass
class Traffic:
    """The calls of a page to the API but for its stream, with the bytes of their bodies as they came over the wire."""
    calls: list = field(default_factory=list)

    def add(self, request):
        address = urlsplit(request.url)
        if address.path.startswith("/api/") and address.path != "/api/events":
            sizes = request.sizes()
            self.calls.append((address, sizes["responseBodySize"], sizes["responseHeadersSize"]))

    def of(self, path):
        return [parse_qs(address.query) for address, *_ in self.calls if address.path.startswith(path)]

    def settle(self, page):
        """Returns once nothing has been asked for a while."""
        for _ in range(20):
            before = len(self.calls)
            page.wait_for_timeout(1_500)
            if len(self.calls) == before:
                return
        raise AssertionError(f"it does not come to rest: {self}")

    @property
    def bytes(self):
        return sum(body for _, body, _ in self.calls)

    def __str__(self):
        lines = [f"{address.path} {sorted(parse_qs(address.query))}: {body}" for address, body, _ in self.calls]
        return "\n".join([f"{len(self.calls)} calls, {self.bytes} bytes in bodies, "
                          f"{sum(heads for *_, heads in self.calls)} in heads", *lines])


@pytest.fixture
def traffic(visit, session, clinic):
    """Watches a page from its start."""
    for number in range(OTHERS):
        clinic.new_patient(f"Other {number}").writes("What are your clinic hours?")
    page, traffic = visit(session), Traffic()
    page.on("requestfinished", traffic.add)
    return page, traffic


@pytest.fixture
def note(request):
    def note(what, traffic):
        request.node.user_properties.append(("figure", f"{what}: {str(traffic).splitlines()[0]}"))
    return note


@pytest.mark.parametrize("screen", [DESKTOP], ids=str)
def test_the_list_is_read_once_and_a_question_with_its_answer_costs_little(traffic, note, clinic, screen):
    page, calls = traffic
    desk = Desk(page, screen)
    page.goto("/")
    expect(desk.rows.first).to_be_visible()
    calls.settle(page)
    lists = calls.of("/api/patients")
    assert len([query for query in lists if query and "since" not in query]) == 1, str(calls)

    calls.calls.clear()
    patient = clinic.new_patient("Asmita Gore")
    patient.asks_and_is_answered()
    expect(desk.row(patient).get_by_test_id("last-message")).to_contain_text(f"AI: {HOURS}")
    calls.settle(page)
    note("a question and its answer on the open list", calls)
    assert calls.bytes <= LIMIT, str(calls)
    assert all("since" in query for query in calls.of("/api/patients") if query), str(calls)

    calls.calls.clear()
    desk.open_chat(patient)
    desk.expect_status(desk.bubble(HOURS), "Delivered")
    calls.settle(page)
    note("opening a chat", calls)
    # One to open it, and one since what is read is a change.
    assert ["after" in query for query in calls.of("/api/live-chat/messages")] == [False, True], str(calls)
    assert not calls.of("/api/live-chat/patient-info"), str(calls)

    calls.calls.clear()
    patient.writes("And what are your clinic hours on Sunday?")
    expect(desk.bubbles).to_have_count(4)
    desk.expect_status(desk.bubbles.last, "Delivered")
    calls.settle(page)
    note("a question and its answer in the open chat", calls)
    assert calls.bytes <= LIMIT, str(calls)
    assert not calls.of("/api/live-chat/patient-info"), str(calls)
    assert all("after" in query for query in calls.of("/api/live-chat/messages")), str(calls)
    assert len(calls.calls) <= 12, str(calls)
