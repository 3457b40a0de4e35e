"""The columns of tables: what files have in them, and how pages and Word show it."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from html import escape
from typing import Any, NamedTuple

import django_tables2 as tables
from django.utils.safestring import SafeString, mark_safe

from inspections.dates import PartialDate
from inspections.statistics.standings import Result
from inspections.wording.results import EVIDENCE, PROVENANCE, provenance_words, state_words
from inspections.wording.words import capital, date_words

from .grade_tags import STATE, result_tag, words_tag
from .markup import link

Value = str | int | bool | date | None
Cell = Callable[[Any], str]


class ColumnKind(StrEnum):
    """What the cells of a column are. Any can be empty, if a thing is not known or does not apply."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_OR_NO = "yes or no"
    NUMBER_OR_WORDS = "number or words"


class ToPeople(StrEnum):
    """Whether a column is in the plain table of its file's values: behind a chart, or embedded in another site."""

    ALWAYS = "always"
    WHERE_ANY = "where any row has something in it"
    NEVER = "never: it is for programs, or says again what another column says"


class CellText(NamedTuple):
    """The text of a cell.

    `grade` is the code of the grade that the words name, or STATE if they stand in for a missing grade. `below` is
    small print under the words, and `url` the address that it leads to. A cell that `reaches` fills the rest of its
    row.
    """

    words: str = ""
    grade: str = ""
    below: str = ""
    reaches: bool = False
    url: str = ""

    @property
    def in_one_line(self) -> str:
        """All of the text: `Good (SLAC 2010)`."""
        return f"{self.words} ({self.below})" if self.below else self.words

    def html(self, before_small_print: str = "<br>") -> SafeString:
        """The text as markup, with a grade in its colour."""
        html = words_tag(self.grade, self.words) if self.grade else escape(self.words)
        if self.below:
            small_print = link(self.url, self.below) if self.url else escape(self.below)
            html = f"{html}{before_small_print}<small>{small_print}</small>"
        return mark_safe(html)  # noqa: S308 (every text in it is escaped)


