"""From the database to the statistics: a programme as at a day, read in three queries."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet, Subquery

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme
from inspections.models import Council, Grade, Inspection, InspectionVersion
from inspections.statistics.days import days_of_change
from inspections.statistics.standings import (
    CouncilRow,
    CouncilsAsAt,
    GradeRow,
    InspectionRecord,
    InspectionRow,
    records,
    standings_as_at,
)


def council_row(council: Council) -> CouncilRow:
    """A council as the statistics know it."""
    return CouncilRow(
        slug=council.slug,
        name=council.display_name,
        region=council.region,
        type=council.type,
        valid_from=council.valid_from,
        valid_to=council.valid_to,
    )


def inspection_row(inspection: Inspection) -> InspectionRow:
    """An inspection as the statistics know it; its council should have been fetched with it."""
    return InspectionRow(
        id=inspection.pk,
        council=inspection.council.slug,
        framework=inspection.framework,
        counts_from=inspection.counts_from,
        published_on=inspection.published_on,
        inspected_from=inspection.inspected,
    )


def inspection_rows(inspections: QuerySet[Inspection]) -> list[InspectionRow]:
    """Inspections, given as a query, with nothing read but what a row holds. One query."""
    columns = ("council__slug", "framework", "counts_from", "published_on", "inspected_from", "inspected_from_known_to")
    return [
        InspectionRow(pk, council, framework, counts_from, published_on, PartialDate.known(inspected, known_to))
        for pk, council, framework, counts_from, published_on, inspected, known_to in inspections.values_list(
            "pk", *columns
        )
    ]


def grade_row(grade: Grade) -> GradeRow:
    """A grade as the statistics know it."""
    return GradeRow(grade.inspection_id, grade.service, grade.judgement, grade.grade, grade.provenance)


def programme_as_at(programme: Programme, day: date, councils: QuerySet[Council] | None = None) -> CouncilsAsAt:
    """Where each council (of those given, or of all) stands under the programme as at the day. Three queries.

    Only what is published counts. The cost grows with the number of councils, not of inspections.
    """
    published = Inspection.objects.published().of_programme(programme)
    services = {service.code for framework in programme.frameworks for service in framework.services}
    wanted = {f"latest_{code}": published.as_at(day).covering(code).latest_of_council() for code in sorted(services)}
    # The latest of any day: an inspection after the day tells “not yet inspected” from “not on record”.
    wanted["latest_of_all"] = published.latest_of_council()
    of_these = published if councils is None else published.filter(council__in=councils.order_by().values("pk"))
    days = report_days(of_these, day)
    rows = list((Council.objects.all() if councils is None else councils).annotate(**wanted, **days))
    keys = {key for row in rows for name in wanted if (key := getattr(row, name)) is not None}
    found = inspection_rows(Inspection.objects.filter(pk__in=keys).order_by())
    asked = [council_row(row) for row in rows]
    reported = [getattr(rows[0], name) for name in days] if rows else []
    councils_as_at = standings_as_at(programme, day, asked, found, grade_rows(keys))
    return replace(councils_as_at, days=days_of_change(day, reported, asked))


def report_days(published: QuerySet[Inspection] | QuerySet[InspectionVersion], day: date) -> Mapping[str, Subquery]:
    """For a query on councils, the same in each row: the days of these inspections that `days_of_change` asks for.

    Versions of inspections will do as well.
    """

    def one(order: str, **only: date) -> Subquery:
        return Subquery(published.filter(**only).order_by(order).values("counts_from")[:1])

    return {
        "first_report": one("counts_from"),
        "report_before": one("-counts_from", counts_from__lt=day),
        "report_after": one("counts_from", counts_from__gt=day),
        "last_report": one("-counts_from"),
    }


def records_of(inspections: Iterable[Inspection]) -> list[InspectionRecord]:
    """Inspections with their grades, for a council's history; the grades should have been prefetched."""
    held = list(inspections)
    return records(
        map(inspection_row, held), (grade_row(grade) for held_one in held for grade in held_one.grades.all())
    )


def grade_rows(inspections: QuerySet[Inspection] | Iterable[int]) -> list[GradeRow]:
    """The grades of inspections, given as a query or by key. One query."""
    columns = ("inspection_id", "service", "judgement", "grade", "provenance")
    found = Grade.objects.filter(inspection__in=inspections).order_by()
    return [GradeRow(*row) for row in found.values_list(*columns)]
