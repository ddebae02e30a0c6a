"""Files both ways, with the sandbox in the place of WhatsApp: how soon a patient's file is there, and what memory it takes."""
import asyncio
import random
import statistics
import struct
import time
import zlib
from contextlib import ExitStack

import aiohttp

from memory import Memory
from postgresql import QUICK_STATISTICS, Server
from webhooks import PHONE_NUMBER_ID
from world import World, free_port

TIMES = 10
VIDEOS, VIDEO_SIZE = 20, 16_000_000
DOCUMENT_SIZE = 100_000_000
PEAK = 120
PATIENT = "919870000000"


def photo(seed):
    """1,600 × 1,200 points in 300 kB, which a compressed photo has, as a PNG."""
    rows = random.Random(seed)
    dots = bytes.maketrans(b"01", b"\x20\xd0")
    raw = b"".join(b"\0" + f"{rows.getrandbits(1600):01600b}".encode().translate(dots) for _ in range(1200))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1600, 1200, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def document(seed, size):
    """A PDF of one page, and of so many bytes."""
    text, starts = b"%PDF-1.4\n", []
    for body in (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                 b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
                 b"<</Length %d>>stream\n%s\nendstream" % (size, random.Random(seed).randbytes(size))):
        starts.append(len(text))
        text += b"%d 0 obj%s endobj\n" % (len(starts), body)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    return text + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)


def video(seed):
    return struct.pack(">I", 24) + b"ftypisom" + bytes(12) + random.Random(seed).randbytes(VIDEO_SIZE - 24)


class Phone:
    """The patient, at the sandbox of a world."""

    def __init__(self, world, port):
        self.world, self.url, self.ready = world, f"http://127.0.0.1:{port}/sandbox", 0

    async def ask(self, method, path, **more):
        async with self.world.http.request(method, f"{self.url}/{path}", **more) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def keep(self, data, mime_type):
        return (await self.ask("POST", "media", data=data, headers={"Content-Type": mime_type}))["id"]

    async def send(self, *files):
        """Messages with these files, (id, type), at once; returns after how many seconds all of them are there."""
        began = time.perf_counter()
        messages = ({"patient": PATIENT, "type": kind, "media_id": media} for media, kind in files)
        sending = asyncio.gather(*(self.ask("POST", "messages", json=message) for message in messages))
        self.ready += len(files)
        while await self.world.database.value("SELECT COUNT(*) FROM media WHERE state = 'ready'") < self.ready:
            if time.perf_counter() > began + 120:
                raise RuntimeError(f"after 120 s not all of {len(files)} files are there")
            await asyncio.sleep(0.001)
        taken = time.perf_counter() - began
        await sending
        return taken

    async def plain(self, media):
        """The same bytes, fetched by this process: what the way alone takes."""
        began = time.perf_counter()
        async with self.world.http.get(f"{self.url}/media/{media}") as answer:
            async for _ in answer.content.iter_chunked(1 << 16):
                pass
        return time.perf_counter() - began


async def measure(report, options):
    await on(report, options, "SQLite", None)
    with ExitStack() as stack:
        server = stack.enter_context(Server(*QUICK_STATISTICS)).start()
        await on(report, options, "PostgreSQL", server.uri)


async def on(report, options, engine, uri):
    port = free_port()
    async with World(options.binary, uri, GRAPH_BASE_URL=f"http://127.0.0.1:{port}") as world:
        await world.start(f"http://127.0.0.1:{port}/sandbox/state", "sandbox", "--port", str(port),
                          PHONE_NUMBER_ID=PHONE_NUMBER_ID, WHATSAPP_TOKEN="bench-access-token")
        phone = Phone(world, port)
        await phone.ask("POST", "patients", json={"name": "Asha", "phone": "+" + PATIENT})
        await soon(report, phone, engine, "photo of 300 kB", "image", "image/png", photo)
        await soon(report, phone, engine, "PDF of 5 MB", "document", "application/pdf", lambda seed: document(seed, 5_000_000))
        if uri is None:
            await memory(report, world, phone)


async def soon(report, phone, engine, what, kind, mime_type, make):
    taken, plain = [], []
    # One more, for what is needed once.
    for number in range(TIMES + 1):
        media = await phone.keep(make(number), mime_type)
        plain.append(await phone.plain(media))
        taken.append(await phone.send((media, kind)))
    median, way = statistics.median(taken[1:]), statistics.median(plain[1:])
    report.add(f"webhook → a {what} is kept and can be seen, on {engine}",
               f"median {median * 1000:.0f} ms, at most {max(taken[1:]) * 1000:.0f} ms ({TIMES} files); a plain download of the "
               f"same from the sandbox {way * 1000:.0f} ms")


async def memory(report, world, phone):
    videos = [(await phone.keep(video(number), "video/mp4"), "video") for number in range(VIDEOS)]
    with Memory(world.server.pid) as taken:
        seconds = await phone.send(*videos)
    report.add(f"resident memory while {VIDEOS} videos of {VIDEO_SIZE / 1e6:.0f} MB come at once",
               f"{taken}, {seconds:.1f} s", f"≤ {PEAK} MB", taken.peak <= PEAK * 1e6)
    data = document(0, DOCUMENT_SIZE)
    kept = await phone.keep(data, "application/pdf")
    with Memory(world.server.pid) as coming:
        await phone.send((kept, "document"))
    with Memory(world.server.pid) as going:
        message = await send(world, data)
    with Memory(world.server.pid) as shown:
        async with world.http.get(f"{world.url}/api/live-chat/media/{message}", headers={"Cookie": world.cookie}) as answer:
            answer.raise_for_status()
            async for _ in answer.content.iter_chunked(1 << 16):
                pass
    report.add(f"resident memory while a document of {DOCUMENT_SIZE / 1e6:.0f} MB comes; leaves; is handed out",
               "; ".join(str(part) for part in (coming, going, shown)), f"≤ {PEAK} MB",
               max(part.peak for part in (coming, going, shown)) <= PEAK * 1e6)


async def send(world, data):
    """The doctor sends a document; returns the message's id once WhatsApp has the file."""
    patient = (await world.api("GET", "/api/patients"))["patients"][0]["id"]
    form = aiohttp.FormData({"patientId": patient})
    form.add_field("file", data, filename="scan.pdf", content_type="application/pdf")
    timeout = aiohttp.ClientTimeout(total=180)
    async with world.http.post(f"{world.url}/api/live-chat/send-media", data=form, headers={"Cookie": world.cookie},
                               timeout=timeout) as answer:
        answer.raise_for_status()
        row = (await answer.json())["data"]
    while await world.database.value("SELECT COUNT(*) FROM uploads"):
        await asyncio.sleep(0.05)
    return row["id"]
