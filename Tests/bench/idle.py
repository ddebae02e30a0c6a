"""What the server takes while nobody asks anything, and how soon it is there."""
import asyncio
import re
import statistics
import time
from pathlib import Path

from figures import spread
from processes import cpu_seconds, private_mib
from world import World

STARTS = 9


async def measure(report, options):
    async with World(options.binary) as world:
        starts, work = [], []
        for _ in range(STARTS):
            await world.end(world.server)
            starts.append(await start(world))
            work.append(cpu_seconds(world.server.pid))
        wall, cpu = (spread([seconds * 1000 for seconds in taken]) for taken in (starts, work))
        report.add("start of `serve`, to the first 200 of `/ready`, on a database that is up to date",
                   f"{wall} ms, {cpu} ms of CPU time", "≤ 60 ms", statistics.median(starts) <= 0.06)
        await asyncio.sleep(10)
        status = Path(f"/proc/{world.server.pid}/status").read_text()
        resident = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
        private, written = private_mib(world.server.pid), private_mib(world.server.pid, "Dirty")
        report.add("idle memory of `serve`, 10 s after its start",
                   f"{private:.1f} MiB private, of which {written:.1f} MiB were written and the rest are pages of the program's "
                   f"files; {resident:.0f} MiB resident",
                   "≤ 12 MiB private", private <= 12)


async def start(world):
    """Seconds from starting the program to the first answer that says it is ready."""
    began = time.perf_counter()
    world.server = await asyncio.create_subprocess_exec(
        world.binary, "serve", cwd=world.folder, env=world.settings, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
    world.processes.append(world.server)
    while world.server.returncode is None and time.perf_counter() < began + 30:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", world.port)
            writer.write(b"GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            head = await reader.readline()
            writer.close()
            if b" 200 " in head:
                return time.perf_counter() - began
        except OSError:
            pass
        await asyncio.sleep(0.001)
    raise RuntimeError("the server does not answer")
