"""The committee paper on one inspection, as a page and as a Word file."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.addresses import with_ending, with_parameters
from dashboard.errors import NotOnRecordError
from dashboard.exports.word import word_file
from dashboard.presenters.papers import Notes, PaperFacts, grouped, paper, peers_of
from dashboard.presenters.papers.files import table_file
from dashboard.respond import answer, moved
from dashboard.selections.moment import Moment, moment_of
from dashboard.selections.paper import PARTS, PaperSelection, read_paper_selection
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.models import Council
from inspections.record.history import History
from inspections.record.status import Basis

from .programme_pages import inspections_counted
from .scorecards import inspection_at, unknown_council

TABLE_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))


@require_safe
def latest_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """`/papers/<slug>/`: leads to the paper on the council's latest inspection."""
    moment = moment_of(request)
    record = moment.record
    if history := record.history_of(slug).inspections:
        address = reverse("paper", args=[slug, history[0].address_date])
        return redirect(with_parameters(address, request.GET.dict()))
    council = record.council(slug)
    if council is None:
        raise unknown_council(slug, record)
    raise NotOnRecordError(
        f"No inspection of {council.display_name} is on record here, so there is nothing to write a paper on.",
        [(council.get_absolute_url(), f"All about {council.display_name}")],
    )


@require_safe
def paper_page(
    request: HttpRequest, slug: str, published: str, day: str | None = None, ending: str = ""
) -> HttpResponse:
    """`/papers/<slug>/<published>/[<day>/]`: what an officer can take to a committee, with its sources."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, record)
    sets = record.neighbour_sets()
    selection = read_paper_selection(inspection, asked=request.GET, day=day, moment=moment, neighbour_sets=sets)
    if not selection.is_read_from(request.GET, published, day):
        return moved(request, selection.url(), ending)
    facts = _facts(request, selection, history, moment)
    written = paper(facts)
    # The judgements are what a reader means by the table of an inspection.
    ordered = sorted(written.tables, key=lambda one: not one.name.startswith("judgements"))
    tables = {one.name: partial(table_file, one, facts) for one in ordered}
    answered = Page(
        title=written.title,
        url=selection.url(),
        permanent=selection.url(edition=record.edition or None),
        day=selection.day,
        edition=moment.edition,
        sentences=written.quotable,
        basis=_basis(selection),
        rests_on=f"this inspection and {inspections_counted(selection.compared.programme, selection.day)}",
        tables=tables,
        charts=written.charts,
        document=partial(word_file, written, f"paper-{slug}-{published}-{selection.day}"),
    )
    context = {
        "paper": written,
        "table_files": _table_files(answered, written),
        "form_action": reverse("paper", args=[slug, published]),
        "selection": selection,
        "compared": selection.compared,
        "programme": selection.compared.programme,
        "scorecard": inspection.get_absolute_url(),
        "ranking": facts.ranking_address,
        "parts": PARTS,
        "neighbour_sets": sets,
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "today": moment.today,
    }
    return answer(request, answered, ending, "paper.html", context)


def _basis(selection: PaperSelection) -> Basis:
    """The inspections compared and its own, which may count from a later day than they."""
    inspection = selection.inspection
    day = max(selection.day, inspection.counts_from)
    return Basis(programme=selection.compared.programme, day=day, about={inspection.pk})


def _table_files(page: Page, written: Paper) -> list[dict[str, Any]]:
    """The addresses of each table's files."""
    return [
        {
            "caption": table.caption,
            "urls": [(name, with_ending(page.url, ending, {"table": table.name})) for ending, name in TABLE_FILES],
        }
        for table in written.tables
    ]


def _facts(request: HttpRequest, selection: PaperSelection, history: History, moment: Moment) -> PaperFacts:
    record, compared = moment.record, selection.compared
    edition = record.edition or None
    councils_as_at = record.programme_as_at(compared.programme, selection.day)
    asked_for = grouped(councils_as_at, compared, compared.slugs(record))
    neighbours = record.neighbours_of(selection.slug)
    return PaperFacts(
        selection=selection,
        history=history,
        evidence=record.evidence_of(selection.inspection),
        councils_as_at=asked_for,
        peers=peers_of(selection, councils_as_at, asked_for, neighbours, record.neighbour_sets()),
        permanent=request.build_absolute_uri(selection.url(edition=edition)),
        ranking_address=request.build_absolute_uri(compared.url("ranking", edition=edition)),
        edition=record.edition,
        notes=Notes(),
    )
