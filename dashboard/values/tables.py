"""A table as one value: its page, its files and its Word table are all drawn from one declaration.

A declaration is a table of django-tables2 with methods for the columns that need them: `value_x` gives what files have
in column x, `render_x` what the page shows, and `words_x` what Word shows, and the page if there is no `render_x`.
`plain_x` is what the plain table shows in place of the files' value. Each may take `record`, `value` or both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import django_tables2 as tables
from django_tables2.tables import DeclarativeColumnsMetaclass

from .columns import CellText, Column, ToPeople, Value
from .table_cells import CellMaker, ColumnCells


class Form(StrEnum):
    """The forms in which a table is drawn in HTML."""

    PAGE = "the table of a page"
    PLAIN = "the values of its files, in words"
    PAPER = "the Word table, on the page of a paper"


class WordRow(NamedTuple):
    """A row of a Word table. `css` says what it is: a `part` of the judgement above, or `marked`."""

    cells: tuple[CellText, ...]
    css: str = ""
    is_heading: bool = False


class _ClassBody(dict[str, Any]):
    """The body of a table's class. A column can't be declared in it twice."""

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self and isinstance(value, tables.Column):
            raise TypeError(f"The column “{name}” is declared twice.")
        super().__setitem__(name, value)


class _Declaration(DeclarativeColumnsMetaclass):
    """Makes the class of a table. A class without a Meta of its own has its parent's."""

    @classmethod
    def __prepare__(cls, _name: str, _bases: tuple[type, ...], **_: Any) -> Mapping[str, object]:
        return _ClassBody()

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        inherited = (base.Meta for base in bases if hasattr(base, "Meta"))
        made: type = super().__new__(cls, name, bases, {"Meta": next(inherited, None), **body})
        return made


