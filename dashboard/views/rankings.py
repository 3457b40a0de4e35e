"""The ranking of a programme's councils as at a day."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest, with_ending
from dashboard.charts.count_strip import count_strip
from dashboard.charts.counts import counts_chart
from dashboard.papers.pages import page_paper
from dashboard.presenters.marked import standing_after
from dashboard.presenters.rankings import RankingPage, ranking_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.claim import check_url
from dashboard.tables.rankings import CountsTable, RankingTable, RegionCountsTable, word_sections
from dashboard.values.documents import Paper
from dashboard.values.page import WORD, Page

from .programmes import read_programme_request


@page_view()
def ranking(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/ranking/<programme>/[<day>/]`: councils by one count, and those not ranked with the reason."""
    programme_request = read_programme_request("ranking", request, programme, day)
    if isinstance(programme_request, RedirectTo):
        return programme_request
    selection = programme_request.selection
    later = standing_after(selection, programme_request.council, programme_request.record)
    ranked = ranking_page(selection, programme_request.group, later, programme_request.council)
    counts = partial(CountsTable, ranked)
    page = programme_request.page(
        tables={"ranking": partial(RankingTable, ranked), "counts": counts},
        charts={"counts": partial(counts_chart, ranked, table=counts)} if ranked.rows else {},
        document=partial(_paper, ranked),
        sentences=lambda: ranked.quotes,
        main_sentence=lambda: ranked.main_sentence,
    )

    def context() -> dict[str, Any]:
        return {
            **programme_request.form(programme_request.group),
            "page": ranked,
            "table": RankingTable(ranked, rows=ranked.rows, order_by=selection.sort or "rank"),
            "strip": count_strip(ranked) if ranked.rows else "",
            "regions": RegionCountsTable(ranked) if ranked.by_region else None,
            "heatmap": selection.url(page="heatmap"),
            "word_with_not_ranked": with_ending(selection.url(lists_not_ranked=True), WORD),
            "check": check_url(selection, ranked.ranking.measure),
        }

    return Shown(page, "ranking.html", context)


def _paper(ranked: RankingPage, page: Page) -> Paper:
    return page_paper(page, ranked.paper_sentences, word_sections(ranked), notes=ranked.paper_notes)
