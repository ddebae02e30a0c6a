"""
What hostile connections cost: memory under slow bodies, the time until they are cut, descriptors, wrong sign-ins, and the
log.

    .venv/bin/python Tests/bench/doors.py --binary .build/release/shubhstra
"""
import argparse
import base64
import os
import re
import resource
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import program  # noqa: E402

SIZE = 3 * 1024 * 1024
HEAD = ("POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=%s\r\n"
        "Content-Length: %d\r\n\r\n")


def rss(process):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())[1]) / 1024


def processor_seconds(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server:
    """`serve` on a folder of its own. Use as `with`."""

    def __init__(self, **settings):
        self.port, self.dashboard_port = program.free_ports(2)
        self.settings = {
            "PORT": str(self.port), "DASHBOARD_PORT": str(self.dashboard_port),
            "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8), "META_APP_SECRET": secrets.token_hex(16),
            "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode()} | settings

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="shubhstra-doors-")
        self.program = program.Program("serve", folder=Path(self.folder.name), settings=self.settings)
        self.program.start(f"http://127.0.0.1:{self.port}/health")
        self.process = self.program.process
        return self

    def __exit__(self, *_):
        self.program.stop()
        self.folder.cleanup()

    def connect(self, port=None):
        return socket.create_connection(("127.0.0.1", port or self.port), 5)

    def answers(self, port):
        try:
            return program.call("GET", f"http://127.0.0.1:{port}/health")[0] == 200
        except OSError:
            return False


class SlowBody:
    """A body of 3 MB that comes but for its last bytes and then hangs."""

    def __init__(self, connection):
        self.connection, self.left, self.taken, self.ended = connection, SIZE - 100, 0, None
        connection.sendall((HEAD % ("0" * 64, SIZE)).encode())
        connection.setblocking(False)

    def go_on(self, seconds):
        """Sends what the server takes, and notices when it has cut the connection."""
        try:
            if self.left > 0:
                sent = self.connection.send(b"x" * min(self.left, 65536))
                self.left, self.taken = self.left - sent, self.taken + sent
            if self.connection.recv(4096) == b"":
                self.ended = seconds
        except BlockingIOError:
            pass
        except OSError:
            self.ended = seconds


def slow_bodies(count):
    with Server() as server:
        before = peak = rss(server.process)
        bodies, start = [SlowBody(server.connect()) for _ in range(count)], time.monotonic()
        while (seconds := time.monotonic() - start) < 60 and any(body.ended is None for body in bodies):
            for body in bodies:
                if body.ended is None:
                    body.go_on(seconds)
            peak = max(peak, rss(server.process))
            time.sleep(0.01)
        for body in bodies:
            body.connection.close()
        time.sleep(5)
        still = sum(body.ended is None for body in bodies)
        cut = f"{still} open after 60 s" if still else f"the last cut after {max(body.ended for body in bodies):.0f} s"
        return (f"{count} slow bodies of 3 MB",
                f"{before:.0f} MB before, {peak:.0f} MB at most ({sum(body.taken for body in bodies) / 2**20:.0f} MB taken), "
                f"{rss(server.process):.0f} MB 5 s after they ended; {cut}")


def byte_by_byte(what, prefix, limit):
    """The seconds until a connection is cut that sends a byte each half second."""
    with Server() as server:
        connection = server.connect()
        connection.sendall(prefix)
        start = time.monotonic()
        connection.settimeout(0.5)
        while time.monotonic() < start + limit:
            try:
                connection.sendall(b"x")
                if not connection.recv(4096):
                    return (what, f"cut after {time.monotonic() - start:.1f} s")
            except TimeoutError:
                continue
            except OSError:
                return (what, f"cut after {time.monotonic() - start:.1f} s")
        return (what, f"open after {limit} s")


def descriptors(how_many=256):
    """All that one listener can take, on a process with few descriptors."""
    with Server() as server:
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (how_many, how_many))
        held = []
        for _ in range(how_many + 100):
            try:
                held.append(server.connect())
            except OSError:
                break
        time.sleep(1)
        spent, log = processor_seconds(server.process), server.program.log.stat().st_size
        other = server.answers(server.dashboard_port)
        time.sleep(5)
        spent = processor_seconds(server.process) - spent
        log = server.program.log.stat().st_size - log
        lines = [line for line in server.program.log.read_text().splitlines() if "descriptor" in line or "connections" in line]
        for connection in held:
            connection.close()
        time.sleep(3)
        back = server.answers(server.port) and server.answers(server.dashboard_port)
        return (f"{len(held)} connections to one listener of a process with {how_many} descriptors",
                f"the other answers: {other}; {spent / 5:.2f} cores; {log / 5:.0f} log bytes/s; says why: {bool(lines)}; "
                f"both answer afterwards: {back}")


