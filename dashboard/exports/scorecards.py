"""A scorecard as a file: a row for each judgement in Ofsted's order, with how many councils hold each grade."""

from dashboard.presenters.scorecard import Row, Scorecard
from dashboard.values.table import LICENCE, Column, DataFile, Kind, ToPeople, Value
from inspections.wording.results import PROVENANCE

from .rankings import grade_text

COLUMNS = (
    Column(
        "heading",
        "Sub-heading",
        meaning="As the report prints it; empty where it prints none.",
        to_people=ToPeople.WHERE_ANY,
    ),
    Column("judgement", "Judgement’s code", to_people=ToPeople.NEVER),
    Column("name", "Judgement"),
    Column("grade", "Grade", meaning="The grade, or in words why there is none here. Never empty."),
    Column(
        "provenance",
        "Where the grade comes from",
        meaning="Empty where there is no grade.",
        words=PROVENANCE,
    ),
    Column(
        "evidence",
        "Explained in",
        meaning="The paragraphs of the report that explain the grade.",
        to_people=ToPeople.WHERE_ANY,
    ),
    Column("since_the_one_before", "Since the inspection before", to_people=ToPeople.WHERE_ANY),
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
        about=_about(page, address) | {"councils_counted_as_at": page.councils_as_at.day},
        columns=[service, *COLUMNS, *held, COUNCILS_GRADED],
        rows=[
            _row(part.service.code, group.name, row)
            for part in page.services
            for group in part.groups
            for row in group.rows
        ],
    )


ACTION_PLAN = (
    Column("service", "Service", meaning="The part of the framework it belongs to."),
    Column("number", "Number", Kind.NUMBER, "Counted within the service, in the report’s order."),
    Column("timescale", "Timescale", meaning="As the report gives it."),
    Column("due", "Due by", Kind.DAY, "Counted from the day of publication; empty where no day follows."),
    Column("area_for_improvement", "Area for improvement", meaning="Word for word, where it is loaded."),
    Column("addressee", "For", meaning="Whom the report names; empty where nobody is named."),
    Column("owner", "Owner", meaning="Empty, for the council to fill in."),
    Column("progress", "Progress", meaning="Empty, for the council to fill in."),
    Column("status", "Status", meaning="Empty, for the council to fill in."),
)


def areas_file(page: Scorecard, address: str) -> DataFile:
    """The areas for improvement with empty columns for an action plan; `address` is that of the file itself."""
    inspection = page.inspection
    rows: list[list[Value]] = []
    for part in page.services:
        items = [(timescale, item) for timescale in part.improvements for item in timescale.items]
        for number, (timescale, item) in enumerate(items, 1):
            text = item.text or "not loaded: see the report"
            rows.append([part.service.name, number, timescale.name, timescale.due, text, item.addressee, "", "", ""])
    return DataFile(
        name=f"action-plan-{inspection.council.slug}-{inspection.address_date}",
        title=f"{inspection.council.display_name}: areas for improvement, {page.framework.short_name}",
        about=_about(page, address),
        columns=ACTION_PLAN,
        rows=rows,
    )


def _about(page: Scorecard, address: str) -> dict[str, Value]:
    inspection = page.inspection
    return {
        "council": inspection.council.display_name,
        "framework": page.framework.name,
        "published_on": inspection.published_on,
        "inspected_from": str(inspection.inspected),
        "report": inspection.report_url,
        "source": address,
        "licence": LICENCE,
    }


def _row(service: str, heading: str, row: Row) -> list[Value]:
    judgement = row.judgement
    counts = [share.count for share in row.national.shares]
    start = [service, heading, judgement.code, judgement.name, grade_text(row.result), row.result.provenance]
    return [*start, row.evidence, row.change, *counts, row.national.base]
