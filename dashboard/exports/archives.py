"""Reproducible ZIP archives: the same content gives the same bytes."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest time of the format, so that the time of writing changes nothing.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files by name, in this order."""
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, NO_TIME)
            entry.external_attr = READABLE
            entry.create_system = 3
            archive.writestr(entry, content, ZIP_DEFLATED)
    return target.getvalue()


def unzipped(archive: bytes) -> dict[str, bytes]:
    """The files of an archive by name, in its order."""
    with ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def file_in(archive: bytes, name: str) -> bytes:
    """One file of an archive. KeyError if it has none of this name."""
    with ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name)
