"""The measurements. Each returns rows (what, figure) for the table."""
import asyncio
import gzip
import itertools
import re
import statistics
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from postgresql import run
from world import QUESTION, Events

PHONES = [f"9198{number:08d}" for number in range(70000000, 70000100)]


def summary(seconds):
    """Median and 99th percentile, in milliseconds."""
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"median {statistics.median(ordered) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms ({len(ordered)} messages)"


async def idle_memory(world):
    await asyncio.sleep(10)
    status = Path(f"/proc/{world.server.pid}/status").read_text()
    size = {name: int(value) / 1024 for name, value in re.findall(r"(VmRSS|RssAnon):\s+(\d+) kB", status)}
    return [("idle memory of `serve`, 10 s after its start", f"{size['VmRSS']:.0f} MiB resident, {size['RssAnon']:.0f} MiB of it anonymous")]


async def reply_time(world, count=100):
    """One message at a time, from posting the webhook to the arrival of the answer at the sandbox."""
    taken = []
    for phone in PHONES[:count]:
        await world.meet(phone)
        signed, started = world.webhook(phone, QUESTION), time.time()
        await world.post(signed)
        answer = await world.control("GET", f"sent?patient={phone}&at_least=1&wait_seconds=20")
        if not answer["sent"]:
            raise RuntimeError("a question was not answered within 20 s")
        taken.append(datetime.fromisoformat(answer["sent"][0]["at"].replace("Z", "+00:00")).timestamp() - started)
    return [("webhook → the reply arrives at the sandbox (`REPLY_DELAY_MS=0`, instant model)", summary(taken))]


async def event_time(world, what, rate, seconds):
    """Signed webhooks at a fixed rate; each is due at its time, whether the one before was answered or not."""
    due, posts = {}, []
    async with Events(world) as events:
        beginning = time.perf_counter() + 0.5
        for number in range(rate * seconds):
            phone, text = PHONES[number % len(PHONES)], f"{QUESTION} {what} {rate} {number}"
            signed, due[phone, text] = world.webhook(phone, text), beginning + number / rate
            await asyncio.sleep(max(0, due[phone, text] - time.perf_counter()))
            posts.append(asyncio.create_task(world.post(signed)))
        await asyncio.gather(*posts)
        await events.quiet()
    return [(f"signed webhook → event, {rate} messages/s for {seconds} s, {what}", summary(await latencies(world, due, events.seen)))]


async def latencies(world, due, seen):
    """From when a message was due to the first event of its patient that covers its sequence number."""
    patients, taken = await world.patients(), []
    for phone in {phone for phone, _ in due}:
        arrivals = [(at, seq) for at, patient, seq in seen if patient == patients[phone]]
        page = await world.api("GET", f"/api/live-chat/messages/{patients[phone]}?limit=200")
        for message in page["messages"]:
            started = due.get((phone, message["message_body"]))
            if started is not None:
                covering = [at for at, seq in arrivals if seq >= message["seq"] and at >= started]
                if not covering:
                    raise RuntimeError("no event came for a message that was stored")
                taken.append(min(covering) - started)
    if len(taken) != len(due):
        raise RuntimeError(f"{len(due)} messages were sent, {len(taken)} are in the history")
    return taken


async def pause_everyone(world):
    for patient in (await world.patients()).values():
        await world.api("POST", "/api/live-chat/toggle-bot", patientId=patient, pause=True)


async def throughput(world, seconds=10, connections=16):
    """Two routes in the same run, so that their ratio says something on any machine."""
    no_op = b"GET /health HTTP/1.1\r\nHost: bench\r\n\r\n"
    health = await hammer(world.port, itertools.repeat(no_op), seconds, connections)
    ingest = await hammer(world.port, signed_requests(world), seconds, connections)
    return [("`GET /health`, 16 connections from one client process", f"{health:.0f} requests/s"),
            ("`POST /webhook`, the same (each verified and stored durably)", f"{ingest:.0f} requests/s"),
            ("webhook / health", f"{ingest / health:.2f}")]


async def postgres_ingest(world, seconds=10, connections=16):
    """Requests a second, and the body of one of them, for `pgbench_ingest` to keep the same."""
    rate = await hammer(world.port, signed_requests(world), seconds, connections)
    return rate, world.webhook(PHONES[0], "ingest 0")[0].decode()


# What Store.receive sends, with the same two journeys to the server.
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


def pgbench_ingest(server, body, seconds=10, connections=8):
    """The same statements by PostgreSQL's own load generator, while no node is running: transactions a second."""
    script = server.folder / "receive.sql"
    script.write_text(RECEIVE)
    script.chmod(0o644)
    report = run("pgbench", "--no-vacuum", "--protocol", "extended", "--client", connections, "--jobs", 2, "--time", seconds,
                 "--define", f"body={body}", "--file", script, server.uri)
    return float(re.search(r"tps = ([\d.]+)", report)[1])


def signed_requests(world):
    for number in itertools.count():
        body, headers = world.webhook(PHONES[number % len(PHONES)], f"ingest {number}")
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join(["POST /webhook HTTP/1.1", "Host: bench", f"Content-Length: {len(body)}", *lines])
        yield head.encode() + b"\r\n\r\n" + body


async def hammer(port, requests, seconds, connections):
    """Requests a second over persistent connections, each of which waits for its answer."""
    end = time.perf_counter() + seconds

    async def one():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        count = 0
        while time.perf_counter() < end:
            writer.write(next(requests))
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"unexpected answer: {head[:60]!r}")
            await reader.readexactly(int(re.search(rb"(?i)content-length: *(\d+)", head)[1]))
            count += 1
        writer.close()
        return count

    return sum(await asyncio.gather(*(one() for _ in range(connections)))) / seconds


LINKS = {
    "html": re.compile(r"""<(?:link|script|img|use)\b[^>]*?\b(?:href|src)="([^"#]+)(?:#[^"]*)?\""""),
    "javascript": re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']"""),
    "css": re.compile(r"""(?:@import\s+|url\()\s*["']?([^"')\s]+)"""),
}


async def first_load(world, path, headers):
    """Every file that the page pulls in: (count, bytes on the wire, bytes when gzipped)."""
    wanted, sizes = [urljoin(world.pages, path)], {}
    while wanted:
        url = wanted.pop()
        if url in sizes or not url.startswith(world.pages):
            continue
        async with world.http.get(url, headers=headers | {"Accept-Encoding": "gzip"}) as answer:
            answer.raise_for_status()
            text = await answer.read()
            packed = len(gzip.compress(text, 6))
            wire = int(answer.headers.get("Content-Length") or packed)
            sizes[url] = (wire, packed)
            kind = next((kind for kind in LINKS if kind in answer.content_type), None)
            if kind:
                wanted += [urljoin(str(answer.url), link) for link in LINKS[kind].findall(text.decode())]
    return len(sizes), sum(w for w, _ in sizes.values()), sum(p for _, p in sizes.values())


async def page_sizes(world):
    rows = []
    for path, headers in (("/login", {}), ("/", {"Cookie": world.cookie})):
        files, wire, packed = await first_load(world, path, headers)
        rows.append((f"first load of `{path}`, {files} files", f"{wire / 1024:.1f} KiB as sent, {packed / 1024:.1f} KiB gzipped"))
    return rows
