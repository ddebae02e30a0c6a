"""The commands that connect to PostgreSQL, as processes: addresses, adoption, copying."""
import base64
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest

from postgresql import BINARIES, Server, run
from program import BINARY, ROOT, Program, free_ports

pytestmark = pytest.mark.skipif(not BINARIES and os.environ.get("CI") != "true",
                                reason="NOT TESTED: PostgreSQL is not installed; run bin/setup")
OLD = ROOT / "Tests" / "StorageTests" / "Fixtures" / "replaced-system.sql"
KEY = base64.b64encode(secrets.token_bytes(32)).decode()


def environment(url, **more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"DATABASE_URL": url, "SECRET_KEY": KEY, "LOG_LEVEL": "warning"} | more


def shubhstra(*words, url, folder, stdin="", **more):
    return subprocess.run([BINARY, *words], cwd=folder, env=environment(url, **more), input=stdin, text=True,
                          capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def server():
    """A server with a certificate for `localhost`, which stands in `root.crt` too."""
    with Server("-c ssl=on -c fsync=off") as prepared:
        certificate(prepared.folder / "data", "server")
        yield prepared.start()


def certificate(folder, name):
    key, chain = folder / f"{name}.key", folder / f"{name}.crt"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain], check=True,
                   capture_output=True)
    if os.geteuid() == 0:
        shutil.chown(key, "postgres")
    key.chmod(0o600)
    return chain


@pytest.fixture
def database(server):
    name = "commands_" + secrets.token_hex(6)
    server.sql(f"CREATE DATABASE {name}")
    yield name
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


def query(server, name, statement):
    return run("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement,
               f"postgres://postgres@127.0.0.1:{server.port}/{name}").strip()


def address(server, name, host="127.0.0.1"):
    return f"postgres://postgres@{host}:{server.port}/{name}"


# Addresses

def test_a_verified_certificate_is_enough_and_necessary(server, database, tmp_path):
    root = tmp_path / "root.crt"
    root.write_bytes((server.folder / "data" / "server.crt").read_bytes())
    strict = f"sslmode=verify-full&sslrootcert={root}"
    good = shubhstra("migrate", url=f"{address(server, database, 'localhost')}?{strict}", folder=tmp_path)
    assert (good.returncode, good.stdout) == (0, "The database is up to date.\n"), good.stderr
    stranger = certificate(tmp_path, "stranger")
    refused = [
        shubhstra("migrate", url=f"{address(server, database)}?{strict}", folder=tmp_path),
        shubhstra("migrate", url=f"{address(server, database, 'localhost')}?sslmode=verify-full&sslrootcert={stranger}",
                  folder=tmp_path),
    ]
    for answer in refused:
        assert answer.returncode == 1 and "certificate" in answer.stderr, answer.stderr


def test_a_service_file_and_a_password_file_are_used(server, database, tmp_path):
    service = tmp_path / "services"
    service.write_text(f"[clinic]\nhost=127.0.0.1\nport={server.port}\nuser=postgres\ndbname={database}\n")
    answer = shubhstra("migrate", url="postgres://?service=clinic", folder=tmp_path, PGSERVICEFILE=str(service))
    assert answer.returncode == 0, answer.stderr
    assert query(server, database, "SELECT COUNT(*) > 3 FROM schema_migrations") == "t"


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path):
    answer = shubhstra("migrate", url="postgres://clinic:hunter2@127.0.0.1:9/clinic", folder=tmp_path)
    assert answer.returncode == 1 and "127.0.0.1" in answer.stderr, answer.stderr
    assert "hunter2" not in answer.stdout + answer.stderr


# Adoption

def test_an_adoption_can_be_rehearsed_and_happens_once(server, database, tmp_path):
    # psql runs as a user who may not look into this project.
    old = server.folder / "replaced-system.sql"
    old.write_bytes(OLD.read_bytes())
    old.chmod(0o644)
    run("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", old, address(server, database))
    rows = "SELECT string_agg(t, ',' ORDER BY t) FROM (SELECT table_schema || '.' || table_name AS t FROM " \
           "information_schema.tables WHERE table_schema IN ('public', 'adopted')) x"
    before = query(server, database, rows)
    rehearsal = shubhstra("migrate", "--adopt", "--dry-run", url=address(server, database), folder=tmp_path)
    assert rehearsal.returncode == 0, rehearsal.stderr
    assert rehearsal.stdout.endswith("A rehearsal: nothing was changed.\n")
    assert query(server, database, rows) == before
    adopted = shubhstra("migrate", "--adopt", url=address(server, database), folder=tmp_path)
    assert adopted.returncode == 0, adopted.stderr
    assert adopted.stdout.splitlines()[:-1] == rehearsal.stdout.splitlines()[:-1], "the rehearsal said what would happen"
    assert "EAAG" not in adopted.stdout + adopted.stderr
    assert query(server, database, "SELECT COUNT(*) FROM adopted.messages") != "0"
    again = shubhstra("migrate", "--adopt", url=address(server, database), folder=tmp_path)
    assert again.returncode == 1 and again.stderr.strip(), again.stdout


