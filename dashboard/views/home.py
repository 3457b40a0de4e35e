"""The home page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dashboard.moment import moment_of
from dashboard.presenters.home import latest_reports, national_rows
from inspections.frameworks import all_programmes

REPORTS_SHOWN = 10


def home(request: HttpRequest) -> HttpResponse:
    """`/`: find a council, the national picture today, the latest reports, what this site is."""
    moment = moment_of(request)
    holdings = moment.holdings
    field = holdings.programme_as_at(all_programmes()[-1], moment.day)
    counts = holdings.counts()
    context = {
        "today": moment.day,
        "field": field,
        "rows": national_rows(field),
        "reports": latest_reports(holdings.latest_reports(moment.day, REPORTS_SHOWN)),
        "councils": holdings.number_of_councils(),
        "inspections": sum(counts.values()),
        "frameworks": len(counts),
        "programmes": all_programmes(),
    }
    return render(request, "home.html", context)
