"""The committee paper on one inspection, as a page and as a Word file."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest, with_ending, with_parameters
from dashboard.errors import NotOnRecordError
from dashboard.papers import Notes, PaperFacts, grouped, paper, paragraph_choices, peers_of, refuse_unknown
from dashboard.presenters.context_line import ContextLine
from dashboard.presenters.edition_banner import basis_words
from dashboard.presenters.visits import visits_since
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.inspections import council_at, inspection_at
from dashboard.selections.moment import AS_AT, Moment, moment_of
from dashboard.selections.paper import PaperSelection, read_paper_selection
from dashboard.values.chart import Chart
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.models import Visit
from inspections.record.control_totals import CABINET_PAPER_DAY, CABINET_PAPER_PROGRAMME, reports_of_the_cabinet_paper
from inspections.record.current import Record
from inspections.record.history import History
from inspections.record.status import Basis
from inspections.wording.national import reports_by_day_sentence

TABLE_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("ods", "ODS"), ("json", "JSON"))


@require_safe
def latest_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """`/papers/<slug>/`: redirects to the paper on the council's latest inspection."""
    moment = moment_of(request)
    record = moment.record
    if history := record.history_of(slug).inspections:
        address = reverse("paper", args=[slug, history[0].address_date])
        return redirect(with_parameters(address, request.GET.dict()))
    council = council_at(slug, moment)
    raise NotOnRecordError(
        f"No inspection of {council.display_name} is on record here, so there is nothing to write a paper on.",
        [(council.get_absolute_url(), f"All about {council.display_name}")],
    )


@page_view()
def paper_page(request: PageRequest, slug: str, published: str, day: str | None = None) -> Shown | RedirectTo:
    """`/papers/<slug>/<published>/[<day>/]`: a paper that an officer can take to a committee."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, moment)
    selection = read_paper_selection(inspection, day, request.GET, moment)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    facts = _facts(request.site, selection, history, moment)
    refuse_unknown(facts)
    written = paper(facts)
    page = _page(request.site, selection, written, facts.visits)

    def context() -> dict[str, Any]:
        return {
            "paper": written,
            "line": _line(selection, moment),
            "table_files": _table_files(page, written),
            "form_action": reverse("paper", args=[slug, published]),
            "selection": selection,
            "paragraphs": paragraph_choices(facts),
            "scorecard": inspection.get_absolute_url(),
            "ranking": facts.ranking_address,
            "measure": facts.measure,
        }

    return Shown(page, "paper.html", context)


def _line(selection: PaperSelection, moment: Moment) -> ContextLine:
    """The line of context, on which the day to compare as at is chosen."""
    inspection = selection.inspection
    return ContextLine(
        day=selection.day,
        today=moment.today,
        facts=(inspection.framework_definition.short_name, f"report {inspection.dated}"),
        mine=selection.slug,
        name=inspection.council.display_name,
        door=reverse("paper", args=[selection.slug, inspection.address_date]),
        kept=[pair for pair in selection.query() if pair[0] != AS_AT.name],
    )


def _page(site: str, selection: PaperSelection, written: Paper, visits: Sequence[Visit]) -> Page:
    # The tables of judgements come first, because the first table is the main one.
    tables = sorted(written.tables, key=lambda table: not table.code.startswith("judgements"))
    compared = Basis(programme=selection.compared.programme, day=selection.day)
    return Page.of(
        selection,
        site,
        written.title,
        sentences=written.quotable,
        basis=replace(_basis(selection), visits={visit.pk for visit in visits}),
        rests_on=f"this inspection and {basis_words(compared)}",
        tables={table.code: table.from_source for table in tables},
        charts={chart.name: partial(_chart, chart) for chart in written.charts},
        document=lambda _page: written,
    )


def _chart(chart: Chart, _address: str) -> Chart:
    return chart


def _basis(selection: PaperSelection) -> Basis:
    """The inspections compared and the paper's own, which may count from a later day."""
    inspection = selection.inspection
    day = max(selection.day, inspection.counts_from)
    return Basis(programme=selection.compared.programme, day=day, about={inspection.pk})


def _table_files(page: Page, written: Paper) -> list[dict[str, Any]]:
    """Links to the files of each table."""
    return [
        {
            "caption": table.title,
            "urls": [(name, with_ending(page.url, ending, {"table": table.code})) for ending, name in TABLE_FILES],
        }
        for table in written.tables
    ]


def _facts(site: str, selection: PaperSelection, history: History, moment: Moment) -> PaperFacts:
    record, compared = moment.record, selection.compared
    councils = record.programme_as_at(compared.programme, selection.day)
    group = grouped(councils, selection.group, selection.group.slugs(record))
    neighbours = record.neighbours_of(selection.slug)
    return PaperFacts(
        selection=selection,
        history=history,
        evidence=record.evidence_of(selection.inspection),
        councils_as_at=group,
        peers=peers_of(selection, councils, group, neighbours),
        permanent=site + selection.permanent_url(),
        site=site,
        edition=record.edition,
        notes=Notes(),
        reports_by_day=_reports_by_day(selection, record),
        visits=_visits(selection, record),
    )


def _visits(selection: PaperSelection, record: Record) -> tuple[Visit, ...]:
    """The council’s visits since the inspection whose letters were out by the day; none by the day of the report."""
    inspection = selection.inspection
    if selection.day <= inspection.counts_from:
        return ()
    since = visits_since(record.visits_of(selection.slug), inspection.inspected)
    return tuple(visit for visit in since if visit.public_from <= selection.day)


def _reports_by_day(selection: PaperSelection, record: Record) -> str:
    """How many reports can have been published by the day, if a paper of that time gives a number for it."""
    if selection.compared.programme.code != CABINET_PAPER_PROGRAMME or selection.day != CABINET_PAPER_DAY:
        return ""
    return reports_by_day_sentence(*astuple(reports_of_the_cabinet_paper(record.records())))
