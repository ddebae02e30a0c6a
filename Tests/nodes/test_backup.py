"""Backup and restore as commands: what leaves a restored clinic, and what is left where something goes wrong."""
import os
import secrets
import signal
import sqlite3
import stat
import subprocess
import tarfile
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import pytest

from clinic import EMAIL, NUMBER, TOKEN, Clinic, eventually, new_key
from postgresql import BINARIES
from program import BINARY

ASHA = "919876543210"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return Clinic(tmp_path_factory.mktemp("clinic")).make()


@pytest.fixture
def clinic(made, tmp_path):
    with Clinic(tmp_path) as clinic:
        yield clinic.copy(made)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def ask(clinic, text, sent):
    """The patient writes; returns once the sandbox has got so many messages."""
    clinic.sandbox.play(f"+{ASHA}", text=text)
    return clinic.sandbox.sent(f"+{ASHA}", at_least=sent)


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_made_while_it_is_served_comes_back_row_by_row_and_is_silent_until_it_is_switched_on(clinic):
    clinic.with_patient(ASHA)
    clinic.serve().sign_in()
    old = os.umask(0)
    try:
        ask(clinic, "What are your clinic hours?", 1)
        eventually("it is delivered", lambda: clinic.messages()[-1]["status"] == "delivered")
        made = clinic.done("backup", "night.backup")
    finally:
        os.umask(old)
    backup = clinic.folder / "night.backup"
    assert mode(backup) == 0o600 and "read back" in made.stdout
    whole = backup.read_bytes()
    again = clinic.run("backup", "night.backup")
    assert again.returncode == 1 and "exists already" in again.stderr and backup.read_bytes() == whole
    # In an emergency: two tools that every machine has.
    (clinic.folder / "by-hand").mkdir()
    subprocess.run(["tar", "-xf", backup, "-C", clinic.folder / "by-hand"], check=True)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=clinic.folder / "by-hand", check=True)
    before = clinic.rows(clinic.folder / "by-hand" / "shubhstra.db")
    assert len(before["messages"]) == 2 and len(before["sessions"]) == 1

    # What the backup does not know: the doctor has taken the conversation over.
    assert clinic.call("POST", "/api/live-chat/send", {"patientId": clinic.patient()["id"], "messageBody": "I am here"})[0] == 200
    served = clinic.run("restore", "night.backup")
    assert served.returncode == 1 and "using" in served.stderr
    clinic.program.stop()
    assert left(clinic.database.parent) == ["clinic.db", "clinic.db.lock"], "a clean stop leaves no write-ahead log"
    there = clinic.run("restore", "night.backup")
    assert there.returncode == 1 and "exists already" in there.stderr

    clinic.database.unlink()
    restored = clinic.done("restore", "night.backup")
    assert "--resume" in restored.stdout and mode(clinic.database) == 0o600
    assert left(clinic.database.parent) == ["clinic.db", "clinic.db.lock"]
    after = clinic.rows()
    for table in ("sessions", "known_devices"):
        assert before.pop(table) and after.pop(table) == []
    assert before.keys() == after.keys()
    assert {table for table in before if before[table] != after[table]} == {"doctors"}, "held, and nothing else"
    held = clinic.query("SELECT id, name, email, whatsapp_access_token, held_at FROM doctors")
    assert held[0][2] == EMAIL and held[0][4]

    clinic.serve()
    assert clinic.call("GET", "/api/patients")[0] == 401, "everybody has to sign in again"
    clinic.sign_in()
    assert clinic.call("GET", "/api/held")[1]["held"] is True
    clinic.sandbox.play(f"+{ASHA}", text="Are you open on Sunday?")
    eventually("the list shows it", lambda: clinic.messages()[-1]["message_body"] == "Are you open on Sunday?")
    refused = clinic.call("POST", "/api/live-chat/send", {"patientId": clinic.patient()["id"], "messageBody": "Yes"})
    assert refused[0] == 409 and refused[1]["error_code"] == "held"
    clinic.program.stop()
    assert len(clinic.sandbox.sent(f"+{ASHA}")) == 2, "nothing left while it was held"

    clinic.serve()
    assert any("held" in line["message"] for line in clinic.log())
    assert clinic.call("DELETE", "/api/held")[1] == {"success": True, "held": False, "held_at": None, "assistant": "answer"}
    patient = clinic.patient()
    assert patient["is_bot_paused"] and patient["bot_pause_reason"] == "restored" and patient["needs_human"]
    clinic.sandbox.play(f"+{ASHA}", text="Hello?")
    eventually("it is stored", lambda: clinic.messages()[-1]["message_body"] == "Hello?")
    assert clinic.call("POST", "/api/live-chat/toggle-bot", {"patientId": patient["id"], "pause": False})[0] == 200
    assert len(ask(clinic, "What are your clinic hours?", 3)) == 3, "only the one that came after the resume"


