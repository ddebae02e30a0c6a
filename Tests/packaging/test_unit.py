"""The unit file: what systemd says of it, and its own command line, run as it stands."""
import base64
import os
import secrets
import shlex
import shutil
import signal
import stat
import subprocess

import pytest

from program import BINARY, ROOT, Program, free_ports

KEY = base64.b64encode(secrets.token_bytes(32)).decode()
UNIT = ROOT / "packaging" / "shubhstra.service"
pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze") and os.environ.get("CI") != "true",
                                reason="NOT TESTED: systemd is not installed; run bin/setup")


def value(name):
    found = [line.partition("=")[2] for line in UNIT.read_text().splitlines() if line.startswith(f"{name}=")]
    assert len(found) == 1, f"{name} is {found}"
    return found[0]


def analyze(*words):
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=60)


def test_systemd_finds_no_fault_in_the_unit_file(tmp_path):
    """In a root of its own, where the program lies where the unit looks for it."""
    program = tmp_path / value("ExecStart").split()[0].lstrip("/")
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    units = tmp_path / "etc/systemd/system"
    shutil.copytree("/lib/systemd/system", tmp_path / "lib/systemd/system", symlinks=True)
    units.mkdir(parents=True)
    shutil.copy(UNIT, units)
    found = analyze("verify", f"--root={tmp_path}", "--man=no", "--recursive-errors=no", str(units / UNIT.name))
    assert (found.returncode, found.stderr) == (0, "")


def test_the_unit_is_locked_up_well():
    """systemd's own score of exposure, from 0 (none) to 100."""
    found = analyze("security", "--offline=yes", "--threshold=20", str(UNIT))
    assert found.returncode == 0, found.stdout


def test_its_command_line_serves_and_ends_as_the_unit_expects(tmp_path):
    """ExecStart with the built program in the place of the installed one, in a working directory that is new."""
    installed, *words = shlex.split(value("ExecStart"))
    assert installed == "/opt/shubhstra/shubhstra"
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    port, dashboard = free_ports(2)
    (state / ".env").write_text(f"PORT={port}\nDASHBOARD_PORT={dashboard}\nSECRET_KEY={KEY}\n"
                                "WEBHOOK_VERIFY_TOKEN=a-word-of-ours\nMETA_APP_SECRET=a-secret-of-metas\n")
    (state / ".env").chmod(0o600)
    old = os.umask(int(value("UMask"), 8))
    try:
        program = Program(*words, folder=state, settings={})
        program.start(f"http://127.0.0.1:{port}/ready", f"http://127.0.0.1:{dashboard}/login")
    finally:
        os.umask(old)
    health = subprocess.run([ROOT / "packaging" / "healthy"], env={"PORT": str(port), "PATH": os.environ["PATH"]})
    assert health.returncode == 0
    made = [path for path in state.rglob("*") if path.name not in ("serve.log",)]
    assert any(path.name == "shubhstra.db" for path in made)
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    program.signal(getattr(signal, value("KillSignal")))
    assert program.process.wait(int(value("TimeoutStopSec"))) == 0
    refused = subprocess.run([ROOT / "packaging" / "healthy"], env={"PORT": str(port), "PATH": os.environ["PATH"]},
                             stderr=subprocess.DEVNULL)
    assert refused.returncode != 0


@pytest.mark.parametrize(("settings", "status"), [({"PORT": "none"}, 78), ({}, 78)])
def test_what_a_restart_cannot_mend_ends_with_a_status_that_is_not_restarted(settings, status, tmp_path):
    _, *words = shlex.split(value("ExecStart"))
    ended = subprocess.run([BINARY, *words], cwd=tmp_path, env={"PATH": os.environ["PATH"]} | settings,
                           stderr=subprocess.PIPE, text=True, timeout=60)
    assert ended.returncode == status, ended.stderr
    assert str(status) in value("RestartPreventExitStatus").split()
