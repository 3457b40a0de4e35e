"""Backups: everything comes back, on either database, or nothing is touched and a sentence says why."""

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from inspections.actions import publish
from inspections.backups import restoring
from inspections.backups.archive import BackupReader
from inspections.backups.tables import applied_migrations, empty, lines_of, models_at
from inspections.models import Edition, Inspection, Report
from tests.builders.factories import make_council, make_inspection, make_report, make_user
from tests.test_project import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
OF_0_1_0 = Path(__file__).parent / "of-0.1.0.zip"


@pytest.fixture
def report() -> Report:
    """A published inspection with its report and file."""
    inspection = make_inspection(published=False)
    make_report(inspection, "Said 1 <i>.")
    publish(inspection, by=make_user("publisher"), reason="First")
    report = Report.objects.get()
    report.file.save("testshire.pdf", ContentFile(b"%PDF-1.4 of Testshire"))
    yield report
    default_storage.delete(report.file.name)


def run(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def contents() -> dict[str, list[str]]:
    """All rows by model, as a backup has them."""
    return {label: list(lines_of(model)) for label, model in models_at(applied_migrations()).items()}


def clear(report: Report) -> None:
    """Leave nothing, as on a new machine."""
    empty(models_at(applied_migrations()).values())
    default_storage.delete(report.file.name)


def test_everything_comes_back(report, tmp_path):
    before = contents()
    said = run("backup", tmp_path / "backup.zip")
    clear(report)
    assert not Inspection.objects.exists()

    assert "edition 1, " in said
    assert "1 report files. Checked." in said
    assert "Counts and digests agree." in run("restore", tmp_path / "backup.zip")
    assert contents() == before
    with default_storage.open(report.file.name) as file:
        assert file.read() == b"%PDF-1.4 of Testshire"
    # New rows are numbered after those that came back.
    publish(
        make_inspection(make_council("mockford"), published=False),
        by=make_user("second"),
        reason="After restoring",
    )
    assert Edition.objects.count() == 2


def test_only_its_owner_can_read_a_backup(report, tmp_path):
    run("backup", tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]


def test_an_older_backup_is_not_overwritten(report, tmp_path):
    (tmp_path / "backup.zip").write_text("of yesterday")
    with pytest.raises(CommandError, match=r"backup\.zip is there already\. Name another file\."):
        run("backup", tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").read_text() == "of yesterday"


def test_a_report_file_that_is_missing_is_named_and_nothing_is_written(report, tmp_path):
    default_storage.delete(report.file.name)
    with pytest.raises(CommandError, match=f"the report file {report.file.name} can't be read"):
        run("backup", tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_use_is_overwritten(report, tmp_path):
    run("backup", tmp_path / "backup.zip")
    before = contents()
    with pytest.raises(CommandError, match=r"The database is in use: .* has rows"):
        run("restore", tmp_path / "backup.zip")
    assert contents() == before
    with pytest.raises(CommandError, match=r"The database has the tables of another release\. Set DATA_DIR"):
        run("restore", OF_0_1_0)
    empty(models_at(applied_migrations()).values())
    with pytest.raises(CommandError, match=f"The report files are in use: there is {report.file.name}"):
        run("restore", tmp_path / "backup.zip")


def rewritten(path: Path, **changes: object) -> None:
    """Change the manifest of a backup."""
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"]) | changes
    with ZipFile(path, "w") as archive:
        for name, content in (members | {"manifest.json": json.dumps(manifest).encode()}).items():
            archive.writestr(name, content)


UNFIT = {
    "not a backup": (lambda path: path.write_text("Testshire"), "not a backup, or only a part of one"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-2000]), "not a backup, or only a part of one"),
    "another ZIP": (lambda path: ZipFile(path, "w").close(), "not a backup of this site: it has no manifest"),
    "of another form": (lambda path: rewritten(path, form=99), "made by a later release"),
    "of a later release": (
        lambda path: rewritten(path, release="9.9", migrations={"inspections": "0999_later"}),
        r"made by a later release \(9\.9\)",
    ),
    "a file more": (lambda path: ZipFile(path, "a").writestr("files/more.pdf", "x"), "not what it lists: files/more"),
    "other counts": (
        lambda path: rewritten(path, tables=BackupReader(path).manifest.tables | {"auth.user": 7}),
        "auth.user has 2 rows and should have 7",
    ),
}


@pytest.mark.parametrize("kind", UNFIT)
def test_what_is_not_whole_is_refused_and_nothing_is_restored(report, tmp_path, kind):
    spoil, message = UNFIT[kind]
    run("backup", tmp_path / "backup.zip")
    clear(report)
    spoil(tmp_path / "backup.zip")
    with pytest.raises(CommandError, match=message):
        run("restore", tmp_path / "backup.zip")
    assert not Inspection.objects.exists()
    assert not default_storage.exists(report.file.name)


def test_each_byte_is_checked(report, tmp_path):
    path = tmp_path / "backup.zip"
    run("backup", path)
    clear(report)
    place = path.read_bytes().index(b"%PDF-1.4 of Testshire")
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"&")
    with pytest.raises(CommandError, match="is not restored"):
        run("restore", path)
    assert not Inspection.objects.exists()


def test_a_disk_that_fills_up_leaves_no_file_and_no_row(report, tmp_path, monkeypatch):
    run("backup", tmp_path / "backup.zip")
    clear(report)

    def full(tables, manifest):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, "_check_counts", full)
    with pytest.raises(OSError, match="No space left"):
        run("restore", tmp_path / "backup.zip")
    assert not Inspection.objects.exists()
    assert not default_storage.exists(report.file.name)


def test_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        run("restore", tmp_path / "none.zip")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the commands make an SQLite database of their own")
def test_a_backup_of_the_first_release_is_restored_on_a_new_machine_and_brought_to_this_one(tmp_path):
    shutil.copy(OF_0_1_0, tmp_path / "backup.zip")
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "SECRET_KEY": "k" * 60}

    def manage(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    assert "Restored edition 1 as it was at 2026-11-26" in manage("restore", str(tmp_path / "backup.zip"))
    assert manage("migrate", "--check") == ""
    counted = "from inspections.models import *; print(Inspection.objects.published().count(), Report.objects.get())"
    assert manage("shell", "--no-imports", "-c", counted).split() == ["1", "testshire.pdf"]
