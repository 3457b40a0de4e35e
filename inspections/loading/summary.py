"""What is on record after a load and what is missing, as lines of text."""

from collections.abc import Iterator
from datetime import date

from inspections.record.completeness import ProgrammeCompleteness, completeness
from inspections.record.control_totals import control_totals
from inspections.record.current import CurrentRecord


def summary(today: date) -> Iterator[str]:
    """Lines for the command to print."""
    now = CurrentRecord()
    councils, records = now.councils(), now.records()
    totals = completeness(councils, records, today)
    yield (
        f"On record: {totals.councils:,} councils ({totals.councils_in_2012} in being on 5 January 2012, "
        f"{totals.councils_today} today), {totals.inspections:,} inspections, {totals.grades:,} grades"
    )
    for programme in totals.programmes:
        yield f"  {programme.programme.short_name}: {programme.inspections:,} inspections, {programme.grades:,} grades"
    yield "Not on record"
    for programme in totals.programmes:
        yield f"  {programme.programme.short_name}: {'; '.join(_gaps(programme))}"
    yield "Ofsted's national totals"
    for checked in control_totals(councils, records):
        yield f"  {checked}"


def _gaps(programme: ProgrammeCompleteness) -> Iterator[str]:
    if not programme.inspections:
        yield "nothing is on record"
        return
    if programme.councils_expected is not None:
        have = programme.councils_expected - len(programme.without_inspection)
        line = f"{have} of {programme.councils_expected} councils have an inspection on record"
        if programme.without_inspection:
            line += f", not {', '.join(programme.without_inspection)}"
        yield line
    else:
        yield f"{programme.councils} councils have an inspection on record"
    yield f"{programme.whole_record} of {programme.inspections} inspections have their whole record"
    if programme.all_key < programme.inspections:
        yield f"{programme.all_key} all key judgements"
    if programme.never_on_record:
        yield f"no grade for {', '.join(programme.never_on_record)}"
    inexact = {
        "the month": programme.month_only,
        "the year": programme.year_only,
        "a span of months": programme.span_only,
    }
    known = [f"of {number} only {what}" for what, number in inexact.items() if number]
    if known:
        yield f"{', '.join(known)} is known"
