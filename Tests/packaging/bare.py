"""
The folder of bin/release on a bare Debian 12, by hand, as root: Tests/packaging/bare.py FOLDER [--root ROOT]

debootstrap makes the root, unless ROOT is a fresh one already; the last stage of the Dockerfile is carried out in it line by line, so that the image is tried
where no container engine is. Then, as the image's user: a doctor is added, the server starts with the image's command, the
health check passes, a patient asks and is answered, and a doctor's message takes over. Last, the server must end by the
image's stop signal.
"""
import argparse
import base64
import json
import os
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from program import ROOT, SandboxControl, call, free_ports  # noqa: E402

EMAIL, PASSWORD, PATIENT = "anita@clinic.example", secrets.token_urlsafe(12), "+919833099001"
NUMBER_ID, TOKEN = "700800900100200", secrets.token_hex(16)
HOURS = "We are open from 9 AM to 6 PM, Monday to Saturday."
KNOWLEDGE = f"## Clinic hours\n\n{HOURS}\n"


class Image:
    """The last stage of the Dockerfile, carried out in a folder."""

    def __init__(self, root, release):
        self.root, self.release = root, release
        self.environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        self.user, self.folder = "root", "/"
        stage = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2].splitlines()[1:]
        for line in filter(None, stage):
            self.carry_out(*line.split(" ", 1))

    def carry_out(self, instruction, words):
        match instruction:
            case "RUN": self.run(words)
            case "COPY": shutil.copytree(self.release, self.root / words.split()[-1].lstrip("/"), symlinks=True)
            case "ENV": self.environment |= dict(word.split("=", 1) for word in words.split())
            case "USER": self.user = words
            case "WORKDIR": self.folder = words
            case "HEALTHCHECK": self.health = json.loads(words.partition("CMD ")[2])
            case "ENTRYPOINT": self.program = json.loads(words)
            case "CMD": self.command = json.loads(words)
            case "STOPSIGNAL": self.signal = getattr(signal, words)
            case "EXPOSE" | "VOLUME": pass
            case _: raise SystemExit(f"bare.py does not know the Dockerfile's {instruction}")

    def run(self, command):
        print("RUN", command, flush=True)
        subprocess.run(self.inside("/bin/sh", "-c", command), check=True, timeout=900, stdout=subprocess.DEVNULL,
                       env=self.environment | {"DEBIAN_FRONTEND": "noninteractive"})

    def inside(self, *words):
        """A command line that runs `words` in the root, as the image's user, with a /proc and a /dev of its own."""
        mounts = f"mount --rbind /dev {self.root}/dev && mount -t proc proc {self.root}/proc"
        user, group = self.numbers()
        enter = shlex.join(["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--", *words])
        change = f"exec chroot {self.root} /bin/sh -c {shlex.quote(f'cd {self.folder} && exec {enter}')}"
        return ["unshare", "--mount", "--", "/bin/sh", "-c", f"{mounts} && {change}"]

    def numbers(self):
        lines = (self.root / "etc/passwd").read_text().splitlines()
        return next(line.split(":")[2:4] for line in lines if line.startswith(f"{self.user}:"))


def bootstrap(root):
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root], check=True, stdout=subprocess.DEVNULL)


def wait(what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("did not happen in time")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--root", type=Path)
    given = arguments.parse_args()
    root = given.root or Path(tempfile.mkdtemp(prefix="bare-"))
    # The image's user has to get in.
    root.chmod(0o755)
    if not (root / "etc/debian_version").exists():
        bootstrap(root)
    shutil.rmtree(root / "opt/shubhstra", ignore_errors=True)
    try_it(Image(root, given.folder.resolve()))


def try_it(image):
    port, dashboard, sandbox_port = free_ports(3)
    sandbox = SandboxControl(f"http://127.0.0.1:{sandbox_port}")
    settings = image.environment | {
        "HOST": "127.0.0.1", "PORT": str(port), "DASHBOARD_PORT": str(dashboard), "PHONE_NUMBER_ID": NUMBER_ID,
        "WHATSAPP_TOKEN": TOKEN, "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "META_APP_SECRET": secrets.token_hex(16), "WEBHOOK_VERIFY_TOKEN": secrets.token_hex(8),
        "GRAPH_BASE_URL": sandbox.url, "REPLY_DELAY_MS": "300"}

    def shubhstra(*words, stdin=""):
        return subprocess.run(image.inside(*image.program, *words), input=stdin, text=True, env=settings, check=True,
                              stdout=subprocess.PIPE, timeout=120).stdout

    def start(*words):
        return subprocess.Popen(image.inside(*image.program, *words), env=settings, stdin=subprocess.DEVNULL)

    shubhstra("migrate")
    shubhstra("doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000",
              "--phone-number-id", NUMBER_ID, "--access-token", TOKEN, "--password-stdin", stdin=PASSWORD)
    (image.root / "tmp/clinic.md").write_text(KNOWLEDGE)
    shubhstra("knowledge", "import", "--approve", "--doctor", EMAIL, "/tmp/clinic.md")
    running = [start("sandbox", "--port", str(sandbox_port)), start(*image.command)]
    try:
        wait(lambda: call("GET", f"{sandbox.url}/sandbox/state")[0] == 200)
        wait(lambda: call("GET", f"http://127.0.0.1:{dashboard}/login")[0] == 200)
        wait(lambda: subprocess.run(image.inside(*image.health), env=settings).returncode == 0)
        print("healthy")
        converse(sandbox, f"http://127.0.0.1:{dashboard}")
    finally:
        for process in reversed(running):
            process.send_signal(image.signal)
    assert running[1].wait(30) == 0, "the server did not end well"
    print("ended by its stop signal")


def converse(sandbox, dashboard):
    sandbox.control("POST", "patients", {"name": "Nisha", "phone": PATIENT})
    sandbox.play(PATIENT, text="What are your clinic hours?")
    answer, = sandbox.sent(PATIENT, at_least=1)
    assert answer["text"].startswith(HOURS), answer
    print("a patient was answered:", answer["text"])
    body = json.dumps({"email": EMAIL, "password": PASSWORD}).encode()
    request = urllib.request.Request(f"{dashboard}/api/session", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as signed_in:
        cookie = {"Cookie": signed_in.headers["Set-Cookie"].partition(";")[0]}
    patients = json.loads(call("GET", f"{dashboard}/api/patients", headers=cookie)[1])["patients"]
    message = {"patientId": patients[0]["id"], "messageBody": "Hello, this is your doctor"}
    status, text = call("POST", f"{dashboard}/api/live-chat/send", message, cookie)
    assert (status, json.loads(text)["botPaused"]) == (200, True), text
    sandbox.play(PATIENT, text="When do you close?")
    time.sleep(3)
    assert len(sandbox.sent(PATIENT)) == 2, "the assistant spoke after the takeover"
    print("a doctor took over, and the assistant was silent")


if __name__ == "__main__":
    main()
