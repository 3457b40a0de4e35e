"""Files for tests of loading: a small fictional world, which each test changes in one place."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from inspections.actions.load.plan import Plan
from inspections.loading.planning import plan
from inspections.loading.reading import read_files
from inspections.record.files.layouts import LAYOUTS

REFERENCE = {
    "council": "testshire",
    "framework": "slac-2010",
    "published_on": "2012-01-25",
    "inspected_from": "2011-11-28",
}
SAMPLE: dict[str, dict[str, str]] = {
    "councils": {
        "slug": "testshire",
        "official_name": "Testshire County Council",
        "short_name": "Testshire",
        "aliases": "Testshire CC|Test & Shire",
        "dfe_la_code": "901",
        "region": "South East",
        "type": "county",
        "in_register_2012": "1",
        "in_register_2026": "1",
    },
    "statistical_neighbours": {
        "model": "2025-05",
        "superseded": "0",
        "dfe_la_code": "901",
        "slug": "testshire",
        "rank": "1",
        "neighbour_dfe_la_code": "902",
        "neighbour_slug": "exampleham",
        "closeness": "close",
    },
    "inspections": {**REFERENCE, "inspected_to": "2011-12-09", "source": "report"},
    "grades": {
        **REFERENCE,
        "service": "safeguarding",
        "judgement": "overall_effectiveness",
        "grade": "good",
        "provenance": "report",
        "source": "a report",
    },
    "areas_for_improvement": {
        **REFERENCE,
        "service": "safeguarding",
        "timescale": "immediately",
        "count": "2",
    },
    "figures": {**REFERENCE, "kind": "looked_after_children", "value": "597", "paragraph": "9"},
    "paragraph_ranges": {
        **REFERENCE,
        "service": "safeguarding",
        "judgement": "overall_effectiveness",
        "first": "14",
        "last": "21",
        "derived": "0",
    },
    "visits": {
        "council": "testshire",
        "kind": "focused_visit",
        "visited_from": "2024-11-05",
        "theme": "Front door",
        "provenance": "official_statistics",
        "source": "a list",
    },
}
EXAMPLEHAM = {
    **SAMPLE["councils"],
    "slug": "exampleham",
    "official_name": "Exampleham Council",
    "short_name": "Exampleham",
    "aliases": "",
    "dfe_la_code": "902",
}


class NamedFile(io.BytesIO):
    """An open file with a name."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def csv_bytes(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """CSV as we write it; columns that a row does not have are empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def make_file(layout: str, rows: Iterable[Mapping[str, str]], name: str = "") -> NamedFile:
    """A file of a layout with these rows."""
    return NamedFile(name or f"{layout}.csv", csv_bytes(LAYOUTS[layout].columns, rows))


def make_files(**rows: list[dict[str, str]]) -> list[NamedFile]:
    """The files but visits.csv with the sample rows (and a second council), except for those given by layout."""
    sample = {name: [row] for name, row in SAMPLE.items() if name != "visits"}
    sample["councils"] = [SAMPLE["councils"], EXAMPLEHAM]
    return [make_file(name, found) for name, found in (sample | rows).items()]


def planned(*files: NamedFile, **rows: list[dict[str, str]]) -> Plan:
    """The plan for the files, or for the sample with these rows in place of its own."""
    return plan(read_files(files or make_files(**rows)))


def changed(layout: str, **cells: Any) -> dict[str, str]:
    """The sample row of a layout with other cells."""
    return SAMPLE[layout] | {name: str(value) for name, value in cells.items()}
