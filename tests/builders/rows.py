"""Rows for the tests of the statistics and their wording: fictional councils, inspected as each test says."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from inspections.dates import PartialDate, counts_from
from inspections.frameworks.loader import programme
from inspections.statistics.standings import (
    CouncilRow,
    CouncilsAsAt,
    GradeRow,
    InspectionRecord,
    InspectionRow,
    records,
    standings_as_at,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
SLAC = programme("slac")
SG_OVERALL = "safeguarding.overall_effectiveness"
SG_CAPACITY = "safeguarding.capacity_for_improvement"
LAC_OVERALL = "looked_after.overall_effectiveness"
LAC_CAPACITY = "looked_after.capacity_for_improvement"
KEY_FOUR = (SG_OVERALL, SG_CAPACITY, LAC_OVERALL, LAC_CAPACITY)
WORDS = {
    "o": "outstanding",
    "g": "good",
    "a": "adequate",
    "r": "requires_improvement",
    "i": "inadequate",
    "n": "not_judged",
}


def key_four(letters: str) -> dict[str, str]:
    """Grades of the four key judgements of SLAC by their letters: `key_four("oogo")`; `-` leaves one out."""
    return {judgement: WORDS[letter] for judgement, letter in zip(KEY_FOUR, letters, strict=True) if letter != "-"}


def slug_of(name: str) -> str:
    """`County Testshire` is `county-testshire`."""
    return name.lower().replace(" ", "-")


@dataclass
class World:
    """Councils, inspections and grades that a test puts together."""

    councils: list[CouncilRow] = field(default_factory=list)
    inspections: list[InspectionRow] = field(default_factory=list)
    grades: list[GradeRow] = field(default_factory=list)

    def council(
        self, name: str, valid_from: date | None = None, valid_to: date | None = None, slug: str | None = None
    ) -> None:
        """Add a council; its slug is its name in lower case unless it is given."""
        row = CouncilRow(slug or slug_of(name), name, "North East", "unitary_authority", valid_from, valid_to)
        self.councils.append(row)

    def inspect(
        self,
        name: str,
        grades: Mapping[str, str],
        published: date | None = None,
        *,
        inspected: str = "",
        framework: str = "slac-2010",
        provenance: str = "report",
    ) -> InspectionRow:
        """Add an inspection, and its council if it is new. Give the day of publication or of the inspection."""
        slug = slug_of(name)
        if all(council.slug != slug for council in self.councils):
            self.council(name)
        begun = PartialDate.parse(inspected) if inspected else PartialDate.of(published or date(2011, 1, 1))
        row = InspectionRow(len(self.inspections) + 1, slug, framework, counts_from(begun, published), published, begun)
        self.inspections.append(row)
        for judgement, grade in grades.items():
            service, code = judgement.split(".")
            self.grades.append(GradeRow(row.id, service, code, grade, provenance))
        return row

    def as_at(self, day: date, programme_code: str = "slac") -> CouncilsAsAt:
        """Where the councils stand as at the day."""
        return standings_as_at(programme(programme_code), day, self.councils, self.inspections, self.grades)

    def records(self) -> list[InspectionRecord]:
        """Each inspection with its grades, in the order added."""
        return records(self.inspections, self.grades)


def world_of(counts: Sequence[int], published: date = date(2011, 5, 1)) -> World:
    """A council for each count, with that many of its four key judgements outstanding and the others good."""
    world = World()
    for number, count in enumerate(counts):
        world.inspect(f"Council {chr(65 + number)}", key_four("o" * count + "g" * (4 - count)), published)
    return world


def real_world() -> World:
    """Every council, inspection and grade of the fixtures."""
    world, ids = World(), {}
    for row in _fixture("councils"):
        world.council(row["short_name"], _day(row["valid_from"]), _day(row["valid_to"]), slug=row["slug"])
    for number, row in enumerate(_fixture("inspections"), start=1):
        begun, published = PartialDate.parse(row["inspected_from"]), _day(row["published_on"])
        counts = counts_from(begun, published)
        world.inspections.append(InspectionRow(number, row["council"], row["framework"], counts, published, begun))
        ids[_inspection(row)] = number
    for row in _fixture("grades"):
        inspection = ids[_inspection(row)]
        world.grades.append(GradeRow(inspection, row["service"], row["judgement"], row["grade"], row["provenance"]))
    return world


def _fixture(name: str) -> list[dict[str, str]]:
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _inspection(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in ("council", "framework", "inspected_from", "published_on"))
