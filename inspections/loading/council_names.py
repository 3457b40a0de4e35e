"""Names of councils in files: which council a cell means, and other names, which files add to."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from inspections.dates import PartialDate
from inspections.names import CouncilNames, CouncilRegister
from inspections.record.files.cells import to_day
from inspections.record.files.current import OnRecord
from inspections.record.files.layouts import COUNCILS, NEIGHBOURS, VISITS, FileRow
from inspections.wording.councils import name_taken, no_council_meant

from .reading import Rows

_OF_COUNCIL = ("short_name", "official_name", "ofsted_name", "aliases")


def with_slugs(rows: Rows, record: OnRecord) -> Rows:
    """The rows with slugs instead of councils' names, and with the other names on record added to those of the file.

    Adds a problem for every name that means no council, or that two councils would have on the same day.
    """
    on_record = record.rows[COUNCILS.name]
    councils = [_with_names_on_record(row, on_record.get(row.key)) for row in rows.by_layout[COUNCILS.name]]
    world = {**on_record, **{row.key: row for row in councils}}
    register = CouncilRegister(map(_names_of, world.values()))
    settled = Rows({**rows.by_layout, COUNCILS.name: councils}, list(rows.problems))
    for row in councils:
        _check_names(row, register, settled)
    for name, layout_rows in settled.by_layout.items():
        settled.by_layout[name] = [_with_slugs(row, register, settled) for row in layout_rows]
    return settled


def _with_names_on_record(row: FileRow, before: FileRow | None) -> FileRow:
    """Keep names that staff have added. A file only adds its own."""
    if before is None or not row.usable("aliases"):
        return row
    names = dict.fromkeys([*_parts(before["aliases"]), *_parts(row["aliases"])])
    return replace(row, cells={**row.cells, "aliases": "|".join(names)})


def _names_of(row: FileRow) -> CouncilNames:
    names = [name for column in _OF_COUNCIL if row.usable(column) for name in _parts(row[column])]
    first, last = (to_day(row[column]) if row.usable(column) else None for column in ("valid_from", "valid_to"))
    return CouncilNames(row["slug"], tuple(names), first, last)


def _check_names(row: FileRow, register: CouncilRegister, rows: Rows) -> None:
    council = register.by_slug[row["slug"]]
    for column in _OF_COUNCIL:
        for name in _parts(row[column]):
            for other in register.others_named(name, council):
                rows.complain(row, column, name_taken(name, other))


def _with_slugs(row: FileRow, register: CouncilRegister, rows: Rows) -> FileRow:
    """The row with the slug of each council that it names. A column with an unknown name is bad."""
    for column in filter(row.usable, row.layout.councils):
        slug, problem = _meant(row[column], _days_of(row), register)
        if problem:
            rows.complain(row, column, problem)
            row = replace(row, bad=row.bad | {column})
        elif slug != row[column]:
            row = replace(row, cells={**row.cells, column: slug})
    return row


def _meant(text: str, days: tuple[date, date], register: CouncilRegister) -> tuple[str, str]:
    """The slug of the council that is meant on both days, or what is wrong."""
    first, last = (register.resolve(text, day) for day in days)
    if first is None or last is None:
        return "", no_council_meant(text, register, days[1] if first else days[0])
    if first != last:
        return "", f"“{text}” is {first.slug} on {days[0]} and {last.slug} on {days[1]}: write which is meant"
    return first.slug, ""


def _days_of(row: FileRow) -> tuple[date, date]:
    """The first and last day that the row may be about, or today if it has no usable day."""
    if row.layout is NEIGHBOURS and row.usable("model"):
        return PartialDate.parse(row["model"]).earliest, PartialDate.parse(row["model"]).earliest
    column = "visited_from" if row.layout is VISITS else "inspected_from"
    if row.layout is not NEIGHBOURS and row.usable(column):
        return PartialDate.parse(row[column]).earliest, PartialDate.parse(row[column]).latest
    return timezone.localdate(), timezone.localdate()


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []
