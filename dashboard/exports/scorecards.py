"""A scorecard as a file: a row for each judgement in Ofsted's order, with how many councils hold each grade."""

from __future__ import annotations

from dashboard.presenters.scorecard import Row, Scorecard

from .rankings import grade_text
from .table import LICENCE, DataFile, Value

COLUMNS = ("service", "heading", "judgement", "name", "grade", "provenance", "evidence", "since_the_one_before")


def scorecard_file(page: Scorecard, address: str) -> DataFile:
    """The page's judgements; `address` is that of the file itself."""
    inspection, scale = page.inspection, page.framework.scale
    return DataFile(
        name=f"scorecard-{inspection.council.slug}-{inspection.address_date}",
        about={
            "council": inspection.council.display_name,
            "framework": page.framework.name,
            "published_on": inspection.published_on,
            "inspected_from": str(inspection.inspected),
            "councils_counted_as_at": page.field.day,
            "report": inspection.report_url,
            "source": address,
            "licence": LICENCE,
        },
        columns=[*COLUMNS, *(f"councils_{grade.code}" for grade in scale.grades), "councils_graded"],
        rows=[
            _row(part.service.code, group.name, row)
            for part in page.services
            for group in part.groups
            for row in group.rows
        ],
    )


def _row(service: str, heading: str, row: Row) -> list[Value]:
    judgement = row.judgement
    counts = [share.count for share in row.national.shares]
    start = [service, heading, judgement.code, judgement.name, grade_text(row.result), row.result.provenance]
    return [*start, row.evidence, row.change, *counts, row.national.base]
