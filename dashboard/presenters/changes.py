"""A page of an edition compared with the same page today: the cells that differ, and the edition that changed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dashboard.values.columns import Column, Value
from dashboard.values.page import Page
from dashboard.values.tables import Table

from .causes import Cause, Causes
from .sentences import Marks, marked_differences

# The columns that identify rows: the first of these sets that is unique in both tables.
KEYS = (
    ("council",),
    ("service", "judgement"),
    ("judgement",),
    ("framework", "inspected_from", "service", "judgement"),
    ("programme", "day"),
)
NAMES = ("name", "judgement_name")
NOTHING = "nothing"


@dataclass(frozen=True)
class PageDifference:
    """A cell that differs, or a row that only one of the tables has."""

    row: str
    column: str
    then: str
    now: str
    cause: Cause


def differences_of(then: Table, now: Table, causes: Causes) -> list[PageDifference]:
    """What differs between two states of one table, in the order that it has now; rows that are gone come last."""
    key = _key(then, now)
    before, after = _rows(then, key), _rows(now, key)
    shared = [name for name in now.keys if name in then.keys and name not in key and name not in NAMES]
    columns = {column.key: column for column in now.file_columns}
    differences = []
    for row_key, row in after.items():
        old, label = before.get(row_key), _label(now, row, key)
        if old is None:
            differences.append(PageDifference(label, "Row", "not in the table", "in the table", causes.of(row)))
            continue
        differences += [
            PageDifference(
                label,
                columns[name].heading,
                words_of(old[name], columns[name]),
                words_of(row[name], columns[name]),
                causes.of(row, name),
            )
            for name in shared
            if old[name] != row[name] and not _follows(name, old, row)
        ]
    for row_key, row in before.items():
        if row_key not in after:
            differences.append(
                PageDifference(_label(then, row, key), "Row", "in the table", "not in the table", causes.of(row))
            )
    return differences


def _follows(name: str, old: dict[str, Value], row: dict[str, Value]) -> bool:
    """Whether a column is the provenance of a grade that differs itself."""
    of = name.removesuffix(".provenance")
    of = "grade" if name == "provenance" else of
    return of != name and old.get(of) != row.get(of)


def words_of(value: Value, column: Column) -> str:
    """A cell's value in words."""
    return column.in_words(value) or NOTHING


def _key(then: Table, now: Table) -> tuple[str, ...]:
    """The columns that identify rows, or all common columns if no fewer do."""
    for names in KEYS:
        if all(name in file.keys for file in (then, now) for name in names):
            rows = [
                [tuple(row[file.keys.index(name)] for name in names) for row in file.file_rows] for file in (then, now)
            ]
            if all(len(set(keys)) == len(keys) for keys in rows):
                return names
    return tuple(name for name in now.keys if name in then.keys)


def _rows(file: Table, key: Sequence[str]) -> dict[tuple[Value, ...], dict[str, Value]]:
    rows = (dict(zip(file.keys, row, strict=True)) for row in file.file_rows)
    return {tuple(row[name] for name in key): row for row in rows}


def _label(file: Table, row: dict[str, Value], key: Sequence[str]) -> str:
    """The label of a row: the words of its key and its name."""
    columns = {column.key: column for column in file.file_columns}
    name = next((str(row[name]) for name in NAMES if row.get(name)), "")
    words = [words_of(row[part], columns[part]) for part in key if not (name and part in {"council", "judgement"})]
    return ", ".join([*words, name] if name else words)


def sentences_beside(then: Page, now: Page | None) -> tuple[Marks, ...]:
    """Each sentence that the page offered to quote, compared with the one in its place now."""
    pairs = zip_longest(then.sentences(), now.sentences() if now else (), fillvalue="")
    return tuple(marked_differences(before, after) for before, after in pairs if before or after)
