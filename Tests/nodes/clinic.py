"""A clinic as a process, with the sandbox in the place of WhatsApp."""
import asyncio
import base64
import http.cookiejar
import json
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from program import BINARY, Program, SandboxControl, call, free_ports

EMAIL, PASSWORD, NUMBER, TOKEN = "anita@clinic.example", "a password of these tests", "700800900100200", "EAAG-of-a-test"


def new_key():
    return base64.b64encode(secrets.token_bytes(32)).decode()


class Clinic:
    """On SQLite."""

    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "data" / "clinic.db"
        port, phone = free_ports(2)
        self.url = f"http://127.0.0.1:{port}"
        self.settings = {
            "DATABASE_URL": f"sqlite:{self.database}", "SECRET_KEY": new_key(), "META_APP_SECRET": secrets.token_hex(8),
            "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8), "GRAPH_BASE_URL": f"http://127.0.0.1:{phone}",
            "PORT": str(port), "DASHBOARD_PORT": str(port), "REPLY_DELAY_MS": "0", "LOG_FORMAT": "json",
        }
        self.sandbox_program = Program("sandbox", "--port", str(phone), folder=folder, settings=self.settings | {
            "PHONE_NUMBER_ID": NUMBER, "WHATSAPP_TOKEN": TOKEN})
        self.phone, self.sandbox = f"http://127.0.0.1:{phone}", SandboxControl(f"http://127.0.0.1:{phone}")
        self.program = Program("serve", folder=folder, settings=self.settings)
        self.browser = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in (self.program, self.sandbox_program):
            if getattr(program, "process", None) and program.process.poll() is None:
                program.stop()

    def with_patient(self, phone):
        """The sandbox, with somebody who has a phone."""
        self.sandbox_program.start(self.phone + "/sandbox/state")
        self.sandbox.control("POST", "patients", {"name": "Asha", "phone": f"+{phone}"})
        return self

    def run(self, *words, stdin="", **more):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        settings = {name: value for name, value in (kept | self.settings | more).items() if value is not None}
        return subprocess.run([BINARY, *words], cwd=self.folder, env=settings, input=stdin, text=True,
                              capture_output=True, timeout=120)

    def done(self, *words, **more):
        answer = self.run(*words, **more)
        assert answer.returncode == 0, answer.stderr
        return answer

    def copy(self, made):
        """The same clinic in another folder: to make one takes a while."""
        shutil.copytree(made.folder, self.folder, dirs_exist_ok=True)
        self.settings["SECRET_KEY"] = made.settings["SECRET_KEY"]
        return self

    def make(self):
        self.done("migrate")
        (self.folder / "token").write_text(TOKEN + "\n")
        (self.folder / "k.md").write_text("## Clinic hours\nWe are open from 9 AM to 6 PM.\n")
        self.done("doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000", "--phone-number-id",
                  NUMBER, "--access-token-file", "token", "--password-stdin", stdin=PASSWORD)
        self.done("knowledge", "import", "--doctor", EMAIL, "k.md")
        return self

    def serve(self, *words):
        self.program = Program("serve", *words, folder=self.folder, settings=self.settings)
        self.program.start(self.url + "/ready")
        return self

    def sign_in(self):
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        assert self.call("POST", "/api/session", {"email": EMAIL, "password": PASSWORD})[0] == 200
        return self

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, None if body is None else json.dumps(body).encode(),
                                         {"Content-Type": "application/json"}, method=method)
        try:
            with self.browser.open(request, timeout=40) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.loads(refusal.read())

    def send_file(self, fields, data=None, name="report.pdf"):
        """Posts the form of a file, or one that names a message whose file is here; None where the connection broke."""
        parts = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]
        if data is not None:
            parts += [f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(), data,
                      b"\r\n"]
        headers = {"Content-Type": "multipart/form-data; boundary=b", "Cookie": self.cookie()}
        try:
            return call("POST", self.url + "/api/live-chat/send-media", b"".join(parts) + b"--b--\r\n", headers,
                        seconds=120)[0]
        except OSError:
            return None

    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for handler in self.browser.handlers
                         for cookie in getattr(handler, "cookiejar", ()))

    def patient(self):
        (patient,) = self.call("GET", "/api/patients")[1]["patients"]
        return patient

    def messages(self):
        return self.call("GET", f"/api/live-chat/messages/{self.patient()['id']}")[1]["messages"]

    def rows(self, path=None):
        """Every row of every table."""
        with closing(sqlite3.connect(f"file:{path or self.database}?mode=ro", uri=True)) as database:
            tables = [name for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
            return {table: sorted(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in tables}

    def query(self, statement, *values):
        with closing(sqlite3.connect(self.database)) as database, database:
            return database.execute(statement, values).fetchall()

    def die(self):
        """Nothing is finished, nobody is told."""
        self.program.signal(signal.SIGKILL)
        self.program.process.wait()

    def log(self):
        return [json.loads(line) for line in (self.folder / "serve.log").read_text().splitlines() if line.startswith("{")]


class PostgresClinic(Clinic):
    """The same on the server that TEST_DATABASE_URL names, in a database that is dropped afterwards."""

    def __init__(self, folder):
        super().__init__(folder)
        self.name = "clinic_" + secrets.token_hex(6)
        self.server = os.environ["TEST_DATABASE_URL"]
        self.settings["DATABASE_URL"] = urlunsplit(urlsplit(self.server)._replace(path="/" + self.name))

    def __exit__(self, *_):
        super().__exit__()
        self.ask(self.server, f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def make(self):
        self.ask(self.server, f"CREATE DATABASE {self.name}")
        return super().make()

    def copy(self, made):
        self.ask(self.server, f"CREATE DATABASE {self.name} TEMPLATE {made.name}")
        self.settings["SECRET_KEY"] = made.settings["SECRET_KEY"]
        return self

    def die(self):
        """What had been claimed is left to its lease, which several nodes need; here it has run out."""
        super().die()
        self.query("UPDATE uploads SET due_at = now() WHERE due_at > now()")
        self.query("UPDATE media SET due_at = now() WHERE due_at > now()")

    def query(self, statement):
        return self.ask(self.settings["DATABASE_URL"], statement)

    @staticmethod
    def ask(address, statement):
        async def ask():
            connection = await asyncpg.connect(address)
            try:
                return [tuple(row) for row in await connection.fetch(statement)]
            finally:
                await connection.close()
        return asyncio.run(ask())


def eventually(what, look, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"in {seconds} s not: {what}")
