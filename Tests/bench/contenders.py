"""Who takes webhooks, each measured in the same way."""
import asyncio
import re
import time
from dataclasses import dataclass, field

import webhooks
from load import Requests, hammer
from pace import Pace
from peers import CONNECTIONS
from postgresql import run
from processes import Shares, children

PATIENTS = 1000


@dataclass
class Round:
    """`rate` is what counts: stored while the inbox kept pace. `drained` is how long the rest needed after the load."""

    rate: float
    generator: float
    cores: str = ""
    ages: list = field(default_factory=list)
    drained: float = 0

    @property
    def halves(self):
        """The greatest age in each half of the load."""
        middle = max(1, len(self.ages) // 2)
        return max(self.ages[:middle]), max(self.ages[middle:] or self.ages)


class Product:
    def __init__(self, name, world, server=None):
        self.name, self.world, self.server = name, world, server
        self.rounds = []

    def requests(self, count, is_genuine=True):
        return webhooks.ingest_requests(self.world.app_secret, count, PATIENTS, is_genuine)

    async def measure(self, seconds, prepared):
        pids = {"server": [self.world.server.pid]} | ({"PostgreSQL": children(self.server.pid())} if self.server else {})
        with Requests(self.requests(prepared)) as requests:
            began = time.time()
            async with Pace(self.world.database) as pace:
                with Shares(**pids) as shares:
                    load = await hammer(self.world.port, requests, seconds)
                ended = time.time()
            drained = await self.drain(ended)
        if load.refused or load.broken:
            raise RuntimeError(f"{self.name}: {load.refused} webhooks refused, {load.broken} broken")
        late = pace.late() or ended
        stored = await self.world.database.stored(began, late)
        self.rounds.append(Round(stored / min(late - began, load.seconds), load.cores, shares.text(),
                                 pace.ages, drained))

    async def drain(self, ended, limit=300):
        """Seconds from the end of the load until everything that was stored is applied."""
        while await self.world.database.age():
            if time.time() > ended + limit:
                raise RuntimeError(f"{self.name}: the inbox is not applied after {limit} s")
            await asyncio.sleep(0.02)
        return time.time() - ended


class VerifyOnly(Product):
    """
    The same requests with a wrong signature of the right form: read and verified whole like the others, and then refused
    with 401 on the same connection instead of stored.
    """

    async def measure(self, seconds, prepared):
        with Requests(self.requests(prepared, is_genuine=False)) as requests:
            load = await hammer(self.world.port, requests, seconds)
        if load.refused != load.requests or load.broken:
            raise RuntimeError(f"{load.requests - load.refused} wrong signatures were accepted, {load.broken} broken")
        self.rounds.append(Round(load.rate, load.cores))


class PlainServer:
    def __init__(self, peer):
        self.name, self.peer, self.rounds = peer.name, peer, []

    async def measure(self, seconds, prepared):
        before = await self.peer.messages()
        with Requests(webhooks.ingest_requests(self.peer.app_secret, prepared, PATIENTS)) as requests:
            load = await hammer(self.peer.port, requests, seconds)
        stored = await self.peer.messages() - before
        if load.refused or load.broken or stored < load.requests:
            raise RuntimeError(f"{self.name}: {load.refused} refused, {load.broken} broken, {stored} of {load.requests} stored")
        self.rounds.append(Round(load.rate, load.cores))


# What Inbox.receive sends, with the same two journeys to the server.
RECEIVE = """
\\set lane random(0, 15)
\\startpipeline
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SELECT set_config('statement_timeout', '15000', TRUE), set_config('idle_in_transaction_session_timeout', '30000', TRUE),
    set_config('shubhstra.doctor_id', '', TRUE), set_config('role', 'shubhstra_system', TRUE), clock_timestamp() AS now;
\\endpipeline
\\startpipeline
INSERT INTO deliveries (id, received_at, body, encoding, state, lane)
VALUES (gen_random_uuid(), clock_timestamp(), :body, 'utf8', 'new', :lane);
SET LOCAL statement_timeout = 0;
COMMIT;
\\endpipeline
"""


class PGBench:
    """The statements that store a webhook by PostgreSQL's own load generator, over as many connections as a node has."""

    def __init__(self, server, uri):
        self.name, self.server, self.uri, self.rounds = "pgbench, the statements that store a webhook", server, uri, []
        self.script = server.folder / "receive.sql"
        self.script.write_text(RECEIVE)
        self.script.chmod(0o644)

    async def measure(self, seconds, prepared):
        body = webhooks.message(1, "Can I come today at 5? This is question 1.").decode()
        report = await asyncio.to_thread(
            run, "pgbench", "--no-vacuum", "--protocol", "extended", "--client", CONNECTIONS, "--jobs", 1, "--time", seconds,
            "--define", f"body={body}", "--file", self.script, self.uri)
        self.rounds.append(Round(float(re.search(r"tps = ([\d.]+)", report)[1]), 0))
