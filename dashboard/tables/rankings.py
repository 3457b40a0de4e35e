"""A ranking: the ranked councils in order, and those that are not ranked with their reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.links import short_date
from dashboard.presenters.rankings import RankingPage, RankingRow, RegionCounts
from dashboard.values.columns import CellText, Column, ColumnKind, FileColumn, PageColumn, ToPeople, Value, graded
from dashboard.values.documents import TableBlock
from dashboard.values.facts import facts
from dashboard.values.grade_tags import graded_words
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.frameworks.definitions import ScaleGrade
from inspections.statistics.ranking import Ranked
from inspections.statistics.shares import percent
from inspections.statistics.standings import CouncilRow, Result
from inspections.wording.comparisons import not_ranked_words
from inspections.wording.days import day_words
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words
from inspections.wording.words import capital, date_words, rank_words

from .common import (
    council_code_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
    region_column,
)

NOT_RANKED = "not ranked"
# With more grades, the Word table has letters in narrow columns, so that a council takes one line.
MOST_GRADES_IN_WORDS = 2


def rank_column(**options: Any) -> Column:
    """A council's rank."""
    meaning = "Equal counts share a rank; “not ranked” where a grade is missing."
    return Column("Rank", kind=ColumnKind.NUMBER_OR_WORDS, meaning=meaning, **options)


def count_column(**options: Any) -> Column:
    """The number of judgements with the grade that is counted."""
    meaning = "How many of the judgements have the grade that is counted."
    return Column("Count", kind=ColumnKind.NUMBER, meaning=meaning, **options)


def of_column(**options: Any) -> FileColumn:
    """The number of judgements counted over."""
    return FileColumn("Of", kind=ColumnKind.NUMBER, meaning="How many judgements are counted over.", **options)


class LetterColumn(PageColumn):
    """A counted judgement: the letter of its grade, with the word for screen readers."""

    def __init__(self, heading: str, place: int, *, names_grades: bool) -> None:
        """`names_grades`: the Word table has the word in place of the letter."""
        super().__init__(heading, accessor="results", place=place, attrs={"th": {"class": "of-grade"}})
        self.names_grades = names_grades

    def cell(self, value: Result) -> CellText:
        """The grade with the mark of its provenance."""
        assert value.grade
        words = value.grade.label if self.names_grades else value.grade.letter
        return CellText(words + PROVENANCE_MARKS[value.provenance or "report"], value.grade.code)

    def render(self, value: Result) -> SafeString:
        """The whole cell, with a mark if the grade was not read from the report itself."""
        assert value.grade
        return _letter_cell(value.grade, value.provenance or "report")

    def whole_cell(self, opening: str, content: Callable[[Any], str]) -> Callable[[Any], str]:  # noqa: ARG002
        """The content itself, since it is the whole cell."""
        return content


@cache
def _letter_cell(grade: ScaleGrade, provenance: str) -> SafeString:
    return format_html(
        '<td role="cell" class="{}" aria-label="{}">{}{}',
        grade.letter.lower(),
        graded_words(grade, provenance),
        grade.letter,
        PROVENANCE_MARKS[provenance],
    )


