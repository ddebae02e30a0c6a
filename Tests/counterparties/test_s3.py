"""Files in an S3-compatible bucket: the store is moto's server, which checks who may do what."""
import json
import os
import subprocess
import sys
import time
from base64 import b64encode
from hashlib import sha256
from secrets import token_bytes, token_hex
from urllib.parse import quote
from urllib.request import Request, urlopen

import boto3
import pytest
from program import BINARY, Program, SandboxControl, call, free_ports

EMAIL, PASSWORD = "anita@clinic.example", "a password of these tests"
BUCKET, PHONE = "clinic-files", "+919833088001"
# A user, what they may do, their key and the bucket are made before anybody has to prove anything.
CALLS_BEFORE = 4
POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


class Store:
    def __init__(self, folder):
        self.port, = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = (folder / "moto.log").open("ab")

    def __enter__(self):
        settings = os.environ | {"INITIAL_NO_AUTH_ACTION_COUNT": str(CALLS_BEFORE)}
        self.process = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(self.port)], env=settings,
                                        stdout=self.log, stderr=self.log)
        for _ in range(300):
            try:
                urlopen(f"{self.url}/moto-api/data.json", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        iam = self.client("iam", "x", "x")
        iam.create_user(UserName="shubhstra")
        iam.put_user_policy(UserName="shubhstra", PolicyName="files", PolicyDocument=POLICY)
        key = iam.create_access_key(UserName="shubhstra")["AccessKey"]
        self.key, self.secret = key["AccessKeyId"], key["SecretAccessKey"]
        self.bucket.create_bucket(Bucket=BUCKET)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.log.close()

    def client(self, service, key, secret):
        return boto3.client(service, endpoint_url=self.url, region_name="us-east-1", aws_access_key_id=key,
                            aws_secret_access_key=secret)

    @property
    def bucket(self):
        return self.client("s3", self.key, self.secret)

    def address(self, secret=None):
        return (f"s3://{quote(self.key, safe='')}:{quote(secret or self.secret, safe='')}"
                f"@127.0.0.1:{self.port}/{BUCKET}?region=us-east-1")

    def objects(self):
        return {item["Key"]: item["Size"] for item in self.bucket.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


class Served:
    """A clinic whose files are at this address."""

    def __init__(self, folder, media_url):
        folder.mkdir()
        self.port, phone = free_ports(2)
        self.base = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "PORT": str(self.port), "DASHBOARD_PORT": str(self.port), "REPLY_DELAY_MS": "600000",
            "GRAPH_BASE_URL": f"http://127.0.0.1:{phone}", "PHONE_NUMBER_ID": "700800900100200",
            "WHATSAPP_TOKEN": token_hex(16), "META_APP_SECRET": token_hex(16), "WEBHOOK_VERIFY_TOKEN": token_hex(8),
            "SECRET_KEY": b64encode(token_bytes(32)).decode(), "MEDIA_URL": media_url}
        self.program = Program("serve", folder=folder, settings=self.settings)
        self.whatsapp = Program("sandbox", "--port", str(phone), folder=folder, settings=self.settings)
        self.sandbox = SandboxControl(f"http://127.0.0.1:{phone}")

    def __enter__(self):
        add = ["doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000", "--phone-number-id",
               self.settings["PHONE_NUMBER_ID"], "--password-stdin"]
        for words in (["migrate"], add):
            subprocess.run([BINARY, *words], cwd=self.program.folder, env=self.program.settings, input=PASSWORD,
                           text=True, check=True, stdout=subprocess.DEVNULL, timeout=60)
        self.whatsapp.start(f"{self.sandbox.url}/sandbox/state")
        self.program.start(f"{self.base}/ready")
        self.cookie = self.signed_in()
        self.sandbox.control("POST", "patients", {"name": "Nirmala", "phone": PHONE})
        return self

    def __exit__(self, *_):
        self.program.stop()
        self.whatsapp.stop()

    def signed_in(self):
        body = f'{{"email":"{EMAIL}","password":"{PASSWORD}"}}'.encode()
        request = Request(f"{self.base}/api/session", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            return answer.headers["Set-Cookie"].partition(";")[0]

    def api(self, path):
        status, text = call("GET", self.base + path, headers={"Cookie": self.cookie})
        assert status == 200, text
        return json.loads(text)

    def newest_media(self, is_wanted, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            patients = self.api("/api/patients")["patients"]
            if patients:
                messages = self.api(f"/api/live-chat/messages/{patients[0]['id']}")["messages"]
                media = messages[-1]["media"]
                if media and is_wanted(media):
                    return media
            time.sleep(0.1)
        raise AssertionError(f"no such file within {seconds} s")

    def bytes(self, path, **headers):
        request = Request(self.base + path, headers={"Cookie": self.cookie} | headers)
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()

    def receives(self, content):
        self.sandbox.control("POST", "messages", {
            "patient": PHONE, "type": "document", "mime_type": "application/pdf", "filename": "Nirmala's report.pdf",
            "data": b64encode(content).decode()})


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store")) as running:
        yield running


def test_a_file_is_kept_in_the_bucket_and_comes_back_whole_and_in_parts(store, tmp_path):
    content = b"%PDF-1.4\n" + token_bytes(3_000_000)
    with Served(tmp_path / "clinic", store.address()) as clinic:
        clinic.receives(content)
        media = clinic.newest_media(lambda media: media["state"] == "ready")
        (key, size), = store.objects().items()
        assert size == len(content) == media["size"]
        assert sha256(store.bucket.get_object(Bucket=BUCKET, Key=key)["Body"].read()).digest() == sha256(content).digest()
        assert "irmala" not in key and "report" not in key
        assert clinic.bytes(media["url"]) == (200, content)
        assert clinic.bytes(media["url"], Range="bytes=1000000-1000099") == (206, content[1_000_000:1_000_100])
        assert clinic.bytes(media["url"], Range="bytes=-7") == (206, content[-7:])


def test_a_key_that_may_not_is_said_and_never_shown(store, tmp_path):
    before = store.objects()
    with Served(tmp_path / "clinic", store.address(secret="wrong/secret+word")) as clinic:
        clinic.receives(b"%PDF-1.4\nx")
        clinic.newest_media(lambda media: media["state"] == "waiting")
        end = time.monotonic() + 20
        while "s3_403" not in clinic.program.log.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        log = clinic.program.log.read_text()
    assert "s3_403" in log
    assert "wrong" not in log and store.key not in log
    assert store.objects() == before
