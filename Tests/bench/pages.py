"""What the dashboard's pages cost on the wire."""
import asyncio
import contextlib
import gzip
import os
import re
import shutil
import time
from urllib.parse import urljoin

import filling
import webhooks
from client import Connection
from playwright.async_api import async_playwright, expect
from standin import Standin
from turns import turn
from world import World, free_port

LINKS = {
    "html": re.compile(r"""<(?:link|script|img|use)\b[^>]*?\b(?:href|src)="([^"#]+)(?:#[^"]*)?\""""),
    "javascript": re.compile(r"""(?:\bfrom|\bimport)\s*["']([^"']+)["']"""),
    "css": re.compile(r"""(?:@import\s+|url\()\s*["']?([^"')\s]+)"""),
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
PATIENTS, HISTORY, GOAL = 200, 100, 8 * 1024


async def measure(report, options):
    # So much apart that each change is one by itself, as with a model and a patient who take their time.
    slow = {"REPLY_DELAY_MS": "1000"}
    async with Standin() as standin, World(options.binary, model=standin.port, fill=some_history, **slow) as world:
        for path, headers in (("/login", {}), ("/", {"Cookie": world.cookie})):
            files, wire, packed = await first_load(world, path, headers)
            report.add(f"first load of `{path}`, {files} files", f"{wire / 1024:.1f} KiB as sent, {packed / 1024:.1f} KiB gzipped")
        await question_and_answer(report, world, standin)


async def some_history(world):
    """A full page of patients and a full page of messages of the one who asks."""
    crowd = filling.crowd(PATIENTS - 1, first=1)
    await filling.patients(world.database, world.doctor, crowd)
    await filling.patients(world.database, world.doctor, filling.crowd(1, messages=HISTORY))
    await filling.messages(world.database, HISTORY)


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
            sizes[url] = (int(answer.headers.get("Content-Length") or packed), packed)
            kind = next((kind for kind in LINKS if kind in answer.content_type), None)
            if kind:
                wanted += [urljoin(str(answer.url), link) for link in LINKS[kind].findall(text.decode())]
    return len(sizes), sum(w for w, _ in sizes.values()), sum(p for _, p in sizes.values())


class Wire:
    """Stands between a browser and the dashboard and counts the bytes of each direction. Use as `async with`."""

    def __init__(self, port):
        self.target, self.port, self.up, self.down, self.last = port, free_port(), 0, 0, 0.0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.join, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_):
        self.server.close()

    async def join(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self.carry(reader, back, "up"), self.carry(there, writer, "down"), return_exceptions=True)

    async def carry(self, reader, writer, way):
        with contextlib.closing(writer):
            while data := await reader.read(1 << 16):
                setattr(self, way, getattr(self, way) + len(data))
                # A sign of life is no sign of work.
                if b"event: heartbeat" not in data:
                    self.last = time.perf_counter()
                writer.write(data)
                await writer.drain()

    async def quiet(self, seconds=2, limit=30):
        end = time.perf_counter() + limit
        while time.perf_counter() < min(end, self.last + seconds):
            await asyncio.sleep(0.1)


async def question_and_answer(report, world, standin):
    """One turn while the list and the chat of the patient are open: bytes with heads, as they pass on the wire."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not path:
        raise RuntimeError("there is no Chromium here; bin/setup installs it")
    async with Wire(world.dashboard_port) as wire, async_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=path, args=arguments)
        context = await browser.new_context(base_url=f"http://127.0.0.1:{wire.port}")
        name, value = world.cookie.split("=", 1)
        await context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{wire.port}"}])
        page = await context.new_page()
        await page.goto("/")
        name = page.get_by_test_id("patient-name").get_by_text(webhooks.name(0), exact=True)
        await page.get_by_test_id("patient-row").filter(has=name).get_by_test_id("chat-button").click()
        bubbles = page.get_by_test_id("chat-dialog").get_by_test_id("message-bubble")
        await expect(bubbles.first).to_be_visible()
        await wire.quiet()
        up, down = wire.up, wire.down
        connection = await Connection.open(world.port)
        await turn(world, standin, connection, 0, pause=1)
        await expect(bubbles.last.get_by_role("img", name="Read", exact=True)).to_be_visible()
        await wire.quiet()
        up, down = wire.up - up, wire.down - down
        connection.close()
        await browser.close()
    report.add("bytes for one question and its answer (three statuses) on an open list and chat",
               f"{down / 1024:.1f} KiB to the browser, {up / 1024:.1f} KiB from it, heads and events included",
               "≤ 8 KiB to the browser", down <= GOAL)