def test_serve_resume_switches_a_restored_clinic_on(clinic):
    clinic.done("backup", "b")
    clinic.database.unlink()
    clinic.done("restore", "b")
    clinic.serve("--resume")
    clinic.with_patient(ASHA)
    assert len(ask(clinic, "What are your clinic hours?", 1)) == 1


def test_hold_stops_a_server_that_runs(clinic):
    clinic.with_patient(ASHA)
    clinic.serve()
    ask(clinic, "What are your clinic hours?", 1)
    assert clinic.run("hold").returncode == 64
    clinic.done("hold", "--yes")
    clinic.sandbox.play(f"+{ASHA}", text="And what does it cost?")
    eventually("it is stored", lambda: clinic.query("SELECT COUNT(*) FROM messages WHERE direction = 'incoming'") == [(2,)])
    clinic.program.stop()
    assert len(clinic.sandbox.sent(f"+{ASHA}")) == 1


def test_what_is_no_backup_is_refused_in_one_line_and_nothing_is_placed(clinic, tmp_path):
    clinic.done("backup", "good")
    good = (tmp_path / "good").read_bytes()
    kept = clinic.database.read_bytes()
    clinic.database.unlink()
    with tarfile.open(tmp_path / "other.tar", "w", format=tarfile.USTAR_FORMAT) as other:
        other.add(BINARY.parent / "description.json" if (BINARY.parent / "description.json").exists() else __file__, "x")
    newer = good.replace(b'"version" : 2', b'"version" : 3', 1)
    assert newer != good
    cases = {
        "empty": (b"", "no backup"), "foreign": (os.urandom(9000), "no backup"), "a database": (kept, "no backup"),
        "another tar": ((tmp_path / "other.tar").read_bytes(), "no backup"), "newer": (newer, "newer version"),
        "half": (good[:len(good) // 2], "not whole"), "without its end": (good[:-1024], "not whole"),
        "longer": (good + b"x", "not whole"), "without a byte": (good[:-1], "not whole"),
        "altered": (good[:5000] + bytes([good[5000] ^ 1]) + good[5001:], "not whole"),
    }
    for name, (content, words) in cases.items():
        (tmp_path / "bad").write_bytes(content)
        answer = clinic.run("restore", "bad")
        assert answer.returncode == 1 and words in answer.stderr, (name, answer)
        assert len(answer.stderr.splitlines()) == 1 and left(tmp_path / "data") == ["clinic.db.lock"], name
    os.mkfifo(tmp_path / "pipe")
    for path, words in (("missing", "cannot be read: No such file"), ("data", "is not a file"), ("pipe", "is not a file")):
        answer = clinic.run("restore", path)
        assert answer.returncode == 1 and f"shubhstra: {path} {words}" in answer.stderr, answer
        assert "Success" not in answer.stderr
    clinic.done("restore", "good")


def test_a_backup_of_a_newer_schema_and_of_a_foreign_database_is_refused(clinic, tmp_path):
    clinic.query("INSERT INTO schema_migrations (name, applied_at, oldest_program) VALUES ('9999-new', 'x', 9999)")
    clinic.done("backup", "newer")
    clinic.database.unlink()
    answer = clinic.run("restore", "newer")
    assert answer.returncode == 1 and "needs a newer version" in answer.stderr
    assert left(tmp_path / "data") == ["clinic.db.lock"]
    with closing(sqlite3.connect(clinic.database)) as database:
        database.execute("CREATE TABLE t (x)")
    answer = clinic.run("backup", "foreign")
    assert answer.returncode == 1 and "tables are missing" in answer.stderr and not (tmp_path / "foreign").exists()
    clinic.query("CREATE TABLE schema_migrations (x)")
    clinic.query("CREATE TABLE doctors (x)")
    clinic.query("CREATE TRIGGER spy AFTER UPDATE ON doctors BEGIN SELECT 1; END")
    assert "triggers" in clinic.run("backup", "foreign").stderr


def test_where_there_is_no_room_nothing_is_left(clinic, tmp_path):
    clinic.done("backup", "good")
    limit = 'trap "" XFSZ; ulimit -f 64; exec "$0" "$@"'
    for words in (["backup", "second"], ["restore", "good"]):
        if words[0] == "restore":
            clinic.database.unlink()
        answer = subprocess.run(["bash", "-c", limit, BINARY, *words], cwd=tmp_path, env=os.environ | clinic.settings,
                                text=True, capture_output=True, timeout=60)
        assert answer.returncode == 1 and len(answer.stderr.splitlines()) == 1, answer
        assert "not an error" not in answer.stderr
        assert not [name for name in left(tmp_path) + left(tmp_path / "data") if "second" in name or "part" in name]
    assert left(tmp_path / "data") == ["clinic.db.lock"]


def test_what_a_killed_backup_has_left_goes_with_the_next(clinic, tmp_path):
    part = tmp_path / "b.part"
    part.mkdir(0o755)
    for name in ("shubhstra.db", "archive.tar"):
        (part / name).write_text("half")
    clinic.done("backup", "b")
    assert not part.exists()


def test_on_postgresql_both_name_its_own_tools(tmp_path):
    clinic = Clinic(tmp_path)
    for words in (["backup", "b"], ["restore", "b"]):
        answer = clinic.run(*words, DATABASE_URL="postgres://x@127.0.0.1:9/x")
        assert answer.returncode == 1 and "pg_dump" in answer.stderr and "pg_restore" in answer.stderr


@pytest.fixture
def databases():
    """Two empty databases."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server and os.environ.get("CI") != "true":
        pytest.skip("NOT TESTED: there is no TEST_DATABASE_URL; bin/test starts a server")
    names = [f"dump_{secrets.token_hex(6)}" for _ in range(2)]
    for name in names:
        subprocess.run([f"{BINARIES}/createdb", "--maintenance-db", server, name], check=True)
    yield [urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in names]
    for name in names:
        subprocess.run([f"{BINARIES}/dropdb", "--maintenance-db", server, "--force", name], check=True)


def test_a_dump_of_postgresql_comes_back_whole_and_held(tmp_path, databases):
    with Clinic(tmp_path) as clinic:
        served, empty = databases
        clinic.settings["DATABASE_URL"] = served
        clinic.make().with_patient(ASHA).serve().sign_in()
        ask(clinic, "What are your clinic hours?", 1)
        eventually("it is delivered", lambda: clinic.messages()[-1]["status"] == "delivered")
        before = clinic.messages()
        # As docs/OPERATIONS.md says it, while it is served.
        subprocess.run([f"{BINARIES}/pg_dump", "--format=custom", "--file=clinic.dump", served], cwd=tmp_path, check=True)
        clinic.program.stop()
        subprocess.run([f"{BINARIES}/pg_restore", "--no-owner", "--exit-on-error", "--single-transaction",
                        f"--dbname={empty}", "clinic.dump"], cwd=tmp_path, check=True)
        clinic.settings["DATABASE_URL"] = empty
        clinic.serve().sign_in()
        assert clinic.messages() == before
        assert clinic.call("GET", "/api/held")[1]["held"] is True
        clinic.sandbox.play(f"+{ASHA}", text="Are you open on Sunday?")
        eventually("it is stored", lambda: clinic.messages()[-1]["message_body"] == "Are you open on Sunday?")
        clinic.program.stop()
        assert len(clinic.sandbox.sent(f"+{ASHA}")) == 1, "nothing left while it was held"
        clinic.serve("--resume").sign_in()
        assert clinic.call("GET", "/api/held")[1]["held"] is False
        patient = clinic.patient()
        assert patient["is_bot_paused"] and patient["bot_pause_reason"] == "restored"
        # Served before where it is: nothing is held again.
        clinic.program.stop()
        clinic.serve().sign_in()
        assert clinic.call("GET", "/api/held")[1]["held"] is False


def test_only_some_commands_make_a_database(tmp_path):
    clinic = Clinic(tmp_path)
    (tmp_path / "k.md").write_text("## A\nb\n")
    (tmp_path / "token").write_text("t")
    one = ["--doctor", EMAIL]
    for words in (["doctor", "list"], ["doctor", "add", "--name", "A", "--email", EMAIL, "--phone", "919000000000"],
                  ["doctor", "set", *one, "--name", "B"], ["doctor", "remove", *one, "--yes", EMAIL], ["inbox"],
                  ["knowledge", "import", *one, "k.md"], ["ask", *one, "Hello?"], ["backup", "b"], ["hold", "--yes"],
                  ["key", "replace"]):
        answer = clinic.run(*words, SECRET_KEY_OLD=new_key())
        assert answer.returncode == 1 and "there is no database" in answer.stderr, (words, answer)
        assert not clinic.database.parent.exists(), words
    clinic.done("migrate")
    assert mode(clinic.database) == 0o600 and mode(clinic.database.parent) == 0o700


def test_short_commands_leave_an_older_schema_alone(clinic):
    (name,) = clinic.query("SELECT name FROM schema_migrations ORDER BY name DESC LIMIT 1")[0]
    clinic.query("DELETE FROM schema_migrations WHERE name = ?", name)
    before = clinic.rows()
    answer = clinic.run("doctor", "list")
    assert answer.returncode == 1 and "older than this program" in answer.stderr and "migrate" in answer.stderr
    assert clinic.rows() == before
    clinic.query("INSERT INTO schema_migrations (name, applied_at) VALUES (?, 'x')", name)
    clinic.query("INSERT INTO schema_migrations (name, applied_at, oldest_program) VALUES ('9999-new', 'x', 9999)")
    assert "needs a newer version" in clinic.run("doctor", "list").stderr


# The key

def test_a_wrong_key_is_found_at_the_start_and_replaced(clinic, tmp_path):
    right = clinic.settings["SECRET_KEY"]
    for check_is_there in (True, False):
        if not check_is_there:
            clinic.query("DELETE FROM installation")
        for words in (["serve"], ["doctor", "set", "--doctor", EMAIL, "--access-token-file", "token"]):
            wrong = clinic.run(*words, SECRET_KEY=new_key(), LOG_FORMAT="text")
            assert wrong.returncode == 78 and "SECRET_KEY" in wrong.stderr and "key replace" in wrong.stderr, wrong
    assert clinic.run("serve", SECRET_KEY=new_key()).returncode == 78, "also where the log is JSON"
    clinic.with_patient(ASHA)
    clinic.serve().sign_in()
    new = new_key()
    served = clinic.run("key", "replace", SECRET_KEY=new, SECRET_KEY_OLD=right)
    assert served.returncode == 1 and "using" in served.stderr
    clinic.program.stop()

    before = clinic.rows()
    assert clinic.run("key", "replace", SECRET_KEY=new).returncode == 78
    bad = clinic.run("key", "replace", SECRET_KEY=new, SECRET_KEY_OLD=new_key())
    assert bad.returncode == 1 and EMAIL in bad.stderr and clinic.rows() == before
    for _ in range(2):
        assert "Sealed anew" in clinic.done("key", "replace", SECRET_KEY=new, SECRET_KEY_OLD=right).stdout
    after = clinic.rows()
    assert {table for table in before if before[table] != after[table]} <= {"doctors", "installation"}
    assert clinic.run("serve").returncode == 78
    clinic.settings["SECRET_KEY"] = new
    clinic.serve()
    assert clinic.call("GET", "/api/session")[0] == 200, "sessions stay"
    assert len(ask(clinic, "What are your clinic hours?", 1)) == 1, "the token stays"
    clinic.program.stop()

    lost = new_key()
    assert clinic.run("key", "replace", "--forget-tokens", SECRET_KEY=lost).returncode == 64
    forgotten = clinic.done("key", "replace", "--forget-tokens", "--yes", SECRET_KEY=lost)
    assert EMAIL in forgotten.stdout and clinic.query("SELECT whatsapp_access_token FROM doctors") == [(None,)]
    clinic.settings["SECRET_KEY"] = lost
    clinic.serve()
    assert clinic.call("GET", "/api/session")[0] == 200


# Doctors

def test_a_new_token_works_at_once_and_what_failed_for_it_is_sent_again(clinic):
    clinic.done("doctor", "set", "--doctor", EMAIL, "--access-token-stdin", stdin="EAAG-expired\n")
    clinic.with_patient(ASHA)
    clinic.serve().sign_in()
    clinic.sandbox.play(f"+{ASHA}", text="Are you there?")
    patient = eventually("the patient is there", lambda: clinic.call("GET", "/api/patients")[1]["patients"])[0]
    body = {"patientId": patient["id"], "messageBody": "Come at ten", "clientMessageId": "one"}
    status, answer = clinic.call("POST", "/api/live-chat/send", body)
    assert status == 400 and answer["errorCode"] == 190 and answer["canRetry"] is True
    line = next(line for line in clinic.log() if "needs attention" in line["message"])
    (doctor,) = clinic.query("SELECT id FROM doctors")[0]
    text = str(line)
    assert doctor in text and NUMBER in text and "190" in text and line["graph.trace_id"] not in ("", "none"), line

    changed = clinic.run("doctor", "set", "--doctor", EMAIL, "--access-token-stdin", stdin=TOKEN + "\n")
    assert changed.returncode == 0 and TOKEN not in changed.stdout + changed.stderr
    status, answer = clinic.call("POST", "/api/live-chat/send", body)
    assert status == 200 and answer["data"]["status"] in ("sent", "delivered", "read")
    assert [sent["text"] for sent in clinic.sandbox.sent(f"+{ASHA}") if sent["text"] == "Come at ten"]


def test_any_field_of_a_doctor_can_be_changed_and_tokens_are_read_once(clinic, tmp_path):
    clinic.done("doctor", "set", "--doctor", EMAIL, "--name", "Dr B", "--email", "b@clinic.example", "--phone", "918000000000",
                "--phone-number-id", "99", "--clinic-name", "B", "--clinic-address", "Pune")
    listed = clinic.done("doctor", "list").stdout.rstrip("\n").split("\t")
    assert listed[1:] == ["b@clinic.example", "918000000000", "99", "Dr B", "B"]
    assert clinic.query("SELECT name, email FROM accounts") == [("Dr B", "b@clinic.example")]
    clinic.done("doctor", "set", "--doctor", "b@clinic.example", "--clinic-name", "", "--phone-number-id", "")
    assert clinic.query("SELECT clinic_name, whatsapp_phone_number_id, clinic_address FROM doctors") == [(None, None, "Pune")]
    one = ["doctor", "set", "--doctor", "b@clinic.example"]
    assert clinic.run(*one).returncode == 64
    assert clinic.run(*one, "--access-token", "a", "--access-token-stdin", stdin="b").returncode == 64
    two_words = clinic.run(*one, "--access-token-stdin", stdin="two words\n")
    assert two_words.returncode == 64 and "two words" not in two_words.stderr
    assert clinic.run(*one, "--access-token-file", "missing").returncode == 1
    assert clinic.run("doctor", "set", "--doctor", "nobody@clinic.example", "--name", "X").returncode == 1
    clinic.done("doctor", "add", "--name", "C", "--email", "c@clinic.example", "--phone", "917000000000", "--phone-number-id",
                "98", "--access-token-stdin", stdin="t\n")
    for taken in (["--email", "c@clinic.example"], ["--phone-number-id", "98"]):
        assert clinic.run(*one, *taken).returncode == 1
    both = clinic.run("doctor", "add", "--name", "D", "--email", "d@clinic.example", "--phone", "917000000000",
                      "--access-token-stdin", "--password-stdin", stdin="x")
    assert both.returncode == 64


def test_a_removed_clinic_leaves_nothing_and_what_comes_for_it_is_dropped_and_counted(clinic):
    clinic.done("doctor", "add", "--name", "C", "--email", "c@clinic.example", "--phone", "917000000000",
                "--phone-number-id", "98", "--access-token-stdin", stdin="t\n")
    clinic.with_patient(ASHA)
    clinic.serve().sign_in()
    ask(clinic, "What are your clinic hours?", 1)
    eventually("it is delivered", lambda: clinic.messages()[-1]["status"] == "delivered")
    (doctor,) = clinic.query("SELECT id FROM doctors WHERE email = ?", EMAIL)[0]
    remove = ["doctor", "remove", "--doctor", EMAIL]
    assert clinic.run(*remove).returncode == 64
    assert clinic.run(*remove, "--yes", "c@clinic.example").returncode == 64
    clinic.done(*remove, "--yes", EMAIL)
    assert clinic.call("GET", "/api/session")[0] == 401
    for table, rows in clinic.rows().items():
        if table != "removed_numbers":
            assert not [row for row in rows if doctor in row or ASHA in row or "clinic hours" in row], table
    assert clinic.done("doctor", "list").stdout.count("\n") == 1, "the other clinic stays"

    clinic.sandbox.play(f"+{ASHA}", text="Are you there?")
    dropped = eventually("it is dropped", lambda: [line for line in clinic.log() if "dropped" in line["message"]])
    assert dropped[0]["count"] in ("1", 1)
    assert clinic.query("SELECT COUNT(*) FROM deliveries WHERE body LIKE '%Are you there%'") == [(0,)]
    clinic.done("doctor", "add", "--name", "Dr Anita", "--email", EMAIL, "--phone", "919000000000", "--phone-number-id",
                NUMBER, "--access-token-file", "token")
    clinic.sandbox.play(f"+{ASHA}", text="Are you there now?")
    eventually("a new clinic with this number gets it", lambda: clinic.query("SELECT message_body FROM messages"))
    clinic.program.signal(signal.SIGTERM)
