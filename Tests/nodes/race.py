"""Takeovers, pauses, resumes and patients on several nodes at once, against a slow model.

python Tests/nodes/race.py --takeovers 20000 --nodes 3 --seed 1 --server postgres://postgres@127.0.0.1/postgres
"""
import argparse
import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker import Log, Takeover, check  # noqa: E402
from nodes import Cluster, seconds  # noqa: E402


class Race:
    kinds = ("rule", "doubled", "lost", "order")
    # What is still to leave.
    unfinished = "SELECT state FROM outbox"

    def __init__(self, cluster, seed, patients, takeovers, deadline=None, rest=45):
        self.cluster, self.chance, self.log = cluster, random.Random(seed), Log()
        self.phones = [f"9198{10_000_000 + n}" for n in range(patients)]
        self.left, self.sent, self.deadline, self.rest = takeovers, [], deadline, rest
        self.problems = []
        self.in_pace = asyncio.Event()

    async def run(self):
        begun = time.monotonic()
        await asyncio.gather(*(self.cluster.meet(phone) for phone in self.phones))
        await asyncio.gather(*(self.write(phone, "Hello") for phone in self.phones))
        self.ids = await self.all_ids()
        background = [asyncio.create_task(work()) for work in self.background()]
        await asyncio.gather(*(self.play(phone, random.Random(self.chance.random())) for phone in self.phones))
        took = time.monotonic() - begun
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await self.come_to_rest()
        rested = time.monotonic() - begun - took
        await self.take_sent()
        histories = dict(zip(self.phones, await asyncio.gather(
            *(self.cluster.history(self.ids[phone]) for phone in self.phones))))
        found = await self.judge(histories)
        doctors = {text for texts in self.log.doctor_texts.values() for text in texts}
        return {
            "takeovers": len(self.log.takeovers), "seconds": round(took, 1), "rested_after": round(rested, 1), "problems": self.problems[:5],
            "patient_messages": sum(map(len, self.log.patient_texts.values())),
            "doctor_messages": len(doctors),
            "assistant_messages": sum(m["text"] not in doctors and m["outcome"] == "accepted" for m in self.sent),
            **{kind: len(found.get(kind, [])) for kind in self.kinds},
            "examples": [example for examples in found.values() for example in examples[:5]],
        }

    def background(self):
        return self.collect, self.vary_model, self.keep_pace

    async def judge(self, histories):
        return check(self.log, self.sent, histories)

    async def all_ids(self, limit=30):
        """The list moves while the first messages are applied, so one look at its pages may miss a patient."""
        found, end = {}, time.monotonic() + limit
        while len(found) < len(self.phones):
            assert time.monotonic() < end, "the patients do not appear"
            await asyncio.sleep(0.1)
            found |= await self.cluster.patient_ids()
        return found

    async def collect(self):
        while True:
            await self.take_sent()
            await asyncio.sleep(0.5)

    async def take_sent(self):
        after = self.sent[-1]["number"] if self.sent else -1
        for message in await self.cluster.sent(after):
            if message["outcome"] == "open":
                break
            self.sent.append(message | {"at": seconds(message["at"])})

    async def vary_model(self):
        while True:
            await self.cluster.control("POST", "model", {"delay_seconds": self.chance.choice([0, 0.05, 0.2, 0.4])})
            await asyncio.sleep(0.7)

    async def keep_pace(self):
        """Holds the players back while the nodes are behind: on a slow machine the assistant would never get to speak
        before the next takeover, and nothing would be raced."""
        while True:
            behind, = await self.cluster.rows("SELECT COUNT(*) AS n FROM deliveries WHERE state = 'new'")
            if behind["n"] < len(self.phones):
                self.in_pace.set()
            else:
                self.in_pace.clear()
            await asyncio.sleep(0.1)

    async def come_to_rest(self):
        """Nothing is pending any more, and nothing has been sent for a while."""
        quiet = begun = time.monotonic()
        count = -1
        # Whatever does not come to rest is lost, and found by the checker.
        while time.monotonic() - quiet < 2.5 and time.monotonic() - begun < self.rest:
            await self.take_sent()
            waiting = await self.cluster.rows("SELECT state FROM deliveries WHERE state <> 'done' UNION ALL "
                                              + self.unfinished)
            if count != len(self.sent) or waiting:
                count, quiet = len(self.sent), time.monotonic()
            await asyncio.sleep(0.2)

    async def write(self, phone, text):
        await self.cluster.writes(phone, text, self.chance)
        self.log.patient_texts[phone].append(text)

    async def play(self, phone, chance):
        turn = 0
        while self.left > 0 and (self.deadline is None or time.monotonic() < self.deadline):
            self.left -= 1
            turn += 1
            await self.in_pace.wait()
            await self.write(phone, f"Question {turn} of {phone}")
            await asyncio.sleep(chance.choice([0, 0.01, 0.05, 0.1, 0.3, 0.6]) * chance.random())
            if not await self.take_over(phone, turn, chance):
                continue
            told = time.time()
            if chance.random() < 0.3:
                await self.write(phone, f"And {turn} of {phone}")
            await asyncio.sleep(chance.random() * 0.1)
            self.log.takeovers.append(Takeover(phone, told, time.time()))
            await self.toggle(phone, False)

    async def take_over(self, phone, turn, chance):
        if chance.random() < 0.5:
            return await self.toggle(phone, True)
        text = f"Doctor {turn} to {phone}"
        status, body, _ = await self.cluster.call(
            self.cluster.any_node(chance), "POST", "/api/live-chat/send",
            {"patientId": self.ids[phone], "messageBody": text})
        if status in (200, 202):
            self.log.doctor_texts[phone].append(text)
            return True
        self.problems.append(f"send {status} {body.get('error', '')}")
        return False

    async def toggle(self, phone, pause):
        for _ in range(20):
            status, body, _ = await self.cluster.call(
                self.cluster.any_node(), "POST", "/api/live-chat/toggle-bot",
                {"patientId": self.ids[phone], "pause": pause})
            if status == 200:
                return True
            self.problems.append(f"toggle {status} {body.get('error', '')}")
            await asyncio.sleep(0.2)
        return False


async def race(server, nodes=3, seed=1, patients=60, takeovers=600, limit=None, rest=45, **settings):
    async with Cluster(server, nodes, **settings) as cluster:
        deadline = time.monotonic() + limit if limit else None
        return await Race(cluster, seed, patients, takeovers, deadline, rest).run()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default=os.environ.get("TEST_DATABASE_URL"))
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patients", type=int, default=120)
    parser.add_argument("--takeovers", type=int, default=20_000)
    chosen = parser.parse_args()
    print(json.dumps(asyncio.run(race(**vars(chosen))), indent=1))