def refused(signature, what, seconds=5):
    """Webhooks that are refused, from four connections that begin again when they are closed."""
    with Server() as server:
        body = b'{"object":"whatsapp_business_account"}'
        header = f"X-Hub-Signature-256: {signature}\r\n" if signature else ""
        request = f"POST /webhook HTTP/1.1\r\nHost: x\r\n{header}Content-Length: {len(body)}\r\n\r\n".encode() + body
        end, counts = time.monotonic() + seconds, [0] * 4

        def post(index):
            connection = server.connect()
            while time.monotonic() < end:
                try:
                    connection.sendall(request)
                    if not connection.recv(65536):
                        raise ConnectionError
                    counts[index] += 1
                except OSError:
                    connection.close()
                    connection = server.connect()
            connection.close()

        size = server.program.log.stat().st_size
        threads = [threading.Thread(target=post, args=(index,)) for index in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        size = server.program.log.stat().st_size - size
        return (what, f"{sum(counts) / seconds:.0f} requests/s, {size / seconds:.0f} log bytes/s")


def sign_ins(count=40):
    """Wrong sign-ins of one account through a proxy that is believed, and the doctor from elsewhere meanwhile."""
    email, password = "anita@clinic.example", secrets.token_urlsafe(12)
    with Server(TRUSTED_PROXIES="127.0.0.1") as server:
        subprocess.run(
            [program.BINARY, "doctor", "add", "--name", "Dr Anita", "--email", email, "--phone", "919000000000",
             "--password-stdin"], cwd=server.folder.name, env=server.program.settings, input=password, text=True,
            stdout=subprocess.DEVNULL, check=True)

        def attempt(word, address):
            start = time.monotonic()
            status = program.call("POST", f"http://127.0.0.1:{server.dashboard_port}/api/session",
                                  {"email": email, "password": word}, {"X-Forwarded-For": address})[0]
            return status, time.monotonic() - start

        tried = [attempt("wrong-password", "203.0.113.9") for _ in range(count)]
        checked, waits = [[one for one in tried if one[0] == status] for status in (401, 429)]
        slowest = max((seconds for _, seconds in waits), default=0) * 1000
        return (f"{count} wrong sign-ins of one account through a trusted proxy, one after the other",
                f"{len(checked)} are 401, {len(waits)} are 429 within {slowest:.0f} ms; the doctor from another address "
                f"meanwhile: {attempt(password, '198.51.100.7')[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=program.BINARY)
    parser.add_argument("--only", default="", help="a word of the measures wanted")
    options = parser.parse_args()
    program.BINARY = Path(options.binary).resolve()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    body = (HEAD % ("0" * 64, SIZE)).encode()
    measures = {
        "bodies100": lambda: slow_bodies(100), "bodies300": lambda: slow_bodies(300),
        "head": lambda: byte_by_byte("a head, byte by byte", b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: ", 75),
        "body": lambda: byte_by_byte("a body, byte by byte", body, 75),
        "descriptors": lambda: descriptors(), "sign-ins": lambda: sign_ins(),
        "unsigned": lambda: refused(None, "webhooks without a signature"),
        "wrong": lambda: refused("sha256=" + "0" * 64, "webhooks with a wrong signature")}
    for name, measure in measures.items():
        if options.only in name:
            print("| %s | %s |" % measure(), flush=True)


if __name__ == "__main__":
    main()
