"""Starts `shubhstra sandbox`, speaks its control API, and receives its webhooks."""
import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from program import Program, SandboxControl, free_ports

APP_SECRET = "counterparty-app-secret"
TOKEN = "counterparty-access-token"
PHONE_NUMBER_ID = "700800900100200"
PATIENT = "+919876543210"
WABA = "501122334455667"
# The first page of an Ogg Opus file with one channel.
VOICE = b"OggS" + bytes(24) + b"OpusHead\x01\x01" + bytes(9)
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082")


class Sandbox(SandboxControl):
    def __init__(self, webhook_port, folder):
        [port] = free_ports(1)
        super().__init__(f"http://127.0.0.1:{port}")
        self.program = Program("sandbox", "--port", str(port), folder=folder, settings={
            "META_APP_SECRET": APP_SECRET, "WHATSAPP_TOKEN": TOKEN, "PHONE_NUMBER_ID": PHONE_NUMBER_ID,
            "PORT": str(webhook_port), "WEBHOOK_VERIFY_TOKEN": "counterparty-verify-token",
        })

    def __enter__(self):
        self.program.start(self.url + "/sandbox/state")
        return self

    def __exit__(self, *_):
        self.program.stop()

    def play(self, patient=PATIENT, **message):
        return super().play(patient, **message)

    def last_sent(self, to):
        return self.sent(to)[-1]


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
