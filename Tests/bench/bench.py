"""Measures the figures of docs/PERFORMANCE.md. bin/bench builds the release and calls this."""
import argparse
import asyncio
import os
import platform
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests"))

import files  # noqa: E402
import idle  # noqa: E402
import ingest  # noqa: E402
import lines  # noqa: E402
import pages  # noqa: E402
import sizes  # noqa: E402
import streams  # noqa: E402
import turns  # noqa: E402
from figures import Report, table  # noqa: E402

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
GROUPS = {"ingest": ingest.measure, "turns": turns.measure, "streams": streams.measure, "sizes": sizes.measure, "files": files.measure, "idle": idle.measure, "pages": pages.measure}


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    load = os.getloadavg()[0]
    return (f"{date.today()}, commit {commit or 'none'}, {os.cpu_count()} cores ({model}); server, database, peers and load "
            f"on one machine, whose load was {load:.1f} before.")


def write(report):
    """Puts the report between the markers of docs/PERFORMANCE.md, or at its end where there are none."""
    path = ROOT / "docs" / "PERFORMANCE.md"
    text = path.read_text() if path.exists() else "# Performance\n\nMeasured by `bin/bench --write`.\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{report}\n{END}{rest.split(END, 1)[1]}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=ROOT / ".build/release/shubhstra", help="the executable (default: the release build)")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="the groups wanted (default: all)")
    parser.add_argument("--rounds", type=int, default=3, help="of what is measured in rounds (default 3)")
    parser.add_argument("--seconds", type=int, default=10, help="of each load (default 10)")
    parser.add_argument("--most-requests", type=int, default=20_000, help="prepared for a second of load (default 20,000)")
    parser.add_argument("--quick", action="store_true", help="the small form, to try the bench: rough figures in a few minutes")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/PERFORMANCE.md")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 1, 3
    return options


async def measure(options):
    report = Report()
    for name in options.only:
        report.say(name)
        await GROUPS[name](report, options)
    return report


def main():
    options = arguments()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    where = machine()
    report = asyncio.run(measure(options))
    text = "\n\n".join([where, table(["what", "figure", "goal", "reached"], [one.cells() for one in report.figures]),
                        table(["module", "files", "lines of code", "median of a file"], lines.rows(ROOT))])
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
