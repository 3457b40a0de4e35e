"""The real reports beside the project. Tests that need them are skipped if they are missing."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
PDFS, TEXTS, FACTS = SHARED / "reports" / "pdf", SHARED / "reports" / "slac", SHARED / "facts"
VISITS, OTHERS = SHARED / "reports" / "visits", SHARED / "reports" / "other"
NEEDED = (PDFS / "expected.csv", FACTS / "slac_reports.json", VISITS / "expected.csv")
HERE = all(path.exists() for path in NEEDED)
needs_reports = pytest.mark.skipif(not HERE, reason="the real reports are not beside the project (../shared/reports)")


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
