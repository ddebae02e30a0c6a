"""Sign-in through Supabase: our server against a stand-in that an independent client accepts, with tokens minted by
PyJWT and jwcrypto."""
import base64
import json
import os
import sqlite3
import subprocess
import time
import urllib.request
import uuid

import jwt
import pytest
from supabase_auth import SyncGoTrueClient
from supabase_auth.errors import AuthApiError

from program import BINARY, Program, call, free_ports
from supabase import EMAIL, PASSWORD, Supabase

JWT_SECRET = "a-shared-secret-of-an-older-project"


class Server:
    def __init__(self, supabase, folder, **more):
        [port] = free_ports(1)
        self.base = f"http://127.0.0.1:{port}"
        self.settings = {
            "PORT": str(port), "DASHBOARD_PORT": str(port), "DATABASE_URL": f"sqlite:{folder}/s.db",
            "WEBHOOK_VERIFY_TOKEN": "a-verify-token-for-this", "META_APP_SECRET": "an-app-secret-for-this",
            "SECRET_KEY": base64.b64encode(os.urandom(32)).decode(), "SUPABASE_URL": supabase.url,
            "SUPABASE_ANON_KEY": "sb_publishable_test",
        } | more
        subprocess.run([BINARY, "migrate"], env=self.settings, cwd=folder, check=True, capture_output=True)
        subprocess.run([BINARY, "doctor", "add", "--name", "Dr A", "--email", EMAIL, "--phone", "919000000000",
                        "--phone-number-id", "70080090010", "--access-token", "token-of-the-test", "--password-stdin"],
                       input=b"a local password", env=os.environ | self.settings, cwd=folder, check=True,
                       capture_output=True)
        self.program = Program("serve", folder=folder, settings=self.settings)

    def __enter__(self):
        self.program.start(self.base + "/health")
        return self

    def __exit__(self, *_):
        self.program.stop()

    def sign_in(self, password, email=EMAIL):
        status, text = call("POST", self.base + "/api/session", {"email": email, "password": password})
        return status, json.loads(text)

    def with_token(self, token, path="/api/session", headers=None):
        status, text = call("GET", self.base + path, headers={"Authorization": f"Bearer {token}"} | (headers or {}))
        return status, json.loads(text)


@pytest.fixture(scope="module")
def supabase():
    with Supabase() as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def server(supabase, tmp_path_factory):
    with Server(supabase, tmp_path_factory.mktemp("supabase"), SUPABASE_JWT_SECRET=JWT_SECRET) as running:
        yield running


def test_the_stand_in_is_what_supabases_own_client_expects(supabase):
    auth = SyncGoTrueClient(url=supabase.issuer, headers={"apikey": "x"}, auto_refresh_token=False)
    assert auth.sign_in_with_password({"email": EMAIL, "password": PASSWORD}).session.expires_in == 3600
    with pytest.raises(AuthApiError) as refusal:
        auth.sign_in_with_password({"email": EMAIL, "password": "wrong"})
    assert refusal.value.code == "invalid_credentials"


def test_the_password_is_checked_at_supabase_and_nowhere_else(supabase, server):
    status, body = server.sign_in(PASSWORD)
    assert status == 200 and body["doctor"]["email"] == EMAIL
    assert server.sign_in("a local password")[0] == 401
    assert server.sign_in(PASSWORD, email="stranger@clinic.example")[1]["error_code"] == "no_account"
    assert supabase.seen_apikeys >= {"sb_publishable_test"}


def test_an_address_that_is_not_confirmed_signs_nobody_in(supabase, server):
    supabase.confirmed = False
    try:
        assert server.sign_in(PASSWORD)[1]["error_code"] == "email_not_verified"
    finally:
        supabase.confirmed = True


@pytest.mark.parametrize("fault,status", [
    ((429, {"code": 429, "error_code": "over_request_rate_limit", "msg": "slow down"}), 429),
    ((500, {"code": 500, "msg": "no"}), 503), ((200, {"nonsense": True}), 403),
    ((400, {"error": "invalid_grant", "error_description": "Invalid login credentials"}), 401),
    ((400, {"code": "invalid_credentials", "message": "Invalid login credentials"}), 401),
    ((400, {"code": 400, "error_code": "email_not_confirmed", "msg": "Email not confirmed"}), 403),
])
def test_what_supabase_refuses_is_told_to_the_person(supabase, server, fault, status):
    supabase.fault = fault
    try:
        # Somebody else each time: wrong passwords add up.
        found, body = server.sign_in(PASSWORD, email=f"{uuid.uuid4()}@clinic.example")
    finally:
        supabase.fault = None
    assert found == status and body["error"] and not body["success"]


