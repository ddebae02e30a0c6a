"""Measures the figures of docs/PERFORMANCE.md. bin/bench builds the release and calls this."""
import argparse
import asyncio
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

import lines
import measures
from world import World

ROOT = Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


async def measure(options):
    rows = []

    async def step(measuring):
        for what, figure in await measuring:
            print(f"  {what}: {figure}", file=sys.stderr, flush=True)
            rows.append((what, figure))

    async with World(options.binary) as world:
        await step(measures.idle_memory(world))
        await step(measures.page_sizes(world))
        await step(measures.reply_time(world))
        await step(measures.event_time(world, "the assistant answers", options.rate, options.seconds))
        await measures.pause_everyone(world)
        await step(measures.event_time(world, "the doctor has taken over", options.rate, options.seconds))
        await step(measures.throughput(world))
    return rows


def machine():
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    return f"{date.today()}, commit {commit or 'none'}, {os.cpu_count()} cores ({model}), server, sandbox and load on one machine."


def table(heads, rows):
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in [heads, ["---"] * len(heads), *rows])


def write(report):
    """Puts the report between the markers of docs/PERFORMANCE.md, or at its end where there are none."""
    path = ROOT / "docs" / "PERFORMANCE.md"
    text = path.read_text() if path.exists() else "# Performance\n\nMeasured by `bin/bench --write`.\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{report}\n{END}{rest.split(END, 1)[1]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=ROOT / ".build/release/shubhstra", help="the executable (default: the release build)")
    parser.add_argument("--rate", type=int, default=50, help="messages a second (default 50)")
    parser.add_argument("--seconds", type=int, default=30, help="for how long (default 30)")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/PERFORMANCE.md")
    options = parser.parse_args()
    figures = asyncio.run(measure(options))
    report = "\n\n".join([machine(), table(["what", "figure"], figures),
                          table(["module", "files", "lines of code", "median of a file"], lines.rows(ROOT))])
    print(report)
    if options.write:
        write(report)


if __name__ == "__main__":
    main()
