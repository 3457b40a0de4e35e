"""A table as one value, declared once: its page, its files and its Word table are all drawn from it.

A declaration is one of django-tables2: `value_x` gives what files hold in the column x, `render_x` what the page shows,
and `words_x` what Word shows, and the page too where it has no `render_x`. Each may take `record`, `value` or both.
What makes a column's cells is found once for a table, not once for a cell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from enum import StrEnum
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import django_tables2 as tables
from django.utils.html import conditional_escape, format_html
from django_tables2.tables import DeclarativeColumnsMetaclass
from django_tables2.utils import signature

from .columns import CellText, Column, GradeColumn, ToPeople, Value, WordsColumn

Reader = Callable[[Any], Any]


class Form(StrEnum):
    """As what a table is drawn in HTML."""

    PAGE = "the table of a page"
    PLAIN = "the values of its files, in words"
    PAPER = "the Word table"


class WordRow(NamedTuple):
    """A row of a Word table. `css` names what it is: a `part` of the judgement above, or `marked`."""

    cells: tuple[CellText, ...]
    css: str = ""
    is_heading: bool = False


class _OneOfEach(dict[str, Any]):
    """The body of a table's class: no column can be declared in it twice."""

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self and isinstance(value, tables.Column):
            raise TypeError(f"The column “{name}” is declared twice.")
        super().__setitem__(name, value)


class _Declaration(DeclarativeColumnsMetaclass):
    """Makes a class of table. One without a Meta of its own has that of the class above it."""

    @classmethod
    def __prepare__(cls, _name: str, _bases: tuple[type, ...], **_: Any) -> Mapping[str, object]:
        return _OneOfEach()

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        inherited = (base.Meta for base in bases if hasattr(base, "Meta"))
        made: type = super().__new__(cls, name, bases, {"Meta": next(inherited, None), **body})
        return made


