"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest, site_of
from dashboard.presenters.edition_banner import banner_without_files
from dashboard.presenters.home import last_march, latest_reports
from dashboard.presenters.national import national_page
from dashboard.selections.moment import moment_of
from dashboard.selections.programme import ProgrammeSelection
from dashboard.tables.national import NationalTable
from inspections.frameworks.loader import all_programmes

from .national import page_of_national

REPORTS_SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`: find a council, common tasks, the national picture today, the latest reports."""
    moment = moment_of(request)
    if not PageRequest.of(request).is_at(url := moment.url("/")):
        return redirect(url)
    record, newest = moment.record, all_programmes()[-1]
    selection = ProgrammeSelection(moment, "national", newest)
    page = national_page(selection, record.programme_as_at(newest, moment.day))
    counts, councils = record.counts(), record.councils()
    context = {
        "today": moment.day,
        "page": page,
        "judgements": NationalTable(page, rows=page.rows),
        "national": page_of_national(site_of(request), page),
        "reports": latest_reports(record.latest_reports(moment.day, REPORTS_SHOWN)),
        "march": last_march(moment.day),
        "councils": len(councils),
        "inspections": sum(counts.values()),
        "frameworks": len(counts),
        "programmes": all_programmes(),
        "banner": banner_without_files(request, moment),
    }
    return render(request, "home.html", context)
