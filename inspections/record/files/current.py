"""What is on record, as rows of the same files: for exports, and to compare imports with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet

from inspections.dates import PartialDate
from inspections.models import (
    AreaForImprovement,
    Council,
    CouncilAlias,
    Grade,
    Inspection,
    StatedFigure,
    StatisticalNeighbour,
    Visit,
)
from inspections.models.editions import latest_edition

from .cells import to_flag, to_known_flag, to_text
from .councils import council_rows
from .layouts import AREAS, COUNCILS, FIGURES, GRADES, INSPECTIONS, NEIGHBOURS, RANGES, VISITS, FileRow

Key = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class OnRecord:
    """Rows by layout and key, in the order in which they were first loaded.

    Only published inspections and visits are included, with everything that belongs to them. `withdrawn` has the keys
    of those that were withdrawn and not entered again. `read_from_report` has the layout and the inspection's key if
    words of a report are on record: an import, which has only numbers, never replaces these. `edition` is the latest
    edition's number.
    """

    rows: dict[str, dict[Key, FileRow]]
    withdrawn: frozenset[Key]
    read_from_report: frozenset[tuple[str, Key]]
    edition: int


def on_record() -> OnRecord:
    # Read first, so that a change made while the rest is read makes this edition outdated.
    edition = latest_edition()
    published = Inspection.objects.published()
    read: set[tuple[str, Key]] = set()
    inspections = dict(_inspections(published))
    by_layout = {
        COUNCILS: _councils(),
        NEIGHBOURS: _neighbours(),
        INSPECTIONS: list(inspections.values()),
        GRADES: _grades(inspections),
        AREAS: _areas(inspections, read),
        FIGURES: _figures(inspections, read),
        RANGES: _ranges(inspections, read),
        VISITS: _visits(Visit.objects.published()),
    }
    return OnRecord(
        rows={layout.name: {row.key: row for row in rows} for layout, rows in by_layout.items()},
        withdrawn=_withdrawn(by_layout[INSPECTIONS], [row for _, row in _inspections(Inspection.objects.withdrawn())])
        | _withdrawn(by_layout[VISITS], _visits(Visit.objects.withdrawn())),
        read_from_report=frozenset(read),
        edition=edition,
    )


def _councils() -> list[FileRow]:
    aliases = CouncilAlias.objects.order_by("pk").values_list("council", "name")
    successors = Council.successors.through.objects.values_list("from_council", "to_council")
    return council_rows(
        {council.pk: council for council in Council.objects.order_by("pk")}, _by_key(aliases), _by_key(successors)
    )


def _by_key(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    by_key = defaultdict(list)
    for key, value in pairs:
        by_key[key].append(value)
    return by_key


def _neighbours() -> list[FileRow]:
    values = StatisticalNeighbour.objects.order_by("pk").values_list(
        "neighbour_set__code",
        "superseded",
        "council__dfe_la_code",
        "council__slug",
        "rank",
        "neighbour__dfe_la_code",
        "neighbour__slug",
        "closeness",
    )
    return [
        FileRow(
            NEIGHBOURS,
            {
                "model": model,
                "superseded": to_flag(superseded),
                "dfe_la_code": code,
                "slug": slug,
                "rank": str(rank),
                "neighbour_dfe_la_code": neighbour_code,
                "neighbour_slug": neighbour,
                "closeness": closeness,
            },
        )
        for model, superseded, code, slug, rank, neighbour_code, neighbour, closeness in values
    ]


def _inspections(inspections: QuerySet[Inspection]) -> list[tuple[int, FileRow]]:
    fields = ("inspected_to", "published_on", "kind", "lead_inspector", "report_url", "source", "note")
    dates = ("inspected_from", "inspected_from_known_to", "inspected_from_until")
    records = inspections.order_by("pk").values("pk", "council__slug", "framework", *dates, *fields)
    return [
        (
            values["pk"],
            FileRow(
                INSPECTIONS,
                {
                    "council": values["council__slug"],
                    "framework": values["framework"],
                    "inspected_from": str(PartialDate.known(*(values[name] for name in dates))),
                    **{name: to_text(values[name]) for name in fields},
                },
            ),
        )
        for values in records
    ]


def _withdrawn(published: Iterable[FileRow], withdrawn: Iterable[FileRow]) -> frozenset[Key]:
    return frozenset(row.key for row in withdrawn) - {row.key for row in published}


def _visits(visits: QuerySet[Visit]) -> list[FileRow]:
    fields = [name for name in VISITS.columns if name not in ("council", "has_priority_action")]
    records = visits.order_by("pk").values("council__slug", "has_priority_action", *fields)
    return [
        FileRow(
            VISITS,
            {
                "council": values["council__slug"],
                "has_priority_action": to_known_flag(values["has_priority_action"]),
                **{name: to_text(values[name]) for name in fields},
            },
        )
        for values in records
    ]


def _of(inspection: FileRow) -> dict[str, str]:
    return {name: inspection[name] for name in ("council", "framework", "published_on", "inspected_from")}


def _grades(inspections: dict[int, FileRow]) -> list[FileRow]:
    fields = ("service", "judgement", "grade", "provenance", "evidence", "source", "note")
    grades = Grade.objects.filter(inspection__status=Inspection.Status.PUBLISHED).order_by("pk")
    return [
        FileRow(GRADES, _of(inspections[pk]) | dict(zip(fields, values, strict=True)))
        for pk, *values in grades.values_list("inspection", *fields)
    ]


def _areas(inspections: dict[int, FileRow], read: set[tuple[str, Key]]) -> list[FileRow]:
    """Areas for improvement, counted. One with words on record marks its inspection as read from the report."""
    counts: dict[tuple[int, str, str, str], int] = defaultdict(int)
    areas = AreaForImprovement.objects.filter(inspection__status=Inspection.Status.PUBLISHED).order_by("pk")
    for pk, service, timescale, addressee, text in areas.values_list(
        "inspection", "service", "timescale", "addressee", "text"
    ):
        counts[pk, service, timescale, addressee] += 1
        if text:
            read.add((AREAS.name, inspections[pk].key))
    return [
        FileRow(
            AREAS,
            _of(inspections[pk])
            | {"service": service, "timescale": timescale, "addressee": addressee, "count": str(count)},
        )
        for (pk, service, timescale, addressee), count in counts.items()
    ]


def _figures(inspections: dict[int, FileRow], read: set[tuple[str, Key]]) -> list[FileRow]:
    fields = ("kind", "value", "qualifier", "age_band", "paragraph")
    figures = StatedFigure.objects.filter(inspection__status=Inspection.Status.PUBLISHED).order_by("pk")
    rows = []
    for pk, quoted_line, *values in figures.values_list("inspection", "quoted_line", *fields):
        rows.append(FileRow(FIGURES, _of(inspections[pk]) | dict(zip(fields, map(to_text, values), strict=True))))
        if quoted_line:
            read.add((FIGURES.name, inspections[pk].key))
    return rows


def _ranges(inspections: dict[int, FileRow], read: set[tuple[str, Key]]) -> list[FileRow]:
    grades = Grade.objects.filter(
        inspection__status=Inspection.Status.PUBLISHED, paragraph_first__isnull=False
    ).order_by("pk")
    rows = []
    for pk, service, judgement, first, last, derived, quoted_line in grades.values_list(
        "inspection",
        "service",
        "judgement",
        "paragraph_first",
        "paragraph_last",
        "paragraphs_derived",
        "quoted_line",
    ):
        cells = {
            "service": service,
            "judgement": judgement,
            "first": str(first),
            "last": str(last),
            "derived": to_flag(derived),
        }
        rows.append(FileRow(RANGES, _of(inspections[pk]) | cells))
        if quoted_line:
            read.add((RANGES.name, inspections[pk].key))
    return rows
