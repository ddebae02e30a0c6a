"""What our parser makes of a text, against what Python's json makes of it."""
import importlib
import json
import os
import random
import re
import subprocess
import unicodedata

import pytest
from program import BINARY

READER = BINARY.parent / "JSONReading"
REFUSED = "refused"
HALVES = re.compile("[\ud800-\udfff]")


def read(texts, manner):
    """What our parser reads of each: a value with tagged strings and numbers, or that it refuses."""
    frames = b"".join(manner + len(text).to_bytes(4, "big") + text for text in texts)
    lines = subprocess.run([READER], input=frames, capture_output=True, check=True, timeout=120).stdout.split(b"\n")
    assert len(lines) == len(texts) + 1 and not lines.pop()
    return [named(json.loads(line[1:])) if line.startswith(b"=") else REFUSED for line in lines]


def named(value):
    """Names that Unicode holds to be the same are one name to us (the last counts), and two to Python."""
    match value:
        case dict(): return {unicodedata.normalize("NFC", name): named(part) for name, part in value.items()}
        case list(): return [named(part) for part in value]
        case _: return value


def tagged(value):
    match value:
        case Number(): return str(value)
        case str(): return "s" + HALVES.sub("\ufffd", value)
        case list(): return [tagged(part) for part in value]
        case Members():
            return {unicodedata.normalize("NFC", HALVES.sub("\ufffd", name)): tagged(part) for name, part in value.pairs}
        case _: return value


class Number(str):
    pass


class Members:
    def __init__(self, pairs):
        self.pairs = pairs


def refuse(word):
    raise ValueError(word)


def expected(text, manner):
    """The same by Python's json. Where we differ on purpose: a byte order mark is passed over, NaN and Infinity are no
    JSON, half a character is refused strictly and U+FFFD otherwise, numbers stay texts."""
    def number(digits):
        return Number("n" + digits)
    try:
        words = text.decode("utf-8", "strict" if manner == b"s" else "replace").removeprefix("\ufeff")
        value = json.loads(words, parse_int=number, parse_float=number, parse_constant=refuse, object_pairs_hook=Members)
        if manner == b"s" and holds_half(value):
            return REFUSED
        return tagged(value)
    except ValueError:
        return REFUSED


def holds_half(value):
    match value:
        case str(): return bool(HALVES.search(value))
        case list(): return any(map(holds_half, value))
        case Members(): return any(holds_half(part) for pair in value.pairs for part in pair)
        case _: return False


def compare(texts):
    for manner in (b"s", b"l"):
        for text, ours in zip(texts, read(texts, manner), strict=True):
            assert ours == expected(text, manner), (manner, text)


def generated(source, count):
    """Texts of every kind of value, in every way in which Python writes them, and some that are spoilt."""
    letters = "ab\"\\/\b\n\t\0\x1f\x7f é€नम🙂\ud83d\ude00\ufeff\u2028{}[]:,0-"
    pieces = [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u", b"\\ud83d", b"\\ude00", b"0", b"-", b"1.", b"e+",
              b"true", b"nul", b"NaN", b" ", b"\n", b"\0", b"\xff", b"\xe2\x82", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"//"]

    def string():
        return "".join(source.choices(letters, k=source.randrange(6)))

    def value(depth):
        kind = source.randrange(8 if depth else 6)
        if kind == 0: return source.choice([None, True, False])
        if kind == 1: return source.randrange(-10**source.randrange(1, 40), 10**source.randrange(1, 40))
        if kind == 2: return source.uniform(-1, 1) * 10**source.randrange(-30, 30)
        if kind < 6: return string()
        if kind == 6: return [value(depth - 1) for _ in range(source.randrange(5))]
        return {string(): value(depth - 1) for _ in range(source.randrange(5))}

    def text():
        words = json.dumps(value(4), ensure_ascii=source.random() < 0.5, indent=source.choice([None, None, 1, "\t"]),
                           separators=source.choice([None, (",", ":"), (" , ", " : ")]))
        return words.encode("utf-8", "surrogatepass")

    def spoilt(whole):
        at = source.randrange(len(whole) + 1)
        match source.randrange(4):
            case 0: return whole[:at]
            case 1: return whole[:at] + source.choice(pieces) + whole[at:]
            case 2: return whole[:at] + whole[at + 1:]
            case _: return whole[:at] + bytes([source.randrange(256)]) + whole[at + 1:]

    for _ in range(count):
        whole = text()
        yield whole
        for _ in range(3):
            yield (whole := spoilt(whole))


def test_generated_texts_are_read_as_python_reads_them():
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    texts = list(generated(random.Random(seed), 2000))
    read_at_all = sum(expected(text, b"l") != REFUSED for text in texts)
    assert len(texts) // 4 < read_at_all < len(texts), "some are JSON and some are not"
    compare(texts)


def test_the_cases_of_cpythons_own_tests_are_read_as_python_reads_them():
    try:
        cases = [importlib.import_module(f"test.test_json.test_{name}") for name in ("fail", "pass1", "pass2", "pass3")]
    except ImportError:
        sentence = "NOT CHECKED: CPython's own tests (Debian: libpython3-testsuite) are not installed"
        pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)
    texts = [text.encode() for text in cases[0].JSONDOCS] + [case.JSON.encode() for case in cases[1:]]
    assert len(texts) > 30
    compare(texts)


def test_the_comparison_can_fail():
    assert read([b'{"a":1}'], b"s") == [{"a": "n1"}] != [expected(b'{"a":2}', b"s")]
    assert read([b"[1,]", b'["\\ud800"]'], b"s") == [REFUSED, REFUSED]
    assert expected(b'["\\ud800"]', b"l") == ["s\ufffd"] and expected(b"[NaN]", b"l") == REFUSED
