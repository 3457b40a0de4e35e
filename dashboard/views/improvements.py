"""Areas for improvement across reports and letters."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest

from dashboard.addresses import PageRequest
from dashboard.presenters.areas import AreasPage, areas_page
from dashboard.presenters.context_line import ContextLine
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.improvements import ImprovementsSelection
from dashboard.selections.moment import moment_of
from dashboard.tables.areas import AreasTable
from dashboard.values.page import Page
from inspections.record.status import Basis
from inspections.wording.words import counted, date_words


@page_view()
def improvements(request: PageRequest) -> Shown | RedirectTo:
    """`/improvements/`: what reports and letters say needs to improve, searched by words, theme, day and group."""
    moment = moment_of(request)
    record = moment.record
    selection = ImprovementsSelection(moment).read(request.GET)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    shown = areas_page(
        selection,
        record.areas(),
        record.councils(),
        inspections=sum(record.counts().values()),
        visits=len([visit for visit in record.visits() if visit.public_from <= selection.day]),
    )
    if selection.page > shown.pages:
        raise BadRequest(f"The list of areas for improvement has pages 1 to {shown.pages}.")
    page = Page.of(
        selection,
        request.site,
        f"Areas for improvement as at {date_words(selection.day)}",
        basis=Basis(day=selection.day, visits=None),
        tables={"areas": partial(AreasTable, shown)},
        sentences=lambda: [f"{shown.answer}."],
    )

    def context() -> dict[str, Any]:
        return {
            "page": shown,
            "selection": selection,
            "table": AreasTable(shown),
            "in_use": bool(selection.kind or selection.until or replace(selection.group, region="")),
            "line": _line(shown),
        }

    # Search engines have no use for the results of another search.
    return Shown(page, "improvements.html", context, headers={"X-Robots-Tag": "noindex"} if selection.q else {})


def _line(shown: AreasPage) -> ContextLine:
    selection = shown.selection
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=(counted(len(shown.all_areas), "area") + " for improvement on record",),
        door=selection.path,
        kept=[pair for pair in selection.query() if pair[0] not in {"as-at", "page"}],
    )