@pytest.mark.parametrize("words", [["migrate", "--dry-run"], ["copy", "--to", "mysql://x"]])
def test_wrong_words_are_explained(words, tmp_path):
    answer = shubhstra(*words, url=f"sqlite:{tmp_path}/clinic.db", folder=tmp_path)
    assert answer.returncode != 0 and answer.stderr.strip()


# Knowledge

def clinic(folder):
    """A clinic on SQLite, and what runs a command on it."""
    url = f"sqlite:{folder}/clinic.db"
    assert shubhstra("migrate", url=url, folder=folder).returncode == 0
    made = shubhstra("doctor", "add", "--name", "Dr Anita", "--email", "anita@clinic.example", "--phone", "919000000000",
                     url=url, folder=folder)
    assert made.returncode == 0, made.stderr

    def knowledge(command, *words, text=None):
        if text is not None:
            (folder / "k.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        return shubhstra("knowledge", command, "--doctor", "anita@clinic.example", *words, url=url, folder=folder)
    return url, knowledge


def test_knowledge_is_listed_exported_removed_and_replaced(tmp_path):
    url, knowledge = clinic(tmp_path)
    empty = knowledge("export")
    assert (empty.returncode, empty.stdout) == (0, "") and "no topics yet" in empty.stderr
    first = knowledge("import", "k.md", text="## Hours\n9 to 6\n   ## Parking ##\n\\## 5 places\n\nFees\n----\n500\n")
    assert first.stdout == "Imported 3 topics: 3 added, 0 changed, 0 kept.\n", first.stderr
    knowledge("import", "k.md", text="## hours\n9 to 6\n")
    assert knowledge("list").stdout == (
        "not approved\tadministrative\thours\napproved\tadministrative\tParking\napproved\tadministrative\tFees\n")
    out = knowledge("export").stdout
    assert "\n\\## 5 places\n" in out
    again = knowledge("import", "k.md", text=out)
    assert again.stdout.startswith("Imported 3 topics: 0 added, 0 changed, 3 kept.\n"), again.stdout + again.stderr
    assert knowledge("export").stdout == out

    for words in [("remove", "Fees"), ("import", "--replace", "k.md")]:
        refused = knowledge(*words)
        assert refused.returncode == 64 and "--yes" in refused.stderr, refused
    assert knowledge("export").stdout == out, "nothing was changed"
    gone = knowledge("remove", "--yes", "FE\u0301ES")
    assert (gone.returncode, gone.stdout) == (0, 'Removed "Fees".\n'), gone.stderr
    assert knowledge("remove", "--yes", "Fees").returncode == 1
    replaced = knowledge("import", "--replace", "--yes", "k.md", text="## New\nx\n## Parking\n\\## 5 places\n")
    assert replaced.stdout.splitlines() == ["Imported 2 topics: 1 added, 0 changed, 1 kept, 1 removed.",
                                            '"hours" is removed.'], replaced.stderr
    assert knowledge("list").stdout == "approved\tadministrative\tNew\napproved\tadministrative\tParking\n"


def test_no_command_approves_what_is_medical(tmp_path):
    _, knowledge = clinic(tmp_path)
    answer = knowledge("import", "--approve", "k.md", text="## Fever\nTake one tablet of paracetamol.\n## Fees\n500\n")
    assert "1 is medical: the assistant does not use it until a doctor approves it" in answer.stdout, answer
    assert knowledge("list").stdout == "not approved\tmedical\tFever\napproved\tadministrative\tFees\n"
    assert "<!-- medical -->\n<!-- not approved -->\n" in knowledge("export").stdout


@pytest.mark.parametrize("text, words", [
    ("## A\nx\n##B\ny\n", "k.md, line 3: "), ("## A\nx\n## \u00c1\ny\n", "line 3: this topic is there already, in line 1"),
    ("## A\nx\n".encode("utf-16"), "UTF-16"), (b"## A\nx\n## B\xe9\ny\n", "line 3: this is not UTF-8"),
    ("\n".join(f"## T{n}\nx" for n in range(501)), "there would be 501 topics"),
])
def test_a_file_that_cannot_be_used_is_refused_and_changes_nothing(text, words, tmp_path):
    _, knowledge = clinic(tmp_path)
    answer = knowledge("import", "k.md", text=text)
    assert answer.returncode == 1 and words in answer.stderr, answer.stderr
    assert len(answer.stderr.splitlines()) == 1 and knowledge("list").stdout == ""


def test_ask_says_that_there_is_nothing_to_answer_from(tmp_path):
    url, knowledge = clinic(tmp_path)

    def ask():
        return shubhstra("ask", "--doctor", "anita@clinic.example", "Are you open?", url=url, folder=tmp_path)
    empty = ask()
    assert empty.returncode == 0 and "no topics yet" in empty.stderr
    assert '"needs_human":true' in empty.stdout and len(empty.stdout.splitlines()) == 1
    knowledge("import", "k.md", text="## Parking\n\n<!-- not approved -->\nBehind the house.\n")
    assert "None of the clinic's topics is approved (there are 1)" in ask().stderr
    knowledge("import", "--approve", "k.md")
    assert ask().stderr == ""


# People

PASSWORD = "copper kettle by the door"


def people(folder):
    """A clinic on SQLite with two people, and what runs an account command on it."""
    url, _ = clinic(folder)

    def account(*words, stdin=""):
        return shubhstra("account", *words, url=url, folder=folder, stdin=stdin)
    for name in ("Ravi", "Asha"):
        made = account("add", "--doctor", "anita@clinic.example", "--name", name, "--email", f"{name}@clinic.example",
                       "--password-stdin", stdin=PASSWORD)
        assert made.returncode == 0, made.stderr
    return url, account


def test_a_new_password_is_one_that_can_be_typed_again_and_that_nobody_guesses(tmp_path):
    _, account = people(tmp_path)
    new = ["add", "--doctor", "anita@clinic.example", "--name", "Farida Khan", "--email", "farida@clinic.example",
           "--password-stdin"]
    for typed in ["tab\tin the middle", "zero\u200bwidth", "", "nine char", "x" * 201, "Password@123", "faridakhan99",
                  "farida@clinic.example", "Anita123456", "abcabcabcabc", "Shubhstra!!"]:
        for words in (new, ["password", "--email", "ravi@clinic.example", "--password-stdin"]):
            if words is new or "arida" not in typed:
                refused = account(*words, stdin=typed)
                assert refused.returncode == 64 and "password" in refused.stderr, (typed, refused)
                assert not typed or typed not in refused.stderr
    assert account(*new, stdin="cafe\u0301 \U0001f600\u3000au lait").returncode == 0


def test_people_are_listed_unlocked_and_removed(tmp_path):
    url, account = people(tmp_path)

    def listed(*words):
        lines = [line.split("\t") for line in account("list", *words).stdout.splitlines()]
        return [(email, name, doctor, role) for _, email, name, doctor, role in lines]
    both = [("asha@clinic.example", "Asha", "anita@clinic.example", "receptionist"),
            ("ravi@clinic.example", "Ravi", "anita@clinic.example", "doctor")]
    assert listed() == both == listed("--doctor", "anita@clinic.example")
    assert account("list", "--doctor", "nobody@clinic.example").returncode == 1

    database = sqlite3.connect(url.removeprefix("sqlite:"))
    for name in ("asha", "ravi"):
        database.execute("INSERT INTO failed_sign_ins (subject, account, failures, window_ends_at) VALUES (?, ?, 9, '2999')",
                         (f"{name} at -", f"{name}@clinic.example"))
    database.commit()
    assert account("unlock", "--email", "Ravi@clinic.example").returncode == 0
    assert database.execute("SELECT account FROM failed_sign_ins").fetchall() == [("asha@clinic.example",)]
    assert account("unlock", "--email", "nobody@clinic.example").returncode == 1

    assert account("remove", "--email", "ravi@clinic.example").returncode == 64, "nobody can be asked"
    assert listed() == both
    assert account("remove", "--email", "nobody@clinic.example", "--yes").returncode == 1

    for refused in (account("remove", "--email", "ravi@clinic.example", "--yes"),
                    account("role", "--email", "ravi@clinic.example", "receptionist")):
        assert refused.returncode == 1 and "only doctor" in refused.stderr
    assert account("role", "--email", "asha@clinic.example", "nurse").returncode == 64
    assert account("role", "--email", "nobody@clinic.example", "doctor").returncode == 1
    assert listed() == both
    changed = account("role", "--email", "Asha@clinic.example", "doctor")
    assert changed.returncode == 0 and changed.stdout == "asha@clinic.example is a doctor now.\n"
    both[0] = (*both[0][:3], "doctor")
    assert listed() == both
    assert account("remove", "--email", "ravi@clinic.example", "--yes").returncode == 0
    assert listed() == both[:1]
    last = account("remove", "--email", "asha@clinic.example", "--yes")
    assert last.returncode == 1 and "only account" in last.stderr
    assert listed() == both[:1]


def test_odd_lines_of_env_are_told_once_and_never_shown(tmp_path):
    (tmp_path / ".env").write_bytes(
        "\ufeffPUBLIC_ULR=https://hidden\r\nLOG_LEVEL=info\r\nLOG_LEVEL=warning\r\n".encode())
    done = shubhstra("migrate", url=f"sqlite:{tmp_path}/clinic.db", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    warnings = [line for line in done.stderr.splitlines() if "WARNING" in line]
    assert len(warnings) == 2 and "PUBLIC_URL" in warnings[0] and "LOG_LEVEL" in warnings[1], done.stderr
    assert "hidden" not in done.stderr


def test_a_server_that_waits_for_a_proxy_says_what_is_missing(tmp_path):
    port, dashboard = free_ports(2)
    settings = {"PORT": str(port), "DASHBOARD_PORT": str(dashboard), "SECRET_KEY": KEY,
                "WEBHOOK_VERIFY_TOKEN": "verify-token-of-a-test", "META_APP_SECRET": "app-secret-of-a-test"}
    for more, is_missing in [({}, True), ({"PUBLIC_URL": "https://desk.example.com"}, False)]:
        program = Program("serve", folder=tmp_path, settings=settings | more)
        program.log.unlink(missing_ok=True)
        program.start(f"http://127.0.0.1:{dashboard}/ready")
        program.stop()
        lines = [line for line in program.log.read_text().splitlines() if "PUBLIC_URL" in line]
        assert len(lines) == is_missing, program.log.read_text()
    for wrong in ({"PUBLIC_URL": "https://desk.example.com", "COOKIE_SECURE": "false"},
                  {"GRAPH_BASE_URL": "http://graph.example.com"}, {"META_APP_SECRET_FILE": "secret"}):
        refused = shubhstra("serve", url=f"sqlite:{tmp_path}/clinic.db", folder=tmp_path, **settings | wrong)
        name = list(wrong)[-1].removesuffix("_FILE")
        assert refused.returncode == 78 and name in refused.stderr, refused


# Copying

PATIENTS, EACH = 1_000, 30


def large_clinic(folder):
    """A clinic on SQLite with a history."""
    url = f"sqlite:{folder}/clinic.db"
    assert shubhstra("migrate", url=url, folder=folder).returncode == 0
    made = shubhstra("doctor", "add", "--name", "Dr Anita", "--email", "anita@clinic.example", "--phone", "919000000000",
                     "--phone-number-id", "701", "--access-token", "a-token", "--password-stdin", url=url, folder=folder,
                     stdin="a password of these tests")
    assert made.returncode == 0, made.stderr
    with sqlite3.connect(folder / "clinic.db") as database:
        (doctor,) = database.execute("SELECT id FROM doctors").fetchone()
        now = "2026-11-22T09:00:00.000Z"
        patients = [str(uuid.uuid4()) for _ in range(PATIENTS)]
        database.executemany(
            "INSERT INTO patients (id, doctor_id, name, phone_number, search_text, last_seq, last_patient_seq, "
            "last_activity_at, created_at) VALUES (?, ?, 'Asha', ?, 'asha', ?, ?, ?, ?)",
            [(patient, doctor, str(919_000_000_000 + n), EACH, EACH, now, now) for n, patient in enumerate(patients)])
        database.executemany(
            "INSERT INTO messages (id, doctor_id, patient_id, seq, direction, author, message_type, message_body, status, "
            "created_at) VALUES (?, ?, ?, ?, 'incoming', 'patient', 'text', 'नमस्ते, is the clinic open?', 'received', ?)",
            [(str(uuid.uuid4()), doctor, patient, seq, now) for patient in patients for seq in range(1, EACH + 1)])
    return url


def test_a_copy_that_was_killed_goes_on_and_is_compared(server, database, tmp_path):
    url, words = large_clinic(tmp_path), ["copy", "--to", address(server, database)]
    first = subprocess.Popen([BINARY, *words], cwd=tmp_path, env=environment(url), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while time.monotonic() < end and first.poll() is None:
        there = query(server, database, "SELECT CASE WHEN to_regclass('copy_progress') IS NULL THEN 'f' ELSE "
                                        "(xpath('/row/n/text()', query_to_xml('SELECT COUNT(*) AS n FROM messages', "
                                        "false, true, '')))[1]::text END")
        if there not in ("f", "0"):
            break
    assert first.poll() is None, "it was done before it could be killed"
    first.send_signal(signal.SIGKILL)
    first.wait()
    partly = int(query(server, database, "SELECT COUNT(*) FROM messages"))
    assert 0 < partly < PATIENTS * EACH
    second = shubhstra(*words, url=url, folder=tmp_path)
    assert second.returncode == 0, second.stderr
    assert f"messages: {PATIENTS * EACH}" in second.stdout and f"messages {PATIENTS * EACH} of" in second.stderr
    assert query(server, database, "SELECT COUNT(*) FROM messages") == str(PATIENTS * EACH)
    third = shubhstra(*words, url=url, folder=tmp_path)
    assert third.returncode == 1 and "finished copy" in third.stderr
