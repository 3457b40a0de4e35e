"""Problems of files, grouped: one sentence for a thousand cells with the same mistake."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from inspections.actions.load.plan import FileProblem

_QUOTED = re.compile(r"“[^”]*”")
MOST_ROWS_NAMED = 8


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one kind in one column of one file. `message` is that of the first."""

    file: str
    column: str
    message: str
    rows: tuple[int, ...]

    @property
    def rows_words(self) -> str:
        """`2 to 2,675`, `4, 9 and 12`, or "" for the file as a whole."""
        rows = [row for row in self.rows if row]
        spans = [f"{first:,}" if first == last else f"{first:,} to {last:,}" for first, last in _spans(rows)]
        shown = ", ".join(spans[:MOST_ROWS_NAMED])
        return f"{shown} and {len(spans) - MOST_ROWS_NAMED} more places" if len(spans) > MOST_ROWS_NAMED else shown


def grouped(problems: Iterable[FileProblem]) -> list[ProblemGroup]:
    """The groups, the largest first."""
    groups: dict[tuple[str, str, str], list[FileProblem]] = {}
    for problem in problems:
        groups.setdefault((problem.file, problem.column, _QUOTED.sub("“”", problem.message)), []).append(problem)
    found = [
        ProblemGroup(file, column, same[0].message, tuple(problem.row for problem in same))
        for (file, column, _), same in groups.items()
    ]
    return sorted(found, key=lambda group: -len(group.rows))


def _spans(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of rows that follow each other, as first and last."""
    runs = groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0])
    listed = [[row for _, row in run] for _, run in runs]
    return [(run[0], run[-1]) for run in listed]
