"""The page of one judgement of one framework."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboard.addresses import SHARE, PageRequest, with_ending
from dashboard.charts.judgement import regions_chart
from dashboard.presenters.context_line import programme_line
from dashboard.presenters.days import days_of
from dashboard.presenters.groups import as_typed
from dashboard.presenters.judgement import JudgementPage, narrowed
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.group import ALL_COUNCILS
from dashboard.selections.judgement import judgement_asked_for, judgement_code
from dashboard.selections.moment import moment_of
from dashboard.tables.judgement import ComparedTable, JudgementCouncilsTable, JudgementRegionsTable
from dashboard.tables.judgement_bands import bands_table
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes, programme
from inspections.names import typed_name
from inspections.record.status import Basis
from inspections.wording.words import date_words

# What the page of another day keeps.
KEPT = ("council", "region", "type", "neighbours-of", "set", "list", "grade")


@require_safe
def judgement_door(request: HttpRequest) -> HttpResponse:
    """`/judgements/?judgement=<framework>/<code>&council=&among=`: redirects to the page of that judgement."""
    query = request.GET.copy()
    newest = all_programmes()[-1].frameworks[-1]
    asked = (query.pop("judgement", None) or [judgement_code(newest, newest.judgements[0])])[-1]
    framework, _, code = asked.partition("/")
    url = judgement_asked_for(framework, code, moment_of(request)).path
    return redirect(f"{url}?{query.urlencode()}" if query else url)


@page_view()
def judgement(request: PageRequest, framework: str, code: str) -> Shown | RedirectTo:
    """`/judgements/<framework>/<code>/`: every council's grade, the regions, and what compares."""
    moment = moment_of(request)
    record = moment.record
    selection = judgement_asked_for(framework, code, moment).read(request.GET)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    england = selection.programme_as_at(programme(selection.framework.programme))
    council = record.council(selection.marked) if selection.marked else None
    shown = JudgementPage(selection, england, narrowed(england, selection, selection.group.slugs(record)), council)

    def context() -> dict[str, Any]:
        days = days_of(england, moment.today, selection.url_as_at)
        return {
            "page": shown,
            "bands": bands_table(shown),
            "council_name": typed_name(council.slug, council.short_name, council.valid_to, selection.day)
            if council
            else "",
            "own_list": as_typed(selection, *selection.group.own_list),
            "has_more_choices": bool(selection.grade or selection.is_other_group or selection.evidence),
            "share": with_ending(selection.url(), SHARE, {"table": "councils"}),
            "by_region": JudgementRegionsTable(shown),
            "compared": ComparedTable(shown),
            "days": days,
            "line": programme_line(
                selection, england, days, council, door=selection.path, kept=KEPT, takes_programme=False
            ),
            "selection": selection,
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
