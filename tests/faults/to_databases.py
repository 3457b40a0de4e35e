"""Faults of the database and its disk: full, damaged, stopped, without power."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from multiprocessing import Pipe
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from .databases import PostgresDatabase, SqliteDatabase
from .promises import Counts, check_record
from .publishing import publish, publish_where_no_file_can_grow, try_to_publish
from .site import PAGES, HarmedSite
from .to_processes import publishing


def fill_disk(site: HarmedSite) -> None:
    """No file can grow: publishing is refused whole."""
    database = site.database
    if isinstance(database, SqliteDatabase):
        assert publishing(site, publish_where_no_file_can_grow)() != "done", "published on a full disk"
        return
    database.let_no_file_grow()
    assert publishing(site, try_to_publish)() != "done", "published on a full disk"
    database.cluster.control("-m", "immediate", "restart")


def cut_power(site: HarmedSite) -> None:
    """What the disk holds at any moment is whole, and has each edition that somebody was told of."""
    database = site.database
    editions, *_ = check_record()
    connections.close_all()
    heard, tell = Pipe()
    publisher = site.process(publish, tell)
    assert heard.recv() == "begun"
    time.sleep(random.random() / 5)
    if isinstance(database, PostgresDatabase):
        database.cluster.control("-m", "immediate", "stop")
        publisher.kill()
        database.cluster.control("start")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert publisher.pid
        database.copy_at_once([*site.workers(), publisher.pid], folder)
        publisher.kill()
        publisher.join()
        whole = _record_of(folder / database.file.name)
        assert whole[0] >= editions, "an edition is lost"


def cut_power_before_all_is_written(site: HarmedSite) -> None:
    """What the disk hadn't written yet is lost, and the rest is whole."""
    database = site.database
    assert isinstance(database, SqliteDatabase)
    publishing(site, publish)()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database.copy_at_once(site.workers(), folder)
        log = folder / f"{database.file.name}-wal"
        # Empty where the database has taken it in meanwhile.
        os.truncate(log, random.randint(0, log.stat().st_size))
        _record_of(folder / database.file.name)


def damage_database(site: HarmedSite) -> None:
    """The database is overwritten: pages say plainly that it is away, until a backup is restored."""
    database = site.database
    assert isinstance(database, SqliteDatabase)
    reports = Path(site.site.environment["DATA_DIR"]) / "reports"
    with tempfile.TemporaryDirectory() as name:
        backup = Path(name) / "backup.zip"
        call_command("backup", str(backup), stdout=StringIO())
        connections.close_all()
        before = check_record()
        connections.close_all()
        for part in database.parts():
            with part.open("r+b") as file:
                file.write(os.urandom(part.stat().st_size))
        # Pages that are finished may be answered for as long as the server runs.
        site.says_data_cannot_be_reached(f"/search/?q={time.time_ns()}", f"/search.csv?q={time.time_ns()}")
        site.stop()
        for part in database.file.parent.glob(f"{database.file.name}*"):
            part.unlink()
        if reports.exists():
            reports.rename(Path(name) / "reports")
        call_command("restore", str(backup), stdout=StringIO())
        assert check_record() == before, "something is lost in a backup"
        connections.close_all()
        site.start()


def stop_database(site: HarmedSite) -> None:
    """PostgreSQL is stopped: pages say plainly that it is away, nothing is published, and it is started again."""
    database = site.database
    assert isinstance(database, PostgresDatabase)
    database.cluster.control("-m", random.choice(("fast", "immediate")), "stop")
    try:
        site.says_data_cannot_be_reached(*PAGES)
        assert publishing(site, try_to_publish)() == "failed"
    finally:
        database.cluster.control("start")


def _record_of(copy: Path) -> Counts:
    with _opened(copy):
        return check_record()


@contextmanager
def _opened(copy: Path) -> Iterator[None]:
    """The copy in place of the site's database, for this process."""
    connections.close_all()
    site = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = site


FAULTS_OF_SQLITE = (fill_disk, cut_power, cut_power_before_all_is_written, damage_database)
FAULTS_OF_POSTGRES = (fill_disk, cut_power, stop_database)
