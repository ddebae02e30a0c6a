"""A stand-in for Supabase Auth, in the shapes that its clients expect, and tokens minted by independent libraries."""
import base64
import hashlib
import hmac
import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from jwcrypto import jwk

PASSWORD = "a password at supabase"
EMAIL = "doctor@clinic.example"


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


class Supabase:
    def __init__(self):
        self.keys = {"k1": self.make_key("EC"), "r1": self.make_key("RSA")}
        self.published = ["k1", "r1"]
        self.jwks_requests = 0
        self.seen_apikeys = set()
        self.confirmed = True
        self.fault = None
        self.drips = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.issuer = self.url + "/auth/v1"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @staticmethod
    def make_key(kind, name="k"):
        if kind == "EC":
            return jwk.JWK.generate(kty="EC", crv="P-256")
        return jwk.JWK.generate(kty="RSA", size=2048)

    def jwks(self):
        found = []
        for name in self.published:
            key = self.keys[name].export_public(as_dict=True)
            found.append(key | {"kid": name, "use": "sig", "alg": "ES256" if key["kty"] == "EC" else "RS256"})
        return {"keys": found}

    def claims(self, **changes):
        now = int(time.time())
        return {
            "iss": self.issuer, "sub": str(uuid.uuid4()), "aud": "authenticated", "exp": now + 3600, "iat": now,
            "email": EMAIL, "phone": "", "role": "authenticated", "aal": "aal1", "session_id": str(uuid.uuid4()),
            "is_anonymous": False, "app_metadata": {"provider": "email"}, "user_metadata": {"email": "x@y.example"},
        } | changes

    def token(self, kid="k1", signed_by=None, algorithm=None, **changes):
        key = self.keys[signed_by or kid]
        algorithm = algorithm or ("ES256" if key["kty"] == "EC" else "RS256")
        pem = key.export_to_pem(private_key=True, password=None)
        return jwt.encode(self.claims(**changes), pem, algorithm=algorithm, headers={"kid": kid})

    def confused(self, kid="k1"):
        """The public key used as the secret of an HMAC; no library makes such a token any more."""
        head = b64(json.dumps({"alg": "HS256", "typ": "JWT", "kid": kid}).encode()) + b"." + b64(
            json.dumps(self.claims()).encode())
        public = self.keys[kid].export_to_pem()
        return (head + b"." + b64(hmac.new(public, head, hashlib.sha256).digest())).decode()

    def unsigned(self):
        return jwt.encode(self.claims(), None, algorithm="none", headers={"kid": "k1"})

    def handler(supabase):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/auth/v1/.well-known/jwks.json":
                    supabase.jwks_requests += 1
                    self.answer(200, supabase.jwks())
                else:
                    self.answer(404, {"code": 404, "error_code": "not_found", "msg": "not found"})

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
                supabase.seen_apikeys.add(self.headers.get("apikey"))
                if supabase.fault:
                    return self.answer(*supabase.fault)
                if not self.path.startswith("/auth/v1/token?grant_type=password"):
                    return self.answer(404, {})
                if body.get("password") != PASSWORD:
                    if self.headers.get("X-Supabase-Api-Version"):
                        return self.answer(400, {"code": "invalid_credentials", "message": "Invalid login credentials"})
                    return self.answer(400, {"code": 400, "error_code": "invalid_credentials",
                                             "msg": "Invalid login credentials"})
                self.answer(200, supabase.grant(body["email"]))

            def answer(self, status, body):
                raw = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                if version := self.headers.get("X-Supabase-Api-Version"):
                    self.send_header("X-Supabase-Api-Version", version)
                self.end_headers()
                if supabase.drips:
                    return self.drip(raw)
                self.wfile.write(raw)

            def drip(self, raw):
                """A byte a second, until the client has had enough or the test has."""
                try:
                    for byte in raw:
                        if not supabase.drips:
                            return
                        self.wfile.write(bytes([byte]))
                        time.sleep(1)
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        return Handler

    def grant(self, email):
        user = {
            "id": str(uuid.uuid4()), "aud": "authenticated", "role": "authenticated", "email": email, "phone": "",
            "app_metadata": {"provider": "email", "providers": ["email"]}, "user_metadata": {}, "identities": [],
            "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "is_anonymous": False,
        }
        if self.confirmed:
            user["email_confirmed_at"] = "2026-01-01T00:00:00Z"
        return {"access_token": self.token(), "token_type": "bearer", "expires_in": 3600,
                "expires_at": int(time.time()) + 3600, "refresh_token": "r", "user": user}