class Table(tables.Table, metaclass=_Declaration):
    """A table and what there is to know about it.

    `name` is the name of its files, without an ending; `title` is its title for people, and `caption` the caption on
    the page. `about` has the facts about the table: as at when, of how many, from where. A CSV file repeats them in
    every row, since a note above the table would break its columns. `widths` in cm choose the columns of the Word
    table and their order, in place of the columns declared with a width.
    """

    # The column that heads each row, if it isn't the first.
    heads_row = ""
    # The columns of the page, if they aren't in the order of the files.
    page_order: Sequence[str] = ()
    form = Form.PAGE

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, column in cls.base_columns.items():
            column.key = column.key or name
        _refuse_doubles([column.key for column in cls.declared_columns()], cls.__name__)

    def __init__(
        self,
        records: Iterable[Any],
        *,
        name: str = "",
        title: str = "",
        caption: str = "",
        about: Mapping[str, Value] | None = None,
        widths: Mapping[str, float] | None = None,
        attrs: Mapping[str, Any] | None = None,
        extra_columns: Sequence[tuple[str, Column]] = (),
        **options: Any,
    ) -> None:
        _refuse_doubles([*self.base_columns, *(key for key, _ in extra_columns)], type(self).__name__)
        for key, column in extra_columns:
            column.key = column.key or key
        super().__init__(
            list(records), attrs={**self._meta.attrs, **(attrs or {})}, extra_columns=extra_columns, **options
        )
        self.name = name
        self.title = title
        self.caption = caption or title
        self.widths = widths
        self.about = dict(about or {})
        self._refuse_facts_with_keys_of_columns()

    @classmethod
    def declared_columns(cls) -> list[Column]:
        """The columns that its files always have, whatever the data."""
        order = tables.tables.Sequence(cls._meta.sequence or ["..."])
        names = order.expand(cls.base_columns.keys())
        return [column for name in names if not (column := cls.base_columns[name]).exclude_from_export]

    def with_facts(self, facts: Mapping[str, Value]) -> "Table":
        """A copy of the table with more facts about it."""
        table = copy(self)
        table.about = {**self.about, **facts}
        table._refuse_facts_with_keys_of_columns()  # noqa: SLF001 (its own class)
        return table

    def drawn_as(self, form: Form, *, caption: str = "") -> "Table":
        """A copy of the table to be drawn in another form."""
        table = copy(self)
        table.form = form
        table.caption = caption or self.caption
        return table

    def with_records(self, records: Sequence[Any], *, caption: str) -> "Table":
        """A copy of the table with other records, to be drawn. It shares the columns, which take long to make."""
        table = copy(self)
        table.data = records
        table.caption = caption
        return table

    def cells(self, bound: Any) -> ColumnCells:
        """The cells of a column, as django-tables2 binds it."""
        return ColumnCells(self, bound)

    def headings_of(self, record: Any) -> Sequence[str]:  # noqa: ARG002
        """The sub-headings over a record on the page and in Word, the highest first. Empty ones are not written."""
        return ()

    def groups(self) -> Iterator[tuple[list[str], list[Any]]]:
        """The records by sub-heading, each group with the sub-headings to write above it."""
        above: Sequence[str] = ()
        records: list[Any] = []
        written: list[str] = []
        for record in self.data:
            headings = tuple(self.headings_of(record))
            if headings != above:
                if records:
                    yield written, records
                same = next((n for n, pair in enumerate(zip(headings, above, strict=False)) if pair[0] != pair[1]), 0)
                written, records, above = [heading for heading in headings[same:] if heading], [], headings
            records.append(record)
        if records:
            yield written, records

    def row_attribute(self, name: str) -> CellMaker:
        """A function of a record: an attribute of its row, empty if it has none."""
        given = self.row_attrs.get(name) or ""
        return (lambda record: given(record) or "") if callable(given) else (lambda _: given)

    # Files.

    @property
    def _exported(self) -> list[Any]:
        return [bound for bound in self.columns.iterall() if not bound.column.exclude_from_export]

    @cached_property
    def file_columns(self) -> list[Column]:
        return [bound.column for bound in self._exported]

    @property
    def keys(self) -> list[str]:
        return [column.key for column in self.file_columns]

    @cached_property
    def file_rows(self) -> list[list[Value]]:
        makers = [self.cells(bound).in_files for bound in self._exported]
        return [[make(record) for make in makers] for record in self.file_records()]

    def file_records(self) -> Iterable[Any]:
        """The records of the rows of files, if they aren't those of the page."""
        return list(self.data)

    # Pages.

    @property
    def page_columns(self) -> list[Any]:
        shown = {bound.name: bound for bound in self.columns.itervisible()}
        return [shown[name] for name in self.page_order if name in shown] if self.page_order else list(shown.values())

    @property
    def plain_columns(self) -> list[Any]:
        """The columns of the plain table of the files' values."""
        return [bound for place, bound in enumerate(self._exported) if self._is_for_people(place, bound.column)]

    def _is_for_people(self, place: int, column: Column) -> bool:
        if column.to_people == ToPeople.WHERE_ANY:
            return any(row[place] not in {None, ""} for row in self.file_rows)
        return column.to_people == ToPeople.ALWAYS

    # Word.

    @cached_property
    def word_columns(self) -> list[tuple[Any, float]]:
        """The columns of the Word table with their widths in cm."""
        if self.widths:
            return [(self.columns[name], width) for name, width in self.widths.items()]
        return [(bound, bound.column.width) for bound in self.columns.iterall() if bound.column.width]

    def word_rows(self) -> Iterator[WordRow]:
        """The rows of the Word table, with the sub-headings among them."""
        makers = [self.cells(bound).in_words for bound, _ in self.word_columns]
        css = self.row_attribute("class")
        for headings, records in self.groups():
            for heading in headings:
                yield WordRow((CellText(heading),), is_heading=True)
            for record in records:
                yield WordRow(tuple(_cells(makers, record)), css(record))

    def _refuse_facts_with_keys_of_columns(self) -> None:
        _refuse_doubles([*self.keys, *self.about], self.name or type(self).__name__)


# Makes a table that names this full address as its source.
TableMaker = Callable[[str], Table]


def _cells(makers: Sequence[CellMaker], record: Any) -> Iterator[CellText]:
    for make in makers:
        cell = make(record)
        yield cell
        if cell.reaches:
            return


def _refuse_doubles(keys: Sequence[str], table: str) -> None:
    """Raise TypeError if two columns, or a column and a fact about the table, have the same key."""
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    if doubled:
        raise TypeError(f"Two columns of {table} have the key {', '.join(doubled)}.")
