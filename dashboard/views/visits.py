"""The list of focused and monitoring visits, and the page of one."""

from functools import partial
from typing import Any

from django.core.exceptions import BadRequest

from dashboard.addresses import PageRequest
from dashboard.presenters.context_line import ContextLine
from dashboard.presenters.visits import VisitList, visit_line
from dashboard.presenters.visits import visit_list as present_list
from dashboard.presenters.visits import visit_page as present
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.moment import moment_of
from dashboard.selections.visits import VisitListSelection, VisitSelection, visit_at
from dashboard.tables.visits import LetterPointsTable, visit_table, visits_table
from dashboard.values.page import Page
from dashboard.values.tables import TableMaker
from inspections.record.status import Basis
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.words import counted, date_words


@page_view()
def visit_list(request: PageRequest) -> Shown | RedirectTo:
    """`/visits/`: all visits by day, of a kind, on a theme, to a group of councils."""
    moment = moment_of(request)
    selection = VisitListSelection(moment).read(request.GET)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    shown = present_list(selection, moment.record.councils(), moment.record.visits())
    if selection.page > shown.pages:
        raise BadRequest(f"The list of visits has pages 1 to {shown.pages}.")
    page = Page.of(
        selection,
        request.site,
        f"Focused and monitoring visits as at {date_words(selection.day)}",
        basis=Basis(inspections=(), councils=shown.slugs, day=selection.day, visits=None),
        rests_on="these visits",
        tables={"visits": partial(visits_table, shown)},
    )

    def context() -> dict[str, Any]:
        return {
            "page": shown,
            "selection": selection,
            "table": visits_table(shown),
            "line": _line(shown),
        }

    return Shown(page, "visits.html", context)


@page_view()
def visit_page(request: PageRequest, slug: str, first_day: str) -> Shown | RedirectTo:
    """`/councils/<slug>/visits/<first_day>/`: one visit, with what its letter says."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    visits = record.visits_of(slug)
    visit = visit_at(slug, first_day, moment, visits)
    selection = VisitSelection(moment, visit)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    shown = present(visit, record.evidence_of_visit(visit), record.history_of(slug), visits)
    points: dict[str, TableMaker] = (
        {"areas": partial(LetterPointsTable, shown)} if shown.priority_actions or shown.improvements else {}
    )
    page = Page.of(
        selection,
        request.site,
        shown.title,
        sentences=lambda: (shown.sentence,),
        basis=Basis(inspections=(), councils={slug}, visits={visit.pk}),
        tables={"visit": partial(visit_table, shown), **points},
    )

    def context() -> dict[str, Any]:
        return {"page": shown, "not_on_record": NOT_ON_RECORD, "line": visit_line(shown, moment.today)}

    return Shown(page, "visit.html", context)


def _line(shown: VisitList) -> ContextLine:
    selection = shown.selection
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=("focused and monitoring visits", counted(len(shown.found), "visit")),
        door=selection.path,
        kept=[pair for pair in selection.query() if pair[0] not in {"as-at", "page"}],
    )
