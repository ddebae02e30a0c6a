"""Two ordinary servers that do the same work as the durable part of the product: Tests/bench/peers."""
import asyncio
import os
import secrets
import shutil
import sys
import uuid
from pathlib import Path

import webhooks
from database import Postgres
from world import free_port

FOLDER = Path(__file__).with_name("peers")
PARTS = Path(__file__).resolve().parents[2] / ".build" / "bench"
# As many connections as the product takes (DATABASE_CONNECTIONS).
CONNECTIONS = 8
NODE = ("Node http, node-pg", shutil.which("node") or "node", FOLDER / "node.mjs")
STARLETTE = ("Starlette, asyncpg", PARTS / "python" / "bin" / "python", FOLDER / "starlette_peer.py")


class Peer:
    """Use as `async with`. `server` is the PostgreSQL server where it gets a database of its own, with the same patients."""

    def __init__(self, server, kind, patients):
        self.server, self.patients = server, patients
        self.name, self.program, self.script = kind
        self.app_secret, self.port = secrets.token_hex(16), free_port()

    async def __aenter__(self):
        name = "peer_" + secrets.token_hex(4)
        self.server.sql(f"CREATE DATABASE {name}")
        uri = self.server.database(name)
        self.database = await Postgres.connect(uri)
        await self.fill()
        settings = os.environ | {"PORT": str(self.port), "DATABASE_URL": uri, "DATABASE_CONNECTIONS": str(CONNECTIONS),
                                 "META_APP_SECRET": self.app_secret, "NODE_PATH": str(PARTS / "node/usr/share/nodejs"),
                                 "NODE_ENV": "production"}
        self.process = await asyncio.create_subprocess_exec(self.program, self.script, env=settings, stdout=sys.stderr)
        await self.answers()
        return self

    async def fill(self):
        await self.database.connection.execute((FOLDER / "schema.sql").read_text())
        doctor = uuid.uuid4()
        await self.database.insert("doctors", ("id", "phone_number_id"), [(doctor, webhooks.PHONE_NUMBER_ID)])
        await self.database.connection.executemany(
            "INSERT INTO patients VALUES ($1, $2, $3, $4, $5, now())",
            [(uuid.uuid4(), doctor, webhooks.name(n), webhooks.phone(n), webhooks.user_id(n)) for n in range(self.patients)])

    async def answers(self, seconds=30):
        for _ in range(seconds * 20):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                await asyncio.sleep(0.05)
        raise RuntimeError(f"{self.name} does not answer")

    async def messages(self):
        return await self.database.value("SELECT COUNT(*) FROM messages")

    async def __aexit__(self, *_):
        self.process.terminate()
        await self.process.wait()
        await self.database.close()
