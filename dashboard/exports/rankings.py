"""A ranking as a file: the ranked councils in order, then those that are not ranked with their reasons."""

from dashboard.presenters.rankings import RankingPage
from dashboard.values.table import (
    COUNCIL,
    COUNTS_FROM,
    FRAMEWORK,
    INSPECTED_FROM,
    LICENCE,
    PUBLISHED_ON,
    REGION,
    Column,
    DataFile,
    Kind,
    ToPeople,
    Value,
    graded,
)
from inspections.statistics.ranking import NotRanked, Ranked
from inspections.statistics.shares import percent
from inspections.statistics.standings import InspectionRow, Result
from inspections.wording.comparisons import not_ranked_words
from inspections.wording.results import state_words
from inspections.wording.words import date_words

RANK = Column("rank", "Rank", Kind.NUMBER_OR_WORDS, "Equal counts share a rank; “not ranked” where a grade is missing.")
COLUMNS = (
    RANK,
    Column(
        "joint",
        "Joint",
        Kind.YES_OR_NO,
        "Whether another council has the same count. Empty where not ranked.",
    ),
    *COUNCIL,
    REGION,
    Column("count", "Count", Kind.NUMBER, "How many of the judgements have the grade that is counted."),
    Column("of", "Of", Kind.NUMBER, "How many judgements are counted over."),
    Column("not_ranked_because", "Not ranked because", to_people=ToPeople.WHERE_ANY),
)
COUNTS = (
    Column("count", "Count", Kind.NUMBER, "How many of the judgements have the grade that is counted."),
    Column("of", "Of", Kind.NUMBER, "How many judgements are counted over."),
    Column("councils_with_it", "Councils", Kind.NUMBER, "How many of the councils ranked have this count."),
    Column("of_councils", "Of councils", Kind.NUMBER, "How many councils are ranked."),
    Column("percent", "Per cent", Kind.NUMBER, "In whole per cent; empty where fewer than ten councils are ranked."),
)
INSPECTION_COLUMNS = (FRAMEWORK, PUBLISHED_ON, INSPECTED_FROM, COUNTS_FROM)


def ranking_file(page: RankingPage, address: str) -> DataFile:
    """The page's ranking; `address` is that of the file itself."""
    ranking, selection = page.ranking, page.selection
    judged = [column for id_, heading in page.judgements for column in graded(id_, heading)]
    return DataFile(
        name=f"ranking-{selection.programme.code}-{selection.day}",
        title=f"{selection.programme.short_name} ranking, as at {date_words(selection.day)}",
        about=_about(page, address),
        columns=[*COLUMNS, *INSPECTION_COLUMNS, *judged],
        rows=[_row(entry, page) for entry in (*ranking.entries, *ranking.not_ranked)],
    )


def _about(page: RankingPage, address: str) -> dict[str, Value]:
    ranking, selection = page.ranking, page.selection
    return {
        "programme": selection.programme.name,
        "measure": selection.measure.name,
        "councils": page.group or "all councils in England",
        "as_at": selection.day,
        "ranked": ranking.base,
        "inspections_on_record": ranking.inspected,
        "in_being": ranking.in_being,
        "source": address,
        "licence": LICENCE,
    }


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


def counts_file(page: RankingPage, address: str) -> DataFile:
    """How many of the page's councils have each count; `address` is that of the file itself."""
    ranking, selection = page.ranking, page.selection
    of = len(page.judgements)
    return DataFile(
        name=f"ranking-{selection.programme.code}-{selection.day}-counts",
        title=f"{selection.programme.short_name}: councils by count, as at {date_words(selection.day)}",
        about=_about(page, address),
        columns=COUNTS,
        rows=[
            [count, of, len(councils), ranking.base, percent(len(councils), ranking.base)]
            for count, councils in ranking.by_count.items()
        ],
    )


def inspection_values(inspection: InspectionRow | None) -> list[Value]:
    """Framework and dates of the inspection, in the order of INSPECTION_COLUMNS."""
    if inspection is None:
        return [None] * len(INSPECTION_COLUMNS)
    return [inspection.framework, inspection.published_on, str(inspection.inspected_from), inspection.counts_from]


def grade_text(result: Result) -> str:
    """The grade's label, or the state in words: never empty."""
    return result.grade.label if result.grade else state_words(result.state)
