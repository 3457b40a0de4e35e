"""The archive: made once for each edition, byte for byte the same whenever it is made, and kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from dashboard.exports.archives import zipped
from dashboard.kept_files import keep, keep_within, kept, kept_folder
from inspections.actions.editions import latest_edition
from inspections.loading.layouts import Row
from inspections.loading.on_record import on_record
from inspections.models import Edition

from .contents import csv_files
from .files import dictionary_rows
from .readme import readme

# What is in the archive beside the rows and the dictionary: another number leaves those of older code aside.
VERSION = 1
ARCHIVES_KEPT, BYTES_KEPT = 50, 256 * 1024 * 1024
TRIES = 5


class ChangingError(Exception):
    """The record went on changing while it was read."""


def archive_name(edition: int) -> str:
    """What the archive is called, without the ending."""
    return f"childrens-services-inspections-edition-{edition}"


def archive_of_latest() -> tuple[int, bytes]:
    """The number of the latest edition and its archive, made where it is not there yet.

    ChangingError where staff change so much at once that no edition stays for as long as it takes to read it.
    """
    edition = latest_edition()
    if (archive := kept(_file(edition))) is not None:
        return edition, archive
    for _ in range(TRIES):
        record = on_record()
        if record.edition == latest_edition():
            return record.edition, _made(record.edition, record.rows)
    raise ChangingError


def _made(edition: int, rows: Mapping[str, Mapping[Any, Row]]) -> bytes:
    record = {layout: list(held.values()) for layout, held in rows.items()}
    made_at = Edition.objects.filter(number=edition).values_list("made_at", flat=True).first()
    text = readme(edition, timezone.localdate(made_at) if made_at else None)
    archive = zipped({"README.txt": text, **csv_files(record, edition)})
    keep(_file(edition), archive)
    keep_within(kept_folder("dataset"), "*.zip", ARCHIVES_KEPT, BYTES_KEPT)
    return archive


def _file(edition: int) -> Path:
    """Where an edition's archive is kept; elsewhere for each version of the code that makes it."""
    code = hashlib.sha256(f"{VERSION} {dictionary_rows()} {readme(0, None)!r}".encode()).hexdigest()[:16]
    return kept_folder("dataset") / f"{edition}-{code}.zip"
