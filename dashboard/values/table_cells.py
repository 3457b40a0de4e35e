"""The cells of a table's column: functions of a record, found once for each column and not once for each cell.

django-tables2 finds a column's methods anew for every cell, which takes a third of the time of a long table.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from .columns import CellText, Column, GradeColumn, WordsColumn
from .markup import as_markup, link

if TYPE_CHECKING:
    from .tables import Table

CellMaker = Callable[[Any], Any]


class ColumnCells:
    """The cells of one column of a table, in each of its forms. `bound` is the column as django-tables2 binds it."""

    def __init__(self, table: "Table", bound: Any) -> None:
        self.table = table
        self.name: str = bound.name
        self.column: Column = bound.column
        self.raw = self._raw(str(bound.accessor))

    @property
    def in_files(self) -> CellMaker:
        """The values of CSV, XLSX and JSON."""
        if own := self._own("value"):
            return own
        column, raw, default = self.column, self.raw, self.column.default
        if isinstance(column, WordsColumn):
            words = self.in_words
            return lambda record: words(record).in_one_line
        if type(column).value is Column.value and default is None:
            return raw
        return lambda record: default if (value := raw(record)) is None else column.value(value)

    @property
    def in_words(self) -> CellMaker:
        """The cells of the Word table, as CellText."""
        own = self._own("words") or (self.raw if isinstance(self.column, WordsColumn) else None)
        if own:
            return lambda record: _cell_text(own(record))
        column, shown = self.column, self._shown
        return lambda record: column.cell(shown(record))

    @property
    def in_plain(self) -> CellMaker:
        """The cells of the plain table of the files' values, as markup."""
        if own := self._own("plain"):
            return lambda record: as_markup(own(record))
        column = self.column
        shown = self.in_words if isinstance(column, WordsColumn) else self._shown
        return lambda record: column.plain(shown(record))

    @property
    def on_page(self) -> CellMaker:
        """The cells of the page, as markup, with a link if the column is declared with one."""
        content = self._content
        if self.column.link is None:
            return content
        address = self._of_record(self.column.link.url)

        def linked(record: Any) -> str:
            url = address(record)
            return link(url, content(record)) if url else content(record)

        return linked

    @property
    def _content(self) -> CellMaker:
        if own := self._own("render"):
            return lambda record: as_markup(own(record))
        if self._own("words"):
            words = self.in_words
            return lambda record: words(record).html()
        column, shown = self.column, self._shown
        return lambda record: column.render(shown(record))

    @property
    def _shown(self) -> CellMaker:
        """What people see in words: the value of files or, for a grade, the whole result."""
        value, raw = self.in_files, self.raw
        if not isinstance(self.column, GradeColumn):
            return value
        return lambda record: value(record) if (result := raw(record)) is None else result

    def _own(self, form: str) -> CellMaker | None:
        """The table's own method for the column, such as `render_x`."""
        method = getattr(self.table, f"{form}_{self.name}", None)
        return method and self._of_record(method)

    def _of_record(self, function: Callable[..., Any]) -> CellMaker:
        """A function that takes `record`, `value` or both, as a function of the record alone."""
        code = function.__code__
        names = [name for name in code.co_varnames[: code.co_argcount] if name != "self"]
        if names == ["record"]:
            return function
        makers = [{"value": self.raw, "record": _itself}[name] for name in names]
        return lambda record: function(*(make(record) for make in makers))

    def _raw(self, path: str) -> CellMaker:
        """What the accessor gives of a record."""
        place, records = self.column.place, self.table.data
        of_mapping = records and isinstance(records[0], Mapping)
        found: CellMaker = itemgetter(path) if of_mapping else _follow(path.split("__"))
        return found if place is None else lambda record: found(record)[place]


def _itself(record: Any) -> Any:
    return record


def _follow(names: Sequence[str]) -> CellMaker:
    """A function that follows attributes, and stops where there is nothing to follow."""
    if len(names) == 1:
        return attrgetter(names[0])

    def followed(found: Any) -> Any:
        for name in names:
            if found is None:
                return None
            found = getattr(found, name)
        return found

    return followed


def _cell_text(words: CellText | str) -> CellText:
    return words if isinstance(words, CellText) else CellText(words)
