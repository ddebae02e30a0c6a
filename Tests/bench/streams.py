"""The event streams: how soon an event comes, and what a stream takes."""
import asyncio
import itertools
import re
import resource
import time

import filling
import webhooks
from client import Pool
from figures import milliseconds
from postgresql import Server
from processes import Shares, private_mib
from world import QUESTION, World

EVENT = re.compile(rb'"patient_id":"([0-9a-f-]+)","seq":(\d+)')
CLINICS, PATIENTS_EACH = 100, 20
MANY = {"CONNECTIONS_PER_LISTENER": "100000", "CONNECTIONS_PER_ADDRESS": "100000"}


class Stream(asyncio.Protocol):
    """An open event stream. What comes is noted with its time in `arrivals`, and read later: reading it takes time, too."""

    def __init__(self, clinic, cookie, arrivals):
        self.clinic, self.cookie, self.arrivals, self.rest = clinic, cookie, arrivals, b""
        self.seen = {}
        self.opened = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: {self.cookie}"
                        "\r\n\r\n".encode())

    def data_received(self, data):
        self.arrivals.append((self, data, time.perf_counter()))
        if not self.opened.done():
            good = data.startswith(b"HTTP/1.1 200")
            self.opened.set_result(None) if good else self.opened.set_exception(RuntimeError(repr(data[:300])))

    def events(self, data):
        """(patient's id, sequence number) of each event that is whole now."""
        self.rest += data
        found = list(EVENT.finditer(self.rest))
        # What is left may be the beginning of an event.
        self.rest = self.rest[found[-1].end():] if found else self.rest[-200:]
        return [(one[1].decode(), int(one[2])) for one in found]

    def connection_lost(self, error):
        if not self.opened.done():
            self.opened.set_exception(error or RuntimeError("the server closed the stream"))


class Streams:
    """Open streams, and how long their events took. Use as `async with`."""

    def __init__(self, ports, people):
        """`people` are (clinic, cookie) of each stream; they are spread over the ports."""
        self.ports, self.people, self.open, self.arrivals = ports, people, [], []
        self.due, self.taken = {}, []

    async def __aenter__(self):
        loop, ports = asyncio.get_running_loop(), itertools.cycle(self.ports)
        for some in (self.people[at:at + 100] for at in range(0, len(self.people), 100)):
            made = await asyncio.gather(*(
                loop.create_connection(lambda c=clinic, k=cookie: Stream(c, k, self.arrivals), "127.0.0.1", next(ports))
                for clinic, cookie in some))
            self.open += [stream for _, stream in made]
            await asyncio.wait_for(asyncio.gather(*(stream.opened for _, stream in made)), 60)
        return self

    async def __aexit__(self, *_):
        for stream in self.open:
            stream.transport.close()

    def expect(self, clinic, patient, at):
        """A message of this patient is due at that time."""
        self.due.setdefault(patient, (clinic, []))[1].append(at)

    def read(self):
        arrivals = self.arrivals.copy()
        self.arrivals.clear()
        for stream, data, at in arrivals:
            for patient, seq in stream.events(data):
                self.heard(stream, patient, seq, at)

    def heard(self, stream, patient, seq, at):
        """An event stands for all messages of the patient up to its sequence number that it is the first to cover."""
        clinic, times = self.due[patient]
        if clinic != stream.clinic:
            raise RuntimeError("a stream got an event of another clinic")
        before = stream.seen.get(patient, 0)
        self.taken += [at - due for due in times[before:seq]]
        stream.seen[patient] = max(seq, before)

    async def all_heard(self, count, limit=60):
        """Until so many events have come since the streams were opened."""
        end = time.perf_counter() + limit
        while True:
            self.read()
            if len(self.taken) >= count:
                return
            if time.perf_counter() > end:
                raise RuntimeError(f"{len(self.taken)} of {count} events came within {limit} s")
            await asyncio.sleep(0.5)


class Many:
    """Fills a world with clinics, their accounts, and patients whom a doctor has taken over."""

    def __init__(self, clinics, accounts_each, streams_each):
        self.size, self.streams_each = (clinics, accounts_each), streams_each

    async def fill(self, world):
        made = await filling.clinics(world.database, *self.size)
        owners = [(doctor, account) for doctor, _, accounts in made for account in accounts]
        cookies = await world.sessions(owners)
        self.people = [(doctor, cookie) for (doctor, _), cookie in zip(owners, cookies, strict=True)
                       for _ in range(self.streams_each)]
        # (clinic, phone number id, patient's number, patient's id)
        self.patients = []
        for at, (doctor, number_id, _) in enumerate(made):
            first = at * PATIENTS_EACH
            ids = await filling.patients(world.database, doctor, filling.crowd(PATIENTS_EACH, first), paused=True)
            self.patients += [(doctor, number_id, first + n, str(one)) for n, one in enumerate(ids)]
        # One of each clinic after the other.
        self.patients.sort(key=lambda patient: patient[2] % PATIENTS_EACH)


