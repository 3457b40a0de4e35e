"""Checks between the cells of a row, between rows, and between files and what is on record."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from django.utils import timezone

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework
from inspections.record.files.cells import to_day
from inspections.record.files.councils import REGISTER_DAYS
from inspections.record.files.current import Key, OnRecord
from inspections.record.files.layouts import (
    AREAS,
    COUNCILS,
    FIGURES,
    GRADES,
    INSPECTION_KEY,
    INSPECTIONS,
    LAYOUTS,
    NEIGHBOURS,
    RANGES,
    VISITS,
    FileRow,
)

from .reading import Rows

_PROVENANCES_OF_SOURCE = {
    "report": ("report", "research"),
    "official_statistics": ("official_statistics",),
    "later_report": ("later_report", "research", "derived"),
    "research": ("research", "derived"),
}
World = Mapping[str, Mapping[Key, FileRow]]


def check(rows: Rows, record: OnRecord) -> None:
    """Add the problems of the rows, and between them and what is on record, to `rows.problems`."""
    for layout in LAYOUTS.values():
        _check_duplicates(rows, layout.name)
    # What would be on record after loading. Rows with bad cells are included, so that a bad cell is not reported
    # again for everything that refers to its row.
    world = {name: {**record.rows[name], **{row.key: row for row in rows.by_layout[name]}} for name in LAYOUTS}
    for name, check_row in _CHECKS.items():
        for row in rows.by_layout[name]:
            check_row(row, world, rows)
    _check_predecessors(rows, world)
    _check_ranks(rows, world)
    _check_same_day(rows, world)
    _check_without_grades(rows, record)
    _check_provenances(rows, record)


def _check_duplicates(rows: Rows, name: str) -> None:
    first: dict[Key, FileRow] = {}
    for row in rows.by_layout[name]:
        earlier = first.setdefault(row.key, row)
        if earlier is not row and row.usable(*row.layout.key):
            place = f"row {earlier.number}" + (f" of {earlier.file}" if earlier.file != row.file else "")
            rows.complain(row, row.layout.key[-1], f"duplicate: the same {_named(row)} stands in {place}")


def _named(row: FileRow) -> str:
    return " and ".join(row.layout.key)


def _check_council(row: FileRow, world: World, rows: Rows) -> None:
    starts, ends = _day(row, "valid_from"), _day(row, "valid_to")
    if starts and ends and ends <= starts:
        rows.complain(row, "valid_to", f"the council would end ({row['valid_to']}) before it begins")
    for column, day in REGISTER_DAYS.items():
        there = (starts is None or starts <= day) and (ends is None or ends >= day)
        if row.usable("valid_from", "valid_to") and row[column] != str(int(there)):
            rows.complain(row, column, f"does not agree with valid_from and valid_to: on {day} it should be {there:d}")
    if row.usable("region") and (row["region"] == "London") != bool(row["london"]):
        rows.complain(row, "london", "inner or outer is for councils in London, and needed for them")
    successors = _parts(row["replaced_by"])
    for slug in successors:
        if (slug,) not in world[COUNCILS.name]:
            rows.complain(row, "replaced_by", f"unknown successor “{slug}”")
        elif slug == row["slug"]:
            rows.complain(row, "replaced_by", "names the council itself")
    if successors and not ends:
        rows.complain(row, "valid_to", "is empty, but the council has been replaced")
    if row["same_area_as"] and row["same_area_as"] not in successors:
        rows.complain(row, "same_area_as", f"“{row['same_area_as']}” is not one of the councils in replaced_by")


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []


def _day(row: FileRow, column: str) -> date | None:
    """The date in the cell, or None if it is empty or can't be used."""
    return to_day(row[column]) if row.usable(column) else None


def _check_predecessors(rows: Rows, world: World) -> None:
    """Predecessors repeat what `replaced_by` of other rows says and must agree with it."""
    replaced: dict[str, set[str]] = defaultdict(set)
    for council in world[COUNCILS.name].values():
        for slug in _parts(council["replaced_by"]):
            replaced[slug].add(council["slug"])
    for row in rows.by_layout[COUNCILS.name]:
        if set(_parts(row["predecessors"])) != replaced[row["slug"]]:
            expected = "|".join(sorted(replaced[row["slug"]])) or "nothing"
            rows.complain(row, "predecessors", f"does not agree with replaced_by of other councils: {expected}")