class RankingTable(Table):
    """The councils of a ranking. The page has those that are ranked, in the selected order."""

    heads_row = "council"

    rank = rank_column(order_by="position", css="rank")
    joint = FileColumn(
        "Joint",
        kind=ColumnKind.YES_OR_NO,
        meaning="Whether another council has the same count. Empty where not ranked.",
        to_people=ToPeople.NEVER,
    )
    code = council_code_column()
    council = Column("Council", key="name", accessor="name", order_by=("name", "position"))
    region = region_column("region", order_by=("region", "position"), css="rare")
    count = count_column(css="rare")
    of = of_column(accessor="entry__of")
    not_ranked_because = FileColumn("Not ranked because", to_people=ToPeople.WHERE_ANY)
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()
    versions = PageColumn("Version", css="rare")
    published = PageColumn("Published", order_by=("published", "position"), css="day", newest_first=True)

    class Meta:
        row_attrs = {"id": lambda record: record.anchor, "class": lambda record: "marked" if record.marked else ""}

    def __init__(
        self, page: RankingPage, address: str = "", rows: Sequence[RankingRow] | None = None, **options: Any
    ) -> None:
        """The whole list as files have it, or these rows of it to be read, without the grades that only files have."""
        selection = page.selection
        names_grades = len(page.judgements) <= MOST_GRADES_IN_WORDS
        letters = [
            (f"letter {id_}", LetterColumn(name, n, names_grades=names_grades))
            for n, (id_, name) in enumerate(page.judgements)
        ]
        in_files = page.judgements if rows is None else ()
        judged = [graded(id_, name, accessor="results", place=n) for n, (id_, name) in enumerate(in_files)]
        super().__init__(
            page.all_rows if rows is None else rows,
            name=f"ranking-{selection.programme.code}-{selection.day}",
            **{
                "title": f"{selection.programme.short_name} ranking, as at {date_words(selection.day)}",
                "caption": f"{page.ranking.measure.name}, as at {date_words(selection.day)}",
                "attrs": {"class": f"ranking lines{' tall' if page.has_services else ''}", "caption": {"class": "vh"}},
                **options,
            },
            about=_about(page, address),
            extra_columns=[*letters, *chain.from_iterable(judged)],
        )
        shown = (("region", not selection.group.region), ("versions", page.mixed), ("published", True))
        self.page_order = ("rank", "council", "count", *dict(letters), *(name for name, is_shown in shown if is_shown))

    def value_rank(self, record: RankingRow) -> Value:
        return record.entry.rank if isinstance(record.entry, Ranked) else NOT_RANKED

    def plain_rank(self, record: RankingRow) -> str:
        """`1=` if the rank is shared, or that the council is not ranked."""
        return self.words_rank(record) if isinstance(record.entry, Ranked) else NOT_RANKED

    def words_rank(self, record: RankingRow) -> str:
        """`1=` if the rank is shared."""
        assert isinstance(record.entry, Ranked)
        return rank_words(record.entry.rank, joint=record.entry.joint)

    def value_joint(self, record: RankingRow) -> Value:
        return record.entry.joint if isinstance(record.entry, Ranked) else None

    def render_council(self, record: RankingRow) -> SafeString:
        """The name as a link to the council's page."""
        return link(record.url, record.name, anchor="row" if record.marked else "")

    def value_count(self, record: RankingRow) -> Value:
        return record.entry.count if isinstance(record.entry, Ranked) else None

    def words_count(self, record: RankingRow) -> str:
        """`3 of 4`."""
        assert isinstance(record.entry, Ranked)
        return f"{record.entry.count} of {record.entry.of}"

    def value_not_ranked_because(self, record: RankingRow) -> Value:
        return "" if isinstance(record.entry, Ranked) else not_ranked_words(record.entry)

    def words_published_on(self, record: RankingRow) -> str:
        """The day, or when the council was inspected."""
        inspection = record.inspection
        return capital(day_words(inspection.published_on, inspection.inspected_from)) if inspection else ""

    def render_published(self, record: RankingRow) -> str:
        """The day of publication or, if it isn't known, when the council was inspected."""
        assert record.inspection
        return short_date(record.inspection)


class RegionCountsTable(Table):
    """How many of each region's councils have each count, on the page."""

    region = PageColumn("Region")
    total = PageColumn("All", css="number")

    def __init__(self, page: RankingPage) -> None:
        numbers = [
            (f"count {count}", PageColumn(str(count), accessor="numbers", place=n, css="number"))
            for n, count in enumerate(page.ranking.by_count)
        ]
        super().__init__(
            page.by_region,
            title=f"Councils by region and count, as at {date_words(page.selection.day)}",
            attrs={"class": "region-counts", "caption": {"class": "vh"}},
            extra_columns=numbers,
        )
        self.page_order = ("region", *dict(numbers), "total")

    def render_region(self, record: RegionCounts) -> SafeString:
        """The region's name as a link to its own ranking."""
        return link(record.url, record.region)


