"""How many webhooks a second are verified and durably stored, beside what else does it on the same machine."""
import statistics
from contextlib import AsyncExitStack

import filling
from contenders import PATIENTS, PGBench, PlainServer, Product, VerifyOnly
from figures import spread
from pace import AGE_LIMIT
from peers import NODE, STARLETTE, Peer
from postgresql import QUICK_STATISTICS, Server
from world import World


async def take_over(world):
    """Every patient is there, and a doctor has them: what is measured is taking webhooks, and no answers."""
    await filling.patients(world.database, world.doctor, filling.crowd(PATIENTS), paused=True)


async def measure(report, options):
    async with AsyncExitStack() as stack:
        server = stack.enter_context(Server(*QUICK_STATISTICS)).start()
        for name in ("product", "pgbench"):
            server.sql(f"CREATE DATABASE {name}")
        sqlite = await stack.enter_async_context(World(options.binary, fill=take_over))
        postgres = await stack.enter_async_context(World(options.binary, server.database("product"), fill=take_over))
        await postgres.run("migrate", DATABASE_URL=server.database("pgbench"))
        peers = [await stack.enter_async_context(Peer(server, kind, PATIENTS)) for kind in (NODE, STARLETTE)]
        contenders = {
            "verify": VerifyOnly("verify only: the same bodies, wrongly signed, refused with 401", sqlite),
            "sqlite": Product("durable ingest on SQLite", sqlite),
            "postgres": Product("durable ingest on PostgreSQL", postgres, server),
            "node": PlainServer(peers[0]), "starlette": PlainServer(peers[1]),
            "pgbench": PGBench(server, server.database("pgbench")),
        }
        for number in range(options.rounds):
            report.say(f"ingest, round {number + 1} of {options.rounds}")
            for contender in contenders.values():
                await contender.measure(options.seconds, options.seconds * options.most_requests)
        add_figures(report, contenders)


def add_figures(report, all):
    rate = {name: statistics.median(round.rate for round in one.rounds) for name, one in all.items()}
    against = {
        "sqlite": [("node", 5, "5"), ("verify", 0.4, "40 %"), ("starlette", None, "")],
        "postgres": [("node", 3.5, "3.5"), ("pgbench", 0.8, "80 %"), ("starlette", None, "")],
    }
    for name, one in all.items():
        unit = "transactions/s" if name == "pgbench" else "requests/s"
        busy = statistics.median(round.generator for round in one.rounds)
        note = f"; the generator took {busy:.2f} cores" if busy else ""
        report.add(one.name, f"{spread([round.rate for round in one.rounds])} {unit}{note}")
        for other, goal, words in against.get(name, []):
            ratio = rate[name] / rate[other]
            figure = f"{ratio:.0%}" if goal and goal < 1 else f"{ratio:.1f}"
            report.add(f"{one.name} / {all[other].name.split(':')[0]}", figure, words and f"≥ {words}", goal and ratio >= goal)
        if name in against:
            add_pace(report, one)


def add_pace(report, one):
    worst = max(one.rounds, key=lambda round: max(round.ages))
    first, second = worst.halves
    flat = second <= max(2 * first, 0.5)
    report.add(f"{one.name}: age of the oldest unapplied delivery under that load",
               f"at most {first:.2f} s in the first half, {second:.2f} s in the second; all applied "
               f"{spread([round.drained for round in one.rounds], 2)} s after the load; {worst.cores}",
               f"< {AGE_LIMIT:.0f} s, and flat", max(first, second) < AGE_LIMIT and flat)
