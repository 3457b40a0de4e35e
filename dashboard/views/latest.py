"""All reports and letters by day."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest

from dashboard.addresses import PageRequest
from dashboard.presenters.context_line import ContextLine, NamedLink
from dashboard.presenters.feeds import CORRECTIONS, latest_feed, latest_feed_link
from dashboard.presenters.latest import LatestPage, latest_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.latest import LatestSelection
from dashboard.selections.moment import moment_of
from dashboard.tables.latest import latest_table
from dashboard.values.feed import ATOM
from dashboard.values.page import Page
from inspections.record.status import Basis
from inspections.statistics.standings import State
from inspections.wording.words import date_words


@page_view()
def latest(request: PageRequest) -> Shown | RedirectTo:
    """`/latest/`: all reports and letters by day, with grades and what changed since the inspection before."""
    moment = moment_of(request)
    selection = LatestSelection(moment).read(request.GET)
    if request.ending == ATOM:
        selection = replace(selection, page=1)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    shown = latest_page(selection, moment.record.councils(), moment.record.records(), moment.record.visits())
    if selection.page > shown.pages:
        raise BadRequest(f"The list of reports has pages 1 to {shown.pages}.")
    page = Page.of(
        selection,
        request.site,
        f"Reports as at {date_words(selection.day)}",
        basis=Basis(programme=selection.programme, day=selection.day, visits=() if selection.programme else None),
        tables={"reports": partial(latest_table, shown)},
        feed=partial(latest_feed, shown),
        feeds=(latest_feed_link(shown), CORRECTIONS),
    )

    def context() -> dict[str, Any]:
        return {
            "not_judged_apart": State.NO_SUCH_JUDGEMENT,
            "page": shown,
            "selection": selection,
            "table": latest_table(shown),
            "in_use": bool(selection.kind or replace(selection.group, region="")),
            "line": _line(shown),
        }

    return Shown(page, "latest.html", context)


def _line(shown: LatestPage) -> ContextLine:
    selection = shown.selection
    programme = selection.programme.short_name if selection.programme else "all programmes"
    first = next(iter(shown.found), None)
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=(programme, shown.number_words),
        latest=NamedLink(f"{first.council.name}, {date_words(first.inspection.counts_from)}", first.url)
        if first
        else None,
        door=selection.path,
        kept=[pair for pair in selection.query() if pair[0] not in {"as-at", "page"}],
    )
