"""The real reports beside the project, where they are; tests that need them skip with a word where they are not."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inspections.reports.councils import CouncilNames

SHARED = Path(__file__).resolve().parents[3] / "shared"
PDFS, TEXTS, FACTS = SHARED / "reports" / "pdf", SHARED / "reports" / "slac", SHARED / "facts"
NEEDED = (PDFS / "expected.csv", FACTS / "slac_reports.json", FACTS / "councils.csv")
HERE = all(path.exists() for path in NEEDED)
needs_reports = pytest.mark.skipif(not HERE, reason="the real reports are not beside the project (../shared/reports)")


@cache
def register() -> tuple[CouncilNames, ...]:
    """The register of councils, as the site's own table gives it to the reader."""
    return tuple(
        CouncilNames(
            row["slug"],
            tuple(
                filter(None, (row["official_name"], row["short_name"], row["ofsted_name"], *row["aliases"].split("|")))
            ),
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in rows(FACTS / "councils.csv")
    )


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows; none where the file is not there, so that collecting tests never fails."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def slac_facts() -> dict[str, Any]:
    """What should be found in the four SLAC texts."""
    if not HERE:
        return {"reports": [], "quirks": []}
    facts: dict[str, Any] = json.loads((FACTS / "slac_reports.json").read_text(encoding="utf-8"))
    return facts
