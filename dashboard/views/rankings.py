"""The ranking of a programme's councils as at a day."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.counts import counts_chart
from dashboard.exports.rankings import counts_file, ranking_file
from dashboard.presenters.marked import standing_after
from dashboard.presenters.page_papers import page_paper, ranking_tables
from dashboard.presenters.rankings import RankingPage, ranking_page
from dashboard.presenters.tables import ranking_table
from dashboard.respond import Moved, Shown, page_view
from dashboard.selections.claim import check_url
from dashboard.values.documents import Paper
from dashboard.values.page import Page

from .programmes import read_programme_request


@page_view()
def ranking(request: PageRequest, programme: str, day: str | None = None) -> Shown | Moved:
    """Councils by one named count, joint ranks and all, and those that are not ranked with their reasons."""
    asked = read_programme_request("ranking", request, programme, day)
    if isinstance(asked, Moved):
        return asked
    selection = asked.selection
    later = standing_after(selection, asked.council, asked.record)
    ranked = ranking_page(selection, asked.group, later, asked.council)
    counts = partial(counts_file, ranked)
    page = asked.page(
        tables={"ranking": partial(ranking_file, ranked), "counts": counts},
        charts={"counts": partial(counts_chart, ranked, table=counts)} if ranked.rows else {},
        document=partial(_paper, ranked),
        sentences=lambda: ranked.quotes,
    )

    def context() -> dict[str, Any]:
        return {
            **asked.form(asked.group),
            "page": ranked,
            "table": ranking_table(ranked),
            "heatmap": selection.url(page="heatmap"),
            "check": check_url(selection),
        }

    return Shown(page, "ranking.html", context)


def _paper(ranked: RankingPage, page: Page) -> Paper:
    tables = ranking_tables(ranking_file(ranked, page.source), page.day)
    return page_paper(page, ranked.paper_sentences, tables)
