"""The load that is the same for all servers: wrk with 32 connections, each request prepared beforehand."""
import asyncio
import os
import re
import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 32
SCRIPT = Path(__file__).with_name("load.lua")


@dataclass
class Load:
    """`cores` is what the generator took itself."""

    requests: int
    seconds: float
    refused: int
    broken: int
    median: float
    p99: float
    cores: float

    @property
    def rate(self):
        return self.requests / self.seconds


class Requests:
    """A file of requests for `hammer`, in memory where there is room. Use as `with`."""

    def __init__(self, requests):
        folder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.file = tempfile.NamedTemporaryFile(prefix="shubhstra-load-", dir=folder)
        for request in requests:
            self.file.write(b"%08d" % len(request) + request)
        self.file.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()


async def hammer(port, requests, seconds):
    """Each connection waits for its answer before it asks again."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wrk = await asyncio.create_subprocess_exec(
        "wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s", "--timeout", "30s",
        "--script", SCRIPT, f"http://127.0.0.1:{port}/webhook", env=os.environ | {"REQUESTS": requests.file.name},
        stdout=asyncio.subprocess.PIPE)
    output = (await wrk.communicate())[0].decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(r"FIGURES (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", output)
    if wrk.returncode or not found:
        raise RuntimeError(f"wrk ended with {wrk.returncode}: {output[-500:]}")
    if "RAN OUT" in output:
        raise RuntimeError(f"more than the prepared requests were answered in {seconds} s: prepare more")
    count, microseconds, refused, broken, median, p99 = map(int, found.groups())
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Load(count, microseconds / 1e6, refused, broken, median / 1e6, p99 / 1e6, spent / (microseconds / 1e6))
