"""Reports and letters by day, with their grades by theme and what changed since the inspection before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.latest import LatestPage, LetterLine, Line, ReportLine, ThemeGrade, month_of, themes_judged
from dashboard.presenters.links import short_date
from dashboard.presenters.timeline import THEMES
from dashboard.selections.latest import INSPECTION
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, Value
from dashboard.values.facts import facts
from dashboard.values.table_cells import ColumnCells
from dashboard.values.tables import Table
from inspections.models import Visit
from inspections.statistics.standings import State
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import PROVENANCE, state_words
from inspections.wording.words import MONTHS, date_words

from .common import (
    council_code_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
)

SHORT = {
    "overall": "Overall",
    "leadership": "Leaders",
    "help_and_protection": "Help",
    "children_in_care": "In care",
    "care_leavers": "Leavers",
    "adoption": "Adoption",
}


KINDS = {INSPECTION: "inspection", **dict(Visit.Kind.choices)}
NO_GRADES = "a visit gives no grades"


class ThemeColumn(Column):
    """The letters of a theme's grades on the page; in files the words, joined where a report judged two services."""

    def __init__(self, theme: str, span: int = 0) -> None:
        """`span` is how many columns the words of a letter take from this one on, 0 if it has none."""
        meaning = "The grade, or in words why there is none; two where a report judged two services."
        super().__init__(THEMES[theme], key=theme, accessor="record", meaning=meaning)
        self.theme = theme
        self.span = span

    @property
    def header(self) -> SafeString:
        return format_html('<abbr title="{}">{}</abbr>', THEMES[self.theme], SHORT[self.theme])

    def whole_cell(self, opening: str, content: Callable[[Any], Any]) -> Callable[[Any], Any]:  # noqa: ARG002
        return lambda record: theme_cell(record, self.theme) if record.record else self._of_letter(record)

    def _of_letter(self, record: LetterLine) -> SafeString | str:
        """What a letter is about, across the columns of grades."""
        return (
            format_html('<td role="cell" class="letter" colspan="{}">{}', self.span, record.words) if self.span else ""
        )


class ThemeCells(ColumnCells):
    """The values of a theme's column in files: one column class for all themes, so the table has no method for each."""

    @property
    def in_files(self) -> Callable[[Line], str]:
        return lambda record: theme_words(record, self.name) if record.record else NO_GRADES


class ReportsTable(Table):
    """The reports and letters of one page of the list, by month; files have all that are asked for."""

    heads_row = "name"

    council = council_code_column("council__slug")
    name = Column("Council", accessor="council__name")
    region = FileColumn("Region", accessor="council__region")
    kind = FileColumn("Kind", words=KINDS)
    theme = FileColumn("Theme of the visit", meaning="In Ofsted’s words; empty for inspections and where not known.")
    framework = framework_column("record__framework__code", default="")
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()
    day = PageColumn("Day", css="dates")
    letter = PageColumn("Visit", accessor="words", css="letter")
    change = PageColumn("Change", css="dates", accessor="change")
    provenance = FileColumn(
        "Where its grades come from",
        meaning="Each source once, the strongest first. Empty where no grade is on record.",
    )
    improved = FileColumn(
        "Judgements up",
        kind=ColumnKind.NUMBER,
        accessor="tally__improved",
        meaning="Judgements with a higher grade than at the council’s inspection before.",
    )
    same = FileColumn("Judgements the same", kind=ColumnKind.NUMBER, accessor="tally__same")
    lower = FileColumn("Judgements down", kind=ColumnKind.NUMBER, accessor="tally__lower")
    compared = FileColumn(
        "Judgements compared",
        kind=ColumnKind.NUMBER,
        accessor="tally__base",
        meaning="Judgements that may be compared with the inspection before.",
    )
    region_words = PageColumn("Region", accessor="council__region", css="wide")

    class Meta:
        attrs = {"class": "stack reports", "caption": {"class": "vh"}}

    def __init__(
        self,
        lines: Sequence[Line],
        *,
        all_lines: Iterable[Line] | None = None,
        caption: str,
        name: str,
        title: str,
        about: Mapping[str, Value] | None = None,
        months: Mapping[str, str] | None = None,
        with_region: bool = True,
    ) -> None:
        """`months` are the numbers of reports and letters by month, for the headings; none without."""
        self.all_lines = lines if all_lines is None else all_lines
        self.months = months or {}
        shown = themes_judged(lines)
        # Where no grade is shown, what letters are about has a column of its own.
        self.page_order = ("day", "name", *(shown or ["letter"]), "change", *(["region_words"] if with_region else []))
        super().__init__(
            lines,
            name=name,
            title=title,
            caption=caption,
            about=about,
            extra_columns=[(theme, ThemeColumn(theme, len(shown) if theme in shown[:1] else 0)) for theme in THEMES],
            sequence=("...", *THEMES, "provenance", "improved", "same", "lower", "compared"),
            empty_text="No report or letter is on record here that fits.",
        )

    def headings_of(self, record: Line) -> list[SafeString]:
        if not self.months:
            return []
        month = month_of(record)
        return [format_html("{} <small>{}</small>", month, self.months[month])]

    def cells(self, bound: Any) -> ColumnCells:
        return ThemeCells(self, bound) if isinstance(bound.column, ThemeColumn) else super().cells(bound)

    def file_records(self) -> Iterable[Line]:
        return self.all_lines

    def value_provenance(self, record: Line) -> str:
        """`from a research dataset; derived, not read from a report`."""
        return "; ".join(words for kind, words in PROVENANCE.items() if kind in record.provenances)

    def render_letter(self, record: Line) -> str:
        return record.words if isinstance(record, LetterLine) else ""

    def render_day(self, record: Line) -> str:
        """`20 Aug`, or when it was inspected with a star where the day of publication isn't known."""
        day = record.inspection.published_on
        return f"{day.day} {MONTHS[day.month - 1][:3]}" if day else short_date(record.inspection)

    def render_name(self, record: Line) -> SafeString:
        """The name as a link to the report's scorecard or the visit's page."""
        return format_html('<a href="{}">{}</a>', record.url, record.council.name)


