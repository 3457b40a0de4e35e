"""The list of councils, each with its latest inspection."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.councils import LISTED_THEMES, CouncilLine
from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.links import short_date
from dashboard.values.columns import Column, ColumnKind, FileColumn, GradeColumn, OriginColumn, PageColumn, ToPeople
from dashboard.values.facts import facts
from dashboard.values.grade_tags import graded_words
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.statistics.standings import Result, State
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import result_words, state_words
from inspections.wording.words import date_words

from .common import council_code_column, framework_column, inspected_from_column, published_on_column, region_column

NO_INSPECTION = "no inspection on record here"


class ThemeLetters(PageColumn):
    """The letters of a council's latest grades of a theme, or the mark of the state in their place."""

    def __init__(self, theme: str, **options: Any) -> None:
        super().__init__(LISTED_THEMES[theme], accessor="by_theme", attrs={"th": {"class": "of-grade"}}, **options)
        self.theme = theme

    def whole_cell(self, opening: str, content: Callable[[Any], str]) -> Callable[[Any], str]:  # noqa: ARG002
        """The letters. The first cell of a council without an inspection says so across all of them."""
        return lambda record: self._cell(record) if record.record else self._none()

    def _cell(self, record: CouncilLine) -> str:
        return letters_cell(record.by_theme.get(self.theme, ()), record.state_of(self.theme))

    def _none(self) -> str:
        across = len(LISTED_THEMES)
        return f'<td role="cell" class="none" colspan="{across}">{NO_INSPECTION}' if self.theme == "overall" else ""


def letters_cell(results: Sequence[Result], otherwise: State) -> SafeString:
    """A cell with the letter of each result, or the mark of the state if there is none."""
    if not results:
        return _letter_cell("x", STATE_MARKS[otherwise], state_words(otherwise))
    if len(results) == 1:
        return _letter_cell(*_letter(results[0]))
    letters = [_letter(result) for result in results]
    inner = format_html_join("", '<b class="cell {}">{}</b>', (letter[:2] for letter in letters))
    return format_html('<td role="cell" aria-label="{}">{}', "; ".join(words for _, _, words in letters), inner)


@cache
def _letter_cell(css: str, text: str, label: str) -> SafeString:
    return format_html('<td role="cell" class="{}" aria-label="{}">{}', css, label, text)


def _letter(result: Result) -> tuple[str, str, str]:
    """The class, the text and the words of a result's letter."""
    if result.grade is None:
        return "x", STATE_MARKS[result.state], state_words(result.state)
    origin = result.provenance or "report"
    words = graded_words(result.grade, origin)
    return result.grade.letter.lower(), result.grade.letter + PROVENANCE_MARKS[origin], words


class CouncilsTable(Table):
    """The selected councils. Files have a row for each overall judgement of a council's latest inspection."""

    heads_row = "council"
    page_order = ("council", *LISTED_THEMES, "published", "version", "region", "type")

    code = council_code_column()
    council = Column(
        "Council",
        key="name",
        accessor="council__short_name",
        order_by=("council__short_name", "council__slug"),
    )
    official_name = FileColumn("Official name", accessor="council__official_name")
    region = region_column(order_by="council__region", css="rare")
    type = PageColumn("Type", accessor="type_words", order_by="type_words", css="rare")
    type_of_council = FileColumn("Type of council", key="type")
    in_being_from = FileColumn(
        "In being from",
        accessor="council__valid_from",
        kind=ColumnKind.DAY,
        meaning="Empty for a council that is older than these data.",
        to_people=ToPeople.WHERE_ANY,
    )
    in_being_to = FileColumn(
        "In being to",
        accessor="council__valid_to",
        kind=ColumnKind.DAY,
        meaning="The last day; empty for a council of today.",
        to_people=ToPeople.WHERE_ANY,
    )
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    overall_of = FileColumn(
        "Overall grade of",
        accessor="headline__of",
        meaning="The service that the overall grade is of.",
        to_people=ToPeople.WHERE_ANY,
    )
    overall_grade = GradeColumn(
        "Overall grade",
        key="overall",
        accessor="headline__result",
        visible=False,
        meaning="The latest, or in words why there is none here. Never empty.",
    )
    overall_provenance = OriginColumn(
        "Overall grade: where it comes from", key="overall.provenance", accessor="headline__result"
    )
    overall = ThemeLetters("overall", order_by="overall_rank")
    leadership = ThemeLetters("leadership")
    help_and_protection = ThemeLetters("help_and_protection")
    children_in_care = ThemeLetters("children_in_care")
    care_leavers = ThemeLetters("care_leavers")
    published = PageColumn("Published", order_by="inspection__counts_from", css="day", newest_first=True)
    version = PageColumn("Framework", accessor="record__framework__short_name", css="rare")

    class Meta:
        attrs = {"class": "lines councils", "caption": {"class": "vh"}}

    def __init__(
        self, lines: Sequence[CouncilLine], *, shown: str, day: date, address: str = "", order_by: str | None = None
    ) -> None:
        """`shown` is the sentence on the councils in the table."""
        super().__init__(
            lines,
            name=f"councils-{day}",
            title=f"Councils, as at {date_words(day)}",
            caption=f"Councils with their latest inspection, as at {date_words(day)}",
            about=facts(address, {"councils": shown, "as_at": day}),
            order_by=order_by,
        )

    def file_records(self) -> Iterator[CouncilLine]:
        """A row for each overall judgement."""
        for line in self.data:
            yield from (replace(line, headlines=(headline,)) for headline in line.headlines)
            if line.inspection is None:
                yield line

    def value_type_of_council(self, record: CouncilLine) -> str:
        return record.type_words

    def value_overall_grade(self, record: CouncilLine) -> str:
        return result_words(record.headline.result) if record.headline else NO_INSPECTION

    def render_council(self, record: CouncilLine) -> SafeString:
        """The name as a link to the council's page."""
        return link(record.council.get_absolute_url(), record.council.display_name)

    def render_published(self, record: CouncilLine) -> SafeString | str:
        """The day of publication, or when it was inspected, as a link to the scorecard."""
        return link(record.scorecard, short_date(record.inspection)) if record.inspection else ""
