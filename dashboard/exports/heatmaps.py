"""A heatmap as a file: a row for each council, and for each judgement its grade and where that comes from."""

from dashboard.presenters.heatmaps import UNRANKED, Heatmap, HeatmapRow
from dashboard.values.table import COUNCIL, LICENCE, REGION, DataFile, Value, graded
from inspections.frameworks.definitions import Judgement
from inspections.wording.words import date_words

from .rankings import INSPECTION_COLUMNS, RANK, grade_text, inspection_values


def heatmap_file(page: Heatmap, address: str) -> DataFile:
    """The page's heatmap; `address` is that of the file itself."""
    selection = page.selection
    judged = [column for judgement in page.columns for column in graded(judgement.id, _heading(judgement, page))]
    return DataFile(
        name=f"heatmap-{selection.programme.code}-{selection.day}",
        title=f"{selection.programme.short_name}, judgement by judgement, as at {date_words(selection.day)}",
        about={
            "programme": selection.programme.name,
            "columns_of": page.framework.name,
            "rank_by": selection.measure.name,
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "ranked": page.ranking.base,
            "inspections_on_record": page.ranking.inspected,
            "in_being": page.ranking.in_being,
            "source": address,
            "licence": LICENCE,
        },
        columns=[*COUNCIL, REGION, RANK, *INSPECTION_COLUMNS, *judged],
        rows=[_row(row) for row in page.rows],
    )


def _heading(judgement: Judgement, page: Heatmap) -> str:
    """A judgement's name, after its service's where the heatmap has several."""
    if len(page.spans) == 1:
        return judgement.name
    return f"{page.framework.service(judgement.service).short_name}: {judgement.name}"


def _row(row: HeatmapRow) -> list[Value]:
    council = row.council
    position = "not ranked" if row.rank == UNRANKED else row.rank
    grades = [value for result in row.results for value in (grade_text(result), result.provenance)]
    return [
        council.slug,
        council.name,
        council.region,
        position,
        *inspection_values(row.inspection),
        *grades,
    ]
