"""The archive: made once for each edition, byte for byte the same whenever it is made, and kept on disk."""

import hashlib
from pathlib import Path

from django.utils import timezone

from dashboard.exports.archives import zipped
from dashboard.file_cache import keep, keep_within, kept, kept_folder
from inspections.models import Edition
from inspections.record.files.as_of_edition import rows_as_of

from .contents import csv_files
from .files import dictionary_rows
from .readme import readme

# What is in the archive beside the rows and the dictionary: another number leaves those of older code aside.
VERSION = 1
ARCHIVES_KEPT, BYTES_KEPT = 50, 256 * 1024 * 1024


def archive_name(edition: int) -> str:
    """What the archive is called, without the ending."""
    return f"childrens-services-inspections-edition-{edition}"


def archive_of(edition: int) -> bytes:
    """The archive of an edition that is kept, made where it is not there yet; without any row for edition 0."""
    file = _file(edition)
    if (archive := kept(file)) is not None:
        return archive
    made_at = Edition.objects.filter(number=edition).values_list("made_at", flat=True).first()
    text = readme(edition, timezone.localdate(made_at) if made_at else None)
    archive = zipped({"README.txt": text, **csv_files(rows_as_of(edition), edition)})
    keep(file, archive)
    keep_within(file.parent, "*.zip", ARCHIVES_KEPT, BYTES_KEPT)
    return archive


def _file(edition: int) -> Path:
    """Where an edition's archive is kept; elsewhere for each version of the code that makes it."""
    code = hashlib.sha256(f"{VERSION} {dictionary_rows()} {readme(0, None)!r}".encode()).hexdigest()[:16]
    return kept_folder("dataset") / f"{edition}-{code}.zip"
