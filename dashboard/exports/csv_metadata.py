"""What a CSV file holds, for programs: CSV on the Web (CSVW), beside the file at its address and “-metadata.json”."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dashboard.values.columns import Column, ColumnKind
from dashboard.values.facts import about_words
from dashboard.values.tables import Table

from .comma_separated import cell

MEDIA_TYPE = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
OPEN_GOVERNMENT_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
DIALECT = {"header": True, "delimiter": ",", "encoding": "utf-8"}


def metadata_bytes(table: Table, url: str, *, with_notes: bool) -> bytes:
    """The description of a table's CSV at this address, whose last columns are notes unless they were left out."""
    described: dict[str, Any] = {
        "@context": CONTEXT,
        "url": url,
        "dc:title": table.title or table.name,
        "dc:source": cell(table.about.get("source")),
        "dc:license": OPEN_GOVERNMENT_LICENCE,
        "notes": [{"name": about_words(key), "value": cell(value)} for key, value in table.about.items()],
        "dialect": DIALECT,
        "tableSchema": {
            "columns": [
                *columns_described(table.file_columns),
                *(_note(key) for key in (table.about if with_notes else ())),
            ]
        },
    }
    return json.dumps(described, ensure_ascii=False).encode()


def columns_described(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The columns of a file of these columns."""
    return [
        {
            "titles": column.key,
            "name": name_of(column.key),
            "dc:title": column.heading,
            "dc:description": _meaning(column),
            "datatype": _datatype(column),
        }
        for column in columns
    ]


def name_of(key: str) -> str:
    """A key as the name of a column, in which the standard allows letters, digits, underscores and points."""
    return quote(key, safe="").replace("-", "%2D").replace("~", "%7E")


def true_and_false(column: Column) -> tuple[str, str]:
    """How a file writes yes and no in this column."""
    return ("1", "0") if "1" in column.words else ("yes", "no")


def _meaning(column: Column) -> str:
    codes = "; ".join(code if code == words else f"{code}: {words}" for code, words in column.words.items())
    return " ".join(filter(None, (column.meaning, codes)))


def _datatype(column: Column) -> str | dict[str, str]:
    match column.kind:
        case ColumnKind.NUMBER:
            return "integer"
        case ColumnKind.DAY:
            return {"base": "date", "format": "yyyy-MM-dd"}
        case ColumnKind.YES_OR_NO:
            return {"base": "boolean", "format": "|".join(true_and_false(column))}
        case _:
            return "string"


def _note(key: str) -> dict[str, Any]:
    """A column that says the same about the table in every row."""
    return {"titles": key, "name": name_of(key), "dc:title": about_words(key), "datatype": "string"}
