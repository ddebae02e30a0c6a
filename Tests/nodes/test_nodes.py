"""Several nodes on one PostgreSQL: the rule holds between them, and one of them may die."""
import asyncio
import os
import random
import time
from urllib.parse import urlsplit, urlunsplit

import pytest

from checker import Log, Takeover, check
from flag_race import FlagRace, flag_race
from nodes import Cluster, seconds
from race import race

SERVER = os.environ.get("TEST_DATABASE_URL")
pytestmark = pytest.mark.skipif(not SERVER and os.environ.get("CI") != "true",
                                reason="NOT TESTED: there is no TEST_DATABASE_URL; bin/test starts a server")


def test_the_rule_holds_between_three_nodes():
    result = asyncio.run(race(SERVER, nodes=3, seed=20261124, patients=40, takeovers=600))
    assert result["takeovers"] >= 590, result
    assert result["assistant_messages"] >= 20, "the assistant must get its chance, or nothing was raced"
    assert not any(result[kind] for kind in ("rule", "doubled", "lost", "order")), result


def test_without_the_row_lock_the_checker_finds_violations():
    result = asyncio.run(race(SERVER, nodes=3, seed=7, patients=12, takeovers=1500, limit=30, rest=10,
                              SHUBHSTRA_TEST_WITHOUT_ROW_LOCK="1"))
    assert any(result[kind] for kind in ("rule", "doubled", "lost", "order")), result


@pytest.mark.parametrize("server,nodes", [(SERVER, 3), (None, 1)], ids=["three nodes", "one process on SQLite"])
def test_while_a_flag_is_open_the_assistant_is_silent(server, nodes):
    """FLAG_RACE_EVENTS=20000 for the long form."""
    events = int(os.environ.get("FLAG_RACE_EVENTS", "0"))
    result = asyncio.run(flag_race(server, nodes, seed=20261127, patients=60 if events else 30, events=events or 400,
                                   limit=None if events else 16))
    print(result)
    assert not any(result[kind] for kind in FlagRace.kinds), result
    happened = result["events"]
    assert happened["flags"] >= 15 and happened["emergency_texts"] >= 5, result
    assert happened["model_requests"] >= 15 and result["assistant_messages"] >= 15, "nothing was raced"


def message(text, at=10.0, callback="c", to="1", outcome="accepted"):
    return {"text": text, "at": at, "callback_data": callback, "to": to, "outcome": outcome}


@pytest.mark.parametrize("kind,sent,log,history", [
    ("rule", [message("hi")], Log(takeovers=[Takeover("1", 9, 11)]), {}),
    ("doubled", [message("hi"), message("hi")], Log(), {}),
    ("doubled", [message("d"), message("d", callback="e")], Log(doctor_texts={"1": ["d"]}), {}),
    ("lost", [], Log(doctor_texts={"1": ["d"]}), {}),
    ("lost", [message("d", outcome="refused")], Log(doctor_texts={"1": ["d"]}), {}),
    ("order", [message("b", callback="b"), message("a", callback="a")], Log(doctor_texts={"1": ["a", "b"]}), {}),
    ("lost", [], Log(patient_texts={"1": ["q"]}), {"1": []}),
    ("doubled", [], Log(patient_texts={"1": ["q"]}), {"1": [("q", 1), ("q", 2)]}),
    ("order", [], Log(patient_texts={"1": ["q", "r"]}), {"1": [("r", 1), ("q", 2)]}),
    ("order", [], Log(patient_texts={"1": ["q"]}), {"1": [("q", 2)]}),
])
def test_the_checker_sees_each_kind(kind, sent, log, history):
    rows = {phone: [{"message_body": text, "seq": seq, "author": "patient"} for text, seq in messages]
            for phone, messages in history.items()}
    assert check(log, sent, rows).get(kind)


def test_the_checker_is_content_with_what_is_right():
    log = Log(takeovers=[Takeover("1", 11, 12)], doctor_texts={"1": ["d"]}, patient_texts={"1": ["q"]})
    assert not check(log, [message("hi"), message("d", at=11.5, callback="d")],
                     {"1": [{"message_body": "q", "seq": 1, "author": "patient"}]})