def test_an_answer_that_never_ends_is_not_waited_for(supabase, server):
    supabase.drips = True
    begun = time.monotonic()
    try:
        status, body = server.sign_in(PASSWORD)
    finally:
        supabase.drips = False
    assert status == 503 and body["error_code"] == "sign_in_unavailable"
    assert time.monotonic() - begun < 20


def test_good_tokens_are_accepted(supabase, server):
    older = jwt.encode(supabase.claims(), JWT_SECRET, algorithm="HS256")
    for token in (supabase.token("k1"), supabase.token("r1"), older, supabase.token(aud=["x", "authenticated"])):
        status, body = server.with_token(token)
        assert status == 200 and body["doctor"]["email"] == EMAIL
    assert server.with_token(supabase.token(email=EMAIL.upper()))[0] == 200
    assert server.with_token(supabase.token(), "/api/patients")[0] == 200


def test_tokens_that_are_not_ours_to_trust(supabase, server):
    now = int(time.time())
    head, body, signature = supabase.token().split(".")
    bad = {
        "the public key as a secret": supabase.confused(),
        "no signature": supabase.unsigned(),
        "the key of another name": supabase.token("k1", signed_by="r1"),
        "a wrong key id": supabase.token("k9", signed_by="k1"),
        "an RSA key with another algorithm": supabase.token("r1", algorithm="RS512"),
        "expired": supabase.token(exp=now - 3600),
        "not yet": supabase.token(nbf=now + 3600),
        "another project": supabase.token(iss="https://other.supabase.co/auth/v1"),
        "another audience": supabase.token(aud="anon"),
        "the service": supabase.token(role="service_role"),
        "a guest": supabase.token(is_anonymous=True),
        "no e-mail": supabase.token(email=""),
        "no uuid": supabase.token(sub="me"),
        "another secret": jwt.encode(supabase.claims(), "another-secret-altogether-than-here", algorithm="HS256"),
        "a changed body": f"{head}.{body[:-2]}AA.{signature}",
        "no token": "x.y.z", "nothing": "", "too long": "a" * 9000,
    }
    for name, token in bad.items():
        status, answer = server.with_token(token)
        assert status == 401, name
        assert answer["error_code"] == "not_signed_in", name


def test_somebody_of_no_clinic_is_told_so(supabase, server):
    assert server.with_token(supabase.token(email="stranger@clinic.example"))[1]["error_code"] == "no_account"


def test_the_stream_of_somebody_whose_account_is_gone_ends(supabase, tmp_path):
    with Server(supabase, tmp_path, SUPABASE_JWT_SECRET=JWT_SECRET) as server:
        request = urllib.request.Request(server.base + "/api/events",
                                         headers={"Authorization": f"Bearer {supabase.token()}"})
        with urllib.request.urlopen(request, timeout=60) as stream:
            with sqlite3.connect(tmp_path / "s.db") as database:
                database.execute("UPDATE accounts SET email = 'somebody.else@clinic.example'")
            begun = time.monotonic()
            stream.read()
        assert time.monotonic() - begun < 45


def test_the_token_counts_more_than_the_cookie(supabase, server):
    assert server.with_token("x.y.z", headers={"Cookie": "shubhstra_session=anything"})[0] == 401


def test_unknown_keys_are_asked_for_at_most_once_a_minute(supabase, tmp_path):
    with Server(supabase, tmp_path) as server:
        assert server.with_token(supabase.token())[0] == 200
        asked = supabase.jwks_requests
        supabase.keys["k2"] = supabase.make_key("EC")
        for _ in range(20):
            assert server.with_token(supabase.token("k2"))[0] == 401
        assert supabase.jwks_requests - asked <= 1
        assert server.with_token(supabase.token())[0] == 200
        assert server.with_token(jwt.encode(supabase.claims(), JWT_SECRET, algorithm="HS256"))[0] == 401


def test_without_supabase_no_token_is_worth_anything(supabase, tmp_path):
    with Server(supabase, tmp_path) as server:
        pass
    settings = {name: value for name, value in server.settings.items() if not name.startswith("SUPABASE")}
    server.program = Program("serve", folder=tmp_path, settings=settings)
    with server:
        assert server.with_token(supabase.token())[0] == 401
        assert server.sign_in("a local password")[0] == 200
