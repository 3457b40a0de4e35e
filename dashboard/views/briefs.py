"""The brief for a meeting, as a page and as a Word file."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.errors import NotOnRecordError
from dashboard.papers import Notes, PaperFacts, brief, peers_of
from dashboard.presenters.context_line import ContextLine
from dashboard.presenters.edition_banner import basis_words
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.briefs import BriefSelection
from dashboard.selections.inspections import council_at
from dashboard.selections.moment import AS_AT, Moment, moment_of
from dashboard.values.chart import Chart
from dashboard.values.page import Page
from inspections.record.status import Basis


@page_view()
def brief_page(request: PageRequest, slug: str) -> Shown | RedirectTo:
    """`/briefs/<slug>/`: where a council stands, in two pages, for a meeting with Ofsted or of scrutiny."""
    moment = moment_of(request)
    council = council_at(slug, moment)
    selection = BriefSelection(moment, council)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    facts = _facts(request.site, selection, moment)
    written = brief(facts, [visit for visit in moment.record.visits_of(slug) if visit.public_from <= moment.day])
    compared = Basis(programme=facts.selection.compared.programme, day=moment.day)
    page = Page.of(
        selection,
        request.site,
        written.title,
        sentences=written.quotable,
        basis=Basis(day=moment.day, visits=None),
        rests_on=f"the inspections of {council.display_name}, visits to it, and {basis_words(compared)}",
        tables={table.code: table.from_source for table in written.tables},
        charts={chart.name: partial(_chart, chart) for chart in written.charts},
        document=lambda _page: written,
    )

    def context() -> dict[str, Any]:
        return {"paper": written, "council": council, "line": _line(selection, facts, moment)}

    return Shown(page, "brief.html", context)


def _facts(site: str, selection: BriefSelection, moment: Moment) -> PaperFacts:
    record, council = moment.record, selection.council
    history = record.history_of(council.slug).as_at(moment.day)
    if not history.inspections:
        raise NotOnRecordError(
            f"No inspection of {council.display_name} by this day is on record here, so there is nothing to brief on.",
            [(council.get_absolute_url(), f"All about {council.display_name}")],
        )
    paper = selection.of_inspection(history.inspections[0])
    councils = record.programme_as_at(paper.compared.programme, moment.day)
    return PaperFacts(
        selection=paper,
        history=history,
        evidence=record.evidence_of(paper.inspection),
        councils_as_at=councils,
        peers=peers_of(paper, councils, councils, record.neighbours_of(council.slug)),
        permanent=site + selection.permanent_url(),
        site=site,
        edition=record.edition,
        notes=Notes(),
    )


def _chart(chart: Chart, _address: str) -> Chart:
    return chart


def _line(selection: BriefSelection, facts: PaperFacts, moment: Moment) -> ContextLine:
    """The line of context, on which the day is chosen."""
    return ContextLine(
        day=moment.day,
        today=moment.today,
        facts=(facts.framework.short_name, f"report {facts.dated}"),
        mine=selection.council.slug,
        name=selection.council.display_name,
        door=selection.path,
        kept=[pair for pair in selection.query() if pair[0] != AS_AT.name],
    )
