"""The register of councils as `fixtures/councils.csv` has it, without a database."""

import csv
from functools import cache
from pathlib import Path

from inspections.names import CouncilNames
from inspections.record.files.cells import to_day

COUNCILS = Path(__file__).resolve().parents[2] / "fixtures" / "councils.csv"


@cache
def fixture_councils() -> tuple[CouncilNames, ...]:
    """Every council with its names."""
    with COUNCILS.open(encoding="utf-8", newline="") as file:
        return tuple(
            CouncilNames(row["slug"], _names(row), to_day(row["valid_from"]), to_day(row["valid_to"]))
            for row in csv.DictReader(file)
        )


def _names(row: dict[str, str]) -> tuple[str, ...]:
    names = (row["short_name"], row["official_name"], row["ofsted_name"], *row["aliases"].split("|"))
    return tuple(dict.fromkeys(filter(None, names)))
