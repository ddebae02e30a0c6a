"""The example site of nginx, run with the real nginx in front of the real server and of one that writes down what it gets."""
import json
import os
import socket
import subprocess
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_bytes, token_hex

import pytest

from program import BINARY, Program, SandboxControl, free_ports
from sites import HOST, Nginx, is_installed

pytestmark = pytest.mark.skipif(not is_installed() and os.environ.get("CI") != "true",
                                reason="NOT TESTED: nginx is not installed; run bin/setup")
EMAIL, PASSWORD = "anita@clinic.example", "a password of these tests"
SECRET = "a-token-that-nobody-may-read"


class Upstream(ThreadingHTTPServer):
    """Answers 200 and keeps what it was sent."""

    daemon_threads = True

    def __init__(self):
        self.requests = []
        super().__init__(("127.0.0.1", 0), Recorder)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Recorder(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.path, dict(self.headers), len(body)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_):
        pass


@pytest.fixture
def upstream():
    server = Upstream()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(upstream, tmp_path):
    with Nginx(tmp_path, *[upstream.server_address[1]] * 2) as running:
        yield running


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A clinic that is served behind the site, set up as the site's first lines say."""
    folder = tmp_path_factory.mktemp("clinic")
    port, dashboard, phone = free_ports(3)
    settings = {
        "PORT": str(port), "DASHBOARD_PORT": str(dashboard), "REPLY_DELAY_MS": "300",
        "PUBLIC_URL": f"https://{HOST}", "TRUSTED_PROXIES": "127.0.0.1", "GRAPH_BASE_URL": f"http://127.0.0.1:{phone}",
        "PHONE_NUMBER_ID": "700800900100200", "WHATSAPP_TOKEN": token_hex(16), "META_APP_SECRET": token_hex(16),
        "WEBHOOK_VERIFY_TOKEN": token_hex(8), "SECRET_KEY": b64encode(token_bytes(32)).decode()}
    server = Program("serve", folder=folder, settings=settings)
    sandbox = Program("sandbox", "--port", str(phone), folder=folder, settings=settings)
    for words in (["migrate"], ["doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000",
                                "--phone-number-id", settings["PHONE_NUMBER_ID"], "--password-stdin"]):
        subprocess.run([BINARY, *words], cwd=folder, env=server.settings, input=PASSWORD, text=True, check=True,
                       stdout=subprocess.DEVNULL, timeout=60)
    sandbox.start(f"http://127.0.0.1:{phone}/sandbox/state")
    server.start(f"http://127.0.0.1:{port}/ready", f"http://127.0.0.1:{dashboard}/ready")
    with Nginx(tmp_path_factory.mktemp("nginx"), port, dashboard) as site:
        site.sandbox = SandboxControl(f"http://127.0.0.1:{phone}")
        yield site
    server.stop()
    sandbox.stop()


def sign_in(site, password=PASSWORD, source="127.0.0.1"):
    body = json.dumps({"email": EMAIL, "password": password}).encode()
    return site.ask("POST", "/api/session", body, ["Content-Type: application/json", f"Origin: https://{HOST}"], source)


def test_the_server_learns_who_asked_and_nothing_that_the_client_made_up(site, upstream):
    spoofed = ["X-Forwarded-For: 10.1.2.3, 127.0.0.1", "X-Forwarded-For: 10.9.9.9", "X-Forwarded-Proto: http"]
    assert site.ask("GET", "/api/patients", headers=spoofed, source="127.0.0.2")[0] == 200
    (_, headers, _), = upstream.requests
    assert headers["X-Forwarded-For"] == "127.0.0.2"
    assert headers["X-Forwarded-Proto"] == "https"
    assert headers["Host"] == HOST


def test_bodies_are_bounded_before_they_reach_the_server(site, upstream):
    assert site.ask("POST", "/webhook", b"x" * (3 << 20))[0] == 200
    assert site.ask("POST", "/webhook", b"x" * ((3 << 20) + 1))[0] == 413
    assert site.ask("POST", "/api/live-chat/send", b"x" * ((1 << 20) + 1))[0] == 413
    for call in ("send-media", "send-template"):
        assert site.ask("POST", f"/api/live-chat/{call}", b"x" * (3 << 20))[0] == 200
    assert [size for _, _, size in upstream.requests] == [3 << 20] * 3


def test_no_log_of_the_proxy_holds_a_query_string_even_while_the_server_is_down(site, upstream):
    paths = [f"/webhook?hub.verify_token={SECRET}", f"/api/patients?search={SECRET}", f"/?{SECRET}", f"/%3F?{SECRET}"]
    for path in paths:
        site.ask("GET", path)
    site.ask("POST", f"/api/x?{SECRET}", b"x" * ((1 << 20) + 1))
    upstream.shutdown()
    upstream.server_close()
    assert [site.ask("GET", path)[0] for path in paths] == [502] * 4
    assert "/webhook" in site.logs()
    assert SECRET not in site.logs()


def test_a_plain_request_is_sent_to_https(site):
    with socket.create_connection(("127.0.0.1", site.plain), 10) as connection:
        connection.sendall(f"GET /login HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        assert f"Location: https://{HOST}/login" in connection.recv(65536).decode()


def test_a_doctor_signs_in_with_a_cookie_that_only_https_carries(clinic):
    status, answer = sign_in(clinic)
    assert status == 200
    cookie = next(line for line in answer.splitlines() if line.lower().startswith("set-cookie: shubhstra_session="))
    assert "Secure" in cookie and "HttpOnly" in cookie
    assert "strict-transport-security: max-age=31536000" in answer.lower()


def test_what_a_patient_writes_leaves_the_stream_at_once(clinic):
    session = next(line for line in sign_in(clinic)[1].splitlines() if "shubhstra_session=" in line)
    cookie = session.partition(":")[2].partition(";")[0].strip()
    request = f"GET /api/events HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n\r\n"
    with clinic.open(request.encode(), seconds=20) as stream:
        head = stream.recv(65536)
        assert b" 200 " in head
        clinic.sandbox.control("POST", "patients", {"name": "Nirmala", "phone": "+919833077001"})
        clinic.sandbox.play("+919833077001", text="What are your clinic hours?")
        text = head.decode()
        while "event: patient" not in text:
            text += stream.recv(65536).decode()


def test_forty_wrong_passwords_from_one_address_lock_nobody_else_out(clinic):
    if (stranger := address_of_this_machine()) is None:
        pytest.skip("NOT TESTED: this machine has no address but loopback")
    refused = [sign_in(clinic, "not the password", source=stranger)[0] for _ in range(40)]
    assert refused[:3] == [401] * 3 and set(refused) == {401, 429}
    assert sign_in(clinic, source=stranger)[0] == 429
    assert sign_in(clinic)[0] == 200


def address_of_this_machine():
    """What it would send from; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return probe.getsockname()[0]
