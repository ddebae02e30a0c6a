"""The event streams: how soon an event comes, and what a stream takes."""
import asyncio
import resource
import time

import webhooks
from client import Pool
from event_streams import Many, Streams
from figures import milliseconds
from postgresql import Server
from processes import Shares, private_mib
from world import QUESTION, World

CLINICS = 100
LIMITS = {"CONNECTIONS_PER_LISTENER": "100000", "CONNECTIONS_PER_ADDRESS": "100000"}


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
    async with World(options.binary, fill=many.fill, **LIMITS) as world, Streams([world.port], many.people) as streams:
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
    async with World(options.binary, fill=many.fill, **LIMITS) as world, Streams([world.port], many.people) as streams:
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
    async with World(options.binary, fill=many.fill, **LIMITS) as world:
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
