"""The home page."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dashboard.presenters.home import latest_reports, national_rows
from inspections.field import programme_as_at
from inspections.frameworks import all_programmes
from inspections.models import Council, Inspection

REPORTS_SHOWN = 10


def home(request: HttpRequest) -> HttpResponse:
    """`/`: find a council, the national picture today, the latest reports, what this site is."""
    today = timezone.localdate()
    published = Inspection.objects.published()
    field = programme_as_at(all_programmes()[-1], today)
    latest = published.as_at(today).select_related("council").prefetch_related("grades").latest_first()
    counts = dict(published.order_by().values_list("framework").annotate(number=Count("pk")))
    context = {
        "today": today,
        "field": field,
        "rows": national_rows(field),
        "reports": latest_reports(latest[:REPORTS_SHOWN]),
        "councils": Council.objects.count(),
        "inspections": sum(counts.values()),
        "frameworks": len(counts),
        "programmes": all_programmes(),
    }
    return render(request, "home.html", context)
