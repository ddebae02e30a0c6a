"""A primary with a synchronous standby, both on this machine, and the death of the first."""
import os
import shutil
import signal
import subprocess

from postgresql import folder, run
from program import free_ports


class Pair:
    """Use as `with`. `uri` names both servers and asks for the one that takes writes."""

    def __enter__(self):
        self.folder = folder("shubhstra-pair-")
        self.first, self.second = free_ports(2)
        hosts = f"127.0.0.1:{self.first},127.0.0.1:{self.second}"
        self.uri = f"postgres://postgres@{hosts}/postgres?target_session_attrs=read-write"
        run("initdb", "--pgdata", self.folder / "a", "--username", "postgres", "--auth", "trust", "--no-sync")
        self.start("a", self.first)
        run("pg_basebackup", "--pgdata", self.folder / "b", "--host", "127.0.0.1", "--port", self.first, "--username",
            "postgres", "--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast")
        self.start("b", self.second)
        self.sql(self.first, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.sql(self.first, "SELECT pg_reload_conf()")
        while "sync" not in self.sql(self.first, "SELECT sync_state FROM pg_stat_replication").split():
            pass
        return self

    def __exit__(self, *_):
        for name in ("b", "a"):
            try:
                run("pg_ctl", "--pgdata", self.folder / name, "--mode", "immediate", "stop")
            except subprocess.CalledProcessError:
                pass
        shutil.rmtree(self.folder)

    def start(self, name, port):
        run("pg_ctl", "--pgdata", self.folder / name, "--log", self.folder / f"{name}.log", "--wait", "start", "--options",
            f"-p {port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=120")

    def sql(self, port, statement):
        return run("psql", "--no-psqlrc", "--tuples-only", "--command", statement,
                   f"postgres://postgres@127.0.0.1:{port}/postgres")

    def kill_primary(self):
        postmaster = int((self.folder / "a" / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True).stdout.split()
        for process in [postmaster, *map(int, children)]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def promote(self):
        run("pg_ctl", "--pgdata", self.folder / "b", "--wait", "promote")
