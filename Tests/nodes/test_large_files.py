"""A large document both ways: neither is ever whole in the server's memory. FILE_MB=100 for the largest that WhatsApp knows."""
import hashlib
import os
import random
import urllib.request

import pytest

from clinic import Clinic, eventually
from memory import Memory

PHONE = "919876543210"
SIZE = int(os.environ.get("FILE_MB", "30")) * 1_000_000
# What the server may take for it beyond what it had: some buffers of each connection, however large the file is.
ROOM = 12_000_000
PEAK = 120_000_000


@pytest.fixture
def clinic(tmp_path):
    with Clinic(tmp_path) as clinic:
        yield clinic.make().with_patient(PHONE).serve().sign_in()


def comes(clinic, data):
    """A document of the patient; returns its row once its file is here."""
    media = clinic.sandbox.keep(data, "application/pdf")
    wamid = clinic.sandbox.play(PHONE, type="document", media_id=media, filename="scan.pdf")
    return eventually("it is here", lambda: next((
        row for row in clinic.messages() if row["whatsapp_message_id"] == wamid and row["media"]["state"] == "ready"),
        None), seconds=60)


def is_handed_out(clinic, row):
    """Returns the SHA-256 of what the dashboard gets."""
    digest = hashlib.sha256()
    with clinic.browser.open(urllib.request.Request(clinic.url + row["media_url"]), timeout=60) as answer:
        while part := answer.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def leaves(clinic, data, name):
    """Sends a document; returns the SHA-256 of what WhatsApp got."""
    assert clinic.send_file({"patientId": clinic.patient()["id"], "clientMessageId": name}, data) in (200, 202)
    eventually("it has left", lambda: [row["status"] for row in clinic.messages() if row["author"] == "doctor"][-1] in (
        "sent", "delivered"), seconds=60)
    return clinic.sandbox.control("GET", "uploads")["uploads"][-1]["sha256"]


def test_a_large_document_is_never_whole_in_memory(clinic):
    small, data = b"%PDF-1.7\n" + bytes(100_000), b"%PDF-1.7\n" + random.Random(1).randbytes(SIZE - 9)
    digest = hashlib.sha256(data).hexdigest()
    clinic.sandbox.play(PHONE, text="Hello")
    eventually("the patient is here", lambda: clinic.call("GET", "/api/patients")[1]["patients"])
    # What is needed once for all files.
    is_handed_out(clinic, comes(clinic, small))
    leaves(clinic, small, "small")
    pid = clinic.program.process.pid
    with Memory(pid) as incoming:
        row = comes(clinic, data)
    with Memory(pid) as handed_out:
        assert is_handed_out(clinic, row) == digest
    with Memory(pid) as outgoing:
        assert leaves(clinic, data, "large") == digest
    for way, memory in (("in", incoming), ("handed out", handed_out), ("out", outgoing)):
        print(f"{SIZE / 1e6:.0f} MB {way}: {memory.before / 1e6:.0f} MB before, at most {memory.peak / 1e6:.0f} MB")
    for way, memory in (("in", incoming), ("handed out", handed_out), ("out", outgoing)):
        assert memory.peak < PEAK and memory.peak - memory.before < ROOM, (way, memory.before, memory.peak)
    # Two more and no more, and nothing half-received.
    store = clinic.folder / "var" / "media"
    assert sorted(path.stat().st_size for path in store.rglob("*") if len(path.name) == 36 and path.is_file()) == [
        len(small), len(small), SIZE, SIZE]
    assert not list((store / "drafts").iterdir())