class Column(tables.Column):
    """A column of a table, on its page, in its files and in Word.

    `key` is its name in files, which never changes: the attribute's name unless another is given. `meaning` is a
    sentence that explains the heading. `words` has the words for its codes: programs get the code, people the words.
    `width` in cm adds it to the Word table. `css` is the class of its cells. `narrow` is put before their content on
    phones, which don't show the headings. `place` picks one of several values that the accessor gives. A column of days
    is sorted `newest_first` when its heading is clicked first. The column's `default` is used if the accessor gives
    None.
    """

    def __init__(
        self,
        heading: str | None = None,
        *,
        key: str = "",
        kind: ColumnKind = ColumnKind.TEXT,
        meaning: str = "",
        words: Mapping[str, str] | None = None,
        to_people: ToPeople = ToPeople.ALWAYS,
        width: float = 0,
        css: str = "",
        narrow: str = "",
        place: int | None = None,
        newest_first: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("orderable", "order_by" in options)
        super().__init__(heading, **options)
        self.key = key
        self.kind = kind
        self.meaning = meaning
        self.words = words or {}
        self.to_people = to_people
        self.width = width
        self.css = css
        self.narrow = narrow
        self.place = place
        self.newest_first = newest_first

    def __deepcopy__(self, memo: dict[int, Any]) -> "Column":
        """The column itself. Each table would copy all its columns, and none changes them."""
        return self

    @property
    def heading(self) -> str:
        """The heading, for people."""
        return str(self.verbose_name)

    def value(self, value: Any) -> Any:
        """The value in files, from what the accessor gives."""
        return value

    def cell(self, value: Any) -> CellText:
        """The cell in Word, from the value in files."""
        return CellText(self.in_words(value))

    def plain(self, value: Any) -> SafeString:
        """The cell in the plain table, from the value in files."""
        return self.cell(value).html(" ")

    def render(self, value: Any) -> SafeString:
        """The content of the cell on the page, from the value in files."""
        return SafeString(escape(self.in_words(value)))

    def whole_cell(self, opening: str, content: Cell) -> Cell:
        """A function that makes the page's cell of a record, from its opening tag and a function for its content."""
        return lambda record: opening + content(record)

    def in_words(self, value: Value) -> str:
        """A value as people read it: days and codes in words, yes or no, and nothing for None."""
        match value:
            # First, because most are.
            case str():
                return self.words.get(value, value)
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case int():
                return f"{value:,}"
            case _:
                return date_words(value)


class FileColumn(Column):
    """A column that only files have."""

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        super().__init__(heading, visible=False, **options)


class PageColumn(Column):
    """A column that only the page has."""

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        super().__init__(heading, exclude_from_export=True, **options)


class PartialDayColumn(FileColumn):
    """Days as text, or the month or year if no more is known: 2010-06."""

    def value(self, value: PartialDate | str) -> str:
        return str(value)

    def in_words(self, value: Value) -> str:
        return date_words(PartialDate.parse(str(value))) if value else ""


class GradeColumn(Column):
    """The grade on a judgement, or in words why there is none.

    The accessor gives a Result. If it gives None, people see the value of files.
    """

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        options.setdefault("meaning", "The grade, or in words why there is none here. Never empty.")
        super().__init__(heading, **options)

    def value(self, value: Result) -> str:
        return value.grade.label if value.grade else state_words(value.state)

    def cell(self, value: Result | str) -> CellText:
        return CellText(value) if isinstance(value, str) else result_cell(value)

    def plain(self, value: Result | str) -> SafeString:
        """The grade with its provenance, or the state in words."""
        if isinstance(value, str) or value.grade:
            return self.cell(value).html(" ")
        return SafeString(escape(state_words(value.state)))

    def render(self, value: Result | str) -> SafeString:
        return SafeString(escape(value)) if isinstance(value, str) else result_tag(value)


class OriginColumn(FileColumn):
    """The provenance of the grade in another column. The accessor gives a Result."""

    def __init__(self, heading: str, **options: Any) -> None:
        options.setdefault("meaning", "Where the grade beside it comes from. Empty where there is none.")
        super().__init__(heading, words=PROVENANCE, to_people=ToPeople.NEVER, **options)

    def value(self, value: Result) -> str | None:
        return value.provenance


class DatasetEvidenceColumn(FileColumn):
    """How the grade in another column was tied to its council by a research dataset. The accessor gives a Result."""

    def __init__(self, heading: str, **options: Any) -> None:
        options.setdefault("meaning", "How a grade of a research dataset was tied to its council. Empty for others.")
        super().__init__(heading, words=EVIDENCE, to_people=ToPeople.NEVER, **options)

    def value(self, value: Result) -> str | None:
        return value.evidence or None


class WordsColumn(Column):
    """A column with cells from `words_x`, or CellText from its accessor. Files have the same in one line."""

    def plain(self, value: CellText) -> SafeString:
        is_grade = value.grade and value.grade != STATE
        return value.html(" ") if is_grade else SafeString(escape(value.in_one_line))


def result_cell(result: Result) -> CellText:
    """A grade, with its provenance unless it was read from the report itself; or the state."""
    if result.grade is None:
        words = state_words(result.state)
        return CellText(capital(words), STATE)
    below = "" if result.from_report or not result.provenance else provenance_words(result.provenance, result.evidence)
    return CellText(result.grade.label, result.grade.code, below)


def sub_heading_column() -> FileColumn:
    """The sub-heading above a judgement."""
    meaning = "As the report prints it; empty where it prints none."
    return FileColumn("Sub-heading", meaning=meaning, to_people=ToPeople.WHERE_ANY)


def graded(key: str, heading: str, **options: Any) -> list[tuple[str, Column]]:
    """Three columns of a file: the grade on a judgement, its provenance, and the evidence of a research dataset."""
    origin, evidence = f"{key}.provenance", f"{key}.evidence"
    return [
        (key, GradeColumn(heading, key=key, visible=False, **options)),
        (origin, OriginColumn(f"{heading}: where it comes from", key=origin, **options)),
        (evidence, DatasetEvidenceColumn(f"{heading}: evidence of the dataset", key=evidence, **options)),
    ]
