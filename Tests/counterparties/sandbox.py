"""Starts `shubhstra sandbox`, speaks its control API, and receives its webhooks."""
import json
import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

APP_SECRET = "counterparty-app-secret"
TOKEN = "counterparty-access-token"
PHONE_NUMBER_ID = "700800900100200"
PATIENT = "+919876543210"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(method, url, body=None, headers=None):
    """One HTTP call; returns (status, text), whatever the status is."""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} | (headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=35) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


class Sandbox:
    def __init__(self, binary, webhook_port, folder):
        self.command = [str(binary), "sandbox", "--port"]
        self.webhook_port, self.folder = webhook_port, folder

    def __enter__(self):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = self.folder / "sandbox.log"
        settings = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ} | {
            "META_APP_SECRET": APP_SECRET, "WHATSAPP_TOKEN": TOKEN, "PHONE_NUMBER_ID": PHONE_NUMBER_ID,
            "PORT": str(self.webhook_port), "WEBHOOK_VERIFY_TOKEN": "counterparty-verify-token",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(self.command + [str(port)], cwd=self.folder, env=settings,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self.wait_until_it_answers(30)
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def wait_until_it_answers(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if call("GET", self.url + "/sandbox/state")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"the sandbox does not answer: {self.log.read_text()[-2000:]}")

    def control(self, method, path, body=None, **query):
        url = f"{self.url}/sandbox/{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        status, text = call(method, url, body)
        assert status in (200, 201), f"{method} {path} answered {status}: {text}"
        return json.loads(text)

    def play(self, patient=PATIENT, **message):
        """The patient sends a message; returns its wamid once the webhook was answered."""
        return self.control("POST", "messages", {"patient": patient} | message)["wamid"]

    def last_sent(self, to):
        return self.control("GET", "sent", patient=to)["sent"][-1]


@dataclass
class Delivery:
    headers: dict
    raw: bytes

    @property
    def body(self):
        return json.loads(self.raw)


class Receiver:
    """Takes webhooks as a product would, answers 200, and keeps the raw bytes."""

    def __init__(self):
        self.deliveries, self.changed = [], threading.Condition()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.port = self.server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def handler(receiver):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.add(Delivery({name.lower(): value for name, value in self.headers.items()}, raw))
                self.send_response(200)
                self.send_header("Content-Length", "14")
                self.end_headers()
                self.wfile.write(b"EVENT_RECEIVED")

            def log_message(self, *_):
                pass

        return Handler

    def add(self, delivery):
        with self.changed:
            self.deliveries.append(delivery)
            self.changed.notify_all()

    def wait_for(self, what, test, seconds=20):
        """The first delivery whose change (field and value) passes the test."""
        def found():
            return next((d for d in self.deliveries for c in changes(d.body) if test(c)), None)

        with self.changed:
            assert self.changed.wait_for(found, seconds), f"no webhook with {what} within {seconds} s"
            return found()


def changes(body):
    return [change for entry in body["entry"] for change in entry["changes"]]


def carries(wamid, member="messages"):
    """A test for the change that carries this message, or a status of it."""
    return lambda change: any(item.get("id") == wamid for item in change["value"].get(member, []))


def carries_status(wamid, status):
    return lambda change: any(
        item.get("id") == wamid and item.get("status") == status for item in change["value"].get("statuses", []))
