"""What a load is to do: the rows it adds and changes, by file."""

from collections import Counter
from dataclasses import dataclass, field

from inspections.record.files.current import OnRecord
from inspections.record.files.layouts import LAYOUTS, FileRow


@dataclass(frozen=True)
class FileProblem:
    """Why nothing can be written. `row` is counted as in a spreadsheet, 0 for the file as a whole."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.message}"


# Columns that say where something comes from. A change of these alone corrects nothing.
_ORIGINS = {"provenance", "evidence", "source", "note"}


@dataclass(frozen=True)
class ChangedRow:
    """A row that differs from the one on record in these columns.

    `undoes` describes the correction made on the site that the row would undo, "" if there is none.
    """

    row: FileRow
    before: FileRow
    columns: tuple[str, ...]
    undoes: str = ""

    @property
    def corrects(self) -> bool:
        """Whether something known would be replaced, instead of something empty filled in or its origin named."""
        return bool(self.undoes) or any(self.before[column] for column in set(self.columns) - _ORIGINS)

    @property
    def words(self) -> str:
        """`grade: good → adequate; note: (empty) → read again`."""
        return "; ".join(
            f"{column.replace('_', ' ')}: {self.before[column] or '(empty)'} → {self.row[column] or '(empty)'}"
            for column in self.columns
        )

    def __str__(self) -> str:
        return f"{', '.join(self.row.key)}: {self.words}"


@dataclass
class Plan:
    """What loading would do, by the name of a layout. Nothing can be loaded while there are `problems`.

    `kept` counts rows that are skipped because the record has something better: it was read from the report itself, or
    the inspection was withdrawn. `left_out` has the references of rows that staff refuse.
    """

    record: OnRecord
    problems: tuple[FileProblem, ...] = ()
    added: dict[str, list[FileRow]] = field(default_factory=lambda: {name: [] for name in LAYOUTS})
    changed: dict[str, list[ChangedRow]] = field(default_factory=lambda: {name: [] for name in LAYOUTS})
    unchanged: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    left_out: frozenset[str] = frozenset()

    @property
    def all_changed(self) -> list[ChangedRow]:
        return [change for changes in self.changed.values() for change in changes]

    @property
    def needs_reason(self) -> bool:
        """Whether something public would be replaced, in addition to what is new."""
        return any(change.corrects for change in self.all_changed)

    @property
    def undoing(self) -> frozenset[str]:
        """References of the rows that would undo a correction made on the site."""
        return frozenset(change.row.reference for change in self.all_changed if change.undoes)

    @property
    def files(self) -> list[str]:
        """Names of the files with rows that would be written."""
        rows = [row for added in self.added.values() for row in added]
        return list(dict.fromkeys(row.file for row in (*rows, *(change.row for change in self.all_changed))))

    @property
    def is_empty(self) -> bool:
        return not any(self.added.values()) and not any(self.changed.values())
