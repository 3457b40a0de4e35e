"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest, site_of
from dashboard.charts.map_list import map_tiles
from dashboard.presenters.context_line import programme_line
from dashboard.presenters.days import days_of
from dashboard.presenters.edition_banner import banner_without_files
from dashboard.presenters.home import HomePage
from dashboard.selections.moment import moment_of
from dashboard.selections.programme import ProgrammeSelection
from dashboard.tables.latest import home_reports_table
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes

from .maps import map_forms


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`: how many councils are good or better, the map, the latest reports, and where common tasks begin."""
    moment = moment_of(request)
    if not PageRequest.of(request).is_at(url := moment.url("/")):
        return redirect(url)
    record, newest = moment.record, all_programmes()[-1]
    now = record.programme_as_at(newest, moment.day)
    selection = ProgrammeSelection(moment, "map", newest)
    page = HomePage(selection, now)
    of_national = ProgrammeSelection(moment, "national", newest)
    days = days_of(now, moment.today, lambda _: moment.url("/"))
    context = {
        "page": page,
        "today": moment.day,
        "tiles": map_tiles(page.map, with_days=False),
        "map_page": Page.of(selection, site_of(request), "Map", **map_forms(page.map)),
        "national": of_national.url(),
        "reports": home_reports_table(page.reports),
        "line": programme_line(selection, now, days, door="/", takes_programme=False),
        "banner": banner_without_files(request, moment),
    }
    return render(request, "home.html", context)
