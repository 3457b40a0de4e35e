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


@dataclass(frozen=True)
class ChangedRow:
    """A row that differs from the one on record in these columns."""

    row: FileRow
    before: FileRow
    columns: tuple[str, ...]

    def __str__(self) -> str:
        changes = "; ".join(
            f"{column}: {self.before[column] or '(empty)'} → {self.row[column] or '(empty)'}" for column in self.columns
        )
        return f"{', '.join(self.row.key)}: {changes}"


@dataclass
class Plan:
    """What loading would do, by the name of a layout. Nothing can be loaded while there are `problems`.

    `kept` counts rows that are skipped because the record has something better: it was read from the report itself, or
    the inspection was withdrawn.
    """

    record: OnRecord
    problems: tuple[FileProblem, ...] = ()
    added: dict[str, list[FileRow]] = field(default_factory=lambda: {name: [] for name in LAYOUTS})
    changed: dict[str, list[ChangedRow]] = field(default_factory=lambda: {name: [] for name in LAYOUTS})
    unchanged: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    @property
    def needs_reason(self) -> bool:
        """Whether something public would change, in addition to new records."""
        return any(self.changed.values())

    @property
    def is_empty(self) -> bool:
        return not any(self.added.values()) and not any(self.changed.values())
