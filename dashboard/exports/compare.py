"""A comparison as files: a row for each judgement, two columns for each council; and a row for each council."""

from dashboard.presenters.compare import Comparison
from dashboard.values.table import (
    COUNCIL,
    COUNTS_FROM,
    FRAMEWORK,
    INSPECTED_FROM,
    JUDGEMENT,
    JUDGEMENT_NAME,
    LICENCE,
    PUBLISHED_ON,
    SERVICE,
    Column,
    DataFile,
    Value,
    graded,
)

from .rankings import grade_text

COLUMNS = (
    SERVICE,
    JUDGEMENT,
    JUDGEMENT_NAME,
    Column(
        "judged_under",
        "Judgement of",
        meaning="The latest version of the programme in which the judgement is the same thing.",
        words=FRAMEWORK.words,
    ),
    Column("spread", "Spread", meaning="Whether the grades differ, and how far."),
)


def comparison_file(page: Comparison, address: str) -> DataFile:
    """The judgements of the page; `address` is that of the file itself."""
    return DataFile(
        name=f"compare-{page.programme.code}-{page.selection.day}",
        title=f"Grades under {page.programme.short_name} beside each other",
        about=_about(page, address),
        columns=[
            *COLUMNS,
            *(
                column
                for one in page.columns
                for column in graded(one.standing.council.slug, one.standing.council.name)
            ),
        ],
        rows=[
            [
                row.line.judgement.service,
                row.line.judgement.code,
                row.line.judgement.name,
                row.line.framework.code,
                row.spread,
                *(value for result in row.line.results for value in (grade_text(result), result.provenance)),
            ]
            for row in page.rows
        ],
    )


def compared_councils_file(page: Comparison, address: str) -> DataFile:
    """The councils of the page, with the inspections from which their grades are taken."""
    rows: list[list[Value]] = []
    for column in page.columns:
        council = column.standing.council
        for record in column.standing.records:
            row = record.inspection
            dates = [row.published_on, str(row.inspected_from), row.counts_from]
            rows.append([council.slug, council.name, row.framework, *dates])
        if not column.standing.records:
            rows.append([council.slug, council.name, "", None, "", None])
    return DataFile(
        name=f"compared-councils-{page.programme.code}-{page.selection.day}",
        title="The inspections compared",
        about=_about(page, address),
        columns=[*COUNCIL, FRAMEWORK, PUBLISHED_ON, INSPECTED_FROM, COUNTS_FROM],
        rows=rows,
    )


def _about(page: Comparison, address: str) -> dict[str, Value]:
    return {
        "programme": page.programme.name,
        "as_at": page.selection.day,
        "councils": len(page.columns),
        "source": address,
        "licence": LICENCE,
    }
