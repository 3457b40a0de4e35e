"""A table of data as HTML: the rows behind a chart, and a table that another site frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.exports.table import COUNCIL, Column, DataFile, Kind, Value
from inspections.frameworks import all_frameworks
from inspections.wording import date_words

_GRADES = {grade.label: grade.code for known in all_frameworks() for grade in known.scale.grades}
# Codes are for programs: people are shown the name beside them.
_FOR_PROGRAMS = {COUNCIL[0].key}


def data_table(file: DataFile) -> SafeString:
    """The table with its caption and headings; the first column heads each row, grades keep word and colour."""
    shown = [n for n, column in enumerate(file.columns) if column.key not in _FOR_PROGRAMS]
    columns = [file.columns[n] for n in shown]
    head = "".join(f"<th scope=col{_css_class(column)}>{escape(column.heading)}" for column in columns)
    body = "".join(f"<tr>{''.join(_cells(columns, [row[n] for n in shown]))}" for row in file.rows)
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f"<table class=data><caption>{escape(file.title)}</caption><thead><tr>{head}<tbody>{body}</table>"
    )


def grade_code(words: str) -> str:
    """The code of the grade that a cell's words are; empty where they are none."""
    return _GRADES.get(words, "")


def _cells(columns: Sequence[Column], row: Sequence[Value]) -> Iterator[str]:
    for n, (column, value) in enumerate(zip(columns, row, strict=True)):
        words = escape(value_words(column, value))
        if n == 0:
            yield f"<th scope=row>{words}"
        elif value in _GRADES:
            yield f'<td><span class="grade {_GRADES[str(value)]}">{words}</span>'
        else:
            yield f"<td{_css_class(column)}>{words}"


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
        case str():
            return column.words.get(value, value)
        case _:
            return date_words(value)
