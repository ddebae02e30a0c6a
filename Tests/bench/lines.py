"""Lines of code per module: neither blank nor only a comment."""
import statistics
from pathlib import Path

KINDS = {".swift", ".js", ".mjs", ".css", ".html", ".py", ".c", ".h"}


def code_lines(path):
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sum(1 for line in lines if line and not line.startswith(("//", "#!", "/*", "*")))


def rows(root):
    """(module, files, lines, median lines of a file), the dashboard's and the sandbox's page apart from their Swift."""
    found = {}
    for folder in ("Sources", "Tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in KINDS and "__pycache__" not in path.parts:
                parts = path.relative_to(root).parts
                module = "/".join(parts[1:3] if parts[2] == "Public" else parts[1:2]) if folder == "Sources" else "/".join(parts[:2])
                found.setdefault(module, []).append(code_lines(path))
    return [(module, len(sizes), sum(sizes), int(statistics.median(sizes))) for module, sizes in found.items()]
