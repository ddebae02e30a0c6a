"""The release build on a temporary folder: sandbox, server, one clinic, and a patient's signed webhooks."""
import asyncio
import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import socket
import tempfile
import time
from pathlib import Path

import aiohttp

EMAIL, PASSWORD = "bench@clinic.example", "bench " + secrets.token_hex(8)
PHONE_NUMBER_ID, TOKEN = "700800900100200", "bench-access-token"
KNOWLEDGE = "## Opening hours\nWe are open from Monday to Saturday, 9:00 to 18:00.\n\n## Fee\nThe consultation fee is 500 rupees.\n"
QUESTION = "What are your opening hours?"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """Use as `async with`; everything it started has ended and its folder is gone afterwards."""

    def __init__(self, binary, database=None):
        """`database` is a PostgreSQL URI; without one there is an SQLite file."""
        self.binary, self.database = Path(binary).resolve(), database
        self.app_secret = secrets.token_hex(16)
        self.port, self.dashboard_port, self.sandbox_port = free_port(), free_port(), free_port()
        self.url, self.pages = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.dashboard_port}"
        self.sandbox = f"http://127.0.0.1:{self.sandbox_port}/sandbox"
        # Where events are read: at the node that takes the webhooks, unless another one joins.
        self.events_url = self.url
        self.processes, self.user_ids = [], {}

    def environment(self):
        model = f"http://127.0.0.1:{self.sandbox_port}"
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        return keep | {
            "PORT": str(self.port), "DASHBOARD_PORT": str(self.dashboard_port), "DATABASE_URL": self.database or f"sqlite:{self.folder}/bench.db",
            "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8), "META_APP_SECRET": self.app_secret,
            "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(), "WHATSAPP_TOKEN": TOKEN,
            "PHONE_NUMBER_ID": PHONE_NUMBER_ID, "GRAPH_BASE_URL": model, "GEMINI_BASE_URL": model, "GEMINI_API_KEY": "bench",
            "REPLY_DELAY_MS": "0", "LOG_LEVEL": "warning",
        }

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
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), 15)
                except TimeoutError:
                    process.kill()
        self.temporary.cleanup()

    async def set_up(self):
        await self.start(self.sandbox + "/state", "sandbox", "--port", str(self.sandbox_port))
        await self.run("migrate")
        await self.run("doctor", "add", "--name", "Dr Bench", "--email", EMAIL, "--phone", "+912012345678", "--phone-number-id",
                       PHONE_NUMBER_ID, "--access-token", TOKEN, "--clinic-name", "Bench", "--password-stdin", stdin=PASSWORD + "\n")
        (self.folder / "knowledge.md").write_text(KNOWLEDGE)
        await self.run("knowledge", "import", "--doctor", EMAIL, "knowledge.md")
        self.server = await self.start(self.url + "/ready", "serve")
        await self.control("POST", "model", delay_seconds=0, human=False)
        async with self.http.post(self.url + "/api/session", json={"email": EMAIL, "password": PASSWORD}) as answer:
            answer.raise_for_status()
            self.cookie = "shubhstra_session=" + answer.cookies["shubhstra_session"].value

    async def add_node(self):
        """A second node on the same database; events are read there from now on."""
        port = free_port()
        self.events_url = f"http://127.0.0.1:{port}"
        more = {"PORT": str(port), "DASHBOARD_PORT": str(port)}
        await self.start(self.events_url + "/ready", "serve", name="second", **more)

    async def run(self, *words, stdin=None):
        process = await asyncio.create_subprocess_exec(
            self.binary, *words, cwd=self.folder, env=self.settings, stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
        _, complaint = await process.communicate((stdin or "").encode())
        if process.returncode:
            raise RuntimeError(f"{' '.join(words[:2])} ended with {process.returncode}: {complaint.decode()}")

    async def start(self, address, *words, name=None, **more):
        """A process that stays, once the address answers 200."""
        log = self.folder / f"{name or words[0]}.log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                self.binary, *words, cwd=self.folder, env=self.settings | more, stdin=asyncio.subprocess.DEVNULL, stdout=output,
                stderr=output)
        self.processes.append(process)
        end = time.monotonic() + 30
        while time.monotonic() < end and process.returncode is None:
            try:
                async with self.http.get(address) as answer:
                    if answer.status == 200:
                        return process
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
        raise RuntimeError(f"{words[0]} does not answer: {log.read_text()[-2000:]}")

    async def control(self, method, path, **body):
        async with self.http.request(method, f"{self.sandbox}/{path}", json=body or None) as answer:
            if answer.status not in (200, 201):
                raise RuntimeError(f"sandbox {path} answered {answer.status}: {await answer.text()}")
            return await answer.json()

    async def meet(self, phone):
        """Makes the sandbox know this patient, who counts as having just written: the clinic may answer."""
        patient = await self.control("POST", "patients", name=f"Patient {phone[-4:]}", phone="+" + phone, window_open=True)
        self.user_ids[phone] = patient["user_id"]

    async def api(self, method, path, **body):
        async with self.http.request(method, self.url + path, json=body or None, headers={"Cookie": self.cookie}) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def post(self, signed):
        body, headers = signed
        async with self.http.post(self.url + "/webhook", data=body, headers=headers) as answer:
            answer.raise_for_status()
            await answer.read()

    def webhook(self, phone, text):
        """A signed delivery of one text message: its bytes and its headers."""
        user_id = self.user_ids[phone]
        message = {"from": phone, "from_user_id": user_id, "id": "wamid." + secrets.token_hex(16),
                   "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}
        value = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "912012345678", "phone_number_id": PHONE_NUMBER_ID},
                 "contacts": [{"profile": {"name": f"Patient {phone[-4:]}"}, "wa_id": phone, "user_id": user_id}], "messages": [message]}
        envelope = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}
        body = json.dumps(envelope).encode()
        signature = hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest()
        return body, {"Content-Type": "application/json", "X-Hub-Signature-256": "sha256=" + signature}

    async def patients(self):
        """Digits of the phone number → the product's id of the patient."""
        found, cursor = {}, None
        while True:
            page = await self.api("GET", "/api/patients?limit=100" + (f"&cursor={cursor}" if cursor else ""))
            found |= {re.sub(r"\D", "", p["phone_number"] or ""): p["id"] for p in page["patients"]}
            cursor = page["next_cursor"]
            if not cursor:
                return found


class Events:
    """A reader of the event stream: (arrival, patient id, sequence number) of every patient event."""

    def __init__(self, world):
        self.world, self.seen, self.last = world, [], time.perf_counter()

    async def __aenter__(self):
        headers = {"Cookie": self.world.cookie, "Accept": "text/event-stream"}
        self.answer = await self.world.http.get(self.world.events_url + "/api/events", headers=headers,
                                                timeout=aiohttp.ClientTimeout(total=None))
        self.answer.raise_for_status()
        self.reading = asyncio.create_task(self.read())
        return self

    async def __aexit__(self, *_):
        self.reading.cancel()
        await asyncio.gather(self.reading, return_exceptions=True)
        self.answer.close()

    async def read(self):
        kind = ""
        async for line in self.answer.content:
            if line.startswith(b"event:"):
                kind = line[6:].strip()
            elif line.startswith(b"data:") and kind == b"patient":
                self.last = time.perf_counter()
                data = json.loads(line[5:])
                self.seen.append((self.last, data["patient_id"], data["seq"]))

    async def quiet(self, seconds=2, limit=60):
        """Returns when nothing has arrived for some seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < min(end, self.last + seconds):
            await asyncio.sleep(0.1)
