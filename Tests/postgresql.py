"""PostgreSQL servers in temporary folders, for what has to be more than one server, or one that really waits for the disk."""
import os
import shutil
import subprocess
import tempfile
from glob import glob
from pathlib import Path

from program import free_ports

BINARIES = (sorted(glob("/usr/lib/postgresql/*/bin")) or [os.path.dirname(shutil.which("initdb") or "")])[-1]


# A load of seconds on a database that has just been made: the server counts its rows after a second and not, as by itself,
# within a minute, for which it would plan as if there were none.
QUICK_STATISTICS = ["-c autovacuum_naptime=1"]


def run(*command):
    """A program of PostgreSQL's. The server refuses to run as root."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return subprocess.run([*as_postgres, f"{BINARIES}/{command[0]}", *map(str, command[1:])], check=True,
                          capture_output=True, text=True, cwd="/tmp").stdout


def folder(prefix):
    made = Path(tempfile.mkdtemp(prefix=prefix))
    if os.geteuid() == 0:
        shutil.chown(made, "postgres")
    return made


class Server:
    """Use as `with`. `uri` is its superuser's. `options` go to the server."""

    def __init__(self, *options):
        self.options = ["-c listen_addresses=127.0.0.1", *options]

    def __enter__(self):
        self.folder, (self.port,) = folder("shubhstra-postgres-"), free_ports(1)
        self.uri = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        run("initdb", "--pgdata", self.folder / "data", "--username", "postgres", "--auth", "trust", "--no-sync")
        return self

    def start(self):
        run("pg_ctl", "--pgdata", self.folder / "data", "--log", self.folder / "log", "--wait", "start", "--options",
            " ".join([f"-p {self.port} -k {self.folder}", *self.options]))
        return self

    def __exit__(self, *_):
        try:
            run("pg_ctl", "--pgdata", self.folder / "data", "--mode", "immediate", "stop")
        except subprocess.CalledProcessError:
            pass
        shutil.rmtree(self.folder)

    def database(self, name):
        """The URI of one of its databases."""
        return self.uri.removesuffix("/postgres") + f"/{name}"

    def pid(self):
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def sql(self, statement):
        return run("psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement, self.uri).strip()
