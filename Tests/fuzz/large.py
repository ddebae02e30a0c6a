"""Writes what an attacker would send at the size of Meta's largest body into a folder: large.py FOLDER."""
import sys
from pathlib import Path

SIZE = 3 * 1024 * 1024


def filled(head, part, tail):
    return head + part * (SIZE // len(part)) + tail


TEXTS = {
    "lists": filled("", "[", ""),
    "objects": filled("", '{"a":', ""),
    "numbers": filled("[", "1,", "1]"),
    "digits": filled("[1", "0", "]"),
    "halves": filled('["', "\\ud800", '"]'),
    "open-halves": filled('"', "\\ud800", ""),
    "backslashes": filled('["', "\\\\", '"]'),
    "same-names": filled("{", '"a":1,', '"a":1}'),
    "same-names-escaped": filled("{", '"\\u0061":1,', '"a":1}'),
    "names": "{" + ",".join(f'"a{number}":{number}' for number in range(300_000)) + "}",
}

for name, text in TEXTS.items():
    (Path(sys.argv[1]) / name).write_text(text)
