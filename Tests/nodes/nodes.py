"""Several nodes on one PostgreSQL database, with a sandbox in the place of Meta and Gemini."""
import asyncio
import base64
import hashlib
import hmac
import json
import os
import random
import secrets
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import aiohttp
import asyncpg

from program import BINARY, free_ports

EMAIL, PASSWORD = "anita@clinic.example", "a password of these tests"
NUMBER_ID, TOKEN = "700800900100200", "access-token-of-these-tests"


class Node:
    def __init__(self, port, settings, folder):
        self.port, self.url, self.folder = port, f"http://127.0.0.1:{port}", folder
        self.settings = settings | {"PORT": str(port), "DASHBOARD_PORT": str(port)}
        self.process = None

    async def start(self):
        with (self.folder / f"node-{self.port}.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                BINARY, "serve", cwd=self.folder, env=self.settings, stdin=asyncio.subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def is_alive(self):
        return self.process is not None and self.process.returncode is None


class Cluster:
    """Use as `async with`. `server` is a superuser's URI of a PostgreSQL server; the database is made and dropped here.
    `uri`, when given, is what the nodes connect to instead."""

    def __init__(self, server, nodes=3, **settings):
        self.server, self.count, self.more = server, nodes, settings
        self.name = "nodes_" + secrets.token_hex(6)
        self.app_secret = secrets.token_hex(16)
        self.cookies, self.patients = {}, {}

    def address(self, name):
        return urlunsplit(urlsplit(self.server)._replace(path="/" + name))

    async def rows(self, statement):
        """Of the nodes' database."""
        return await self.sql(statement, self.name)

    async def sql(self, statement, name=None):
        connection = await asyncpg.connect(self.address(name) if name else self.server)
        try:
            return await connection.fetch(statement)
        finally:
            await connection.close()

    async def __aenter__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="shubhstra-nodes-")
        self.folder = Path(self.temporary.name)
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=300),
                                          timeout=aiohttp.ClientTimeout(total=40))
        self.running = []
        await self.sql(f"CREATE DATABASE {self.name}")
        try:
            await self.set_up()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_):
        await self.http.close()
        for process in self.running + [node.process for node in getattr(self, "nodes", [])]:
            if process is not None and process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()
        await self.sql(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self.temporary.cleanup()

    async def set_up(self):
        ports = free_ports(self.count + 1)
        model = f"http://127.0.0.1:{ports[-1]}"
        self.sandbox = model + "/sandbox"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        self.settings = kept | {
            "DATABASE_URL": self.address(self.name), "DATABASE_CONNECTIONS": "6", "META_APP_SECRET": self.app_secret,
            "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8), "WHATSAPP_TOKEN": TOKEN, "PHONE_NUMBER_ID": NUMBER_ID,
            "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(), "GRAPH_BASE_URL": model,
            "GEMINI_BASE_URL": model, "GEMINI_API_KEY": "a-key", "REPLY_DELAY_MS": "0", "LOG_LEVEL": "warning",
            "PORT": str(ports[0]),
        } | self.more
        with (self.folder / "sandbox.log").open("ab") as log:
            self.running.append(await asyncio.create_subprocess_exec(
                BINARY, "sandbox", "--port", str(ports[-1]), cwd=self.folder, env=self.settings,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True))
        await self.answers(self.sandbox + "/state")
        await self.command("migrate")
        await self.command("doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000",
                           "--phone-number-id", NUMBER_ID, "--access-token", TOKEN, "--password-stdin", stdin=PASSWORD)
        self.nodes = [Node(port, self.settings, self.folder) for port in ports[:-1]]
        await asyncio.gather(*(node.start() for node in self.nodes))
        for node in self.nodes:
            await self.answers(node.url + "/ready")
        status, _, cookie = await self.call(self.nodes[0], "POST", "/api/session",
                                            {"email": EMAIL, "password": PASSWORD})
        assert status == 200
        self.cookie = cookie

    async def command(self, *words, stdin=""):
        process = await asyncio.create_subprocess_exec(
            BINARY, *words, cwd=self.folder, env=self.settings, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        out, complaint = await process.communicate(stdin.encode())
        assert process.returncode == 0, complaint.decode()
        return out.decode()

    async def answers(self, address, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                async with self.http.get(address) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
        logs = "".join(path.read_text()[-1500:] for path in self.folder.glob("*.log"))
        raise AssertionError(f"{address} does not answer: {logs}")

    def any_node(self, chance=random):
        return chance.choice([node for node in self.nodes if node.is_alive])

    async def call(self, node, method, path, body=None):
        """Status, JSON and the cookie that came with it. Status 0: the node was not there."""
        headers = {"Cookie": self.cookie} if getattr(self, "cookie", None) else {}
        try:
            async with self.http.request(method, node.url + path, json=body, headers=headers) as answer:
                text = await answer.text()
                cookie = answer.cookies.get("shubhstra_session")
                return answer.status, json.loads(text) if text.startswith("{") else {}, (
                    f"shubhstra_session={cookie.value}" if cookie else None)
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return 0, {}, None

    async def control(self, method, path, body=None, **query):
        async with self.http.request(method, f"{self.sandbox}/{path}", json=body, params=query) as answer:
            assert answer.status in (200, 201), await answer.text()
            return await answer.json()

    async def sent(self, after):
        """What the sandbox has received since."""
        return (await self.control("GET", "sent", after=str(after)))["sent"]

    async def meet(self, phone):
        patient = await self.control("POST", "patients", {"name": f"Patient {phone[-4:]}", "phone": "+" + phone,
                                                          "window_open": True})
        self.patients[phone] = patient["user_id"]

    def webhook(self, phone, text, wamid, edits=None):
        """With `edits`, the wamid of a message, `text` is what that one says from now on."""
        user = self.patients[phone]
        said = {"type": "text", "text": {"body": text}}
        if edits:
            said = {"type": "edit", "edit": {"original_message_id": edits, "message": said}}
        message = {"from": phone, "from_user_id": user, "id": wamid, "timestamp": str(int(time.time()))} | said
        value = {"messaging_product": "whatsapp", "messages": [message],
                 "metadata": {"display_phone_number": "919000000000", "phone_number_id": NUMBER_ID},
                 "contacts": [{"profile": {"name": f"Patient {phone[-4:]}"}, "wa_id": phone, "user_id": user}]}
        body = json.dumps({"object": "whatsapp_business_account",
                           "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}).encode()
        signature = hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest()
        return body, {"Content-Type": "application/json", "X-Hub-Signature-256": "sha256=" + signature}

    async def writes(self, phone, text, chance=random, patience=60, wamid=None, edits=None):
        """The patient writes, and Meta delivers until some node says 200. Returns when that was."""
        body, headers = self.webhook(phone, text, wamid or "wamid." + secrets.token_hex(16), edits)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            try:
                async with self.http.post(self.any_node(chance).url + "/webhook", data=body, headers=headers) as answer:
                    if answer.status == 200:
                        return time.time()
            except (aiohttp.ClientError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(0.1)
        raise AssertionError("no node takes a webhook")

    async def patient_ids(self):
        """Phone → id of who is in the list. Who moves to its top while it is paged is missed; ask again, and keep both."""
        found, cursor = {}, ""
        while cursor is not None:
            _, page, _ = await self.call(self.any_node(), "GET", f"/api/patients?limit=100&cursor={cursor}"
                                         if cursor else "/api/patients?limit=100")
            found |= {patient["phone_number"]: patient["id"] for patient in page["patients"]}
            cursor = page["next_cursor"]
        return found

    async def history(self, patient):
        found, last = [], 0
        while True:
            _, page, _ = await self.call(
                self.any_node(), "GET", f"/api/live-chat/messages/{patient}?limit=200&after={last}")
            if not page["messages"]:
                return found
            found += page["messages"]
            last = found[-1]["seq"]


class SQLiteCluster(Cluster):
    """One process on a file."""

    def __init__(self, **settings):
        super().__init__(None, 1, **settings)

    def address(self, name):
        return f"sqlite:{self.folder}/data/{name}.db"

    async def sql(self, statement, name=None):
        # There is no server to make a database on.
        return await asyncio.to_thread(self.read, statement, name) if name else []

    def read(self, statement, name):
        with closing(sqlite3.connect(f"file:{self.folder}/data/{name}.db?mode=ro", uri=True, timeout=30)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(statement).fetchall()


def seconds(text):
    """A time of the sandbox, on the clock that time.time() reads."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
