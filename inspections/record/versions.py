"""Versions of councils, inspections and visits as they are now, to be kept with the next edition."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models

from inspections.models import (
    AreaForImprovement,
    Council,
    CouncilAlias,
    CouncilVersion,
    Grade,
    Inspection,
    InspectionVersion,
    Report,
    StatedFigure,
    StatisticalNeighbour,
    Visit,
    VisitArea,
    VisitVersion,
)

INSPECTION_FACTS = (
    "framework",
    "kind",
    "inspected_from",
    "inspected_from_known_to",
    "inspected_from_until",
    "inspected_to",
    "second_inspected_from",
    "second_inspected_to",
    "published_on",
    "counts_from",
    "lead_inspector",
    "report_url",
    "source",
    "note",
)
VISIT_FACTS = (
    "kind",
    "visited_from",
    "visited_to",
    "published_on",
    "counts_from",
    "lead_inspectors",
    "theme",
    "has_priority_action",
    "letter_url",
    "provenance",
    "source",
    "note",
)
COUNCIL_FACTS = tuple(field.attname for field in Council._meta.concrete_fields if not field.primary_key)
GROUNDS = ("source", "note", "page", "paragraph_first", "paragraph_last", "paragraphs_derived", "quoted_line")
IMPROVEMENT = ("service", "order", "timescale", "addressee", "text", "page")
VISIT_AREA = ("kind", "order", "text", "page", "paragraph")
FIGURE = ("kind", "value", "qualifier", "age_band", "paragraph", "page", "quoted_line")


def inspection_versions(keys: Collection[int]) -> dict[int, InspectionVersion]:
    """Unsaved versions, without editions, of the published ones among these inspections, by key."""
    published = Inspection.objects.published().filter(pk__in=keys).order_by("pk")
    grades = _grouped(Grade.objects.filter(inspection__in=published), "id")
    improvements = _grouped(AreaForImprovement.objects.filter(inspection__in=published), "order", "service")
    figures = _grouped(StatedFigure.objects.filter(inspection__in=published), "order")
    # If several files of a report are loaded, the latest counts, which comes last here.
    reports = dict(Report.objects.filter(inspection__in=published).order_by("id").values_list("inspection", "pk"))
    versions = {}
    for inspection in published:
        inspection_grades = grades[inspection.pk]
        services = sorted({grade.service for grade in inspection_grades})
        versions[inspection.pk] = InspectionVersion(
            inspection_id=inspection.pk,
            council_id=inspection.council_id,
            framework=inspection.framework,
            counts_from=inspection.counts_from,
            inspected_from=inspection.inspected_from,
            services=f"|{'|'.join(services)}|" if services else "",
            report_id=reports.get(inspection.pk),
            facts=_facts(inspection, INSPECTION_FACTS),
            results=[
                [grade.judgement_id, grade.grade, grade.provenance, grade.evidence] for grade in inspection_grades
            ],
            evidence={
                "grades": [
                    {"judgement": grade.judgement_id} | _filled_fields(grade, GROUNDS) for grade in inspection_grades
                ],
                "improvements": [_filled_fields(area, IMPROVEMENT) for area in improvements[inspection.pk]],
                "figures": [_filled_fields(figure, FIGURE) for figure in figures[inspection.pk]],
            },
        )
    return versions


def visit_versions(keys: Collection[int]) -> dict[int, VisitVersion]:
    """Unsaved versions, without editions, of the published ones among these visits, by key."""
    published = Visit.objects.published().filter(pk__in=keys).order_by("pk")
    areas = defaultdict(list)
    for area in VisitArea.objects.filter(visit__in=published).order_by("-kind", "order"):
        areas[area.visit_id].append(_filled_fields(area, VISIT_AREA))
    reports = dict(Report.objects.filter(visit__in=published).order_by("id").values_list("visit", "pk"))
    return {
        visit.pk: VisitVersion(
            visit_id=visit.pk,
            council_id=visit.council_id,
            counts_from=visit.public_from,
            visited_from=visit.first_day,
            report_id=reports.get(visit.pk),
            facts=_facts(visit, VISIT_FACTS),
            areas=areas[visit.pk],
        )
        for visit in published
    }


def council_versions() -> dict[int, CouncilVersion]:
    """Unsaved versions, without editions, of all councils, by key."""
    aliases = _by_key(CouncilAlias.objects.order_by("id").values_list("council", "name"))
    replaced = Council.successors.through.objects.order_by("to_council")
    successors = _by_key(replaced.values_list("from_council", "to_council"))
    columns = ("council", "neighbour_set__code", "rank", "neighbour", "closeness", "superseded")
    neighbours: dict[int, list[list[Any]]] = defaultdict(list)
    for council, *row in StatisticalNeighbour.objects.order_by("-neighbour_set__code", "rank").values_list(*columns):
        neighbours[council].append(row)
    return {
        council.pk: CouncilVersion(
            council_id=council.pk,
            facts=_facts(council, COUNCIL_FACTS),
            aliases=aliases[council.pk],
            successors=successors[council.pk],
            neighbours=neighbours[council.pk],
        )
        for council in Council.objects.order_by("pk")
    }


def _grouped(records: models.QuerySet[Any], *order: str) -> dict[int, list[Any]]:
    by_inspection = defaultdict(list)
    for record in records.order_by(*order):
        by_inspection[record.inspection_id].append(record)
    return by_inspection


def _by_key(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    by_key = defaultdict(list)
    for key, value in pairs:
        by_key[key].append(value)
    return by_key


def _facts(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _filled_fields(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields that aren't empty. Most evidence is empty until a report is loaded."""
    return {name: value for name in names if (value := getattr(record, name)) not in (None, "", False)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
