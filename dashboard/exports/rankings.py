"""A ranking as a file: the ranked councils in order, then those that are not ranked with their reasons."""

from __future__ import annotations

from dashboard.presenters.rankings import RankingPage
from inspections.statistics import InspectionRow, NotRanked, Ranked, Result
from inspections.wording import not_ranked_words, state_words

from .table import LICENCE, DataFile, Value

COLUMNS = ("rank", "joint", "council", "name", "region", "count", "of", "not_ranked_because")
INSPECTION_COLUMNS = ("framework", "published_on", "inspected_from", "counts_from")


def ranking_file(page: RankingPage, address: str) -> DataFile:
    """The page's ranking; `address` is that of the file itself."""
    ranking, selection = page.ranking, page.selection
    graded = [f"{id_}{suffix}" for id_, _ in page.judgements for suffix in ("", ".provenance")]
    return DataFile(
        name=f"ranking-{selection.programme.code}-{selection.day}",
        about={
            "programme": selection.programme.name,
            "measure": selection.measure.name,
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "ranked": ranking.base,
            "inspections_on_record": ranking.inspected,
            "in_being": ranking.field,
            "source": address,
            "licence": LICENCE,
        },
        columns=[*COLUMNS, *INSPECTION_COLUMNS, *graded],
        rows=[_row(entry, page) for entry in (*ranking.entries, *ranking.not_ranked)],
    )


def _row(entry: Ranked | NotRanked, page: RankingPage) -> list[Value]:
    council, standing = entry.council, page.standings[entry.council.slug]
    if isinstance(entry, Ranked):
        place: list[Value] = [entry.rank, entry.joint]
        counted: list[Value] = [entry.count, entry.of, ""]
    else:
        place = ["not ranked", None]
        counted = [None, entry.of, not_ranked_words(entry)]
    latest = standing.records[-1].inspection if standing.records else None
    results = [standing.result(id_) for id_, _ in page.judgements]
    grades = [value for result in results for value in (grade_text(result), result.provenance)]
    return [*place, council.slug, council.name, council.region, *counted, *inspection_values(latest), *grades]


def inspection_values(inspection: InspectionRow | None) -> list[Value]:
    """Framework and dates of the inspection, in the order of INSPECTION_COLUMNS."""
    if inspection is None:
        return [None] * len(INSPECTION_COLUMNS)
    return [inspection.framework, inspection.published_on, str(inspection.inspected_from), inspection.counts_from]


def grade_text(result: Result) -> str:
    """The grade's label, or the state in words: never empty."""
    return result.grade.label if result.grade else state_words(result.state)
