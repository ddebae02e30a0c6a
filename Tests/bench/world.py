"""The product on a temporary folder: a server, its database, one clinic, and whoever it is filled with."""
import asyncio
import base64
import hashlib
import os
import secrets
import socket
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
from database import Postgres, SQLite
from webhooks import PHONE_NUMBER_ID

EMAIL, PASSWORD = "bench@clinic.example", "bench " + secrets.token_hex(8)
KNOWLEDGE = "## Opening hours\nWe are open from Monday to Saturday, 9:00 to 18:00.\n\n## Fee\nThe consultation fee is 500 rupees.\n"
QUESTION = "What are your opening hours?"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """Use as `async with`; everything it started has ended and its folder is gone afterwards."""

    def __init__(self, binary, uri=None, model=None, fill=None, **settings):
        """
        `uri` is a PostgreSQL database's; without one there is an SQLite file. `model` is the port of a stand-in for Meta
        and the model; without one the offline assistant answers, and nothing can be sent. `fill` is awaited with this
        world before its server starts.
        """
        self.binary, self.uri, self.model, self.fill, self.more = Path(binary).resolve(), uri, model, fill, settings
        self.app_secret = secrets.token_hex(16)
        self.port, self.dashboard_port = free_port(), free_port()
        self.url, self.pages = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.dashboard_port}"
        self.processes, self.database = [], None

    def environment(self):
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        outside = f"http://127.0.0.1:{self.model or 9}"
        return keep | {
            "PORT": str(self.port), "DASHBOARD_PORT": str(self.dashboard_port),
            "DATABASE_URL": self.uri or f"sqlite:{self.folder}/bench.db",
            "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8), "META_APP_SECRET": self.app_secret,
            "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(), "GRAPH_BASE_URL": outside,
            "REPLY_DELAY_MS": "0", "LOG_LEVEL": "warning",
        } | ({"GEMINI_BASE_URL": outside, "GEMINI_API_KEY": "bench"} if self.model else {}) | self.more

    async def __aenter__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="shubhstra-bench-")
        self.folder = Path(self.temporary.name)
        self.settings = self.environment()
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64), timeout=aiohttp.ClientTimeout(total=60))
        try:
            await self.set_up()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_):
        await self.http.close()
        for process in reversed(self.processes):
            await self.end(process)
        if self.database:
            await self.database.close()
        self.temporary.cleanup()

    async def end(self, process):
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 30)
            except TimeoutError:
                process.kill()
                await process.wait()

    async def set_up(self):
        await self.run("migrate")
        added = await self.run("doctor", "add", "--name", "Dr Bench", "--email", EMAIL, "--phone", "+912012345678",
                               "--phone-number-id", PHONE_NUMBER_ID, "--access-token", "bench-access-token",
                               "--clinic-name", "Bench", "--password-stdin", stdin=PASSWORD + "\n")
        self.doctor = uuid.UUID(added.strip().splitlines()[-1])
        (self.folder / "knowledge.md").write_text(KNOWLEDGE)
        await self.run("knowledge", "import", "--doctor", EMAIL, "knowledge.md")
        self.database = await Postgres.connect(self.uri) if self.uri else SQLite(self.folder / "bench.db")
        account = uuid.UUID(str(await self.database.value("SELECT id FROM accounts")))
        self.cookie = (await self.sessions([(self.doctor, account)]))[0]
        if self.fill:
            await self.fill(self)
        self.server = await self.start(self.url + "/ready", "serve")

    async def sessions(self, people):
        """The cookies of people (doctor's id, account's id) who have signed in."""
        tokens, now = [secrets.token_urlsafe(32) for _ in people], datetime.now(UTC)
        await self.database.insert("sessions", ("token_hash", "doctor_id", "account_id", "created_at", "ends_at"), [
            (hashlib.sha256(token.encode()).hexdigest(), doctor, account, now, now + timedelta(days=6, hours=23.9))
            for token, (doctor, account) in zip(tokens, people, strict=True)])
        return ["shubhstra_session=" + token for token in tokens]

    async def add_node(self):
        """A second node on the same database; returns its port."""
        port = free_port()
        await self.start(f"http://127.0.0.1:{port}/ready", "serve", name="second", PORT=str(port), DASHBOARD_PORT=str(port))
        return port

    async def run(self, *words, stdin=None, **more):
        """A command of the product's, with its standard output."""
        process = await asyncio.create_subprocess_exec(
            self.binary, *words, cwd=self.folder, env=self.settings | more, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        output, complaint = await process.communicate((stdin or "").encode())
        if process.returncode:
            raise RuntimeError(f"{' '.join(words[:2])} ended with {process.returncode}: {complaint.decode()}")
        return output.decode()

    async def start(self, address, *command, name=None, program=None, **more):
        """A process that stays, once the address answers 200: a command of the product's, or of another program."""
        log = self.folder / f"{name or command[0]}.log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                program or self.binary, *command, cwd=self.folder, env=self.settings | more,
                stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output)
        self.processes.append(process)
        end = time.monotonic() + 60
        while time.monotonic() < end and process.returncode is None:
            try:
                async with self.http.get(address) as answer:
                    if answer.status == 200:
                        return process
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.02)
        raise RuntimeError(f"{name or command[0]} does not answer: {log.read_text()[-2000:]}")

    async def api(self, method, path, **body):
        async with self.http.request(method, self.url + path, json=body or None, headers={"Cookie": self.cookie}) as answer:
            answer.raise_for_status()
            return await answer.json()
