"""The page of one judgement of one framework."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.judgement import regions_chart
from dashboard.presenters.context_line import programme_line
from dashboard.presenters.days import days_of
from dashboard.presenters.judgement import JudgementPage, narrowed
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.group import ALL_COUNCILS
from dashboard.selections.judgement import judgement_asked_for
from dashboard.selections.moment import moment_of
from dashboard.tables.judgement import ComparedTable, JudgementCouncilsTable, JudgementRegionsTable
from dashboard.values.page import Page
from inspections.frameworks.loader import programme
from inspections.record.status import Basis
from inspections.wording.words import date_words

KEPT = ("neighbours-of", "set", "grade")


@page_view()
def judgement(request: PageRequest, framework: str, code: str) -> Shown | RedirectTo:
    """`/judgements/<framework>/<code>/`: every council's grade, the regions, and what compares."""
    moment = moment_of(request)
    record = moment.record
    selection = judgement_asked_for(framework, code, moment).read(request.GET)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    england = selection.programme_as_at(programme(selection.framework.programme))
    neighbours = record.neighbour_slugs(selection.group.neighbours_of, selection.group.neighbour_set)
    shown = JudgementPage(selection, england, narrowed(england, selection, neighbours))

    def context() -> dict[str, Any]:
        days = days_of(england, moment.today, selection.url_as_at)
        return {
            "page": shown,
            "councils": JudgementCouncilsTable(shown),
            "by_region": JudgementRegionsTable(shown),
            "compared": ComparedTable(shown),
            "days": days,
            "line": programme_line(selection, england, days, door=selection.path, kept=KEPT, takes_programme=False),
            "selection": selection,
            "judgement": selection.judgement,
            "framework": selection.framework,
            "today": moment.day,
        }

    return Shown(_page(request.site, shown), "judgement.html", context)


def _page(site: str, shown: JudgementPage) -> Page:
    selection = shown.selection
    regions = partial(JudgementRegionsTable, shown)
    # The chart shows the regions of all councils, so its source is the page of all of them.
    everyone = site + selection.permanent_url(group=ALL_COUNCILS, grade="")
    return Page.of(
        selection,
        site,
        f"{shown.title}, {selection.framework.short_name}, as at {date_words(selection.day)}",
        basis=Basis(programme=programme(selection.framework.programme), day=selection.day),
        tables={"councils": partial(JudgementCouncilsTable, shown), "regions": regions},
        charts={"regions": lambda _source: regions_chart(shown, everyone, table=regions)}
        if shown.england.inspections
        else {},
    )
