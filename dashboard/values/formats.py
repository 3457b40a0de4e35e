"""The file formats that every table is offered in; their writers are in `dashboard.exports`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A file format: its media type, and its name for readers."""

    media_type: str
    name: str


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", "CSV, for any program"),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel, with notes (XLSX)"),
    "ods": Format("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument, with notes (ODS)"),
    "json": Format("application/json", "JSON"),
}