async def at_rate(world, many, streams, rate, seconds):
    """Each message is due at its time, whether the one before was answered or not."""
    posts, beginning = [], time.perf_counter() + 0.5
    per_stream = len(many.people) // many.size[0]
    async with Pool(world.port, 32) as pool:
        for number in range(rate * seconds):
            clinic, number_id, patient, row = many.patients[number % len(many.patients)]
            body = webhooks.message(patient, f"{QUESTION} {number}", phone_number_id=number_id)
            request, due = webhooks.request(world.app_secret, body), beginning + number / rate
            await asyncio.sleep(max(0, due - time.perf_counter()))
            streams.expect(clinic, row, due)
            posts.append(asyncio.create_task(pool.ask(request)))
        await asyncio.gather(*posts)
        await asyncio.sleep(0.5)
        await streams.all_heard(rate * seconds * per_stream)


async def measure(report, options):
    await to_a_clinic(report, options)
    await to_all(report, options)
    await idle(report, options)
    await between_nodes(report, options)


async def to_a_clinic(report, options):
    many, seconds = Many(CLINICS, 10, 1), options.seconds * 3
    async with World(options.binary, fill=many.fill, **MANY) as world, Streams([world.port], many.people) as streams:
        report.say("streams: 200 webhooks a second")
        with Shares(server=[world.server.pid]) as shares:
            await at_rate(world, many, streams, 200, seconds)
        ordered = sorted(streams.taken)
        median, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        report.add(f"signed webhook → event, 200 messages/s for {seconds} s, {len(many.people)} streams of {CLINICS} clinics",
                   f"{milliseconds(ordered, 'events')}; {shares.text()}", "p50 ≤ 10 ms, p99 ≤ 100 ms",
                   median <= 0.01 and p99 <= 0.1)


async def to_all(report, options):
    many, count = Many(1, 50, 20), 50 * 20
    async with World(options.binary, fill=many.fill, **MANY) as world, Streams([world.port], many.people) as streams:
        report.say("streams: one message to all of one clinic")
        for number in range(20):
            clinic, number_id, patient, row = many.patients[number % len(many.patients)]
            request = webhooks.request(world.app_secret, webhooks.message(patient, QUESTION, phone_number_id=number_id))
            async with Pool(world.port, 1) as pool:
                streams.expect(clinic, row, time.perf_counter())
                await pool.ask(request)
            await asyncio.sleep(0.5)
            await streams.all_heard(count * (number + 1))
        report.add(f"signed webhook → event, one message to all of {count} streams of one clinic",
                   milliseconds(streams.taken, "events"))


async def idle(report, options):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200
    each = 10 if most > 10_000 and not options.quick else 1
    many = Many(CLINICS, 10, each)
    async with World(options.binary, fill=many.fill, **MANY) as world:
        report.say(f"streams: {CLINICS * 10 * each} idle")
        await asyncio.sleep(2)
        before = private_mib(world.server.pid)
        # The descriptors of a process are shared out to its listeners.
        async with Streams([world.port, world.dashboard_port], many.people) as streams:
            # Two signs of life, which are all that happens.
            await asyncio.sleep(15)
            with Shares(server=[world.server.pid]) as shares:
                await asyncio.sleep(10)
            kilobytes = (private_mib(world.server.pid) - before) * 1024 * 1.024 / len(streams.open)
        report.add(f"memory of one of {len(many.people)} idle streams of {CLINICS * 10} accounts",
                   f"{kilobytes:.1f} kB private; {shares.text()}", "≤ 20 kB", kilobytes <= 20)


async def between_nodes(report, options, rate=50):
    """On a PostgreSQL with its own settings, so that a commit waits for the disk."""
    many, seconds = Many(CLINICS, 1, 1), options.seconds * 3
    with Server() as server:
        async with World(options.binary, server.start().uri, fill=many.fill) as world:
            port = await world.add_node()
            async with Streams([port], many.people) as streams:
                report.say("streams: from one node to another")
                await at_rate(world, many, streams, rate, seconds)
                report.add(f"signed webhook → event, {rate} messages/s for {seconds} s, from one node to another on PostgreSQL",
                           milliseconds(streams.taken, "events"))
