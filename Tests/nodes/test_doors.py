"""What a process does that has no file descriptors left for connections."""
import os
import re
import resource
import socket
import time
from base64 import b64encode
from secrets import token_bytes, token_hex

import pytest

from program import Program, call, free_ports

FEW = 200
prlimit = getattr(resource, "prlimit", None)
pytestmark = pytest.mark.skipif(prlimit is None, reason="the limit of another process is set on Linux only")


@pytest.fixture
def server(tmp_path):
    port, dashboard = free_ports(2)
    program = Program("serve", folder=tmp_path, settings={
        "PORT": str(port), "DASHBOARD_PORT": str(dashboard), "WEBHOOK_VERIFY_TOKEN": token_hex(8),
        "META_APP_SECRET": token_hex(16), "SECRET_KEY": b64encode(token_bytes(32)).decode()})
    program.ports = port, dashboard
    program.start(f"http://127.0.0.1:{port}/health")
    yield program
    program.stop()


def connect(port, count):
    return [socket.create_connection(("127.0.0.1", port), 10) for _ in range(count)]


def processor_seconds(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def answers(port, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if call("GET", f"http://127.0.0.1:{port}/health")[0] == 200:
                return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def becomes(holds, seconds=30):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def is_logged(server, words):
    return becomes(lambda: words in server.log.read_text())


def highest_descriptor(server):
    return max(int(name) for name in os.listdir(f"/proc/{server.process.pid}/fd"))


def ask(connection):
    """Whoever is answered has been accepted."""
    connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_one_listener_cannot_take_the_descriptors_of_the_other(server):
    prlimit(server.process.pid, resource.RLIMIT_NOFILE, (FEW, FEW))
    held = connect(server.ports[0], FEW + 50)
    assert answers(server.ports[1], 5)
    assert is_logged(server, "connections refused")
    for connection in held:
        connection.close()
    assert answers(server.ports[0])


def test_without_a_descriptor_it_waits_says_why_and_recovers(server):
    held = connect(server.ports[0], 40)
    for connection in held:
        ask(connection)
    limit = highest_descriptor(server) + 1
    prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
    # More than there are places left by files that were open a moment ago.
    held += connect(server.ports[0], 20) + connect(server.ports[1], 20)
    assert is_logged(server, "connections cannot be accepted")
    begun, spent = time.monotonic(), processor_seconds(server.process)
    time.sleep(4)
    share = (processor_seconds(server.process) - spent) / (time.monotonic() - begun)
    lines = re.findall("connections cannot be accepted.*descriptors", server.log.read_text())
    assert share < 0.3, f"{share:.2f} of a core"
    assert 1 <= len(lines) <= 4, lines
    for connection in held:
        connection.close()
    assert answers(server.ports[0]) and answers(server.ports[1])
    assert server.process.poll() is None
