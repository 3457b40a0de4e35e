"""A table of data as HTML: the rows behind a chart, and a table that another site frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.values.table import INSPECTED_FROM, Column, DataFile, Kind, ToPeople, Value
from inspections.dates import PartialDate
from inspections.frameworks.loader import all_frameworks
from inspections.statistics.standings import FROM_REPORT
from inspections.wording.results import PROVENANCE
from inspections.wording.words import date_words

_GRADES = {grade.label: grade.code for known in all_frameworks() for grade in known.scale.grades}
# Where a grade comes from stands under the grade.
_PROVENANCE, _GRADE = "provenance", "grade"
# What stands before the thing that a row is about.
_BEFORE_ITS_NAME = {"rank", "joint", "region", "service", "heading"}


@dataclass(frozen=True)
class _Shown:
    """A column that people see: where it stands in a row, and where what says the origin of its grade does."""

    column: Column
    place: int
    origin: int | None


def data_table(file: DataFile) -> SafeString:
    """The table with its caption and headings; its name heads each row, grades keep word, colour and origin."""
    shown = list(_shown(file))
    names = (n for n, one in enumerate(shown) if one.column.key not in _BEFORE_ITS_NAME)
    name = next(names, 0)
    head = "".join(f"<th scope=col{_css_class(one.column)}>{escape(one.column.heading)}" for one in shown)
    body = "".join(f"<tr>{''.join(_cells(shown, row, name))}" for row in file.rows)
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f"<table class=data><caption>{escape(file.title)}</caption><thead><tr>{head}<tbody>{body}</table>"
    )


def _shown(file: DataFile) -> Iterator[_Shown]:
    places = {key: n for n, key in enumerate(file.keys)}
    for n, column in enumerate(file.columns):
        graded = column.key.removesuffix(f".{_PROVENANCE}") if column.key != _PROVENANCE else _GRADE
        is_origin = graded != column.key and graded in places
        anything = column.to_people == ToPeople.ALWAYS or any(row[n] not in {None, ""} for row in file.rows)
        if column.to_people != ToPeople.NEVER and anything and not is_origin:
            origin = _PROVENANCE if column.key == _GRADE else f"{column.key}.{_PROVENANCE}"
            yield _Shown(column, n, places.get(origin))


def grade_code(words: str) -> str:
    """The code of the grade that a cell's words are; empty where they are none."""
    return _GRADES.get(words, "")


def _cells(shown: Sequence[_Shown], row: Sequence[Value], name: int) -> Iterator[str]:
    for n, one in enumerate(shown):
        words = value_words(one.column, row[one.place])
        if n == name:
            yield f"<th scope=row>{escape(words)}"
        elif graded := _graded(words, judged=one.origin is not None):
            yield f"<td>{graded}{_origin(one.origin, row)}"
        else:
            yield f"<td{_css_class(one.column)}>{escape(words)}"


def _graded(words: str, *, judged: bool) -> str:
    """A grade as its tag, with what a paper says of it in brackets below; empty for other words.

    `judged` is whether the column holds grades, which some tables write small.
    """
    label, _, below = words.partition(" (")
    code = grade_code(label) or (judged and grade_code(label.capitalize()))
    if not code:
        return ""
    tag = f'<span class="grade {code}">{escape(label.capitalize())}</span>'
    return f"{tag} <small>{escape(below.removesuffix(')'))}</small>" if below else tag


def _origin(place: int | None, row: Sequence[Value]) -> str:
    """Where a grade comes from, if not from the report itself."""
    code = FROM_REPORT if place is None else str(row[place] or FROM_REPORT)
    return "" if code == FROM_REPORT else f" <small>{escape(PROVENANCE[code])}</small>"


def _css_class(column: Column) -> str:
    return " class=number" if column.kind == Kind.NUMBER else ""


def value_words(column: Column, value: Value) -> str:
    """A value as people read it: days and codes in words, yes and no, nothing for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case str() if value and column.key == INSPECTED_FROM.key:
            return date_words(PartialDate.parse(value))
        case str():
            return column.words.get(value, value)
        case _:
            return date_words(value)
