"""The archive of an edition: reproducible byte for byte, and cached on disk.

It is made when it is first asked for after an edition, in less than a second. Making it at publishing would keep staff
waiting, and a schedule would need something to run it. It is read from the versions that the edition keeps, so later
changes are not in it.
"""

import hashlib
from pathlib import Path

from django.utils import timezone

from dashboard.exports.archives import zipped
from dashboard.file_cache import cache_folder, read_cached, trim_cache, write_cached
from inspections.models import Edition, OfficialOutcomes
from inspections.record.files.as_of_edition import rows_as_of

from .contents import csv_files
from .files import dictionary_rows
from .packages import descriptions
from .readme import readme

# Cache version. Raise it when the archive changes in more than its rows, dictionary and README.
VERSION = 3
MAX_FILES, MAX_BYTES = 50, 256 * 1024 * 1024


def archive_name(edition: int) -> str:
    """The archive's file name without the ending."""
    return f"childrens-services-inspections-edition-{edition}"


def archive_of(edition: int) -> bytes:
    """The archive of an edition, from the cache or made now. That of edition 0 has no rows."""
    file = _file(edition)
    if (archive := read_cached(file)) is not None:
        return archive
    made_at = Edition.objects.filter(number=edition).values_list("made_at", flat=True).first()
    made_on = timezone.localdate(made_at) if made_at else None
    files = csv_files(rows_as_of(edition), edition)
    archive = zipped({"README.txt": readme(edition, made_on), **descriptions(edition, made_on, files), **files})
    write_cached(file, archive)
    trim_cache(file.parent, "*.zip", max_files=MAX_FILES, max_bytes=MAX_BYTES)
    return archive


def _file(edition: int) -> Path:
    """The path of an edition's archive in the cache; another one for each version of the code."""
    # Ofsted's statistics can be kept without an edition.
    kept = list(OfficialOutcomes.objects.values_list("as_at", "read_at"))
    code = hashlib.sha256(f"{VERSION} {dictionary_rows()} {readme(0, None)!r} {kept}".encode()).hexdigest()[:16]
    return cache_folder("dataset") / f"{edition}-{code}.zip"
