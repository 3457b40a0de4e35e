"""A heatmap: a row for each council, and for each judgement its grade and where that comes from."""

from itertools import chain

from dashboard.presenters.heatmaps import UNRANKED, Heatmap, HeatmapRow
from dashboard.values.columns import Value, graded
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.frameworks.definitions import Judgement
from inspections.wording.words import date_words

from .common import (
    council_code_column,
    council_name_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
    region_column,
)
from .rankings import NOT_RANKED, rank_column


class HeatmapTable(Table):
    """The councils of a heatmap, for files. `heat.heatmap_table` is the page's table."""

    heads_row = "name"

    council = council_code_column()
    name = council_name_column()
    region = region_column()
    rank = rank_column()
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()

    def __init__(self, page: Heatmap, address: str) -> None:
        selection = page.selection
        judged = [
            graded(judgement.id, _heading(judgement, page), accessor="results", place=n)
            for n, judgement in enumerate(page.columns)
        ]
        super().__init__(
            page.rows,
            name=f"heatmap-{selection.programme.code}-{selection.day}",
            title=f"{selection.programme.short_name}, judgement by judgement, as at {date_words(selection.day)}",
            about=facts(
                address,
                {
                    "programme": selection.programme.name,
                    "columns_of": page.framework.name,
                    "rank_by": page.ranking.measure.name,
                    "councils": page.group or "all councils in England",
                    "as_at": selection.day,
                    "ranked": page.ranking.base,
                    "inspections_on_record": page.ranking.inspected,
                    "in_being": page.ranking.in_being,
                    **(page.weak.about if page.weak else {}),
                },
            ),
            extra_columns=list(chain.from_iterable(judged)),
        )

    def value_rank(self, record: HeatmapRow) -> Value:
        return NOT_RANKED if record.rank == UNRANKED else record.rank


def _heading(judgement: Judgement, page: Heatmap) -> str:
    """A judgement's name, with its service if the heatmap has several."""
    if len({column.service for column in page.columns}) == 1:
        return judgement.name
    return f"{page.framework.service(judgement.service).short_name}: {judgement.name}"
