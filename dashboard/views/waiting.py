"""How long ago each council's last inspection is, as at a day."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.intervals import intervals_chart
from dashboard.papers.pages import page_paper
from dashboard.presenters.waiting import WaitingPage, waiting_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.tables.waiting import IntervalsTable, WaitingTable, word_sections
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.wording.waiting import COUNTED_FROM, OBSERVED

from .programmes import read_programme_request


@page_view()
def waiting(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/waiting/<programme>/[<day>/]`: councils by the days since their last inspection, and intervals observed."""
    programme_request = read_programme_request("waiting", request, programme, day)
    if isinstance(programme_request, RedirectTo):
        return programme_request
    selection, record = programme_request.selection, programme_request.record
    shown = waiting_page(
        selection, programme_request.group, record.records(), record.visits(), programme_request.councils
    )
    intervals = partial(IntervalsTable, shown)
    page = programme_request.page(
        tables={"waiting": partial(WaitingTable, shown), "intervals": intervals},
        charts={"intervals": partial(intervals_chart, shown, table=intervals)} if shown.observed.by_grade else {},
        document=partial(_paper, shown),
        sentences=lambda: [f"{shown.answer}."],
    )

    def context() -> dict[str, Any]:
        council = programme_request.council
        return {
            **programme_request.form(programme_request.group),
            "page": shown,
            "observed": OBSERVED,
            "table": WaitingTable(shown, order_by=selection.sort or "-days"),
            "intervals": IntervalsTable(shown),
            "marked": shown.marked_words(council) if council else "",
            "ranking": selection.url(page="ranking", sort=""),
        }

    return Shown(page, "waiting.html", context)


def _paper(shown: WaitingPage, page: Page) -> Paper:
    sentences = [f"{shown.answer}.", shown.not_inspected_words, f"{shown.intervals_title}."]
    notes = [COUNTED_FROM, OBSERVED, shown.left_out, shown.coverage]
    return page_paper(page, [*filter(None, sentences)], word_sections(shown), notes=[*filter(None, notes)])
