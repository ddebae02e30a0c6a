"""The sandbox as a process of its own, with a receiver that stands where the product's webhook would be."""
import json
import os

import jsonschema
import pytest
from bodies import dumped
from program import ROOT
from sandbox import Receiver, Sandbox

SPECS = ROOT.parent / "shared" / "specs"


def pytest_generate_tests(metafunc):
    """A test that takes `whatsapp_body` or `gemini_body` runs once for every body that the Swift tests have written."""
    for name, pattern in (("whatsapp_body", "outbound-*.json"), ("gemini_body", "gemini-*.json")):
        if name in metafunc.fixturenames:
            files = dumped(pattern)
            metafunc.parametrize(name, [json.loads(f.read_text()) for f in files], ids=[f.stem for f in files])


def schema(direction):
    path = SPECS / f"whatsapp-{direction}.schema.json"
    if not path.is_file():
        sentence = f"NOT CHECKED: Meta's schemas are not beside this repository ({path.name})"
        pytest.fail(sentence) if os.environ.get("CI") == "true" else pytest.skip(sentence)
    return jsonschema.Draft202012Validator(json.loads(path.read_text()))


@pytest.fixture(scope="session")
def outbound_schema():
    return schema("outbound")


@pytest.fixture(scope="session")
def inbound_schema():
    return schema("inbound")


@pytest.fixture(scope="session")
def receiver():
    with Receiver() as running:
        yield running


@pytest.fixture(scope="session")
def sandbox(receiver, tmp_path_factory):
    with Sandbox(receiver.port, tmp_path_factory.mktemp("sandbox")) as running:
        yield running
