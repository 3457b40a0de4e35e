"""The record as of an edition as rows of the files, read from versions. An edition's rows never change."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from inspections.dates import PartialDate
from inspections.models import Council, CouncilVersion, InspectionVersion, VisitVersion
from inspections.record.as_of_edition import restored

from .cells import to_day, to_flag, to_known_flag, to_text
from .councils import council_rows
from .layouts import AREAS, COUNCILS, FIGURES, GRADES, INSPECTIONS, LAYOUTS, NEIGHBOURS, RANGES, VISITS, FileRow

Facts = Mapping[str, Any]


def rows_as_of(edition: int) -> dict[str, list[FileRow]]:
    """The rows by layout. Councils, inspections and visits are in the order in which they were first loaded."""
    councils = {version.council_id: version for version in CouncilVersion.objects.as_of(edition).order_by("council_id")}
    inspections = InspectionVersion.objects.as_of(edition).order_by("inspection_id")
    rows: dict[str, list[FileRow]] = {name: [] for name in LAYOUTS}
    rows[COUNCILS.name] = _councils(councils)
    rows[NEIGHBOURS.name] = list(_neighbours(councils))
    for version in inspections:
        row = _inspection(version, councils[version.council_id].facts["slug"])
        rows[INSPECTIONS.name].append(row)
        of = {name: row[name] for name in ("council", "framework", "published_on", "inspected_from")}
        evidence = {values["judgement"]: values for values in version.evidence["grades"]}
        rows[GRADES.name] += _grades(version, of, evidence)
        rows[RANGES.name] += _ranges(version, of, evidence)
        rows[AREAS.name] += _areas(version, of)
        rows[FIGURES.name] += [
            FileRow(FIGURES, of | {name: to_text(values.get(name)) for name in FIGURES.columns if name not in of})
            for values in version.evidence["figures"]
        ]
    for visit in VisitVersion.objects.as_of(edition).order_by("visit_id"):
        rows[VISITS.name].append(_visit(visit, councils[visit.council_id].facts["slug"]))
    return rows


def inspected_from(facts: Facts) -> PartialDate:
    """The first day of the inspection, as far as it was known."""
    first, last = (to_day(facts.get(name) or "") for name in ("inspected_from", "inspected_from_until"))
    assert first is not None
    return PartialDate.known(first, facts["inspected_from_known_to"], last)


def _councils(versions: Mapping[int, CouncilVersion]) -> list[FileRow]:
    return council_rows(
        {key: restored(Council, key, version.facts) for key, version in versions.items()},
        {key: version.aliases for key, version in versions.items()},
        {key: version.successors for key, version in versions.items()},
    )


def _neighbours(versions: Mapping[int, CouncilVersion]) -> Iterator[FileRow]:
    for version in versions.values():
        for model, rank, key, closeness, superseded in version.neighbours:
            neighbour = versions[key].facts
            cells = {
                "model": model,
                "superseded": to_flag(superseded),
                "dfe_la_code": version.facts["dfe_la_code"],
                "slug": version.facts["slug"],
                "rank": str(rank),
                "neighbour_dfe_la_code": neighbour["dfe_la_code"],
                "neighbour_slug": neighbour["slug"],
                "closeness": closeness,
            }
            yield FileRow(NEIGHBOURS, cells)


def _inspection(version: InspectionVersion, council: str) -> FileRow:
    cells = {name: to_text(version.facts.get(name)) for name in INSPECTIONS.columns}
    return FileRow(INSPECTIONS, cells | {"council": council, "inspected_from": str(inspected_from(version.facts))})


def _visit(version: VisitVersion, council: str) -> FileRow:
    cells = {name: to_text(version.facts.get(name)) for name in VISITS.columns}
    priority = to_known_flag(version.facts["has_priority_action"])
    return FileRow(VISITS, cells | {"council": council, "has_priority_action": priority})


def _grades(version: InspectionVersion, of: dict[str, str], evidence: Mapping[str, Facts]) -> Iterator[FileRow]:
    for judgement_id, grade, provenance, evidence_class in version.results:
        service, _, judgement = judgement_id.partition(".")
        values = evidence[judgement_id]
        cells = {"service": service, "judgement": judgement, "grade": grade}
        cells |= {"provenance": provenance, "evidence": evidence_class}
        yield FileRow(GRADES, of | cells | {name: values.get(name, "") for name in ("source", "note")})


def _ranges(version: InspectionVersion, of: dict[str, str], evidence: Mapping[str, Facts]) -> Iterator[FileRow]:
    for judgement_id, *_ in version.results:
        values = evidence[judgement_id]
        if "paragraph_first" not in values:
            continue
        service, _, judgement = judgement_id.partition(".")
        cells = {
            "service": service,
            "judgement": judgement,
            "first": str(values["paragraph_first"]),
            "last": str(values["paragraph_last"]),
            "derived": to_flag(values.get("paragraphs_derived")),
        }
        yield FileRow(RANGES, of | cells)


def _areas(version: InspectionVersion, of: dict[str, str]) -> Iterator[FileRow]:
    """The number of areas for improvement of each kind. Their words are only quoted on pages."""
    names = ("service", "timescale", "addressee")
    counted = Counter(tuple(values.get(name, "") for name in names) for values in version.evidence["improvements"])
    for values, count in counted.items():
        yield FileRow(AREAS, of | dict(zip(names, values, strict=True)) | {"count": str(count)})
