"""Emergencies, emergency texts and drafts beside takeovers, on several nodes at once.

FLAG_RACE_EVENTS=20000 python Tests/nodes/flag_race.py --seed 1 --server postgres://postgres@127.0.0.1/postgres
"""
import argparse
import asyncio
import json
import os
import secrets
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from checker import Takeover, check  # noqa: E402
from flag_checker import FlagLog, Store, check_flags, phone_in  # noqa: E402
from nodes import Cluster, SQLiteCluster, seconds  # noqa: E402
from race import Race  # noqa: E402

# What a patient says in each language and script: asks, tells of an emergency, tells of harm to themselves.
WORDS = {
    "en": ("What are your opening hours?", "He has chest pain and is sweating.", "I want to end my life."),
    "hi": ("क्लिनिक कब खुलता है?", "मेरे पिताजी के सीने में बहुत दर्द हो रहा है।", "मैं मरना चाहता हूँ।"),
    "mr": ("दवाखाना किती वाजता उघडतो?", "माझ्या वडिलांच्या छातीत खूप दुखत आहे.", "मला आत्महत्या करावीशी वाटते."),
    "hi_Latn": ("Clinic kab khulta hai?", "Mere papa ke seene mein bahut dard ho raha hai.", "Main marna chahta hoon."),
    "mr_Latn": ("Davakhana kiti vajta ughadto?", "Mazya vadilanchya chhatit khup dukhat aahe.",
                "Mala aatmahatya karavishi vatate."),
}
GREETINGS = {"en": "Hello", "hi": "नमस्ते", "mr": "नमस्कार", "hi_Latn": "Namaste ji", "mr_Latn": "Namaskar"}
PIECES = ("my father", "is not", "breathing")
KNOWLEDGE = "## Clinic hours\nWe are open from 9 AM to 6 PM.\n"
# What the check holds back.
ADVICE = "Take two tablets of paracetamol 500 mg after food."


