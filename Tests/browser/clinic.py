"""A running demo, and the people who write to it."""
import itertools
import json
import subprocess
import time
import uuid
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.request import Request, urlopen

from program import BINARY, Program, SandboxControl, free_ports

EMAIL, PASSWORD = "doctor@demo.clinic", "demo-clinic"
COOKIE = "shubhstra_session"


class Clinic:
    """`shubhstra demo` on ports of its own, in a folder of its own. `{sandbox}` in a setting is the sandbox's address."""

    def __init__(self, folder, **settings):
        port, dashboard, phone = free_ports(3)
        self.dashboard, self.phone = (f"http://127.0.0.1:{number}" for number in (dashboard, phone))
        self.sandbox = SandboxControl(self.phone)
        self.folder = folder
        self.ready = [f"http://127.0.0.1:{port}/ready", f"{self.dashboard}/ready", f"{self.phone}/sandbox/state"]
        self.program = Program("demo", "--sandbox-port", str(phone), folder=folder, settings={
            "PORT": str(port), "DASHBOARD_PORT": str(dashboard), "REPLY_DELAY_MS": "300",
        } | {name: value.replace("{sandbox}", self.phone) for name, value in settings.items()})
        self.numbers = itertools.count(1)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.program.start(*self.ready)

    def stop(self):
        self.program.stop()

    def new_patient(self, name):
        number = next(self.numbers)
        return self.patient(f"{name} {number}", f"+9198330{number:05}")

    def patient(self, name, phone):
        self.sandbox.control("POST", "patients", {"name": name, "phone": phone})
        return Patient(name, phone, self.sandbox)

    def new_guise(self, *names):
        """One person whose number WhatsApp sometimes hides; under each name it writes in a way of its own."""
        number = next(self.numbers)
        phone = f"+9198331{number:05}"
        known = self.sandbox.control("POST", "patients", {"name": names[0], "phone": phone, "window_open": True})
        return [Guise(f"{name} {number}", phone, self.sandbox, known["user_id"]) for name in names]

    def add_person(self, name, email, password):
        """One more account of the clinic, made while the server runs."""
        settings = self.program.settings | {"DATABASE_URL": "sqlite:var/demo/demo.db"}
        subprocess.run(
            [BINARY, "account", "add", "--doctor", EMAIL, "--name", name, "--email", email, "--password-stdin"],
            cwd=self.folder, env=settings, input=password.encode(), stdout=subprocess.DEVNULL, check=True, timeout=60)

    def session(self, email=EMAIL, password=PASSWORD):
        """A browser's state with the cookie of a person who has signed in."""
        body = json.dumps({"email": email, "password": password}).encode()
        request = Request(f"{self.dashboard}/api/session", body, {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            cookie = SimpleCookie(answer.headers["Set-Cookie"])[COOKIE].value
        return {"cookies": [{"name": COOKIE, "value": cookie, "domain": "127.0.0.1", "path": "/", "expires": -1,
                             "httpOnly": True, "secure": False, "sameSite": "Lax"}], "origins": []}


@dataclass
class Patient:
    name: str
    phone: str
    sandbox: SandboxControl

    def writes(self, text, **more):
        """Returns once the webhook was answered."""
        return self.sandbox.play(self.phone, text=text, **more)

    def sends(self, members):
        """A file (`pictures.media`); returns once the webhook was answered."""
        return self.sandbox.play(self.phone, **members)

    # How much of what was sent does not count any more.
    before = 0

    def is_greeted(self):
        """Says hello and has the assistant's answer: what is sent from here on counts."""
        self.writes("Hello")
        self.before = len(self.sent(at_least=1))

    def sent(self, at_least=0):
        """What the clinic has sent to this patient, refused messages too."""
        return self.sandbox.sent(self.phone, at_least + self.before if at_least else 0)[self.before:]

    def texts(self):
        """What the patient has got, in order."""
        return [message["text"] for message in self.sent() if message["outcome"] == "accepted"]

    def asks_and_is_answered(self):
        self.writes("What are your clinic hours?")
        return self.sent(at_least=1)

    def next_message_meets(self, kind, **fault):
        self.sandbox.control("POST", "faults", {"kind": kind, "patient": self.phone} | fault)


@dataclass
class Guise(Patient):
    user_id: str

    def writes_as(self, text, number=False, user_id=False, timestamp=None):
        """
        A message that names its sender by number, by user id, or by both, written now or at another time. Returns once
        the webhook was answered.
        """
        clinic = self.sandbox.control("GET", "state")["clinics"][0]
        digits = self.phone.removeprefix("+")
        contact = {"profile": {"name": self.name}} | ({"wa_id": digits} if number else {})
        message = {"id": f"wamid.{uuid.uuid4().hex}", "timestamp": timestamp or str(int(time.time())),
                   "type": "text", "text": {"body": text}} | ({"from": digits} if number else {})
        if user_id:
            contact["user_id"] = message["from_user_id"] = self.user_id
        value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": clinic["phone_number_id"]},
                 "contacts": [contact], "messages": [message]}
        change = {"value": value, "field": "messages"}
        answer = self.sandbox.control("POST", "webhook", {"body": {
            "object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}})
        assert answer["webhook_status"] == 200, answer
