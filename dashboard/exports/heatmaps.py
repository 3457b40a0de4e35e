"""A heatmap as a file: a row for each council, and for each judgement its grade and where that comes from."""

from __future__ import annotations

from dashboard.presenters.heatmaps import UNRANKED, Heatmap, HeatmapRow

from .rankings import INSPECTION_COLUMNS, grade_text, inspection_values
from .table import LICENCE, DataFile, Value


def heatmap_file(page: Heatmap, address: str) -> DataFile:
    """The page's heatmap; `address` is that of the file itself."""
    selection = page.selection
    graded = [f"{judgement.id}{suffix}" for judgement in page.columns for suffix in ("", ".provenance")]
    return DataFile(
        name=f"heatmap-{selection.programme.code}-{selection.day}",
        about={
            "programme": selection.programme.name,
            "columns_of": page.framework.name,
            "rank_by": selection.measure.name,
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "ranked": page.ranking.base,
            "inspections_on_record": page.ranking.inspected,
            "in_being": page.ranking.field,
            "source": address,
            "licence": LICENCE,
        },
        columns=["council", "name", "region", "rank", *INSPECTION_COLUMNS, *graded],
        rows=[_row(row) for row in page.rows],
    )


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
