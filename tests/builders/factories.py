"""Builders for the tests: fictional councils, people, inspections and reports."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from inspections import actions
from inspections.dates import PartialDate, counts_from
from inspections.models import Council, Grade, Inspection, Report, ReportParagraph, Visit
from inspections.search.index import index_reports

_numbers = count(1)


def make_user(username: str | None = None, **fields: Any) -> User:
    """An account that cannot sign in by password."""
    return get_user_model().objects.create_user(username or f"user-{next(_numbers)}", **fields)


def make_council(slug: str = "testshire", **fields: Any) -> Council:
    """A county council, Testshire unless named otherwise."""
    name = slug.replace("-", " ").title()
    values = {
        "official_name": f"{name} County Council",
        "short_name": name,
        "region": Council.Region.SOUTH_EAST,
        "type": Council.Type.COUNTY,
    }
    return Council.objects.create(slug=slug, **(values | fields))


def make_inspection(
    council: Council | None = None,
    *,
    framework: str = "ilacs-2023",
    inspected_from: str = "2023-11-27",
    published_on: date | None = date(2024, 1, 25),
    grades: Mapping[str, str] | None = None,
    published: bool = True,
    by: User | None = None,
    **fields: Any,
) -> Inspection:
    """An inspection of the council (of Testshire, where none is given) with its grades by judgement id.

    `inspected_from` may be a month or a year. No edition is made.
    """
    began = PartialDate.parse(inspected_from)
    if published:
        fields |= {"published_by": by or make_user(), "published_at": timezone.now()}
    inspection = Inspection.objects.create(
        council=council or Council.objects.filter(slug="testshire").first() or make_council(),
        framework=framework,
        inspected_from=began.earliest,
        inspected_from_known_to=began.known_to,
        published_on=published_on,
        counts_from=counts_from(began, published_on),
        status=Inspection.Status.PUBLISHED if published else Inspection.Status.DRAFT,
        **fields,
    )
    for judgement_id, grade in (grades or {"whole.overall_effectiveness": "good"}).items():
        service, _, judgement = judgement_id.partition(".")
        Grade.objects.create(inspection=inspection, service=service, judgement=judgement, grade=grade)
    return inspection


def create_draft(*, by: User, **fields: Any) -> Inspection:
    """The draft of an inspection, made as that of a report is. `fields` are those of `actions.new_draft`."""
    draft, grades = actions.new_draft(by=by, **fields)
    actions.save_draft(draft, grades, by=by)
    return draft


def create_visit_draft(*, by: User, **fields: Any) -> Visit:
    """The same of a visit."""
    draft, areas = actions.new_visit_draft(by=by, **fields)
    actions.save_draft(draft, areas, by=by)
    return draft


def make_visit(
    council: Council | None = None,
    *,
    visited_from: date | None = date(2024, 11, 5),
    published_on: date | None = date(2024, 12, 12),
    published: bool = True,
    by: User | None = None,
    **fields: Any,
) -> Visit:
    """A focused visit to the council (to Testshire, where none is given). No edition is made."""
    if published:
        fields |= {"published_by": by or make_user(), "published_at": timezone.now()}
    visit = Visit(
        council=council or Council.objects.filter(slug="testshire").first() or make_council(),
        visited_from=visited_from,
        published_on=published_on,
        status=Inspection.Status.PUBLISHED if published else Inspection.Status.DRAFT,
        **fields,
    )
    visit.counts_from = visit.reckoned_from
    visit.save()
    return visit


def make_report(
    inspection: Inspection,
    *texts: str,
    service: str = "whole",
    judgement: str = "overall_effectiveness",
    is_numbered: bool = True,
) -> Report:
    """A report of the inspection whose paragraphs say these texts, in the index of the search as any that is loaded."""
    report = Report.objects.create(
        inspection=inspection,
        name="report.pdf",
        sha256=f"{next(_numbers)}",
        kind="pdf",
        reader_version="1",
        reading={},
        uploaded_by=make_user(),
        read_at=timezone.now(),
    )
    paragraphs = [
        ReportParagraph(
            report=report,
            order=order,
            number=order if is_numbered else None,
            page=1,
            service=service,
            judgement=judgement,
            text=text,
        )
        for order, text in enumerate(texts, start=1)
    ]
    ReportParagraph.objects.bulk_create(paragraphs)
    index_reports(paragraphs)
    return report


def make_report_on(inspection: Inspection, judgements: Mapping[int, str]) -> None:
    """A report of the inspection whose paragraphs of these numbers stand under these judgements of safeguarding."""
    report = Report.objects.create(
        inspection=inspection,
        name="report.pdf",
        sha256=f"{next(_numbers)}",
        kind="pdf",
        reader_version="1",
        reading={},
        uploaded_by=make_user(),
        read_at=timezone.now(),
    )
    for number, judgement in judgements.items():
        ReportParagraph.objects.create(
            report=report,
            order=number,
            number=number,
            service="safeguarding",
            judgement=judgement,
            text=f"Said {number} <i>.",
        )
