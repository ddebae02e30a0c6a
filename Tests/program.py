"""Starts the executable and speaks to what it serves: the product's HTTP, and the sandbox's control API."""
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINARY = Path(os.environ.get("SHUBHSTRA_BIN") or ROOT / ".build" / "debug" / "shubhstra").resolve()


def free_ports(count):
    with ExitStack() as probes:
        sockets = [probes.enter_context(socket.socket()) for _ in range(count)]
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in sockets]


def call(method, url, body=None, headers=None, seconds=35):
    """One HTTP call; returns (status, text), whatever the status is."""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} | (headers or {}), method=method)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


class Program:
    """The executable in a process group of its own, with nothing from outside but the settings it is given."""

    def __init__(self, *arguments, folder, settings):
        self.command = [str(BINARY), *arguments]
        self.folder, self.log = folder, folder / f"{arguments[0]}.log"
        kept = ("PATH", "HOME", "LD_LIBRARY_PATH")
        self.settings = {name: os.environ[name] for name in kept if name in os.environ} | settings

    def start(self, *addresses, seconds=60):
        """Returns once every address answers 200."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, env=self.settings, start_new_session=True,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            end = time.monotonic() + seconds
            for address in addresses:
                self.wait_until_it_answers(address, end)
        except BaseException:
            self.signal(signal.SIGKILL)
            self.process.wait()
            raise

    def wait_until_it_answers(self, address, end):
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if call("GET", address)[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"{address} does not answer: {self.log.read_text()[-2000:]}")

    def stop(self):
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait()
            raise

    def signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass


class SandboxControl:
    """The control API of a sandbox that listens at `url`."""

    def __init__(self, url):
        self.url = url

    def control(self, method, path, body=None, **query):
        url = f"{self.url}/sandbox/{path}" + ("?" + urllib.parse.urlencode(query) if query else "")
        status, text = call(method, url, body)
        assert status in (200, 201), f"{method} {path} answered {status}: {text}"
        return json.loads(text)

    def keep(self, data, mime_type):
        """A file that a message may name; returns its id."""
        status, text = call("POST", f"{self.url}/sandbox/media", data, {"Content-Type": mime_type})
        assert status in (200, 201), f"media answered {status}: {text}"
        return json.loads(text)["id"]

    def play(self, patient, **message):
        """The patient sends a message; returns its wamid once the webhook was answered."""
        return self.control("POST", "messages", {"patient": patient} | message)["wamid"]

    def sent(self, patient, at_least=0, seconds=20):
        """What the clinic has sent to the patient, refused messages too; waits until there are so many."""
        waiting = {"at_least": at_least, "wait_seconds": seconds} if at_least else {}
        sent = self.control("GET", "sent", patient=patient, **waiting)["sent"]
        assert len(sent) >= at_least, f"{len(sent)} messages in {seconds} s, expected {at_least}"
        return sent
