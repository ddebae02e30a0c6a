"""What the program says when its rules are not beside it: a sentence and an exit, and nothing is changed or served."""
import os
import shutil

import pytest

import program
from clinic import Clinic

RULES, WORDS = "shubhstra_Server.resources/red-flags", "shubhstra_Assistant.resources/medical.txt"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The executable and what lies beside it, as a copy that may be damaged."""
    folder = tmp_path / "program"
    folder.mkdir()
    try:
        os.link(program.BINARY, folder / "shubhstra")
    except OSError:
        shutil.copy2(program.BINARY, folder / "shubhstra")
    for bundle in program.BINARY.parent.glob("*.resources"):
        shutil.copytree(bundle, folder / bundle.name)
    monkeypatch.setattr("clinic.BINARY", folder / "shubhstra")
    return folder


def damage(path, how):
    if how == "missing":
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        path.write_bytes(b"\xff\xfe\x00 nonsense\n\n")


@pytest.mark.parametrize("file,how,said", [
    (RULES, "missing", "the red-flag rules are missing"),
    (RULES + "/classifier.bin", "missing", "the red-flag rules are missing"),
    (RULES + "/classifier.bin", "empty", "classifier.bin"),
    (RULES + "/classifier.bin", "cut", "classifier.bin"),
    (RULES + "/classifier.bin", "nonsense", "classifier.bin"),
    (RULES + "/rules.txt", "missing", "rules.txt"),
    (RULES + "/rules.txt", "nonsense", "rules.txt"),
    (RULES + "/words.hi.txt", "empty", "words.hi.txt"),
    (WORDS, "missing", "a file of the assistant is missing"),
    (WORDS, "empty", "medical.txt"),
    (WORDS, "nonsense", "medical.txt"),
])
def test_damaged_rules_are_named_and_nothing_is_served(installed, tmp_path, file, how, said):
    clinic = Clinic(tmp_path)
    (clinic.folder / "data").mkdir()
    damage(installed / file, how)
    answer = clinic.run("serve")
    assert answer.returncode in (1, 64, 78), (answer.returncode, answer.stderr)
    assert said in answer.stdout + answer.stderr, answer
    assert "Fatal error" not in answer.stderr
