"""The data page."""

import json
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

from django.db.models import Count, Min, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from dashboard.addresses import PageRequest
from dashboard.dataset.files import FILES
from dashboard.dataset.packages import schema_org
from dashboard.presenters.data import record_counts
from dashboard.presenters.edition_banner import banner_without_files
from dashboard.presenters.editions import corrections, edition_lines, editions_until
from dashboard.selections.moment import Moment, moment_of
from dashboard.tables.data import ControlTotalsTable, EditionsTable, JudgementsTable, ProgrammesTable
from inspections.models import Edition, EditionChange, Inspection, Visit
from inspections.record.watching import last_look
from inspections.wording.national import reports_by_day_sentence
from inspections.wording.provenance import OTHER_ORIGINS

EDITIONS_SHOWN = 20
CORRECTIONS_SHOWN = 20


def data(request: HttpRequest) -> HttpResponse:
    """`/data/`: what is on record and what isn't, editions, corrections, licences, how to cite."""
    moment = moment_of(request)
    if not PageRequest.of(request).is_at(url := moment.url("/data/")):
        return redirect(url)
    found = record_counts(moment.record, moment.day)
    made = editions_until(moment)
    corrected = made.filter(kind__in=[Edition.Kind.CORRECT, Edition.Kind.WITHDRAW])
    changes = Prefetch("changes", EditionChange.objects.select_related("inspection__council", "visit__council"))
    editions = edition_lines(_latest_editions(made))
    context = {
        "today": moment.day,
        "banner": banner_without_files(request, moment),
        "last_look": last_look() if moment.edition is None and moment.as_at is None else None,
        "lines": found.programmes,
        "programmes": ProgrammesTable(found.programmes, moment.day),
        "frameworks": [(lines, JudgementsTable(lines)) for lines in found.frameworks],
        "files": FILES,
        "schema_org": _as_script(schema_org(PageRequest.of(request).site, reverse("dataset"), *_edition_made(moment))),
        "origins": OTHER_ORIGINS,
        "reports_by_day": reports_by_day_sentence(*astuple(found.reports_by_day)),
        "totals": ControlTotalsTable(found.totals),
        "editions": EditionsTable(editions),
        "editions_shown": len(editions),
        "corrections": corrections(corrected.prefetch_related(changes)[:CORRECTIONS_SHOWN]),
    }
    return render(request, "data.html", context)


def _edition_made(moment: Moment) -> tuple[int, date | None]:
    """The edition shown, and the day on which it was made; none before the first."""
    if moment.edition is not None:
        return moment.edition, moment.edition_day
    edition = moment.record.edition
    made_at = Edition.objects.filter(number=edition).values_list("made_at", flat=True).first()
    return edition, timezone.localdate(made_at) if made_at else None


def _as_script(described: Mapping[str, Any]) -> SafeString:
    """JSON that can stand in a script element, which no text in it can close."""
    text = json.dumps(described, ensure_ascii=False)
    return mark_safe(text.translate({ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&"}))  # noqa: S308 (escaped)


def _latest_editions(made: QuerySet[Edition]) -> list[tuple[Edition, int, int, Inspection | Visit | None]]:
    """The latest editions, each with its number of inspections and of visits, and the record if it is only one."""
    counted = made.annotate(
        inspections=Count("changes__inspection", distinct=True),
        visits=Count("changes__visit", distinct=True),
        inspection_key=Min("changes__inspection"),
        visit_key=Min("changes__visit"),
    )
    latest = list(counted[:EDITIONS_SHOWN])
    about_one = [edition for edition in latest if edition.inspections + edition.visits == 1]
    inspections = Inspection.objects.select_related("council").in_bulk([one.inspection_key for one in about_one])
    visits = Visit.objects.select_related("council").in_bulk([one.visit_key for one in about_one])
    alone = {one.pk: inspections.get(one.inspection_key) or visits.get(one.visit_key) for one in about_one}
    return [(edition, edition.inspections, edition.visits, alone.get(edition.pk)) for edition in latest]
