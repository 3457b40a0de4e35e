"""The tables of a paper as files, cell for cell."""

import re

from dashboard.values.documents import Cell, Table
from dashboard.values.table import LICENCE, Column, DataFile, ToPeople

from .facts import PaperFacts

SUB_HEADING = Column(
    "heading",
    "Sub-heading",
    meaning="As the report prints it; empty where it prints none.",
    to_people=ToPeople.WHERE_ANY,
)


def table_file(table: Table, facts: PaperFacts, address: str) -> DataFile:
    """A table of the paper; `address` is that of the file itself. A row's sub-heading stands in a column of its own."""
    columns = [Column(column.key or _key(column.heading), column.heading) for column in table.columns]
    with_headings = any(row.is_heading for row in table.rows)
    rows: list[list[str]] = []
    heading = ""
    for row in table.rows:
        if row.is_heading:
            heading = row.cells[0].words
            continue
        cells = [_words(cell) for cell in row.cells]
        # A cell that reaches across several columns says the same of each.
        cells += [cells[-1]] * (len(columns) - len(cells))
        rows.append([heading, *cells] if with_headings else cells)
    inspection = facts.inspection
    return DataFile(
        name=f"paper-{inspection.council.slug}-{inspection.address_date}-{table.name}",
        title=table.caption,
        about={
            "council": facts.name,
            "framework": facts.framework.name,
            "published_on": inspection.published_on,
            "as_at": facts.day,
            "edition": facts.edition,
            "source": address,
            "licence": LICENCE,
        },
        columns=[SUB_HEADING, *columns] if with_headings else columns,
        rows=rows,
    )


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def _words(cell: Cell) -> str:
    return f"{cell.words} ({cell.below})" if cell.below else cell.words
