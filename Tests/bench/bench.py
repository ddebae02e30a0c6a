"""Measures the figures of docs/PERFORMANCE.md. bin/bench builds the release and calls this."""
import argparse
import asyncio
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests"))

import lines  # noqa: E402
import measures  # noqa: E402
from postgresql import Server  # noqa: E402
from world import World  # noqa: E402

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def note(rows, measured):
    for what, figure in measured:
        print(f"  {what}: {figure}", file=sys.stderr, flush=True)
        rows.append((what, figure))


async def measure(options):
    rows = []

    async def step(measuring):
        note(rows, await measuring)

    async with World(options.binary) as world:
        await step(measures.idle_memory(world))
        await step(measures.page_sizes(world))
        await step(measures.reply_time(world))
        await step(measures.event_time(world, "the assistant answers", options.rate, options.seconds))
        await measures.pause_everyone(world)
        await step(measures.event_time(world, "the doctor has taken over", options.rate, options.seconds))
        await step(measures.throughput(world))
    return rows


async def measure_postgres(options):
    """Two nodes on a PostgreSQL with its own settings, so that a commit waits for the disk."""
    rows = []
    with Server() as server:
        server.start()
        async with World(options.binary, server.uri) as world:
            await world.add_node()
            for phone in measures.PHONES:
                await world.meet(phone)
            for what, rate in (("the assistant answers", 20), ("the assistant answers", options.rate)):
                note(rows, await measures.event_time(world, f"from one node to another, {what}", rate, options.seconds))
            await measures.pause_everyone(world)
            note(rows, await measures.event_time(
                world, "from one node to another, the doctor has taken over", options.rate, options.seconds))
            ingest, body = await measures.postgres_ingest(world)
        limit = measures.pgbench_ingest(server, body)
    note(rows, [
        ("`POST /webhook` at one of the two nodes, 16 connections (verified, stored durably, applied meanwhile)",
         f"{ingest:.0f} requests/s"),
        ("pgbench, the statements that store a webhook, 8 clients, no node running", f"{limit:.0f} transactions/s"),
        ("webhook / pgbench", f"{ingest / limit:.2f}")])
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
    on_postgres = asyncio.run(measure_postgres(options))
    report = "\n\n".join([machine(), "On SQLite:", table(["what", "figure"], figures),
                          "Two nodes on PostgreSQL:", table(["what", "figure"], on_postgres),
                          table(["module", "files", "lines of code", "median of a file"], lines.rows(ROOT))])
    print(report)
    if options.write:
        write(report)


if __name__ == "__main__":
    main()
