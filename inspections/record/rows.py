"""From models to the rows of the statistics."""

from collections.abc import Iterable
from datetime import date
from sys import intern

from django.db.models import QuerySet, Subquery

from inspections import clock
from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme
from inspections.models import Council, Grade, Inspection
from inspections.models.inspections import InspectionQuerySet
from inspections.models.versions import InspectionVersionQuerySet
from inspections.names import display_name
from inspections.statistics.standings import CouncilRow, GradeRow, InspectionRecord, InspectionRow, records

# Inspections, or their versions: both have the same methods.
Published = InspectionQuerySet | InspectionVersionQuerySet


def council_row(council: Council, day: date) -> CouncilRow:
    """The row of a council, named as of the day."""
    return CouncilRow(
        slug=council.slug,
        name=display_name(council.short_name, council.valid_to, day),
        region=council.region,
        type=council.type,
        valid_from=council.valid_from,
        valid_to=council.valid_to,
        goes_on=council.valid_to is not None and not council.has_ended(clock.today()),
    )


def inspection_row(inspection: Inspection) -> InspectionRow:
    """The council should have been fetched with the inspection."""
    return InspectionRow(
        id=inspection.pk,
        council=inspection.council.slug,
        framework=inspection.framework,
        counts_from=inspection.counts_from,
        published_on=inspection.published_on,
        inspected_from=inspection.inspected,
    )


def inspection_rows(inspections: QuerySet[Inspection]) -> list[InspectionRow]:
    """Rows of a query, which reads only the columns that a row has."""
    columns = ("council__slug", "framework", "counts_from", "published_on")
    dates = ("inspected_from", "inspected_from_known_to", "inspected_from_until")
    return [
        InspectionRow(pk, council, framework, counts_from, published_on, PartialDate.known(*inspected))
        for pk, council, framework, counts_from, published_on, *inspected in inspections.values_list(
            "pk", *columns, *dates
        )
    ]


def grade_row(inspection: int, *values: str) -> GradeRow:
    """The row of a grade, from its service, judgement, grade, provenance and evidence.

    Rows are kept in memory, and thousands of them have the same few words.
    """
    return GradeRow(inspection, *map(intern, values))


def grade_rows(inspections: QuerySet[Inspection] | Iterable[int]) -> list[GradeRow]:
    """The grades of inspections, which are given as a query or by key."""
    columns = ("inspection_id", "service", "judgement", "grade", "provenance", "evidence")
    grades = Grade.objects.filter(inspection__in=inspections).order_by()
    return [grade_row(*row) for row in grades.values_list(*columns)]


def records_of(inspections: Iterable[Inspection]) -> list[InspectionRecord]:
    """Records of inspections whose grades and councils have been prefetched."""
    prefetched = list(inspections)
    grades = (
        grade_row(inspection.pk, grade.service, grade.judgement, grade.grade, grade.provenance, grade.evidence)
        for inspection in prefetched
        for grade in inspection.grades.all()
    )
    return records(map(inspection_row, prefetched), grades)


def latest_by_service(published: Published, programme: Programme, day: date) -> dict[str, Subquery]:
    """For a query on councils: the key of the council's latest inspection as at the day, for each service.

    `latest_of_any_day` tells "no report yet" from "never inspected", and `waiting` from "not counted yet".
    """
    of_programme = published.of_programme(programme)
    services = {service.code for framework in programme.frameworks for service in framework.services}
    as_at = of_programme.as_at(day)
    latest = {f"latest_{service}": as_at.covering(service).latest_of_council() for service in sorted(services)}
    waiting = of_programme.waiting(day).latest_of_council()
    return latest | {"latest_of_any_day": of_programme.latest_of_council(), "waiting": waiting}


def report_days(published: Published, programme: Programme, day: date) -> dict[str, Subquery]:
    """For a query on councils, the same in each row: the days of reports that `days_of_change` asks for."""
    reports = published.of_programme(programme)

    def first(order: str, **only: date) -> Subquery:
        return Subquery(reports.filter(**only).order_by(order).values("counts_from")[:1])

    return {
        "first_report": first("counts_from"),
        "report_before": first("-counts_from", counts_from__lt=day),
        "report_after": first("counts_from", counts_from__gt=day),
        "last_report": first("-counts_from"),
    }
