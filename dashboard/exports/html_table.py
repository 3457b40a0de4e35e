"""A table of data as HTML: the rows behind a chart, and a table that another site frames."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.exports.table import Column, DataFile, Value
from dashboard.palette import GRADES
from inspections.frameworks import all_frameworks
from inspections.wording import date_words

_CODES = {grade.label: grade.code for known in all_frameworks() for grade in known.scale.grades}


def data_table(file: DataFile) -> SafeString:
    """The table with its caption and headings; the first column heads each row, grades keep word and colour."""
    head = "".join(f"<th scope=col{_css_class(column)}>{escape(column.heading)}" for column in file.described)
    body = "".join(f"<tr>{''.join(_cells(file.described, row))}" for row in file.rows)
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f"<table class=data><caption>{escape(file.title or file.name)}</caption><thead><tr>{head}<tbody>{body}</table>"
    )


def _cells(columns: list[Column], row: list[Value] | tuple[Value, ...]) -> Iterator[str]:
    for n, (column, value) in enumerate(zip(columns, row, strict=True)):
        words = escape(value_words(value))
        if n == 0:
            yield f"<th scope=row>{words}"
        elif column.kind == "grade" and (code := _CODES.get(str(value))) in GRADES:
            yield f'<td><span class="grade {code}">{words}</span>'
        else:
            yield f"<td{_css_class(column)}>{words}"


def _css_class(column: Column) -> str:
    return " class=number" if column.kind == "number" else ""


def value_words(value: Value) -> str:
    """A value as people read it: days and numbers in words, yes and no, nothing for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case str():
            return value
        case _:
            return date_words(value)
