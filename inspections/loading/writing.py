"""Writes a plan. Only `inspections.actions.load_records` calls it, inside its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from inspections.actions import Change
from inspections.dates import PartialDate, counts_from
from inspections.models import (
    AreaForImprovement,
    Council,
    CouncilAlias,
    Grade,
    Inspection,
    NeighbourSet,
    StatedFigure,
    StatisticalNeighbour,
)

from .cells import to_day, to_number
from .layouts import AREAS, COUNCILS, FIGURES, GRADES, INSPECTIONS, NEIGHBOURS, RANGES, Row
from .on_record import Key
from .planning import Plan

_BATCH = 500
_CHANGE_FIELD_LENGTH = 80


def write(plan: Plan, *, by: AbstractBaseUser, reason: str) -> list[Change]:
    """Make the records what the plan says, and return what that changed, for the edition."""
    return _Writer(plan, by, reason or "Loaded from files").write()


@dataclass
class _Writer:
    plan: Plan
    by: AbstractBaseUser
    reason: str
    councils: dict[str, Council] = field(default_factory=dict)
    inspections: dict[Key, Inspection] = field(default_factory=dict)
    grades: dict[Key, Grade] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    new: set[Key] = field(default_factory=set)

    def write(self) -> list[Change]:
        """Everything, in the order of dependence."""
        self.councils = {council.slug: council for council in Council.objects.all()}
        self._write_councils()
        self._write_neighbours()
        self.inspections = {
            _inspection_key(inspection): inspection
            for inspection in Inspection.objects.published().select_related("council")
        }
        self.new = {row.key for row in self.plan.added[INSPECTIONS.name]}
        self._write_inspections()
        self._write_grades()
        self._write_areas()
        self._write_figures()
        return self.changes

    def _create(self, model: type[models.Model], objects: Iterable[models.Model]) -> None:
        new = list(objects)
        if new:
            bulk_create_with_history(
                new, model, batch_size=_BATCH, default_user=self.by, default_change_reason=self.reason
            )

    def _update(self, model: type[models.Model], objects: Iterable[models.Model], fields: Iterable[str]) -> None:
        changed = list(objects)
        if changed:
            bulk_update_with_history(
                changed,
                model,
                list(fields),
                batch_size=_BATCH,
                default_user=self.by,
                default_change_reason=self.reason,
            )

    def _note(self, inspection: Inspection | None, what: str, before: str = "", after: str = "") -> None:
        self.changes.append(Change(inspection, what[:_CHANGE_FIELD_LENGTH], before, after))

    def _note_added(self, name: str) -> None:
        """One line for all added rows of files that are not about inspections."""
        if added := self.plan.added[name]:
            self._note(None, name, "", f"{len(added)} added")

    # Councils

    def _write_councils(self) -> None:
        added, changed = self.plan.added[COUNCILS.name], self.plan.changed[COUNCILS.name]
        rows = [*added, *(change.row for change in changed)]
        if not rows:
            return
        new = [Council(slug=row["slug"], **_council_fields(row)) for row in added]
        Council.objects.bulk_create(new, batch_size=_BATCH)
        self.councils |= {council.slug: council for council in new}
        for change in changed:
            _set(self.councils[change.row["slug"]], _council_fields(change.row))
            for column in change.columns:
                self._note(None, f"{change.row['slug']}: {column}", change.before[column], change.row[column])
        # Which council took over the same area can be told only once all of them are there; their history is
        # written after that, so that it begins with the whole record.
        for row in rows:
            self.councils[row["slug"]].same_area_as = self.councils.get(row["same_area_as"])
        Council.objects.bulk_update(
            [self.councils[row["slug"]] for row in rows if row["same_area_as"]], ["same_area_as"]
        )
        Council.history.bulk_history_create(
            new, batch_size=_BATCH, default_user=self.by, default_change_reason=self.reason
        )
        self._update(
            Council, (self.councils[change.row["slug"]] for change in changed), (*_COUNCIL_TEXTS, *_COUNCIL_REST)
        )
        self._write_aliases_and_successors(rows)
        self._note_added(COUNCILS.name)

    def _write_aliases_and_successors(self, rows: list[Row]) -> None:
        through = Council.successors.through
        councils = [self.councils[row["slug"]] for row in rows]
        CouncilAlias.objects.filter(council__in=councils).delete()
        through.objects.filter(from_council__in=councils).delete()
        CouncilAlias.objects.bulk_create(
            CouncilAlias(council=council, name=name)
            for council, row in zip(councils, rows, strict=True)
            for name in _parts(row["aliases"])
        )
        through.objects.bulk_create(
            through(from_council=council, to_council=self.councils[slug])
            for council, row in zip(councils, rows, strict=True)
            for slug in _parts(row["replaced_by"])
        )

    def _write_neighbours(self) -> None:
        added, changed = self.plan.added[NEIGHBOURS.name], self.plan.changed[NEIGHBOURS.name]
        if not added and not changed:
            return
        sets = {known.code: known for known in NeighbourSet.objects.all()}
        for code in sorted({row["model"] for row in added} - set(sets)):
            sets[code] = NeighbourSet.objects.create(code=code, name=_month(code))
        if changed:
            # A rank that is taken by another neighbour is free only once that row is gone.
            doomed = models.Q()
            for change in changed:
                doomed |= models.Q(
                    neighbour_set=sets[change.row["model"]],
                    council=self.councils[change.row["slug"]],
                    rank=change.row["rank"],
                )
                self._note(None, f"neighbours of {change.row['slug']}, {change.row['model']}", *_neighbours(change))
            StatisticalNeighbour.objects.filter(doomed).delete()
        StatisticalNeighbour.objects.bulk_create(
            (
                StatisticalNeighbour(
                    neighbour_set=sets[row["model"]],
                    council=self.councils[row["slug"]],
                    neighbour=self.councils[row["neighbour_slug"]],
                    rank=int(row["rank"]),
                    closeness=row["closeness"],
                    superseded=row["superseded"] == "1",
                )
                for row in [*added, *(change.row for change in changed)]
            ),
            batch_size=_BATCH,
        )
        self._note_added(NEIGHBOURS.name)

    # Inspections and what belongs to them

    def _write_inspections(self) -> None:
        now = timezone.now()
        new = []
        for row in self.plan.added[INSPECTIONS.name]:
            inspection = Inspection(
                council=self.councils[row["council"]],
                framework=row["framework"],
                status=Inspection.Status.PUBLISHED,
                created_by=self.by,
                published_by=self.by,
                published_at=now,
                **_inspected_from(row["inspected_from"]),
            )
            _set_inspection(inspection, row)
            self.inspections[row.key] = inspection
            new.append(inspection)
        self._create(Inspection, new)
        for inspection in new:
            self._note(inspection, "inspection", "", str(inspection))
        changed = []
        for change in self.plan.changed[INSPECTIONS.name]:
            inspection = self.inspections[change.row.key]
            _set_inspection(inspection, change.row)
            inspection.lock_version += 1
            changed.append(inspection)
            for column in change.columns:
                self._note(inspection, column, change.before[column], change.row[column])
        self._update(Inspection, changed, (*_INSPECTION_FIELDS, "counts_from", "lock_version"))

    def _write_grades(self) -> None:
        """Grades, with the paragraphs on which they rest."""
        changed_grades, changed_ranges = self.plan.changed[GRADES.name], self.plan.changed[RANGES.name]
        added_ranges = self.plan.added[RANGES.name]
        added = self.plan.added[GRADES.name]
        self.grades = {
            row.key: Grade(
                inspection=self.inspections[row.inspection], service=row["service"], judgement=row["judgement"]
            )
            for row in added
        }
        new = set(self.grades)
        touched = {row.key for row in added_ranges} | {change.row.key for change in (*changed_grades, *changed_ranges)}
        self._fetch_grades(touched - new)
        for row in (*added, *(change.row for change in changed_grades)):
            _set(self.grades[row.key], {name: row[name] for name in _GRADE_FIELDS})
        for row in (*added_ranges, *(change.row for change in changed_ranges)):
            _set(self.grades[row.key], _range_fields(row))
        self._create(Grade, (self.grades[row.key] for row in added))
        self._update(Grade, (self.grades[key] for key in sorted(touched - new)), (*_GRADE_FIELDS, *_RANGE_FIELDS))
        self._note_grades(new)

    def _fetch_grades(self, keys: set[Key]) -> None:
        if not keys:
            return
        inspections = {self.inspections[key[:3]].pk: key[:3] for key in keys}
        for grade in Grade.objects.filter(inspection__in=inspections):
            key = (*inspections[grade.inspection_id], grade.service, grade.judgement)
            if key in keys:
                self.grades[key] = grade

    def _note_grades(self, new: set[Key]) -> None:
        for row in self.plan.added[GRADES.name]:
            if row.inspection not in self.new:
                self._note(self.inspections[row.inspection], _judgement(row), "", _label(row))
        for change in self.plan.changed[GRADES.name]:
            inspection = self.inspections[change.row.inspection]
            for column in change.columns:
                if column == "grade":
                    self._note(inspection, _judgement(change.row), _label(change.before), _label(change.row))
                else:
                    what = f"{_judgement(change.row)}: {column}"
                    self._note(inspection, what, change.before[column], change.row[column])
        for row in self.plan.added[RANGES.name]:
            if row.key not in new:
                self._note(self.inspections[row.inspection], f"{_judgement(row)}: paragraphs", "", _range(row))
        for change in self.plan.changed[RANGES.name]:
            self._note(
                self.inspections[change.row.inspection],
                f"{_judgement(change.row)}: paragraphs",
                _range(change.before),
                _range(change.row),
            )

    def _write_areas(self) -> None:
        """Where an inspection's counts differ, all its areas for improvement are numbered afresh."""
        added, changed = self.plan.added[AREAS.name], self.plan.changed[AREAS.name]
        touched = {row.inspection for row in (*added, *(change.row for change in changed))}
        if not touched:
            return
        wanted = {key: row for key, row in self.plan.record.rows[AREAS.name].items() if row.inspection in touched}
        wanted |= {row.key: row for row in (*added, *(change.row for change in changed))}
        AreaForImprovement.objects.filter(inspection__in=[self.inspections[key] for key in touched]).delete()
        self._create(AreaForImprovement, self._areas(wanted.values()))
        for row in added:
            if row.inspection not in self.new:
                self._note(self.inspections[row.inspection], _area(row), "", row["count"])
        for change in changed:
            self._note(
                self.inspections[change.row.inspection], _area(change.row), change.before["count"], change.row["count"]
            )

    def _areas(self, rows: Iterable[Row]) -> Iterator[AreaForImprovement]:
        orders: dict[tuple[Key, str], int] = defaultdict(int)
        for row in rows:
            for _ in range(int(row["count"])):
                orders[row.inspection, row["service"]] += 1
                yield AreaForImprovement(
                    inspection=self.inspections[row.inspection],
                    service=row["service"],
                    order=orders[row.inspection, row["service"]],
                    timescale=row["timescale"],
                    addressee=row["addressee"],
                )

    def _write_figures(self) -> None:
        added, changed = self.plan.added[FIGURES.name], self.plan.changed[FIGURES.name]
        if not added and not changed:
            return
        touched = {self.inspections[row.inspection].pk for row in (*added, *(change.row for change in changed))}
        held = list(StatedFigure.objects.filter(inspection__in=touched))
        orders: dict[int, int] = defaultdict(int)
        for figure in held:
            orders[figure.inspection_id] = max(orders[figure.inspection_id], figure.order)
        new = []
        for row in added:
            inspection = self.inspections[row.inspection]
            orders[inspection.pk] += 1
            figure = StatedFigure(
                inspection=inspection, order=orders[inspection.pk], kind=row["kind"], age_band=row["age_band"]
            )
            _set(figure, _figure_fields(row))
            new.append(figure)
            if row.inspection not in self.new:
                self._note(inspection, _figure(row), "", row["value"])
        self._create(StatedFigure, new)
        by_key = {(figure.inspection_id, figure.kind, figure.age_band): figure for figure in held}
        updated = []
        for change in changed:
            inspection = self.inspections[change.row.inspection]
            figure = by_key[inspection.pk, change.row["kind"], change.row["age_band"]]
            _set(figure, _figure_fields(change.row))
            updated.append(figure)
            for column in change.columns:
                self._note(inspection, f"{_figure(change.row)}: {column}", change.before[column], change.row[column])
        self._update(StatedFigure, updated, _FIGURE_FIELDS)


