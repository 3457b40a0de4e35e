"""A table as a file, with one writer for each format.

A table is made whole, for its page needs it so; only the bytes of a long one are not: its CSV leaves line by line.
"""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from dashboard.values.formats import FORMATS
from dashboard.values.tables import Table
from inspections.wording.words import listed

from .comma_separated import csv_bytes, csv_lines
from .json_text import json_bytes
from .open_document import ods_bytes
from .spreadsheet import xlsx_bytes

__all__ = ["Table", "disposition", "respond"]


WRITERS: dict[str, Callable[[Table, Callable[[], date]], bytes]] = {
    "xlsx": lambda table, made_on: xlsx_bytes(table, made_on()),
    "ods": lambda table, made_on: ods_bytes(table, made_on()),
    "json": lambda table, _: json_bytes(table),
}
# Endings that a browser shows; it downloads the others.
SHOWN = {"json", "svg", "png"}
ROWS_IN_ONE_PIECE = 1_000


def respond(ending: str, table: Table, *, made_on: Callable[[], date], with_notes: bool = True) -> HttpResponseBase:
    """The response with the table in the format of this ending. Http404 for an unknown ending.

    `made_on` gives the day that the properties of XLSX and ODS name, so that the same table gives the same bytes. CSV
    has the facts about the table in every row unless these notes are left out.
    """
    if ending not in FORMATS:
        offered = listed([f".{known}" for known in FORMATS])
        raise Http404(f"This page has no file ending in “.{ending}”. The endings are {offered}.")
    media_type = FORMATS[ending].media_type
    headers = {"Content-Disposition": disposition(table.name, ending)}
    if ending == "csv":
        if len(table.file_rows) > ROWS_IN_ONE_PIECE:
            lines = csv_lines(table, with_notes=with_notes)
            return StreamingHttpResponse(lines, content_type=media_type, headers=headers)
        return HttpResponse(csv_bytes(table, with_notes=with_notes), content_type=media_type, headers=headers)
    return HttpResponse(WRITERS[ending](table, made_on), content_type=media_type, headers=headers)


def disposition(name: str, ending: str) -> str:
    """The Content-Disposition header: the file name, and whether the browser shows or downloads it."""
    return content_disposition_header(ending not in SHOWN, f"{name}.{ending}") or ""