class Table(tables.Table, metaclass=_Declaration):
    """A table with what has to be known of it.

    `name` is the name of its files, without an ending; `title` says what it is to people. `about` says as at when, of
    how many, from where; each of these facts also stands in every row of a CSV file, where a note above the table would
    break the columns. `caption` stands above it on the page. `widths` in cm choose the columns of the Word table, in
    this order, in place of those that are declared with one.
    """

    # The column that says what a row is about, where it is not the first.
    heads_row = ""
    # The page's columns, where their order is not that of the files.
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
        self._refuse_facts_that_are_columns()

    @classmethod
    def declared_columns(cls) -> list[Column]:
        """The columns that its files always have."""
        order = tables.tables.Sequence(cls._meta.sequence or ["..."])
        names = order.expand(cls.base_columns.keys())
        return [column for name in names if not (column := cls.base_columns[name]).exclude_from_export]

    def with_facts(self, facts: Mapping[str, Value]) -> "Table":
        """The table with more that has to be known of it."""
        found = copy(self)
        found.about = {**self.about, **facts}
        found._refuse_facts_that_are_columns()  # noqa: SLF001 (its own class)
        return found

    def drawn_as(self, form: Form, **changes: Any) -> "Table":
        """The table as it is drawn in another form."""
        found = copy(self)
        found.form = form
        for name, value in changes.items():
            setattr(found, name, value)
        return found

    def headings_of(self, record: Any) -> Sequence[str]:  # noqa: ARG002
        """The sub-headings that a record stands under on the page and in Word, the highest first; empty for none."""
        return ()

    def groups(self) -> Iterator[tuple[list[str], list[Any]]]:
        """Records that stand together, with the sub-headings to write above them."""
        above: Sequence[str] = ()
        records: list[Any] = []
        written: list[str] = []
        for record in self.data:
            headings = tuple(self.headings_of(record))
            if headings != above:
                if records:
                    yield written, records
                same = next((n for n, pair in enumerate(zip(headings, above, strict=False)) if pair[0] != pair[1]), 0)
                written, records, above = [one for one in headings[same:] if one], [], headings
            records.append(record)
        if records:
            yield written, records

    # What files hold.

    @cached_property
    def file_columns(self) -> list[Column]:
        """The columns of its files."""
        return [bound.column for bound in self._exported]

    @property
    def keys(self) -> list[str]:
        """The keys of those."""
        return [column.key for column in self.file_columns]

    @cached_property
    def file_rows(self) -> list[list[Value]]:
        """The rows of its files."""
        readers = [self.cells_in_files(bound) for bound in self._exported]
        return [[read(record) for read in readers] for record in self.file_records()]

    def file_records(self) -> Iterable[Any]:
        """What makes a row of a file, where that is not what makes a row of the page."""
        return list(self.data)

    @property
    def _exported(self) -> list[Any]:
        return [bound for bound in self.columns.iterall() if not bound.column.exclude_from_export]

    # What people see.

    @property
    def page_columns(self) -> list[Any]:
        """The columns of the page, in their order."""
        shown = {bound.name: bound for bound in self.columns.itervisible()}
        return [shown[name] for name in self.page_order if name in shown] if self.page_order else list(shown.values())

    @property
    def plain_columns(self) -> list[tuple[int, Any]]:
        """The columns of a plain table of the file's values, each with its place in the file's rows."""
        return [(n, bound) for n, bound in enumerate(self._exported) if self._is_for_people(n, bound.column)]

    def _is_for_people(self, place: int, column: Column) -> bool:
        if column.to_people == ToPeople.WHERE_ANY:
            return any(row[place] not in {None, ""} for row in self.file_rows)
        return column.to_people == ToPeople.ALWAYS

    @cached_property
    def word_columns(self) -> list[tuple[Any, float]]:
        """The columns of the Word table with their widths in cm."""
        if self.widths:
            return [(self.columns[name], width) for name, width in self.widths.items()]
        return [(bound, bound.column.width) for bound in self.columns.iterall() if bound.column.width]

    def word_rows(self) -> Iterator[WordRow]:
        """The rows of the Word table, sub-headings among them."""
        readers = [self.cells_in_words(bound) for bound, _ in self.word_columns]
        css = self.row_attribute("class")
        for headings, records in self.groups():
            for heading in headings:
                yield WordRow((CellText(heading),), is_heading=True)
            for record in records:
                yield WordRow(tuple(_cells(readers, record)), css(record))

    def row_attribute(self, name: str) -> Callable[[Any], str]:
        """A function of a record: one of the attributes of its row, empty where it has none."""
        given = self.row_attrs.get(name) or ""
        return (lambda record: given(record) or "") if callable(given) else (lambda _: given)

    # What makes the cells of a column: functions of a record.

    def cells_in_files(self, bound: Any) -> Reader:
        """What files hold."""
        column, raw, default = bound.column, self._raw(bound), bound.column.default
        if own := self._own("value", bound):
            return own
        if isinstance(column, WordsColumn):
            words = self.cells_in_words(bound)
            return lambda record: words(record).in_one_line
        if type(column).value is Column.value and default is None:
            return raw
        return lambda record: default if (value := raw(record)) is None else column.value(value)

    def cells_in_words(self, bound: Any) -> Reader:
        """What Word shows, as CellText."""
        own = self._own("words", bound) or (self._raw(bound) if isinstance(bound.column, WordsColumn) else None)
        if own:
            return lambda record: _cell_text(own(record))
        column, shown = bound.column, self._shown(bound)
        return lambda record: column.cell(shown(record))

    def cells_in_plain(self, bound: Any) -> Reader:
        """What a plain table of the file's values shows."""
        column = bound.column
        shown = self.cells_in_words(bound) if isinstance(column, WordsColumn) else self._shown(bound)
        return lambda record: column.plain(shown(record))

    def cells_on_page(self, bound: Any) -> Reader:
        """What the page shows, as markup; a link where the column is declared with one."""
        content = self._content_on_page(bound)
        if bound.column.link is None:
            return content
        address = self._of_record(bound.column.link.url, self._raw(bound))

        def linked(record: Any) -> str:
            url = address(record)
            return format_html('<a href="{}">{}</a>', url, content(record)) if url else content(record)

        return linked

    def _content_on_page(self, bound: Any) -> Reader:
        column = bound.column
        if own := self._own("render", bound):
            return lambda record: conditional_escape(own(record))
        if hasattr(self, f"words_{bound.name}"):
            words = self.cells_in_words(bound)
            return lambda record: words(record).html()
        shown = self._shown(bound)
        return lambda record: column.render(shown(record))

    def _shown(self, bound: Any) -> Reader:
        """What people are shown in words: the value of files, but of a grade all that is known of it."""
        value = self.cells_in_files(bound)
        if not isinstance(bound.column, GradeColumn):
            return value
        raw = self._raw(bound)
        return lambda record: value(record) if (result := raw(record)) is None else result

    def _own(self, what: str, bound: Any) -> Reader | None:
        """The table's own method for a column, such as `render_x`, as a function of a record alone."""
        method = getattr(self, f"{what}_{bound.name}", None)
        return method and self._of_record(method, self._raw(bound))

    @staticmethod
    def _of_record(function: Callable[..., Any], raw: Reader) -> Reader:
        """A function that takes `record`, `value` or both as one of the record alone."""
        names, _ = signature(function)
        if names == ("record",):
            return function
        readers = [{"value": raw, "record": _itself}[name] for name in names]
        return lambda record: function(*(read(record) for read in readers))

    def _raw(self, bound: Any) -> Reader:
        """What the column's accessor gives of a record."""
        path, place = str(bound.accessor), bound.column.place
        of_mapping = self.data and isinstance(self.data[0], Mapping)
        found: Reader = itemgetter(path) if of_mapping else _followed(path.split("__"))
        return found if place is None else lambda record: found(record)[place]

    def _refuse_facts_that_are_columns(self) -> None:
        _refuse_doubles([*self.keys, *self.about], self.name or type(self).__name__)


# Makes a table that names this full address as its source.
TableMaker = Callable[[str], Table]


def _itself(record: Any) -> Any:
    return record


def _followed(names: Sequence[str]) -> Reader:
    """A function that follows attributes, as far as there is anything to follow."""
    if len(names) == 1:
        return attrgetter(names[0])

    def follow(found: Any) -> Any:
        for name in names:
            if found is None:
                return None
            found = getattr(found, name)
        return found

    return follow


def _cell_text(words: CellText | str) -> CellText:
    return words if isinstance(words, CellText) else CellText(words)


def _cells(readers: Sequence[Reader], record: Any) -> Iterator[CellText]:
    for read in readers:
        cell = read(record)
        yield cell
        if cell.reaches:
            return


def _refuse_doubles(keys: Sequence[str], table: str) -> None:
    """Raise an error where two columns, or a column and a fact about the table, have one key."""
    doubled = sorted({key for key in keys if keys.count(key) > 1})
    if doubled:
        raise TypeError(f"Two columns of {table} have the key {', '.join(doubled)}.")
