"""A PostgreSQL of a test's own, on a socket in its folder, that the test may stop and start."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Folders of PostgreSQL's programs, the newest last. Empty if it isn't installed.
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@dataclass(frozen=True)
class Cluster:
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a site that uses it."""
        return {"DATABASE_URL": "postgres:///inspections", "PGHOST": str(self.folder), "PGUSER": "postgres"}

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, or of the system's, as the owner of the cluster."""
        as_postgres: dict[str, str] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        ours = PROGRAMS[-1] / program
        command = [str(ours) if ours.exists() else program, *arguments]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, **as_postgres)

    def control(self, *arguments: str) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-w", "-o", options, *arguments)

    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster with an empty database. It and its folder go at the end."""
    # Not one of pytest's folders, which others may not enter, and whose names are too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    cluster = Cluster(folder)
    try:
        options = ("-U", "postgres", "--auth=trust", "--encoding=UTF8", "--data-checksums")
        cluster.run("initdb", "-D", str(folder / "data"), *options)
        cluster.control("start")
        cluster.run("createdb", "-h", str(folder), "-U", "postgres", "inspections")
        yield cluster
        cluster.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
