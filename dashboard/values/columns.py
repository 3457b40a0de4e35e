"""The columns of tables: how a value stands in files, and how pages and Word show it."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import django_tables2 as tables
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from inspections.dates import PartialDate
from inspections.statistics.standings import Result
from inspections.wording.results import PROVENANCE, provenance_words, state_words
from inspections.wording.words import capital, date_words

from .grade_tags import STATE, result_tag, words_tag

Value = str | int | bool | date | None
Cell = Callable[[Any], str]


class ColumnKind(StrEnum):
    """What a column's cells hold. Any may be empty, where a thing is not known or does not apply."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_OR_NO = "yes or no"
    NUMBER_OR_WORDS = "number or words"


class ToPeople(StrEnum):
    """Whether a file's column is in the plain table of its values: behind a chart, or framed by another site."""

    ALWAYS = "always"
    WHERE_ANY = "where any row has something in it"
    NEVER = "never: it is for programs, or says again what another column says"


class CellText(NamedTuple):
    """What a cell says, without markup.

    `grade` is the code of the grade that the words are, or STATE where they stand for a missing one. `below` is said
    in small print under them. A cell that `reaches` takes the place of all that follow it in its row.
    """

    words: str = ""
    grade: str = ""
    below: str = ""
    reaches: bool = False

    @property
    def in_one_line(self) -> str:
        """The whole cell as text: `Good (SLAC 2010)`."""
        return f"{self.words} ({self.below})" if self.below else self.words

    def html(self, before_small_print: str = "<br>") -> SafeString:
        """The cell as markup, a grade in its colour."""
        words = words_tag(self.grade, self.words) if self.grade else escape(self.words)
        below = f"{before_small_print}<small>{escape(self.below)}</small>" if self.below else ""
        return mark_safe(f"{words}{below}")  # noqa: S308 (every text in it is escaped)


class Column(tables.Column):
    """A column of a table: on its page, in its files and in Word.

    What the accessor gives stands in files, or the column's default where that is None.

    `key` is its name for programs, which never changes: the attribute's unless another is given. `meaning` is a
    sentence for what the heading does not say. `words` are what its codes stand for: a program gets the code, people
    the words. `width` in cm puts it into the Word table. `css` is the class of its cells, and `narrow` stands before
    their content on a phone, which shows no headings. `place` is which of several values the accessor gives.
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

    def __deepcopy__(self, memo: dict[int, Any]) -> "Column":
        """Itself, since no table changes its columns: every table would otherwise copy all of them."""
        return self

    @property
    def heading(self) -> str:
        """Its name for people."""
        return str(self.verbose_name)

    def value(self, value: Any) -> Any:
        """What files hold, of what the accessor gives."""
        return value

    def cell(self, value: Any) -> CellText:
        """What Word shows, of what files hold."""
        return CellText(self.in_words(value))

    def plain(self, value: Any) -> SafeString:
        """What the plain table of a file's values shows, of what files hold."""
        return self.cell(value).html(" ")

    def render(self, value: Any) -> SafeString:
        """What the page shows, of what files hold."""
        return self.cell(value).html()

    def whole_cell(self, opening: str, content: Cell) -> Cell:
        """A function that makes a record's cell on the page; `content` makes what stands in it."""
        return lambda record: opening + content(record)

    def in_words(self, value: Value) -> str:
        """A value as people read it: days and codes in words, yes and no, nothing for what is not known."""
        match value:
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case int():
                return f"{value:,}"
            case str():
                return self.words.get(value, value)
            case _:
                return date_words(value)


class FileColumn(Column):
    """A column that the page does not have."""

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        super().__init__(heading, visible=False, **options)


class PageColumn(Column):
    """A column that files do not have."""

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        super().__init__(heading, exclude_from_export=True, **options)


class PartialDayColumn(FileColumn):
    """Days of which only the month or the year may be known, as text: 2010-06."""

    def value(self, value: PartialDate | str) -> str:
        """The day, the month or the year."""
        return str(value)

    def in_words(self, value: Value) -> str:
        """`June 2010`."""
        return date_words(PartialDate.parse(str(value))) if value else ""


class GradeColumn(Column):
    """What is known on a judgement: the grade, or in words why there is none.

    The accessor gives the result; where it gives none, the words of files stand for themselves.
    """

    def __init__(self, heading: str | None = None, **options: Any) -> None:
        options.setdefault("meaning", "The grade, or in words why there is none here. Never empty.")
        super().__init__(heading, **options)

    def value(self, value: Result) -> str:
        """The grade's label, or the state in words."""
        return value.grade.label if value.grade else state_words(value.state)

    def cell(self, value: Result | str) -> CellText:
        """The grade with where it comes from unless that is the report; or the state in its place."""
        return CellText(value) if isinstance(value, str) else result_cell(value)

    def plain(self, value: Result | str) -> SafeString:
        """The same; a state as files write it."""
        if isinstance(value, str) or value.grade:
            return self.cell(value).html(" ")
        return SafeString(escape(state_words(value.state)))

    def render(self, value: Result | str) -> SafeString:
        """The tag of a grade or state."""
        return SafeString(escape(value)) if isinstance(value, str) else result_tag(value)


class OriginColumn(FileColumn):
    """Where the grade of another column comes from. The accessor gives the result."""

    def __init__(self, heading: str, **options: Any) -> None:
        options.setdefault("meaning", "Where the grade beside it comes from. Empty where there is none.")
        super().__init__(heading, words=PROVENANCE, to_people=ToPeople.NEVER, **options)

    def value(self, value: Result) -> str | None:
        """The code of the provenance."""
        return value.provenance


class WordsColumn(Column):
    """A column of which `words_x` writes the cells; files hold the same in one line."""

    def plain(self, value: CellText) -> SafeString:
        """A grade as its tag, other words in one line."""
        is_grade = value.grade and value.grade != STATE
        return value.html(" ") if is_grade else SafeString(escape(value.in_one_line))


def result_cell(result: Result) -> CellText:
    """A grade with where it comes from unless that is the report; or the state in its place."""
    if result.grade is None:
        words = state_words(result.state)
        return CellText(capital(words), STATE)
    below = "" if result.from_report or not result.provenance else provenance_words(result.provenance)
    return CellText(result.grade.label, result.grade.code, below)


def sub_heading_column() -> FileColumn:
    """The sub-heading that a judgement stands under."""
    meaning = "As the report prints it; empty where it prints none."
    return FileColumn("Sub-heading", meaning=meaning, to_people=ToPeople.WHERE_ANY)


def graded(key: str, heading: str, **options: Any) -> list[tuple[str, Column]]:
    """Two columns of a file: the grade on a judgement, and where it comes from."""
    return [
        (key, GradeColumn(heading, key=key, visible=False, **options)),
        (f"{key}.provenance", OriginColumn(f"{heading}: where it comes from", key=f"{key}.provenance", **options)),
    ]