def latest_table(page: LatestPage, address: str = "") -> ReportsTable:
    """The table of the page of all reports."""
    selection = page.selection
    return ReportsTable(
        page.shown,
        all_lines=page.found,
        name=f"latest-{selection.day}",
        title=f"Reports and letters, as at {date_words(selection.day)}",
        caption=f"Reports and letters by day, the latest first, as at {date_words(selection.day)}",
        months=page.by_month,
        about=facts(
            address,
            {
                "since": selection.since,
                "until": selection.until,
                "programme": selection.programme.name if selection.programme else "all programmes",
                "councils": page.group or "all councils in England",
                "kinds": KINDS[selection.kind] if selection.kind else "inspections and visits",
                "listed": page.number_words,
                "as_at": selection.day,
            },
        ),
    )


def home_reports_table(lines: Sequence[ReportLine]) -> ReportsTable:
    """The latest reports as the home page shows them."""
    return ReportsTable(lines, name="latest", title="Latest reports", caption="Latest reports", with_region=False)


def theme_words(line: ReportLine, theme: str) -> str:
    """The grades of a theme in words, or why there is none."""
    results = [one.result for one in line.by_theme.get(theme, ())]
    words = [result.grade.label if result.grade else state_words(result.state) for result in results]
    return "; ".join(words if any(result.grade for result in results) else dict.fromkeys(words)) or state_words(
        _state(line, theme)
    )


def _state(line: ReportLine, theme: str) -> State:
    """Why a report has no judgement of a theme."""
    no_overall = theme == "overall" and line.record.framework.no_overall
    return State.NO_OVERALL if no_overall else State.NO_SUCH_JUDGEMENT


def theme_cell(line: ReportLine, theme: str) -> SafeString:
    """A cell: the letters of a theme's grades with how each compares with the one before, or the mark of a state."""
    grades = line.by_theme.get(theme, ())
    if not grades:
        state = _state(line, theme)
        return _cell("x", STATE_MARKS[state], state_words(state))
    if len(grades) == 1:
        one = grades[0]
        return _cell(_css(one), _letter(one), one.words)
    inner = "".join(f'<b class="cell {_css(one)}">{_letter(one)}</b>' for one in grades)
    return mark_safe(f'<td role="cell" aria-label="{escape("; ".join(one.words for one in grades))}">{inner}')  # noqa: S308 (escaped)


def _cell(css: str, text: str, label: str) -> SafeString:
    return mark_safe(f'<td role="cell" class="cell {css}" aria-label="{escape(label)}">{text}')  # noqa: S308 (escaped)


def _css(one: ThemeGrade) -> str:
    return one.result.grade.letter.lower() if one.result.grade else "x"


def _letter(one: ThemeGrade) -> str:
    result = one.result
    if result.grade is None:
        return STATE_MARKS[result.state]
    arrow = f" <small>{one.arrow}</small>" if one.arrow else ""
    return f"{result.grade.letter}{PROVENANCE_MARKS[result.provenance or 'report']}{arrow}"
