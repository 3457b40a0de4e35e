"""Columns and facts that tables share."""

from typing import Any

from dashboard.presenters.scorecard import Scorecard
from dashboard.values.columns import Column, ColumnKind, FileColumn, PartialDayColumn, ToPeople, Value
from dashboard.values.facts import facts
from inspections.frameworks.loader import all_frameworks

FRAMEWORKS = {framework.code: framework.short_name for framework in all_frameworks()}


def council_code_column(accessor: str = "council__slug") -> FileColumn:
    """The council's code."""
    return FileColumn(
        "Council’s code",
        key="council",
        accessor=accessor,
        meaning="The council’s name in addresses, which never changes.",
        to_people=ToPeople.NEVER,
    )


def council_name_column(accessor: str = "council__name") -> FileColumn:
    """The council's usual name."""
    return FileColumn("Council", key="name", accessor=accessor)


def region_column(accessor: str = "council__region", **options: Any) -> Column:
    """The council's region."""
    return Column("Region", accessor=accessor, **options)


def service_column(accessor: str, **options: Any) -> FileColumn:
    """The code of a judgement's service."""
    options.setdefault("meaning", "The part of the framework the judgement belongs to.")
    return FileColumn("Service", accessor=accessor, **options)


def judgement_code_column(accessor: str, **options: Any) -> FileColumn:
    """The code of a judgement."""
    return FileColumn("Judgement’s code", accessor=accessor, **{"to_people": ToPeople.NEVER, **options})


def framework_column(accessor: str = "inspection__framework", **options: Any) -> FileColumn:
    """The code of a framework."""
    meaning = "The version of Ofsted’s framework under which the council was inspected."
    return FileColumn("Framework", accessor=accessor, meaning=meaning, words=FRAMEWORKS, **options)


def published_on_column(accessor: str = "inspection__published_on") -> FileColumn:
    """The day of an inspection's report."""
    return FileColumn(
        "Report published", accessor=accessor, kind=ColumnKind.DAY, meaning="Empty where the day is not known."
    )


def inspected_from_column(accessor: str = "inspection__inspected_from", **options: Any) -> FileColumn:
    """The first day of an inspection."""
    return PartialDayColumn(
        "Inspected from",
        accessor=accessor,
        meaning="The first day of the inspection; only the month (2010-06) or the year where no more is known.",
        **options,
    )


def counts_from_column(accessor: str = "inspection__counts_from") -> FileColumn:
    """The day from which an inspection counts."""
    return FileColumn(
        "Counts from",
        accessor=accessor,
        kind=ColumnKind.DAY,
        meaning="The day from which the inspection counts: its report’s publication; where only a month is known, the "
        "end of the third month after it.",
        to_people=ToPeople.NEVER,
    )


def scorecard_facts(page: Scorecard, address: str) -> dict[str, Value]:
    """The facts about the tables of a scorecard."""
    inspection = page.inspection
    return facts(
        address,
        {
            "council": inspection.council.display_name,
            "framework": page.framework.name,
            "published_on": inspection.published_on,
            "inspected_from": str(inspection.inspected),
            "report": inspection.report_url,
        },
    )
