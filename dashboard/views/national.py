"""The national picture of a programme as at a day, or that of a group of councils."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.column_hero import columns_hero
from dashboard.charts.line_hero import lines_hero
from dashboard.charts.national import national_charts
from dashboard.charts.year_columns import column_keys
from dashboard.presenters.groups import groups_of
from dashboard.presenters.national import NationalPage, national_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.tables.national import NationalRegionsTable, NationalTable, OverTimeTable, TotalsTable
from dashboard.values.tables import TableMaker

from .programmes import ProgrammeRequest, read_programme_request


@page_view()
def national(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/national/<programme>/[<day>/]`: the number of councils with each grade by judgement, region and time."""
    programme_request = read_programme_request("national", request, programme, day)
    if isinstance(programme_request, RedirectTo):
        return programme_request
    selection = programme_request.selection
    shown = national_page(selection, programme_request.group, programme_request.councils)
    tables = _tables(shown)
    page = programme_request.page(tables=tables, charts=national_charts(shown, tables))

    def context() -> dict[str, Any]:
        drawn = shown.over_time.drawn
        return {
            **programme_request.form(programme_request.group),
            "page": shown,
            "drawn": NationalTable(shown, rows=shown.drawn, as_bars=True),
            "few": NationalTable(shown, rows=shown.few),
            "regions": NationalRegionsTable(shown) if shown.by_region.is_told else None,
            "totals": TotalsTable(shown) if shown.totals.rows and not shown.group else None,
            "hero": _hero(shown),
            "keys": column_keys(drawn) if drawn and shown.group else (),
            **_marked(programme_request, shown),
        }

    return Shown(page, "national.html", context)


def _tables(shown: NationalPage) -> dict[str, TableMaker]:
    """The tables. Ofsted's totals are of England alone, and a group in one region has no other region beside it."""
    tables: dict[str, TableMaker] = {"judgements": partial(NationalTable, shown)}
    if shown.by_region.is_told:
        tables["regions"] = partial(NationalRegionsTable, shown)
    tables["over-time"] = partial(OverTimeTable, shown)
    if not shown.group:
        tables["totals"] = partial(TotalsTable, shown)
    return tables


def _hero(shown: NationalPage) -> str:
    """The picture that the page begins with; empty if too little is on record for it."""
    drawn, selection = shown.over_time.drawn, shown.selection
    if not drawn:
        return ""
    return columns_hero(drawn, selection.programme) if shown.group else lines_hero(drawn, selection.day)


def _marked(programme_request: ProgrammeRequest, shown: NationalPage) -> dict[str, Any]:
    """What is said of the marked council, with links to its own groups from the page of all councils."""
    council, selection = programme_request.council, programme_request.selection
    if council is None:
        return {"marked": "", "groups": ()}
    standing = shown.councils_as_at.standings.get(council.slug)
    groups = groups_of(selection, standing.council) if standing and not selection.group else ()
    return {"marked": shown.marked_words(council), "groups": groups}
