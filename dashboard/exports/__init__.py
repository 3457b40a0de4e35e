"""A page's table as a file: one value that holds what the file says, and one writer for each format offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse

from inspections.wording import listed

from .comma_separated import csv_bytes
from .json_text import json_bytes
from .table import DataFile

__all__ = ["FORMATS", "DataFile", "alternates", "respond"]


@dataclass(frozen=True)
class Format:
    """A file format: its media type, its name for readers, and its writer."""

    media_type: str
    name: str
    write: Callable[[DataFile], bytes]


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", "CSV, for spreadsheets", csv_bytes),
    "json": Format("application/json", "JSON", json_bytes),
}


def respond(ending: str, file: DataFile) -> HttpResponse:
    """The file in the format that the address ends in; Http404 for a format that is not offered."""
    known = file_format(ending)
    return HttpResponse(
        known.write(file),
        content_type=known.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}.{ending}"'},
    )


def file_format(ending: str) -> Format:
    """The format of an ending; Http404 for one that is not offered."""
    if ending not in FORMATS:
        offered = listed([f".{known}" for known in FORMATS])
        raise Http404(f"This page has no file ending in “.{ending}”. The endings are {offered}.")
    return FORMATS[ending]


def alternates(address: str, query: str = "") -> list[dict[str, str]]:
    """Links to the files of a page, for its head and its text; `address` is the page's, without the last slash."""
    return [
        {"type": known.media_type, "name": known.name, "url": f"{address}.{ending}{'?' if query else ''}{query}"}
        for ending, known in FORMATS.items()
    ]
