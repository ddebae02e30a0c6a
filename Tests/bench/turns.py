"""Full turns: a message, the assistant's reply, and three statuses of it. Meta and the model answer at once."""
import asyncio
import os
import time
from contextlib import AsyncExitStack

import filling
import webhooks
from client import Connection
from figures import milliseconds, spread
from pace import AGE_LIMIT, Pace
from postgresql import QUICK_STATISTICS, Server
from processes import Shares, children
from standin import Standin
from world import QUESTION, World

# At most ten automatic answers in ten minutes go to one patient.
PATIENTS = 6000
AT_ONCE = 64


async def turn(world, standin, connection, number, pause=0):
    """
    Returns the seconds from posting the message to the arrival of the reply at Meta. `pause` is between the statuses, in
    seconds.
    """
    sent, began = standin.sent(webhooks.phone(number)), time.perf_counter()
    await connection.ask(webhooks.request(world.app_secret, webhooks.message(number, QUESTION)))
    wamid, arrived = await asyncio.wait_for(sent, 30)
    for word in ("sent", "delivered", "read"):
        await asyncio.sleep(pause)
        await connection.ask(webhooks.request(world.app_secret, webhooks.status(number, wamid, word)))
    return arrived - began


class Turns:
    """So many patients at once, each of whom begins when the one before has had the whole turn."""

    def __init__(self, world, standin, pids, before=0):
        """`before` is how many turns there were already."""
        self.world, self.standin, self.pids, self.before, self.next = world, standin, pids, before, 0
        self.rates, self.ages, self.taken, self.cores = [], [], [], ""

    async def slot(self, end):
        connection, done = await Connection.open(self.world.port), 0
        while time.perf_counter() < end:
            number, self.next = self.next % PATIENTS, self.next + 1
            taken = await turn(self.world, self.standin, connection, number)
            self.taken.append(taken)
            # What ends after the end was not done in the time.
            done += time.perf_counter() < end
        connection.close()
        return done

    async def round(self, seconds):
        async with Pace(self.world.database) as pace:
            with Shares(**self.pids) as shares:
                end = time.perf_counter() + seconds
                done = sum(await asyncio.gather(*(self.slot(end) for _ in range(AT_ONCE))))
        self.ages += pace.ages
        self.rates.append(done / seconds)
        self.cores = shares.text()
        await self.all_read()

    async def all_read(self, limit=60):
        """Until every reply is stored as read, so that nothing of a turn was left out."""
        end, turns = time.perf_counter() + limit, self.before + self.next
        statement = "SELECT COUNT(*) FROM messages WHERE author = 'assistant' AND status = 'read'"
        while (read := await self.world.database.value(statement)) < turns:
            if time.perf_counter() > end:
                raise RuntimeError(f"{turns} turns, but only {read} replies are read after {limit} s")
            await asyncio.sleep(0.1)


async def known_patients(world):
    await filling.patients(world.database, world.doctor, filling.crowd(PATIENTS))


async def measure(report, options):
    async with AsyncExitStack() as stack:
        standin = await stack.enter_async_context(Standin())
        async with World(options.binary, model=standin.port, fill=known_patients) as world:
            before = await reply_time(report, world, standin)
            await on(report, options, "SQLite", 400, Turns(world, standin, pids(world), before))
        server = stack.enter_context(Server(*QUICK_STATISTICS)).start()
        async with World(options.binary, server.uri, model=standin.port, fill=known_patients) as world:
            await on(report, options, "PostgreSQL", 250, Turns(world, standin, pids(world, server)))


def pids(world, server=None):
    database = {"PostgreSQL": children(server.pid())} if server else {}
    return {"server": [world.server.pid]} | database | {"stand-in and load": [os.getpid()]}


async def reply_time(report, world, standin, count=100):
    """One message at a time, of patients that no round has."""
    connection, taken = await Connection.open(world.port), []
    for number in range(PATIENTS, PATIENTS + count):
        taken.append(await turn(world, standin, connection, number))
    connection.close()
    report.add("webhook → the reply arrives at Meta, one at a time (`REPLY_DELAY_MS=0`, instant model)", milliseconds(taken))
    return count


async def on(report, options, engine, goal, turns):
    for number in range(options.rounds):
        report.say(f"turns on {engine}, round {number + 1} of {options.rounds}")
        await turns.round(options.seconds)
    rate, age = spread(turns.rates), max(turns.ages)
    middle = sorted(turns.rates)[len(turns.rates) // 2]
    report.add(f"full turns (message, reply, three statuses) on {engine}, {AT_ONCE} at once",
               f"{rate} turns/s; message to reply {milliseconds(turns.taken)}; oldest unapplied delivery at most {age:.2f} s; "
               f"{turns.cores}", f"≥ {goal}/s", middle >= goal and age < AGE_LIMIT)