def _check_neighbour(row: FileRow, world: World, rows: Rows) -> None:
    for column, code_column in (("slug", "dfe_la_code"), ("neighbour_slug", "neighbour_dfe_la_code")):
        council = world[COUNCILS.name].get((row[column],))
        if council and council["dfe_la_code"] != row[code_column]:
            rows.complain(row, code_column, f"{council['slug']} has the DfE code {council['dfe_la_code'] or '(none)'}")
    if row["slug"] == row["neighbour_slug"]:
        rows.complain(row, "neighbour_slug", "names the council itself")


def _check_ranks(rows: Rows, world: World) -> None:
    lists: dict[tuple[str, str], dict[int, FileRow]] = defaultdict(dict)
    for row in world[NEIGHBOURS.name].values():
        if row.usable(*row.layout.key):
            lists[row["model"], row["slug"]][int(row["rank"])] = row
    for ranked in lists.values():
        seen: dict[str, int] = {}
        for expected, rank in enumerate(sorted(ranked), start=1):
            row = ranked[rank]
            if not row.file:
                continue
            if rank != expected and rank - 1 not in ranked:
                rows.complain(row, "rank", f"rank {expected} of {row['slug']} is missing")
            if row["neighbour_slug"] in seen:
                rows.complain(row, "neighbour_slug", f"is also the neighbour of rank {seen[row['neighbour_slug']]}")
            seen.setdefault(row["neighbour_slug"], rank)


def _check_inspection(row: FileRow, world: World, rows: Rows) -> None:
    _check_dates(row, world, rows, what="inspection", first="inspected_from", last="inspected_to")


def _check_visit(row: FileRow, world: World, rows: Rows) -> None:
    _check_dates(row, world, rows, what="visit", first="visited_from", last="visited_to")


def _check_dates(row: FileRow, world: World, rows: Rows, *, what: str, first: str, last: str) -> None:
    """Check the days of an inspection or a visit, in the columns `first`, `last` and `published_on`."""
    council = world[COUNCILS.name].get((row["council"],))
    if not row.usable(first):
        return
    starts = PartialDate.parse(row[first])
    ends, published = _day(row, last), _day(row, "published_on")
    if ends and ends < starts.earliest:
        rows.complain(row, last, f"the {what} would end before it begins ({row[first]})")
    for column, day in ((first, starts.earliest), ("published_on", published)):
        if day and day > timezone.localdate():
            rows.complain(row, column, f"{row[column]} has not come yet")
    if published and published < (ends or starts.earliest):
        paper = "report" if what == "inspection" else "letter"
        rows.complain(row, "published_on", f"the {paper} would be published before the {what}")
    if council and (abolished := _day(council, "valid_to")) and starts.earliest > abolished:
        rows.complain(row, "council", f"“{row['council']}” was abolished on {abolished}")
    if council and (created := _day(council, "valid_from")) and starts.latest < created:
        rows.complain(row, "council", f"“{row['council']}” did not exist until {created}")


def _check_same_day(rows: Rows, world: World) -> None:
    """A council has one report per day, because the day is the report's address."""
    by_day: dict[tuple[str, str], list[FileRow]] = defaultdict(list)
    for row in world[INSPECTIONS.name].values():
        if row["published_on"]:
            by_day[row["council"], row["published_on"]].append(row)
    for clash in by_day.values():
        for row in clash:
            other = next(
                (other for other in clash if other is not row and (not other.file or other.number < row.number)), None
            )
            if row.file and other:
                rows.complain(
                    row,
                    "published_on",
                    f"another inspection of the council ({other['framework']}, {other['inspected_from']}) "
                    "was published on that day",
                )


def _check_without_grades(rows: Rows, record: OnRecord) -> None:
    graded = {row.inspection for row in rows.by_layout[GRADES.name]}
    for row in rows.by_layout[INSPECTIONS.name]:
        if row.usable(*row.layout.key) and row.key not in graded and row.key not in record.rows[INSPECTIONS.name]:
            rows.complain(row, "inspected_from", "a new inspection needs at least one grade in grades.csv")


