"""The national picture of a programme as at a day."""

from functools import partial
from typing import Any

from django.urls import reverse

from dashboard.addresses import PageRequest
from dashboard.charts.line_hero import lines_hero
from dashboard.charts.national import national_charts
from dashboard.presenters.context_line import programme_line
from dashboard.presenters.days import days_of
from dashboard.presenters.national import NationalPage, national_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.moment import moment_of
from dashboard.selections.programme import read_programme_selection
from dashboard.tables.national import NationalRegionsTable, NationalTable, OverTimeTable, TotalsTable
from dashboard.values.page import Page
from inspections.record.status import Basis
from inspections.wording.words import date_words


@page_view()
def national(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/national/<programme>/[<day>/]`: the number of councils with each grade by judgement, region and time."""
    moment = moment_of(request, day_in_path=True)
    selection = read_programme_selection("national", programme, day, request.GET, moment)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    councils = selection.programme_as_at(selection.programme)
    shown = national_page(selection, councils)

    def context() -> dict[str, Any]:
        days = days_of(councils, moment.today, selection.url_as_at)
        return {
            "page": shown,
            "drawn": NationalTable(shown, rows=shown.drawn, as_bars=True),
            "few": NationalTable(shown, rows=shown.few),
            "regions": NationalRegionsTable(shown),
            "totals": TotalsTable(shown),
            "hero": lines_hero(shown.lines, selection.day) if shown.lines else "",
            "selection": selection,
            "days": days,
            "line": programme_line(selection, councils, days, door=reverse("national-door")),
        }

    return Shown(page_of_national(request.site, shown), "national.html", context)


def page_of_national(site: str, shown: NationalPage) -> Page:
    """The page with its tables and charts. The home page shows one of the charts."""
    selection = shown.selection
    tables = {
        "judgements": partial(NationalTable, shown),
        "regions": partial(NationalRegionsTable, shown),
        "over-time": partial(OverTimeTable, shown),
        "totals": partial(TotalsTable, shown),
    }
    return Page.of(
        selection,
        site,
        f"{selection.programme.short_name}: the national picture as at {date_words(selection.day)}",
        basis=Basis(programme=selection.programme, day=selection.day),
        tables=tables,
        charts=national_charts(shown, tables),
    )
