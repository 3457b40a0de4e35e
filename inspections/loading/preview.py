"""What a load would do, in groups that staff can read and in rows that they can refuse one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from inspections.actions.load.plan import ChangedRow, Plan
from inspections.dates import PartialDate
from inspections.frameworks.loader import framework
from inspections.models import Grade
from inspections.record.files.cells import to_day
from inspections.record.files.layouts import (
    AREAS,
    COUNCILS,
    FIGURES,
    GRADES,
    INSPECTIONS,
    LAYOUTS,
    NEIGHBOURS,
    RANGES,
    VISITS,
    FileRow,
)
from inspections.wording.results import provenance_words
from inspections.wording.visits import visit_words
from inspections.wording.words import date_range, date_words, lower_first

from .spreadsheets import DAYS

# Code of the group of rows that would undo corrections.
UNDO = "undo"


@dataclass(frozen=True)
class PreviewRow:
    """One row that would be written. `about` names the council and the inspection."""

    reference: str
    about: str
    what: str


@dataclass(frozen=True)
class PreviewGroup:
    """Rows with which the same would happen."""

    code: str
    name: str
    meaning: str
    rows: tuple[PreviewRow, ...]


def preview_groups(plan: Plan) -> list[PreviewGroup]:
    """The groups that have rows, the ones to look at first in front."""
    changed = plan.all_changed
    undoing = [change for change in changed if change.undoes]
    replacing = [change for change in changed if change.corrects and not change.undoes]
    completing = [change for change in changed if not change.corrects]
    new = {row.key for row in plan.added[INSPECTIONS.name]}
    of_inspections = [row for name in (INSPECTIONS, GRADES, AREAS, FIGURES, RANGES) for row in plan.added[name.name]]
    of_new = [row for row in of_inspections if row.inspection in new]
    of_known = [row for row in of_inspections if row.inspection not in new]
    register = [*plan.added[COUNCILS.name], *plan.added[NEIGHBOURS.name]]
    names = _names(plan)
    groups = [
        _group(
            UNDO,
            "Corrected on this site",
            "Loading these rows would undo a correction. They are left out unless you choose otherwise.",
            _changed_rows(undoing, names),
        ),
        _group(
            "replace",
            "Replaced",
            "What is public would differ. These become corrections, with your reason.",
            _changed_rows(replacing, names),
        ),
        _group("visits", "New visits", "", _rows(plan.added[VISITS.name], names)),
        _group("new", "New inspections", "With their grades and evidence.", _rows(of_new, names)),
        _group("add", "Added to inspections on record", "", _rows(of_known, names)),
        _group(
            "complete",
            "Completed",
            "What was empty is filled in, or a source is named. Nothing else that is public changes.",
            _changed_rows(completing, names),
        ),
        _group("register", "Added to the register of councils", "", _rows(register, names)),
    ]
    return [group for group in groups if group.rows]


def _group(code: str, name: str, meaning: str, rows: list[PreviewRow]) -> PreviewGroup:
    return PreviewGroup(code, name, meaning, tuple(rows))


def _names(plan: Plan) -> dict[str, str]:
    rows = [*plan.record.rows[COUNCILS.name].values(), *plan.added[COUNCILS.name]]
    return {row["slug"]: row["short_name"] or row["official_name"] for row in rows}


def _rows(rows: list[FileRow], names: dict[str, str]) -> list[PreviewRow]:
    in_order = sorted(rows, key=_order)
    return [PreviewRow(row.reference, _about(row, names), _WORDS[row.layout.name](row)) for row in in_order]


def _changed_rows(changes: list[ChangedRow], names: dict[str, str]) -> list[PreviewRow]:
    in_order = sorted(changes, key=lambda change: _order(change.row))
    return [
        PreviewRow(change.row.reference, _about(change.row, names), "; ".join(_change_words(change)))
        for change in in_order
    ]


def _order(row: FileRow) -> tuple[object, ...]:
    """By inspection, with the inspection before what belongs to it."""
    if row.layout in (COUNCILS, NEIGHBOURS):
        return (row["slug"], "", "", list(LAYOUTS).index(row.layout.name))
    if row.layout is VISITS:
        return (row["council"], "", row["visited_from"], list(LAYOUTS).index(row.layout.name))
    return (*row.inspection, list(LAYOUTS).index(row.layout.name))


def _about(row: FileRow, names: dict[str, str]) -> str:
    """`Derby, SIF 2013, inspected 24 April 2017`."""
    if row.layout in (COUNCILS, NEIGHBOURS):
        return names.get(row["slug"], row["slug"])
    if row.layout is VISITS:
        day = visit_words(row["kind"], date.fromisoformat(row["visited_from"]))
        return f"{names.get(row['council'], row['council'])}, {day}"
    starts = PartialDate.parse(row["inspected_from"])
    when = f"published in {date_words(starts)}" if starts.until else f"inspected {date_words(starts)}"
    return f"{names.get(row['council'], row['council'])}, {framework(row['framework']).short_name}, {when}"


def _change_words(change: ChangedRow) -> Iterator[str]:
    row = change.row
    words = "; ".join(
        f"{column.replace('_', ' ')}: {_value(column, change.before)} → {_value(column, row)}"
        for column in change.columns
    )
    if row.layout in (GRADES, RANGES):
        yield f"{_judgement(row)}: {words}"
    elif row.layout in (AREAS, FIGURES):
        yield f"{_WORDS[row.layout.name](change.before)}: {words}"
    else:
        yield words
    if change.undoes:
        yield change.undoes


def _value(column: str, row: FileRow) -> str:
    """A cell in words: `Good`, `25 January 2012`, `read from the report itself`."""
    text = row[column]
    if not text:
        return "(empty)"
    if column == "grade":
        return Grade.Value(text).label
    if text in Grade.Provenance.values and column in ("provenance", "source"):
        return provenance_words(text)
    if column in DAYS:
        return date_words(PartialDate.parse(text))
    return text


def _judgement(row: FileRow) -> str:
    of = framework(row["framework"])
    name = of.judgement(f"{row['service']}.{row['judgement']}").name
    return name if len(of.services) == 1 else f"{name}, {lower_first(of.service(row['service']).name)}"


def _inspection_words(row: FileRow) -> str:
    ends, published = to_day(row["inspected_to"]), to_day(row["published_on"])
    on_site = date_range(PartialDate.parse(row["inspected_from"]), PartialDate.of(ends)) if ends else ""
    parts = [
        "The inspection",
        f"on site {on_site}" if on_site else "",
        f"report published {date_words(published)}" if published else "",
        provenance_words(row["source"]),
    ]
    return ", ".join(filter(None, parts))


def _visit_words(row: FileRow) -> str:
    published = to_day(row["published_on"])
    parts = [
        f"Theme: {row['theme']}" if row["theme"] else "Theme not known",
        f"letter published {date_words(published)}" if published else "",
        row["source"] or provenance_words(row["provenance"]),
    ]
    return ", ".join(filter(None, parts))


def _grade_words(row: FileRow) -> str:
    words = f"{Grade.Value(row['grade']).label}, {provenance_words(row['provenance'], row['evidence'])}"
    return f"{_judgement(row)}: {words}"


def _area_words(row: FileRow) -> str:
    parts = [row["service"], row["timescale"], row["addressee"]]
    return f"{row['count']} areas for improvement: {', '.join(filter(None, parts)).replace('_', ' ')}"


def _figure_words(row: FileRow) -> str:
    parts = (row["kind"].replace("_", " "), row["age_band"], row["qualifier"])
    return f"{', '.join(filter(None, parts))}: {row['value']}"


_WORDS: dict[str, Callable[[FileRow], str]] = {
    COUNCILS.name: lambda row: f"The council: {row['official_name']}",
    NEIGHBOURS.name: lambda row: f"Neighbour {row['rank']} in the set of {row['model']}: {row['neighbour_slug']}",
    INSPECTIONS.name: _inspection_words,
    GRADES.name: _grade_words,
    AREAS.name: _area_words,
    FIGURES.name: _figure_words,
    RANGES.name: lambda row: f"Paragraphs {row['first']} to {row['last']}: {_judgement(row)}",
    VISITS.name: _visit_words,
}