_COUNCIL_TEXTS = (
    "official_name",
    "short_name",
    "ofsted_name",
    "dfe_la_code",
    "gss_2012",
    "gss_current",
    "gss_last",
    "region",
    "region_gss",
    "type",
    "london",
    "bs6879",
    "ofsted_urn",
    "note",
)
_COUNCIL_REST = ("valid_from", "valid_to", "same_area_as")
_INSPECTION_FIELDS = ("inspected_to", "published_on", "lead_inspector", "report_url", "source", "note")
_GRADE_FIELDS = ("grade", "provenance", "source", "note")
_RANGE_FIELDS = ("paragraph_first", "paragraph_last", "paragraphs_derived")
_FIGURE_FIELDS = ("value", "qualifier", "paragraph")


def _set(record: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []


def _council_fields(row: Row) -> dict[str, Any]:
    texts = {name: row[name] for name in _COUNCIL_TEXTS}
    return texts | {"valid_from": to_day(row["valid_from"]), "valid_to": to_day(row["valid_to"])}


def _month(code: str) -> str:
    return f"{to_day(f'{code}-01'):%B %Y}"


def _neighbours(change: Any) -> tuple[str, str]:
    return tuple(f"{row['rank']}: {row['neighbour_slug']}, {row['closeness']}" for row in (change.before, change.row))


def _inspection_key(inspection: Inspection) -> Key:
    return (inspection.council.slug, inspection.framework, str(inspection.inspected))


def _inspected_from(text: str) -> dict[str, Any]:
    partial = PartialDate.parse(text)
    known_to = {len("2012"): Inspection.KnownTo.YEAR, len("2012-01"): Inspection.KnownTo.MONTH}
    return {
        "inspected_from": partial.earliest,
        "inspected_from_known_to": known_to.get(len(text), Inspection.KnownTo.DAY),
    }


def _set_inspection(inspection: Inspection, row: Row) -> None:
    for name in ("lead_inspector", "report_url", "source", "note"):
        setattr(inspection, name, row[name])
    inspection.inspected_to = to_day(row["inspected_to"])
    inspection.published_on = to_day(row["published_on"])
    inspection.counts_from = counts_from(inspection.inspected, inspection.published_on)


def _range_fields(row: Row) -> dict[str, Any]:
    return {
        "paragraph_first": int(row["first"]),
        "paragraph_last": int(row["last"]),
        "paragraphs_derived": row["derived"] == "1",
    }


def _figure_fields(row: Row) -> dict[str, Any]:
    return {
        "value": int(row["value"]),
        "qualifier": row["qualifier"],
        "paragraph": to_number(row["paragraph"]),
    }


def _judgement(row: Row) -> str:
    return f"{row['service']}.{row['judgement']}"


def _label(row: Row) -> str:
    return Grade.Value(row["grade"]).label


def _range(row: Row) -> str:
    derived = ", derived" if row["derived"] == "1" else ""
    return f"{row['first']}–{row['last']}{derived}"


def _area(row: Row) -> str:
    return f"{row['service']}: areas for improvement, {row['timescale'] or 'no timescale'}"


def _figure(row: Row) -> str:
    return f"{row['kind']} ({row['age_band']})" if row["age_band"] else row["kind"]
