"""Open event streams, and the clinics that they are of."""
import asyncio
import itertools
import re
import time

import filling

EVENT = re.compile(rb'"patient_id":"([0-9a-f-]+)","seq":(\d+)')
PATIENTS_EACH = 20


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
