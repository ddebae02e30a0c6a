"""Every setting that a file of the packaging names is one that the program knows."""
import re

from program import ROOT

KNOWN = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def names(path, pattern):
    found = set(re.findall(pattern, (ROOT / path).read_text(), re.MULTILINE))
    assert found, f"{path} names no setting"
    return found


def test_the_image_names_known_settings():
    line, = names("Dockerfile", r"^ENV (.*)$")
    assert {word.partition("=")[0] for word in line.split()} <= KNOWN


def test_compose_names_known_settings():
    assert names("packaging/compose.yaml", r"^ +([A-Z_]{4,}): ") <= KNOWN


def test_render_names_known_settings():
    assert names("render.yaml", r"- key: (\w+)$") <= KNOWN


def test_the_sites_name_known_settings():
    for path in ("packaging/nginx.conf", "packaging/Caddyfile"):
        assert names(path, r"^#   ([A-Z_]+)=") <= KNOWN
