"""A scorecard as a file: a row for each judgement in Ofsted's order, with how many councils hold each grade."""

from __future__ import annotations

from dashboard.presenters.scorecard import Row, Scorecard
from inspections.wording.results import PROVENANCE

from .rankings import grade_text
from .table import LICENCE, Column, DataFile, Kind, Value

COLUMNS = (
    Column("heading", "Sub-heading", meaning="As the report prints it; empty where it prints none."),
    Column("judgement", "Judgement’s code"),
    Column("name", "Judgement"),
    Column("grade", "Grade", meaning="The grade, or in words why there is none here. Never empty."),
    Column(
        "provenance",
        "Where the grade comes from",
        meaning="Empty where there is no grade.",
        words=PROVENANCE,
    ),
    Column("evidence", "Explained in", meaning="The paragraphs of the report that explain the grade."),
    Column("since_the_one_before", "Since the inspection before"),
)
COUNCILS_GRADED = Column("councils_graded", "Councils graded", Kind.NUMBER, "How many councils held any grade on it.")


def scorecard_file(page: Scorecard, address: str) -> DataFile:
    """The page's judgements; `address` is that of the file itself."""
    inspection, scale = page.inspection, page.framework.scale
    names = {service.code: service.name for service in page.framework.services}
    service = Column("service", "Service", meaning="The part of the framework it belongs to.", words=names)
    held = [
        Column(f"councils_{grade.code}", f"Councils: {grade.in_text}", Kind.NUMBER, "How many councils held the grade.")
        for grade in scale.grades
    ]
    return DataFile(
        name=f"scorecard-{inspection.council.slug}-{inspection.address_date}",
        title=f"{inspection.council.display_name}, {page.framework.short_name} inspection",
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
        columns=[service, *COLUMNS, *held, COUNCILS_GRADED],
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
