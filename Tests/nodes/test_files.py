"""kill -9 between the steps of a file's way, in and out: nothing is lost, and nothing is left behind."""
import base64
import os
import random
import threading
import time

import pytest

from clinic import Clinic, PostgresClinic, eventually

PHONE = "919876543210"
PHOTO = b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x28\x00\x1e\x01\x01\x11\x00" + bytes(300_000)
REPORT = b"%PDF-1.7\n" + bytes(3_000_000)


@pytest.fixture(scope="module", params=[
    Clinic, pytest.param(PostgresClinic, marks=pytest.mark.skipif(
        not os.environ.get("TEST_DATABASE_URL") and os.environ.get("CI") != "true",
        reason="NOT TESTED: there is no TEST_DATABASE_URL; bin/test starts a server"))])
def made(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("made")) as made:
        yield made.make()


@pytest.fixture
def clinic(tmp_path, made):
    with type(made)(tmp_path).copy(made) as clinic:
        clinic.settings |= {"SEND_TIMEOUT_SECONDS": "2", "SEND_RECONCILE_SECONDS": "5"}
        yield clinic.with_patient(PHONE).serve().sign_in()


def kept(clinic):
    """The files in the store, without their small pictures and without what is being received."""
    folder = clinic.folder / "var" / "media"
    return [path for path in folder.rglob("*") if path.is_file() and len(path.name) == 36 and "drafts" not in path.parts]


def test_a_patients_file_that_was_being_fetched_is_fetched_after_the_death(clinic):
    clinic.sandbox.control("POST", "faults", {"kind": "media_error", "code": 131016, "count": 1000})
    for number in range(3):
        clinic.sandbox.play(PHONE, type="image", mime_type="image/jpeg", data=base64.b64encode(PHOTO).decode())
        time.sleep(number * 0.05)
        clinic.die()
        clinic.serve()
    clinic.sandbox.control("DELETE", "faults")
    clinic.die()
    clinic.serve()
    eventually("all are here", lambda: [row["media"]["state"] for row in clinic.messages()
                                        if row["author"] == "patient"] == ["ready"] * 3)
    assert len(kept(clinic)) == 3


def test_a_file_of_the_clinic_leaves_once_whenever_the_server_dies(clinic):
    clinic.sandbox.play(PHONE, text="Hello")
    patient = eventually("the patient is here", lambda: clinic.call("GET", "/api/patients")[1]["patients"])[0]["id"]
    random_ = random.Random(3)
    for number in range(5):
        clinic.sandbox.control("POST", "faults", {"kind": "upload_failure", "count": number % 2 + 1})
        fields = {"patientId": patient, "clientMessageId": f"report-{number}", "caption": f"Report {number}"}
        sending = threading.Thread(target=clinic.send_file, args=(fields, REPORT))
        sending.start()
        time.sleep(random_.random() * 0.4)
        clinic.die()
        sending.join()
        clinic.serve()
        # The browser says it again: with the file, since nothing may have been stored.
        eventually("the message is stored", lambda: clinic.send_file(fields, REPORT) in (200, 202))
    clinic.sandbox.control("DELETE", "faults")
    rows = eventually("all have left", lambda: [
        rows for rows in [[row for row in clinic.messages() if row["author"] == "doctor"]]
        if len(rows) == 5 and all(row["status"] in ("sent", "delivered") for row in rows)])[0]
    assert [row["message_body"] for row in rows] == [f"Report {number}" for number in range(5)]
    accepted = [sent["body"]["document"]["caption"] for sent in clinic.sandbox.sent(PHONE)
                if sent["body"]["type"] == "document" and sent["outcome"] == "accepted"]
    assert list(dict.fromkeys(accepted)) == [f"Report {number}" for number in range(5)], "in order"
    # Once more only where the server died before it knew the outcome.
    assert all(accepted.count(caption) <= 2 for caption in accepted)
    # Whatever was kept and belongs to no message is known, and goes with the next round of maintenance after an hour.
    names = {str(row[0]) for row in clinic.query("SELECT file FROM media UNION SELECT file FROM unwanted_files")}
    assert {path.name for path in kept(clinic)} <= names
