"""What processes take of the machine, from /proc."""
import os
import re
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and system time of a process and of the children it has waited for. 0 once it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / TICKS


def children(pid):
    """Of PostgreSQL, all that work for it."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(") ", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except (OSError, IndexError):
            continue
    return found


def machine_seconds():
    """What all processes of the machine took, without waiting for the disk."""
    fields = list(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]))
    return (sum(fields[:8]) - fields[3] - fields[4]) / TICKS


def private_mib(pid, kinds="Clean|Dirty"):
    """
    Pages that no other process has: Private_Clean, those of the program's files that nobody else runs, and Private_Dirty,
    those that were written.
    """
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(rf"Private_(?:{kinds}):\s+(\d+) kB", text)) / 1024


class Shares:
    """
    How many cores each of the named processes took, as a block of code: `with Shares(server=[pid]) as shares`. "all" is
    the whole machine, so what is missing to it was taken by others.
    """

    def __init__(self, **pids):
        self.pids = pids

    def __enter__(self):
        self.began, self.before = time.perf_counter(), self.now()
        return self

    def __exit__(self, *_):
        passed, after = time.perf_counter() - self.began, self.now()
        self.cores = {name: (after[name] - self.before[name]) / passed for name in after}

    def now(self):
        taken = {name: sum(map(cpu_seconds, pids)) for name, pids in self.pids.items()}
        return taken | {"all": machine_seconds()}

    def text(self):
        parts = [f"{name} {cores:.2f}" for name, cores in self.cores.items() if name != "all"]
        return f"cores: {', '.join(parts)}, idle {max(0, os.cpu_count() - self.cores['all']):.2f}"