async def lose_a_node():
    """kill -9 of a node while patients write and doctors answer. Returns the log's findings and two durations."""
    chance, log = random.Random(5), Log()
    async with Cluster(SERVER, 3, SEND_TIMEOUT_SECONDS="3", SEND_RECONCILE_SECONDS="5") as cluster:
        phones = [f"9197{10_000_000 + n}" for n in range(24)]
        await asyncio.gather(*(cluster.meet(phone) for phone in phones))
        await cluster.control("POST", "model", {"delay_seconds": 0.3})
        stop = asyncio.Event()

        async def patient(phone):
            turn = 0
            while not stop.is_set():
                turn += 1
                text = f"What are your opening hours? {turn} {phone}"
                await cluster.writes(phone, text, chance)
                log.patient_texts[phone].append(text)
                await asyncio.sleep(0.2 + chance.random() * 0.3)

        async def doctor():
            ids = await cluster.patient_ids()
            for turn in range(10_000):
                if stop.is_set():
                    return
                phone = phones[turn % 4]
                text = f"Doctor {turn} to {phone}"
                status, _, _ = await cluster.call(cluster.any_node(chance), "POST", "/api/live-chat/send",
                                                  {"patientId": ids.get(phone), "messageBody": text})
                if status in (200, 202):
                    log.doctor_texts[phone].append(text)
                await asyncio.sleep(0.1)

        players = [asyncio.create_task(patient(phone)) for phone in phones]
        await asyncio.sleep(3)
        players.append(asyncio.create_task(doctor()))
        await asyncio.sleep(3)
        victim = cluster.nodes[1]
        victim.kill()
        killed = time.time()
        await victim.process.wait()
        await asyncio.sleep(6)
        stop.set()
        await asyncio.gather(*players)
        end = time.monotonic() + 75
        while await cluster.sql("SELECT 1 FROM outbox UNION ALL SELECT 1 FROM deliveries WHERE state = 'new' UNION ALL "
                                "SELECT 1 FROM due_replies", cluster.name):
            assert time.monotonic() < end, "work of the dead node was never taken over"
            await asyncio.sleep(0.25)
        recovered = time.time() - killed
        sent = [m | {"at": seconds(m["at"])} for m in await cluster.sent(-1)]
        ids = await cluster.patient_ids()
        histories = {phone: await cluster.history(ids[phone]) for phone in phones}
        return check(log, sent, histories), recovered, sent


def test_a_node_that_dies_loses_nothing_and_its_work_goes_on():
    found, recovered, sent = asyncio.run(lose_a_node())
    assert len(sent) > 20
    # A message whose node died is settled by WhatsApp's own report, so that it is not even sent a second time.
    assert not any(found.get(kind) for kind in ("lost", "order", "doubled")), found
    print(f"all work of the dead node was done {recovered:.1f} s after it")
    assert recovered < 75


class Passage:
    """Stands between the nodes and PostgreSQL. What runs through it when it freezes stays silent for good, as when a
    machine vanishes without a word; only what is begun after the thaw flows."""

    def __init__(self, server):
        self.parts, self.is_frozen, self.flows = urlsplit(server), False, set()

    async def __aenter__(self):
        self.listener = await asyncio.start_server(self.connect, "127.0.0.1", 0)
        port = self.listener.sockets[0].getsockname()[1]
        user = f"{self.parts.username}:{self.parts.password}@" if self.parts.password else f"{self.parts.username}@"
        self.server = urlunsplit(self.parts._replace(netloc=f"{user}127.0.0.1:{port}"))
        return self

    async def __aexit__(self, *_):
        self.listener.close()
        for flow in self.flows:
            flow.cancel()

    def freeze(self):
        self.is_frozen = True
        for flow in self.flows:
            flow.cancel()

    async def connect(self, reader, writer):
        if self.is_frozen:
            await asyncio.Event().wait()
        there = await asyncio.open_connection(self.parts.hostname, self.parts.port or 5432)
        for source, goal in ((reader, there[1]), (there[0], writer)):
            self.flows.add(asyncio.create_task(self.pump(source, goal)))

    async def pump(self, source, goal):
        try:
            while data := await source.read(65536):
                goal.write(data)
                await goal.drain()
            goal.close()
        except OSError:
            goal.close()


async def lose_the_database_without_a_word():
    async with Passage(SERVER) as passage, Cluster(passage.server, 1) as cluster:
        await cluster.meet("919712345678")
        await cluster.writes("919712345678", "Before")
        passage.freeze()
        beginning = time.monotonic()
        body, headers = cluster.webhook("919712345678", "Meanwhile", "wamid.meanwhile")

        async def deliver():
            async with cluster.http.post(cluster.nodes[0].url + "/webhook", data=body, headers=headers) as answer:
                return answer.status

        # More than there are connections, so that none is left that has not tried.
        answers = await asyncio.gather(*(deliver() for _ in range(12)))
        refused = time.monotonic() - beginning
        status, _, _ = await cluster.call(cluster.nodes[0], "GET", "/health")
        passage.is_frozen = False
        beginning = time.monotonic()
        await cluster.writes("919712345678", "After", patience=30)
        return answers, refused, status, time.monotonic() - beginning


def test_a_database_that_vanishes_without_a_word_is_noticed_and_found_again():
    answers, refused, health, recovered = asyncio.run(lose_the_database_without_a_word())
    assert set(answers) == {503}, "what could not be stored must come again"
    assert health == 200
    print(f"refused after {refused:.1f} s; stored again {recovered:.1f} s after the database was back")
    assert refused < 38 and recovered < 20