def _check_provenances(rows: Rows, record: OnRecord) -> None:
    """The grades of a new inspection have its source. Corrections may change that later."""
    new = {row.key: row["source"] for row in rows.by_layout[INSPECTIONS.name] if row.usable("source")}
    for row in rows.by_layout[GRADES.name]:
        source = new.get(row.inspection)
        if not source or row.inspection in record.rows[INSPECTIONS.name]:
            continue
        if row["provenance"] not in _PROVENANCES_OF_SOURCE[source]:
            rows.complain(row, "provenance", f"does not agree with the inspection's source, {source}")


def _inspection_of(row: FileRow, world: World, rows: Rows) -> FileRow | None:
    """The inspection that a row is about. Complains if there is none or the dates differ."""
    if not row.usable(*INSPECTION_KEY):
        return None
    inspection = world[INSPECTIONS.name].get(row.inspection)
    if inspection is None:
        rows.complain(
            row,
            "inspected_from",
            f"no inspection of {row['council']} under {row['framework']} from {row['inspected_from']}",
        )
    elif inspection.usable("published_on") and inspection["published_on"] != row["published_on"]:
        known = inspection["published_on"] or "not known"
        rows.complain(row, "published_on", f"the inspection's date of publication is {known}")
    return inspection


@cache
def _judgements(code: str) -> frozenset[str]:
    return frozenset(judgement.id for judgement in framework(code).judgements)


def _check_judgement(row: FileRow, rows: Rows) -> bool:
    if not row.usable("framework", "service", "judgement"):
        return False
    definition = framework(row["framework"])
    exists = f"{row['service']}.{row['judgement']}" in _judgements(row["framework"])
    if not exists and row["service"] not in {service.code for service in definition.services}:
        rows.complain(row, "service", f"“{row['service']}” is not a service of {definition.short_name}")
    elif not exists:
        rows.complain(
            row, "judgement", f"“{row['judgement']}” is not a judgement of {row['service']} in {definition.short_name}"
        )
    return exists


def _check_grade(row: FileRow, world: World, rows: Rows) -> None:
    _inspection_of(row, world, rows)
    _check_judgement(row, rows)
    if row.usable("framework") and row["grade"] not in (scale := framework(row["framework"]).grade_codes()):
        name = framework(row["framework"]).short_name
        rows.complain(row, "grade", f"{row['grade']} is not on the scale of {name}: {', '.join(scale)}")
    if row["provenance"] == "derived" and not row["note"]:
        rows.complain(row, "note", "a derived grade needs its reasoning")
    if row["evidence"] and row["provenance"] != "research":
        rows.complain(row, "evidence", "is for grades of a research dataset only")


def _check_area(row: FileRow, world: World, rows: Rows) -> None:
    _inspection_of(row, world, rows)
    if not row.usable("framework"):
        return
    definition = framework(row["framework"])
    if row["service"] not in {service.code for service in definition.services}:
        rows.complain(row, "service", f"“{row['service']}” is not a service of {definition.short_name}")


def _check_figure(row: FileRow, world: World, rows: Rows) -> None:
    _inspection_of(row, world, rows)


def _check_range(row: FileRow, world: World, rows: Rows) -> None:
    inspection = _inspection_of(row, world, rows)
    if row.usable("first", "last") and int(row["last"]) < int(row["first"]):
        rows.complain(row, "last", f"comes before the first, {row['first']}")
    if _check_judgement(row, rows) and inspection and row.key not in world[GRADES.name]:
        rows.complain(row, "judgement", "has no grade in this inspection")


_CHECKS: dict[str, Callable[[FileRow, World, Rows], None]] = {
    COUNCILS.name: _check_council,
    NEIGHBOURS.name: _check_neighbour,
    INSPECTIONS.name: _check_inspection,
    GRADES.name: _check_grade,
    AREAS.name: _check_area,
    FIGURES.name: _check_figure,
    RANGES.name: _check_range,
    VISITS.name: _check_visit,
}
