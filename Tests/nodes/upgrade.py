"""An upgrade while messages flow, by hand: a node of an older program is left running while a new one migrates.

    TEST_DATABASE_URL=… .venv/bin/python Tests/nodes/upgrade.py --old PATH_OF_THE_OLDER_EXECUTABLE [--additive]

The older node must end, or answer 503 and write nothing, once the schema is new (with --additive: go on as if nothing
had happened), the new one must take over, and nothing that was answered 200 may be lost or doubled.
"""
import argparse
import asyncio
import os
import secrets
import sys
import time
from collections import Counter
from pathlib import Path

import aiohttp

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import nodes  # noqa: E402
from nodes import Cluster, Node  # noqa: E402
from program import BINARY  # noqa: E402

PATIENTS = [f"9198765{10000 + n}" for n in range(40)]


class Flow:
    """Patients who write all the time, to one node or the other, as a load balancer would have it."""

    def __init__(self, cluster):
        self.cluster, self.is_over, self.texts, self.answers = cluster, False, {}, Counter()

    async def write(self, phone):
        number = 0
        while not self.is_over:
            text = f"{phone} {number}"
            body, headers = self.cluster.webhook(phone, text, "wamid." + secrets.token_hex(16))
            if await self.deliver(body, headers):
                self.texts.setdefault(phone, []).append(text)
                number += 1
            await asyncio.sleep(0.15)

    async def deliver(self, body, headers):
        """As Meta does: again and again, until some node says 200."""
        for _ in range(300):
            for node in self.cluster.nodes:
                if not node.is_alive:
                    continue
                try:
                    async with self.cluster.http.post(node.url + "/webhook", data=body, headers=headers) as answer:
                        self.answers[node.name, answer.status] += 1
                        if answer.status == 200:
                            return True
                except (aiohttp.ClientError, asyncio.TimeoutError):
                    self.answers[node.name, 0] += 1
            await asyncio.sleep(0.2)
        raise AssertionError("no node takes a webhook")


async def upgrade(server, old, additive):
    nodes.BINARY = old
    async with Cluster(server, nodes=1, REPLY_DELAY_MS="500") as cluster:
        older = cluster.nodes[0]
        older.name = "older"
        for phone in PATIENTS:
            await cluster.meet(phone)
        flow = Flow(cluster)
        writing = [asyncio.create_task(flow.write(phone)) for phone in PATIENTS]
        await asyncio.sleep(8)
        before = flow.answers.copy()
        flow.answers.clear()
        nodes.BINARY = BINARY
        newer = Node(nodes.free_ports(1)[0], cluster.settings, cluster.folder)
        newer.name = "newer"
        cluster.nodes.append(newer)
        begun = time.monotonic()
        await newer.start()
        await cluster.answers(newer.url + "/ready", seconds=60)
        ready = time.monotonic() - begun
        await asyncio.sleep(2)
        flow.answers.clear()
        await asyncio.sleep(10)
        after = flow.answers.copy()
        paths = ["/api/patients", "/api/session", "/ready"]
        calls = {path: [(await cluster.call(node, "GET", path))[0] for node in cluster.nodes] for path in paths}
        flow.is_over = True
        await asyncio.gather(*writing)
        cluster.nodes = [newer]
        await rest(cluster)
        ids = await cluster.patient_ids()
        lost = doubled = 0
        for phone, texts in flow.texts.items():
            seen = Counter(m["message_body"] for m in await cluster.history(ids[phone]) if m["author"] == "patient")
            lost += sum(1 for text in texts if not seen[text])
            doubled += sum(1 for count in seen.values() if count > 1)
        print({"messages": sum(map(len, flow.texts.values())), "before": dict(before), "after": dict(after),
               "older and newer": calls, "newer ready after": round(ready, 1), "lost": lost, "doubled": doubled,
               "older is alive": older.is_alive})
        assert not lost and not doubled
        statuses = {status for (name, status) in after if name == "older"}
        if additive:
            assert statuses == {200} and older.is_alive, statuses
        elif older.is_alive:
            assert statuses == {503}, "a program that cannot look for a newer schema answers 503"
        else:
            print("the older node ended:", (cluster.folder / f"node-{older.port}.log").read_text().splitlines()[-1])
        if older.is_alive:
            older.kill()


async def rest(cluster):
    """Everything that was taken is applied, answered and settled."""
    end = time.monotonic() + 90
    while await cluster.sql("SELECT 1 FROM deliveries WHERE state = 'new' UNION ALL SELECT 1 FROM outbox UNION ALL "
                            "SELECT 1 FROM due_replies", cluster.name):
        assert time.monotonic() < end, "work was left undone"
        await asyncio.sleep(0.25)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--old", required=True, help="the executable of the version before")
    parser.add_argument("--additive", action="store_true", help="the new schema leaves the older program working")
    options = parser.parse_args()
    asyncio.run(upgrade(os.environ["TEST_DATABASE_URL"], options.old, options.additive))