class CountsTable(Table):
    """How many of a ranking's councils have each count."""

    count = count_column()
    of = of_column()
    councils_with_it = FileColumn(
        "Councils", kind=ColumnKind.NUMBER, meaning="How many of the councils ranked have this count."
    )
    of_councils = FileColumn("Of councils", kind=ColumnKind.NUMBER, meaning="How many councils are ranked.")
    percent = FileColumn(
        "Per cent", kind=ColumnKind.NUMBER, meaning="In whole per cent; empty where fewer than ten councils are ranked."
    )

    def __init__(self, page: RankingPage, address: str) -> None:
        selection = page.selection
        self.judgements, self.ranked = len(page.judgements), page.ranking.base
        super().__init__(
            page.ranking.by_count.items(),
            name=f"ranking-{selection.programme.code}-{selection.day}-counts",
            title=f"{selection.programme.short_name}: councils by count, as at {date_words(selection.day)}",
            about=_about(page, address),
        )

    def value_count(self, record: tuple[int, Sequence[CouncilRow]]) -> Value:
        return record[0]

    def value_of(self) -> Value:
        return self.judgements

    def value_councils_with_it(self, record: tuple[int, Sequence[CouncilRow]]) -> Value:
        return len(record[1])

    def value_of_councils(self) -> Value:
        return self.ranked

    def value_percent(self, record: tuple[int, Sequence[CouncilRow]]) -> Value:
        return percent(len(record[1]), self.ranked)


def word_sections(page: RankingPage) -> Iterator[tuple[str, tuple[TableBlock, ...]]]:
    """The tables of the Word file under their headings: the councils ranked, and those not ranked if asked for."""
    as_at = f"as at {date_words(page.selection.day)}"
    if page.rows:
        title = f"Councils ranked {as_at}"
        table = RankingTable(page, rows=page.rows, title=title, widths=_word_widths(page))
        yield "The ranking", (TableBlock(table, below=_key(page)),)
    if page.not_ranked and page.selection.lists_not_ranked:
        widths = {"council": 6.0, "not_ranked_because": 10.0}
        title = f"Councils not ranked {as_at}"
        yield "Not ranked", (TableBlock(RankingTable(page, rows=page.not_ranked, title=title, widths=widths)),)


def _word_widths(page: RankingPage) -> Mapping[str, float]:
    """The widths of the columns of the councils ranked, with their grades in words or, if they are many, in letters."""
    grades = [f"letter {id_}" for id_, _ in page.judgements]
    in_words = len(grades) <= MOST_GRADES_IN_WORDS
    beside = {"framework": 2.1} if page.mixed else {}
    width, days = (2.4, 3.0) if in_words else (0.9, 3.4)
    return {"council": 3.6, "rank": 1.1, "count": 1.3, **dict.fromkeys(grades, width), **beside, "published_on": days}


def _key(page: RankingPage) -> str:
    """What the letters and marks in the cells of the Word table mean."""
    results = [result for row in page.rows for result in row.results]
    kinds = {result.provenance for result in results if not result.from_report}
    letters = [] if len(page.judgements) <= MOST_GRADES_IN_WORDS else page.scale.grades
    meanings = [
        *(f"{grade.letter}: {grade.in_text}" for grade in letters),
        *(f"{mark}: {provenance_words(kind)}" for kind, mark in PROVENANCE_MARKS.items() if kind in kinds),
    ]
    return f"{'; '.join(meanings)}." if meanings else ""


def _about(page: RankingPage, address: str) -> Mapping[str, Value]:
    ranking, selection = page.ranking, page.selection
    return facts(
        address,
        {
            "programme": selection.programme.name,
            "measure": ranking.measure.name,
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "ranked": ranking.base,
            "inspections_on_record": ranking.inspected,
            "in_being": ranking.in_being,
            **(page.weak.about if page.weak else {}),
        },
    )
