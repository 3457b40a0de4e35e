"""What was on record as of an edition, as rows of the same files: read from what is kept of each edition.

An edition's rows never change, whatever staff do meanwhile, and are the same whenever they are asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from inspections.dates import PartialDate
from inspections.models import CouncilVersion, InspectionVersion

from .current import REGISTER_DAYS
from .layouts import AREAS, COUNCILS, FIGURES, GRADES, INSPECTIONS, NEIGHBOURS, RANGES, FileRow

Facts = Mapping[str, Any]


def rows_as_of(edition: int) -> dict[str, list[FileRow]]:
    """The rows by layout. Two queries.

    Councils and inspections stand in the order in which they came to be on record.
    """
    councils = {one.council_id: one for one in CouncilVersion.objects.as_of(edition).order_by("council")}
    inspections = InspectionVersion.objects.as_of(edition).order_by("inspection")
    rows: dict[str, list[FileRow]] = {layout: [] for layout in (GRADES.name, AREAS.name, FIGURES.name, RANGES.name)}
    rows |= {COUNCILS.name: _councils(councils), NEIGHBOURS.name: list(_neighbours(councils)), INSPECTIONS.name: []}
    for version in inspections:
        row = _inspection(version, councils[version.council_id].facts["slug"])
        rows[INSPECTIONS.name].append(row)
        of = {name: row[name] for name in ("council", "framework", "published_on", "inspected_from")}
        grounds = {told["judgement"]: told for told in version.evidence["grades"]}
        rows[GRADES.name] += _grades(version, of, grounds)
        rows[RANGES.name] += _ranges(version, of, grounds)
        rows[AREAS.name] += _areas(version, of)
        rows[FIGURES.name] += [
            FileRow(FIGURES, of | {name: _text(told.get(name)) for name in FIGURES.columns if name not in of})
            for told in version.evidence["figures"]
        ]
    return rows


def inspected_from(facts: Facts) -> PartialDate:
    """When an inspection began, as far as it was known."""
    return PartialDate.known(date.fromisoformat(facts["inspected_from"]), facts["inspected_from_known_to"])


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _flag(value: object) -> str:
    return "1" if value else "0"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _councils(versions: Mapping[int, CouncilVersion]) -> list[FileRow]:
    predecessors = defaultdict(list)
    for key, version in versions.items():
        for successor in version.successors:
            predecessors[successor].append(key)

    def listed(keys: list[int]) -> str:
        found = sorted((versions[key].facts["gss_last"], versions[key].facts["slug"]) for key in keys)
        return "|".join(slug for _, slug in found)

    rows = []
    for key, version in versions.items():
        facts = version.facts
        began, ended, same = _day(facts["valid_from"]), _day(facts["valid_to"]), facts["same_area_as_id"]
        cells = {name: _text(facts.get(name)) for name in COUNCILS.columns}
        for name, day in REGISTER_DAYS.items():
            cells[name] = _flag((began is None or began <= day) and (ended is None or ended >= day))
        cells["aliases"] = "|".join(version.aliases)
        cells["replaced_by"] = listed(version.successors)
        cells["predecessors"] = listed(predecessors[key])
        cells["same_area_as"] = versions[same].facts["slug"] if same else ""
        rows.append(FileRow(COUNCILS, cells))
    return rows


def _neighbours(versions: Mapping[int, CouncilVersion]) -> Iterator[FileRow]:
    for version in versions.values():
        for model, rank, key, closeness, superseded in version.neighbours:
            neighbour = versions[key].facts
            cells = {
                "model": model,
                "superseded": _flag(superseded),
                "dfe_la_code": version.facts["dfe_la_code"],
                "slug": version.facts["slug"],
                "rank": str(rank),
                "neighbour_dfe_la_code": neighbour["dfe_la_code"],
                "neighbour_slug": neighbour["slug"],
                "closeness": closeness,
            }
            yield FileRow(NEIGHBOURS, cells)


def _inspection(version: InspectionVersion, council: str) -> FileRow:
    cells = {name: _text(version.facts.get(name)) for name in INSPECTIONS.columns}
    return FileRow(INSPECTIONS, cells | {"council": council, "inspected_from": str(inspected_from(version.facts))})


def _grades(version: InspectionVersion, of: dict[str, str], grounds: Mapping[str, Facts]) -> Iterator[FileRow]:
    for judgement_id, grade, provenance in version.results:
        service, _, judgement = judgement_id.partition(".")
        evidence_of_grade = grounds[judgement_id]
        cells = {"service": service, "judgement": judgement, "grade": grade, "provenance": provenance}
        yield FileRow(GRADES, of | cells | {name: evidence_of_grade.get(name, "") for name in ("source", "note")})


def _ranges(version: InspectionVersion, of: dict[str, str], grounds: Mapping[str, Facts]) -> Iterator[FileRow]:
    for judgement_id, _, _ in version.results:
        told = grounds[judgement_id]
        if "paragraph_first" not in told:
            continue
        service, _, judgement = judgement_id.partition(".")
        cells = {
            "service": service,
            "judgement": judgement,
            "first": str(told["paragraph_first"]),
            "last": str(told["paragraph_last"]),
            "derived": _flag(told.get("paragraphs_derived")),
        }
        yield FileRow(RANGES, of | cells)


def _areas(version: InspectionVersion, of: dict[str, str]) -> Iterator[FileRow]:
    """Counted: the words of areas for improvement are quoted on pages alone."""
    names = ("service", "timescale", "addressee")
    counted = Counter(tuple(told.get(name, "") for name in names) for told in version.evidence["improvements"])
    for told, count in counted.items():
        yield FileRow(AREAS, of | dict(zip(names, told, strict=True)) | {"count": str(count)})
