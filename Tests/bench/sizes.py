"""Whether costs grow with history: the same requests on clinics of ten thousand, a million and ten million messages."""
import json
import random
import re
import statistics
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

import filling
from client import Connection
from postgresql import Server
from world import World

PAGE = 50
CALLS, WARM = 200, 20
GOAL = 1.3
# For building as much as for measuring: nothing here waits for the disk.
POSTGRES = ("-c shared_buffers=1GB", "-c maintenance_work_mem=1GB", "-c max_wal_size=8GB", "-c fsync=off",
            "-c synchronous_commit=off", "-c autovacuum=off")


@dataclass
class Size:
    """`long` patients have a history of more than a page, `most` messages each, the others have `few`."""

    name: str
    patients: int
    long: int
    most: int
    few: int = 0

    @property
    def messages(self):
        return self.long * self.most + (self.patients - self.long) * self.few


SMALL = Size("10 thousand messages of 1,000 patients", 1000, 100, 55, 5)
MIDDLE = Size("1 million of 20,000", 20_000, 20_000, 50)
LARGE = Size("10 million of 200,000", 200_000, 200_000, 50)
QUICK = Size("100 thousand of 2,000", 2000, 2000, 50)

COMMONEST = "Priya"
FIRST = ["Aarav", "Anjali", "Deepak", "Fatima", "Ganesh", "Imran", "Kavita", "Lakshmi", "Manoj", "Neha", "Pooja", "Rahul",
         "Rekha", "Sanjay", "Shalini", "Sunita", "Vijay", "Yusuf"]
SYLLABLES = ["ba", "da", "ga", "ja", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "va", "shi", "ni", "ri", "ku", "mo", "de", "ve"]
# Twenty patients each have one of these in their names, though each part of it is in many names.
RARE = ["".join(SYLLABLES[(n + step) % len(SYLLABLES)] for step in (0, 7, 3, 11)) for n in range(20)]
# So many patients each have a number that ends like that, in every size; nobody else has these digits.
ENDINGS, SHARING = [str(1000 + 437 * n) for n in range(20)], 20
ANY_ENDING = re.compile("|".join(ENDINGS))


def people(size):
    """(name, phone number, user id, number of messages): every search has as many hits in every size."""
    chance, taken = random.Random(12), set()
    for n in range(size.patients):
        first = COMMONEST if n % 10 == 3 else FIRST[n % len(FIRST)]
        last = "an" + RARE[n] + "i" if n < len(RARE) else "".join(chance.choices(SYLLABLES, k=3))
        number = phone(chance, ENDINGS[n % len(ENDINGS)] if n < SHARING * len(ENDINGS) else "", taken)
        yield f"{first} {last.capitalize()}", number, f"IN.{70_000_000_000_000 + n}", size.most if n < size.long else size.few


def phone(chance, ending, taken):
    while True:
        digits = "919" + "".join(chance.choices("0123456789", k=9 - len(ending))) + ending
        if digits not in taken and [found.group() for found in ANY_ENDING.finditer(digits)] == ([ending] if ending else []):
            taken.add(digits)
            return digits


class Clinic:
    """A world of one size, with what is asked of it."""

    def __init__(self, size):
        self.size, self.times = size, {}

    async def fill(self, world):
        began = time.perf_counter()
        self.ids = await filling.patients(world.database, world.doctor, people(self.size))
        async with world.database.bulk("messages"):
            await filling.messages(world.database, self.size.most)
        count = await world.database.value("SELECT COUNT(*) FROM messages")
        if count != self.size.messages:
            raise RuntimeError(f"{count} messages instead of {self.size.messages}")
        print(f"  {self.size.name}: built in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)

    async def ask(self, kind, number):
        """One call; returns how many rows came."""
        path = KINDS[kind](self, number)
        body, taken = await self.connection.get(path, self.world.cookie)
        self.times.setdefault(kind, []).append(taken)
        answer = json.loads(body)
        return len(answer.get("patients") or answer["messages"])

    def median(self, kind):
        return statistics.median(self.times[kind])


def search(text):
    return f"/api/patients?limit={PAGE}&search={text.lower()}"


# What is asked, the same in every size.
KINDS = {
    "list": lambda clinic, n: f"/api/patients?limit={PAGE}",
    "open chat": lambda clinic, n: f"/api/live-chat/messages/{clinic.ids[n * 37 % clinic.size.long]}?limit={PAGE}",
    "search: a rare piece of a name": lambda clinic, n: search(RARE[n % len(RARE)]),
    "search: the last four digits": lambda clinic, n: search(ENDINGS[n % len(ENDINGS)]),
    "search: the commonest name, a full page of hits": lambda clinic, n: search(COMMONEST),
}


async def measure(report, options):
    sizes = [SMALL, QUICK] if options.quick else [SMALL, MIDDLE, LARGE]
    await on(report, options.binary, "SQLite", sizes)
    with Server(*POSTGRES) as server:
        await on(report, options.binary, "PostgreSQL", sizes, server.start())


async def on(report, binary, engine, sizes, server=None):
    """All sizes are asked in turn, so that whatever else goes on meets all of them."""
    async with AsyncExitStack() as stack:
        clinics = []
        for number, size in enumerate(sizes):
            report.say(f"sizes on {engine}: building {size.name}")
            if server:
                server.sql(f"CREATE DATABASE size{number}")
            clinic = Clinic(size)
            clinic.world = await stack.enter_async_context(
                World(binary, server and server.database(f"size{number}"), fill=clinic.fill))
            clinics.append(clinic)
        # One that is idle for long is closed.
        for clinic in clinics:
            clinic.connection = await Connection.open(clinic.world.port)
        for kind in KINDS:
            report.say(f"sizes on {engine}: {kind}")
            rows = await ask_all(clinics, kind)
            small, large = clinics[0].median(kind), clinics[-1].median(kind)
            each = ", ".join(f"{clinic.median(kind) * 1000:.2f}" for clinic in clinics)
            report.add(f"{kind}, {rows} rows, on {engine}: {'; '.join(size.name for size in sizes)}",
                       f"{each} ms; last / first {large / small:.2f}", f"≤ {GOAL}", large / small <= GOAL)


async def ask_all(clinics, kind):
    """How many rows an answer has, which must be the same everywhere."""
    counts = set()
    for number in range(WARM + CALLS):
        for clinic in clinics:
            counts.add(await clinic.ask(kind, number))
            if number < WARM:
                clinic.times[kind].clear()
    if len(counts) != 1:
        raise RuntimeError(f"{kind}: the answers have {sorted(counts)} rows")
    return counts.pop()
