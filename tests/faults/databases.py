"""The database of a site to which faults are done, SQLite or PostgreSQL: what can be done to each."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.builders.postgres import Cluster


class SqliteDatabase:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "inspections.sqlite3"
        self.settings = {"DATABASE_URL": ""}

    def check(self) -> None:
        """Nothing more: Django asks it whether it is whole."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        connection = sqlite3.connect(self.file, isolation_level=None, timeout=20)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()

    def parts(self) -> list[Path]:
        """The database and its log of writes, without what only running processes share."""
        return [path for path in (self.file, self.file.with_name(f"{self.file.name}-wal")) if path.exists()]

    def copy_at_once(self, processes: Iterable[int], folder: Path) -> None:
        """Copy what the disk holds at one moment, in which the processes stand still."""
        stopped = []
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)
                stopped.append(process)
        try:
            for part in self.parts():
                shutil.copy(part, folder)
        finally:
            for process in stopped:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)


class PostgresDatabase:
    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.settings = cluster.settings
        self._where = ("-h", str(cluster.folder), "-U", "postgres", "-d", "inspections")
        cluster.run("psql", *self._where, "-qc", "CREATE EXTENSION amcheck")

    def check(self) -> None:
        """Check every table and index, each against the other."""
        self.cluster.run("pg_amcheck", *self._where, "--heapallindexed")

    @contextmanager
    def locked(self) -> Iterator[None]:
        with psycopg.connect(host=str(self.cluster.folder), user="postgres", dbname="inspections") as connection:
            connection.execute("LOCK TABLE inspections_edition IN EXCLUSIVE MODE")
            yield

    def let_no_file_grow(self) -> None:
        """As on a full disk, until it is started again."""
        server = self.cluster.pid()
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for process in (str(server), *children):
            # Those that served a connection may have ended.
            with suppress(subprocess.CalledProcessError):
                self.cluster.run("prlimit", "--pid", process, "--fsize=8192")


FaultyDatabase = SqliteDatabase | PostgresDatabase
