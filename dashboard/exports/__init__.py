"""A page's table as a file: one value that holds what the file says, and one writer for each format offered.

A table is made whole, for its page needs it so; only the bytes of a long one are not: its CSV leaves line by line.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from dashboard.values.table import DataFile
from inspections.wording.words import listed

from .comma_separated import csv_bytes, csv_lines
from .json_text import json_bytes
from .spreadsheet import xlsx_bytes

__all__ = ["FORMATS", "DataFile", "disposition", "respond"]


@dataclass(frozen=True)
class Format:
    """A file format: its media type, its name for readers, and its writer."""

    media_type: str
    name: str
    write: Callable[[DataFile], bytes]


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", "CSV, for any program", csv_bytes),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel, with notes (XLSX)", xlsx_bytes
    ),
    "json": Format("application/json", "JSON", json_bytes),
}
# What a browser shows in its window; every other file is for keeping.
SHOWN = {"json", "svg", "png"}
ROWS_IN_ONE_PIECE = 1_000


def respond(ending: str, file: DataFile) -> HttpResponseBase:
    """The file in the format that the address ends in; Http404 for a format that is not offered."""
    known = file_format(ending)
    headers = {"Content-Disposition": disposition(file.name, ending)}
    if ending == "csv" and len(file.rows) > ROWS_IN_ONE_PIECE:
        return StreamingHttpResponse(csv_lines(file), content_type=known.media_type, headers=headers)
    return HttpResponse(known.write(file), content_type=known.media_type, headers=headers)


def disposition(name: str, ending: str) -> str:
    """The header by which a browser keeps a file under a good name, or shows it where it can."""
    return content_disposition_header(ending not in SHOWN, f"{name}.{ending}") or ""


def file_format(ending: str) -> Format:
    """The format of an ending; Http404 for one that is not offered."""
    if ending not in FORMATS:
        offered = listed([f".{known}" for known in FORMATS])
        raise Http404(f"This page has no file ending in “.{ending}”. The endings are {offered}.")
    return FORMATS[ending]