class FlagRace(Race):
    kinds = Race.kinds + ("gate", "flagged", "asked", "emergency", "words", "draft", "mode")
    # An emergency text may wait for five minutes whether a person writes again.
    unfinished = "SELECT state FROM outbox WHERE NOT is_emergency"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.flags, self.requests, self.polled = FlagLog(), [], set()
        self.forms = self.flags.forms = {phone: list(WORDS)[n % len(WORDS)] for n, phone in enumerate(self.phones)}
        # To these no person writes, or the emergency text would always wait.
        self.quiet = {phone for n, phone in enumerate(self.phones) if n // len(WORDS) % 2}
        self.counts = defaultdict(int)

    def background(self):
        return super().background() + (self.watch_model, self.vary_mode)

    async def vary_model(self):
        while True:
            chance = self.chance.random()
            model = {"delay_seconds": self.chance.choice([0, 0.05, 0.2, 0.4])}
            if chance < 0.4:
                model["text"] = ADVICE
            elif chance < 0.5:
                model |= {"trouble": "error_503", "count": 3}
            await self.cluster.control("POST", "model", model)
            await asyncio.sleep(0.7)

    async def watch_model(self):
        while True:
            await self.take_requests()
            await asyncio.sleep(1)

    async def take_requests(self):
        """The stand-in keeps the last 1,000."""
        for request in (await self.cluster.control("GET", "model/requests"))["requests"]:
            body = json.dumps(request["body"], ensure_ascii=False)
            key = (request["at"], hash(body))
            if key not in self.polled:
                self.polled.add(key)
                # The whole conversation is in it; what is about whom is all that is asked of it later.
                self.requests.append((seconds(request["at"]), phone_in(body), body))

    async def vary_mode(self):
        while True:
            await asyncio.sleep(4 + 4 * self.chance.random())
            if await self.set_mode("draft"):
                told = time.time()
                await asyncio.sleep(2 + 2 * self.chance.random())
                self.flags.draft_modes.append((told, time.time()))
            await self.set_mode("answer")

    async def set_mode(self, mode):
        for _ in range(20):
            status, body, _ = await self.cluster.call(
                self.cluster.any_node(), "PATCH", "/api/clinic", {"assistant": mode})
            if status == 200:
                return True
            self.problems.append(f"mode {status} {body.get('error', '')}")
            await asyncio.sleep(0.2)
        return False

    async def play(self, phone, chance):
        turn = 0
        while self.left > 0 and (self.deadline is None or time.monotonic() < self.deadline):
            turn += 1
            await self.in_pace.wait()
            await chance.choices([self.ask, self.alarm, self.take, self.answer_draft, self.close],
                                 [5, 2, 3, 2, 3])[0](phone, turn, chance)
            await asyncio.sleep(chance.choice([0, 0.02, 0.1, 0.5, 1.2]) * chance.random())

    def count(self, kind):
        self.left -= 1
        self.counts[kind] += 1

    async def ask(self, phone, turn, chance):
        self.count("question")
        await self.write(phone, f"{WORDS[self.forms[phone]][0]} {turn} {phone}")
        # Now and then the assistant gets its chance.
        end = time.monotonic() + chance.choice([0, 0.3, 2])
        while time.monotonic() < end and not await self.answer_draft(phone, turn, chance):
            pass

    async def alarm(self, phone, turn, chance):
        """An emergency, in one of its shapes, while something else may happen."""
        self.count("emergency")
        words, kind = WORDS[self.forms[phone]], chance.choice([1, 1, 2])
        shape = chance.choice(["whole", "whole", "pieces" if self.forms[phone] == "en" else "whole", "edit"])
        told = self.flags.told[phone]
        text = f"{words[kind]} {turn} {phone}"

        async def say():
            if shape == "pieces":
                for piece in PIECES:
                    await self.cluster.writes(phone, piece, chance)
            elif shape == "edit":
                wamid = "wamid." + secrets.token_hex(16)
                await self.cluster.writes(phone, f"{GREETINGS[self.forms[phone]]} {turn} {phone}", chance, wamid=wamid)
                await asyncio.sleep(0.3 * chance.random())
                await self.cluster.writes(phone, text, chance, edits=wamid)
                told.append((text, kind == 2))
            else:
                await self.write(phone, text)
                told.append((text, kind == 2))

        beside = chance.choice([None, None, self.answer_draft, self.close, self.take])
        await asyncio.gather(say(), *([beside(phone, -turn, chance)] if beside else []))

    async def take(self, phone, turn, chance):
        self.count("takeover")
        begun = time.time()
        if phone in self.quiet:
            taken = await self.toggle(phone, True)
        else:
            taken = await self.take_over(phone, turn, chance)
        if taken:
            await self.hold(phone, begun, chance)

    async def hold(self, phone, begun, chance):
        """Somebody has the conversation, for a while."""
        told = time.time()
        await asyncio.sleep(chance.random() * 0.3)
        self.log.takeovers.append(Takeover(phone, told, time.time()))
        await self.toggle(phone, False)
        self.flags.attended[phone].append((begun, time.time()))

    async def close(self, phone, turn, chance):
        """Somebody has looked, and now and then takes that back."""
        self.count("done")
        begun = time.time()
        status, _, _ = await self.live_chat("needs-human/done", {"patientId": self.ids[phone], "seq": 1_000_000})
        self.flags.attended[phone].append((begun, time.time()))
        if status == 200 and chance.random() < 0.25:
            await asyncio.sleep(chance.random())
            self.count("undo")
            await self.live_chat("needs-human/undo", {"patientId": self.ids[phone]})
            self.flags.gaps[phone].append((begun, time.time()))

    async def answer_draft(self, phone, turn, chance):
        """Sends, rewords or throws away what waits. Returns whether something did."""
        _, body, _ = await self.cluster.call(
            self.cluster.any_node(chance), "GET", f"/api/live-chat/patient-info/{self.ids[phone]}")
        draft = body.get("patient", {}).get("draft")
        if not draft:
            return await asyncio.sleep(0.1, False)
        self.flags.drafts.add(draft["id"])
        begun = time.time()
        await asyncio.sleep(0.3 * chance.random())
        what = "discard" if phone in self.quiet else chance.choice(["send", "edit", "discard"])
        self.count("draft " + what)
        words = {"patientId": self.ids[phone], "draftId": draft["id"],
                 "action": "discard" if what == "discard" else "send"}
        if what == "edit":
            words["text"] = f"Reworded {turn} for {phone}"
        # Twice at once: it leaves once all the same.
        answers = await asyncio.gather(*(self.live_chat("draft", words) for _ in range(chance.choice([1, 1, 2]))))
        if what == "discard":
            return True
        good = any(status in (200, 202) for status, _, _ in answers)
        if good or any(status not in (409, 403) for status, _, _ in answers):
            self.flags.accepted[draft["id"]] = good
            self.flags.wordings[draft["id"]] = words.get("text", draft["text"])
        self.counts["accepted"] += good
        if good:
            await self.hold(phone, begun, chance)
        return True

    async def live_chat(self, what, body):
        return await self.cluster.call(self.cluster.any_node(), "POST", f"/api/live-chat/{what}", body)

    async def judge(self, histories):
        await self.take_requests()
        store = await Store.read(self.cluster, self.forms)
        _, body, _ = await self.cluster.call(self.cluster.any_node(), "GET", "/api/clinic")
        texts = body["shipped"]["emergency_text"]
        known = {text for forms in texts.values() for text in forms.values()}
        own = [m for m in self.sent if m["text"] not in known and m["callback_data"] not in self.flags.accepted]
        found = check(self.log, own, histories)
        found |= check_flags(self.flags, self.sent, self.requests, store, texts)
        self.counts |= {"model_requests": len(self.requests), "flags": len(store.flags),
                        "emergency_texts": sum(m["text"] in known and m["outcome"] == "accepted" for m in self.sent),
                        "on_the_way": self.flags.on_the_way}
        return found


async def flag_race(server, nodes=3, seed=1, patients=40, events=600, limit=None, rest=45, **settings):
    """Without a server: one process on SQLite."""
    cluster = Cluster(server, nodes, **settings) if server else SQLiteCluster(**settings)
    async with cluster:
        (cluster.folder / "k.md").write_text(KNOWLEDGE)
        await cluster.command("knowledge", "import", "--doctor", "anita@clinic.example", "k.md")
        deadline = time.monotonic() + limit if limit else None
        race = FlagRace(cluster, seed, patients, events, deadline, rest)
        return await race.run() | {"events": dict(race.counts)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", default=os.environ.get("TEST_DATABASE_URL"))
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patients", type=int, default=100)
    parser.add_argument("--events", type=int, default=int(os.environ.get("FLAG_RACE_EVENTS", "20000")))
    print(json.dumps(asyncio.run(flag_race(**vars(parser.parse_args()))), indent=1, ensure_ascii=False))
