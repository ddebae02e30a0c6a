"""The database's primary dies under load. The nodes find the new one by themselves, and nothing acknowledged is lost."""
import asyncio
import os
import random
import time

import pytest

from checker import Log, check
from nodes import Cluster, seconds
from postgresql import BINARIES
from primary import Pair

pytestmark = pytest.mark.skipif(not BINARIES and os.environ.get("CI") != "true",
                                reason="NOT TESTED: PostgreSQL is not installed; run bin/setup")


async def status(cluster, node, path, data=None, headers=None):
    """Status of one call and how long it took."""
    begun = time.monotonic()
    method = "POST" if data else "GET"
    async with cluster.http.request(method, node.url + path, data=data, headers=headers) as answer:
        return answer.status, time.monotonic() - begun


async def lose_the_primary(pair):
    chance, log = random.Random(9), Log()
    async with Cluster(pair.uri, 2, SEND_TIMEOUT_SECONDS="3", SEND_RECONCILE_SECONDS="5") as cluster:
        phones = [f"9196{10_000_000 + n}" for n in range(16)]
        await asyncio.gather(*(cluster.meet(phone) for phone in phones))
        stop, accepted = asyncio.Event(), []

        async def patient(phone):
            turn = 0
            while not stop.is_set():
                turn += 1
                text = f"Question {turn} of {phone}"
                accepted.append(await cluster.writes(phone, text, chance))
                log.patient_texts[phone].append(text)
                await asyncio.sleep(0.2 + chance.random() * 0.3)

        async def doctor(ids, phone):
            turn = 0
            while not stop.is_set():
                turn += 1
                text = f"Doctor {turn} to {phone}"
                code, _, _ = await cluster.call(cluster.any_node(chance), "POST", "/api/live-chat/send", {
                    "patientId": ids[phone], "messageBody": text, "clientMessageId": f"{phone}-{turn}"})
                if code in (200, 202):
                    log.doctor_texts[phone].append(text)
                await asyncio.sleep(0.3)

        players = [asyncio.create_task(patient(phone)) for phone in phones]
        await asyncio.sleep(3)
        ids = await cluster.patient_ids()
        players += [asyncio.create_task(doctor(ids, phone)) for phone in phones[:4]]
        await asyncio.sleep(3)
        await asyncio.to_thread(pair.kill_primary)
        killed = time.time()
        await asyncio.sleep(0.2)
        body, headers = cluster.webhook(phones[0], "While the database is away", "wamid.away")
        away = await asyncio.gather(status(cluster, cluster.nodes[0], "/ready"),
                                    status(cluster, cluster.nodes[1], "/webhook", body, headers))
        await asyncio.to_thread(pair.promote)
        promoted = time.time()
        await asyncio.sleep(8)
        stop.set()
        await asyncio.gather(*players)
        again = min(moment for moment in accepted if moment > promoted - 0.05)
        end = time.monotonic() + 75
        while await cluster.sql("SELECT 1 FROM outbox UNION ALL SELECT 1 FROM deliveries WHERE state = 'new' UNION ALL "
                                "SELECT 1 FROM due_replies", cluster.name):
            assert time.monotonic() < end, "work was left undone"
            await asyncio.sleep(0.25)
        sent = [m | {"at": seconds(m["at"])} for m in await cluster.sent(-1)]
        histories = {phone: await cluster.history(ids[phone]) for phone in phones}
        return check(log, sent, histories), away, promoted - killed, again - promoted


def test_the_primary_may_die():
    with Pair() as pair:
        found, away, promotion, gap = asyncio.run(lose_the_primary(pair))
    for code, took in away:
        assert code == 503 and took < 6, away
    assert not any(found.get(kind) for kind in ("lost", "order", "doubled")), found
    print(f"promoted {promotion:.1f} s after the death, the next webhook accepted {max(gap, 0):.2f} s after that")
    assert gap < 10
