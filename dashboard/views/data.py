"""The data page."""

from __future__ import annotations

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboard.presenters.data import corrections, programme_lines
from inspections.loading.completeness import completeness
from inspections.loading.control_totals import control_totals
from inspections.models import Edition, EditionChange

EDITIONS_SHOWN = 20
CORRECTIONS_SHOWN = 100


def data(request: HttpRequest) -> HttpResponse:
    """`/data/`: what is on record and what is not, editions, corrections, licences, how to cite."""
    today = timezone.localdate()
    corrected = Edition.objects.filter(kind__in=[Edition.Kind.CORRECT, Edition.Kind.WITHDRAW])
    changes = Prefetch("changes", EditionChange.objects.select_related("inspection__council"))
    context = {
        "today": today,
        "lines": programme_lines(completeness(today)),
        "control_totals": control_totals(),
        "editions": Edition.objects.annotate(number_of_changes=Count("changes"))[:EDITIONS_SHOWN],
        "corrections": corrections(corrected.prefetch_related(changes)[:CORRECTIONS_SHOWN]),
    }
    return render(request, "data.html", context)
