"""The page of one judgement of one framework."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.addresses import asked, with_parameters
from dashboard.charts.distribution import distribution_chart
from dashboard.exports.judgement import councils_file, regions_file
from dashboard.presenters.days import days_of
from dashboard.presenters.judgement import JudgementPage, narrowed
from dashboard.respond import answer, moved
from dashboard.selections.judgement import JudgementSelection, known_framework, read_judgement_selection
from dashboard.selections.moment import moment_of
from dashboard.values.chart import Chart, source_line
from dashboard.values.page import Page
from inspections.frameworks.loader import programme
from inspections.models import Council
from inspections.record.status import Basis
from inspections.wording.words import date_words

from .programme_pages import inspections_counted


@require_safe
def judgement(request: HttpRequest, framework: str, code: str, ending: str = "") -> HttpResponse:
    """`/judgements/<framework>/<code>/`: every council's grade, who is outstanding, by region, what compares."""
    whole = f"{code}.{ending}"
    if known_framework(framework).has(whole):
        # An address without its last slash: its point is one within the judgement's code.
        return redirect(reverse("judgement", args=[framework, whole]))
    moment = moment_of(request)
    record = moment.record
    sets = record.neighbour_sets()
    selection = read_judgement_selection(asked(request), framework, code, moment, sets)
    if not selection.is_read_from(code, asked(request)):
        return moved(request, selection.url(), ending)
    england = record.programme_as_at(programme(selection.framework.programme), moment.day)
    neighbours = record.neighbour_slugs(selection.neighbours_of, selection.neighbour_set)
    page = JudgementPage(selection, england, narrowed(england, selection, neighbours))
    context = {
        "page": page,
        "days": days_of(england, moment.today, lambda day: with_parameters(selection.url(), {"as-at": str(day)})),
        "selection": selection,
        "judgement": selection.judgement,
        "framework": selection.framework,
        "regions": Council.Region.values,
        "neighbour_sets": sets,
        "today": moment.day,
    }
    return answer(request, _answered(request, page), ending, "judgement.html", context)


def _answered(request: HttpRequest, page: JudgementPage) -> Page:
    """The page in every form."""
    selection, day = page.selection, page.selection.moment.day
    permanent = with_parameters(selection.url(), selection.moment.permanent_query())
    of_all = with_parameters(page.everyone, selection.moment.permanent_query())
    charts = (_chart(page, request.build_absolute_uri(of_all)),) if page.england.inspections else ()
    return Page(
        title=f"{page.title}, {selection.framework.short_name}, as at {date_words(day)}",
        url=selection.url(),
        permanent=permanent,
        day=day,
        edition=selection.moment.edition,
        basis=Basis(programme=programme(selection.framework.programme), day=day),
        rests_on=inspections_counted(programme(selection.framework.programme), day),
        tables={"councils": partial(councils_file, page), "regions": partial(regions_file, page)},
        charts=charts,
    )


def _chart(page: JudgementPage, address: str) -> Chart:
    selection: JudgementSelection = page.selection
    day = selection.moment.day
    return distribution_chart(
        "regions",
        title=f"{page.title}, by region, as at {date_words(day)}",
        finding=page.regions_sentence,
        source=source_line(day, address),
        scale=selection.framework.scale,
        bars=[row.bar for row in page.regions],
        table=partial(regions_file, page, address),
    )
