"""Publishing drafts, each as a new record or into the record that it is about."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from inspections.models import (
    AreaForImprovement,
    Edition,
    Grade,
    Inspection,
    Report,
    ReportProblem,
    StatedFigure,
    Visit,
    VisitArea,
)

from .changes import CORRECTABLE_FIELDS, CORRECTABLE_FIELDS_OF_VISITS, set_fields
from .checks import (
    check_grade,
    published_of,
    refuse_clash,
    refuse_day_to_come,
    refuse_open_problems,
    unique_keys,
)
from .editions import ActionRefusedError, RecordChange, in_turn, name_of, record_edition, refuse_unless
from .grading import regrade, stronger_grades
from .saving import Writes, delete_rows, without_conflicts
from .second_person import ANOTHER_PUBLISHES, read_drafts

Record = TypeVar("Record", bound=Inspection | Visit)
RecordModel = type[Inspection] | type[Visit]

REPORT_WAS_READ = "The report itself was read."
LETTER_WAS_READ = "The letter itself was read."
GONE = "The draft is not there any more: it has been published or deleted meanwhile."
FACTS_OF_INSPECTIONS = ("framework", "published_on")
FACTS_OF_VISITS = ("kind", "visited_from", "published_on", "theme", "has_priority_action")

# What a draft brings beside its grades, by the name under which the edition lists a change of it.
_PARTS: Mapping[type, Mapping[str, Any]] = {
    Inspection: {"areas_for_improvement": AreaForImprovement, "figures": StatedFigure},
    Visit: {"areas": VisitArea},
}
# Never taken from a draft that leaves them empty. The two of an inspection describe `inspected_from`, which a draft
# always has, so they go with it even when empty.
_MERGED: Mapping[type, Iterable[str]] = {
    Inspection: [name for name in CORRECTABLE_FIELDS if name != "note"],
    Visit: [name for name in CORRECTABLE_FIELDS_OF_VISITS if name != "note"],
}
_MERGED_EMPTY = ("inspected_from_known_to", "inspected_from_until")
_STANDING = ("counts_from", "published_by", "published_at")


@dataclass
class Publication:
    """The result of publishing a draft: the public record with its changes, or the draft with why it was refused."""

    record: Any
    changes: list[RecordChange] = field(default_factory=list)
    refusal: str = ""

    @property
    def corrects(self) -> bool:
        """Whether a public fact changes that was known."""
        changed = {change.field for change in self.changes if change.before}
        if isinstance(self.record, Visit):
            return not changed.isdisjoint(FACTS_OF_VISITS)
        definition = self.record.framework_definition
        return any(name in FACTS_OF_INSPECTIONS or definition.has(name) for name in changed)


def publish(draft: Record, *, by: User, reason: str = "") -> Record:
    """Publish the draft of an inspection or a visit and return the published record.

    If the draft is about a record (`replaces`), its values are moved there and the draft is deleted. Its grades replace
    those of weaker or equal provenance, and its dates and parts replace those on record. The edition is a correction if
    a public fact changes that was known.

    Raises ActionRefusedError if a problem is open, a grade doesn't belong to the framework, a day is missing, or it
    clashes with another published record.
    """
    with in_turn():
        made = publish_in_turn(draft, by=by)
        kind = Edition.Kind.PUBLISH
        if made.corrects:
            kind = Edition.Kind.CORRECT
            reason = reason or (LETTER_WAS_READ if isinstance(draft, Visit) else REPORT_WAS_READ)
        record_edition(kind=kind, by=by, changes=made.changes, reason=reason)
    return cast("Record", made.record)


def publish_in_turn(draft: Inspection | Visit, *, by: User) -> Publication:
    """Publish one draft without making the edition, which the caller makes. Call this inside `in_turn`."""
    [made] = publish_together([draft], by=by)
    refuse_unless(not made.refusal, made.refusal)
    return made


def publish_together(drafts: Iterable[Inspection | Visit], *, by: User, correcting: bool = True) -> list[Publication]:
    """Publish drafts without making the edition, which the caller makes. Call this inside `in_turn`.

    A draft that is refused is left as it is. Those that would correct the record are refused unless `correcting`. Many
    drafts take hardly more statements than one.
    """
    chosen = list(dict.fromkeys(drafts))
    made = {draft: Publication(draft, refusal=GONE) for draft in chosen}
    for model in (Inspection, Visit):
        locked = _locked(model, {draft.pk for draft in chosen if isinstance(draft, model)})
        there = (locked[draft.pk] for draft in chosen if isinstance(draft, model) and draft.pk in locked)
        for group in without_conflicts(there, _touched):
            made |= _publish_group(model, group, by=by, correcting=correcting)
    return list(made.values())


def _touched(draft: Any) -> set[Hashable]:
    """The records that publishing the draft changes, and their unique keys before and after."""
    records = filter(None, (draft, draft.replaces))
    return {touched for record in records for touched in (record.pk, *unique_keys(record))}


def _publish_group(model: RecordModel, group: list[Any], *, by: User, correcting: bool) -> dict[Any, Publication]:
    """Publish drafts of one kind that touch different things. Everything is read first and written last."""
    drafts = _in_full(model, {draft.pk: draft for draft in group})
    on_record = _in_full(model, _locked(model, {draft.replaces_id for draft in group if draft.replaces_id}))
    others = published_of(model, {draft.council_id for draft in group})
    read, problems = read_drafts(by, model), _open_problems(model, drafts)
    made: dict[Any, Publication] = {}
    merged: dict[int, Any] = {}
    writes = Writes()
    for key, draft in drafts.items():
        into, its_writes = on_record.get(draft.record.replaces_id), Writes()
        try:
            refuse_unless(draft.record.status == Inspection.Status.DRAFT, "Only a draft can be published.")
            refuse_unless(key not in read, ANOTHER_PUBLISHES)
            refuse_open_problems(problems[key])
            _check(draft)
            refuse_clash(draft.record, others)
            one = _merged(draft, into, its_writes) if into else _as_new(draft, its_writes)
            refuse_unless(correcting or not one.corrects, "It would correct the record, so publish it by itself.")
        except ActionRefusedError as refusal:
            made[draft.record] = Publication(draft.record, refusal=str(refusal))
            continue
        one.record.published_by, one.record.published_at = by, timezone.now()
        made[draft.record] = one
        writes.take(its_writes)
        if into:
            merged[key] = one.record
    writes.write(by=by)
    _move_reports(model, merged)
    model.objects.filter(replaces__in=merged).update(replaces=None)
    delete_rows((drafts[key].record for key in merged), by=by)
    return made


@dataclass
class _FullRecord:
    """A record with its grades by judgement id, and its parts by name."""

    record: Any
    grades: dict[str, Grade] = field(default_factory=dict)
    parts: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))


def _locked(model: RecordModel, keys: Iterable[int]) -> dict[int, Any]:
    """Records by key, locked until the end of the transaction."""
    rows = model.objects.select_for_update(of=("self",)).select_related("council", "replaces").order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in=keys)}


def _in_full(model: RecordModel, records: Mapping[int, Any]) -> dict[int, _FullRecord]:
    """The records with their parts, by key."""
    owner = name_of(model)
    full = {key: _FullRecord(record) for key, record in records.items()}
    for name, kind in _PARTS[model].items():
        for part in kind.objects.filter(**{f"{owner}__in": full}):
            full[getattr(part, f"{owner}_id")].parts[name].append(part)
    if model is Inspection:
        for grade in Grade.objects.filter(inspection__in=full):
            grade.inspection = full[grade.inspection_id].record
            full[grade.inspection_id].grades[grade.judgement_id] = grade
    return full


def _open_problems(model: RecordModel, keys: Iterable[int]) -> Mapping[int, list[ReportProblem]]:
    """The open problems of drafts, by the draft's key."""
    found = defaultdict(list)
    about = f"report__{name_of(model)}"
    problems: Any = ReportProblem.objects.blocking().filter(**{f"{about}__in": keys})
    for problem in problems.annotate(draft=F(about)):
        found[problem.draft].append(problem)
    return found


def _check(draft: _FullRecord) -> None:
    """Refuse a draft that lacks something or can't be right, and reckon from when it counts."""
    record = draft.record
    if isinstance(record, Visit):
        refuse_unless(
            record.visited_from is not None,
            "The first day on site is missing. Enter it before you publish: the visit’s page is known by it.",
        )
    else:
        refuse_unless(bool(draft.grades), "The draft has no grades. Enter at least one before you publish it.")
        for grade in draft.grades.values():
            check_grade(grade)
    record.counts_from = record.reckoned_from
    refuse_day_to_come(record)


def _as_new(draft: _FullRecord, writes: Writes) -> Publication:
    record = draft.record
    record.status = Inspection.Status.PUBLISHED
    writes.changed.append((("status", *_STANDING), record))
    return Publication(record, [RecordChange(record, name_of(record), "", str(record))])


def _merged(draft: _FullRecord, into: _FullRecord, writes: Writes) -> Publication:
    """Move the draft's values and parts to the record that it is about. The caller deletes the draft."""
    drafted, record = draft.record, into.record
    name, what = name_of(record), f"The {name_of(record)} on record that this draft is about"
    refuse_unless(record.status == Inspection.Status.PUBLISHED, f"{what} is not published any more.")
    other = f"{what} is {'to' if isinstance(record, Visit) else 'of'} another council."
    refuse_unless(record.council_id == drafted.council_id, other)
    known = {fact: getattr(drafted, fact) for fact in _MERGED[type(record)]}
    known = {fact: value for fact, value in known.items() if value not in (None, "") or fact in _MERGED_EMPTY}
    changes = set_fields(record, known)
    changes += regrade(record, into.grades, stronger_grades(into.grades, draft.grades.values()), writes)
    for grade in into.grades.values():
        check_grade(grade)
    writes.deleted += draft.grades.values()
    for parts, new in draft.parts.items():
        before, after = ([_said(part) for part in one] for one in (into.parts[parts], new))
        if before != after:
            changes.append(RecordChange(record, parts, str(len(before) or ""), str(len(after))))
        writes.deleted += into.parts[parts]
        for part in new:
            setattr(part, name, record)
            writes.changed.append(((name,), part))
    origins = ("provenance", "source") if isinstance(record, Visit) else ("source",)
    for origin in origins:
        setattr(record, origin, getattr(drafted, origin))
    record.counts_from = record.reckoned_from
    record.lock_version += 1
    writes.changed.append(((*_MERGED[type(record)], *origins, *_STANDING, "lock_version"), record))
    return Publication(record, changes or [RecordChange(record, name, str(record), str(record))])


def _said(part: Any) -> tuple[Any, ...]:
    """The contents of a part, without the record it belongs to. Of a letter's point, without its page and order."""
    if isinstance(part, VisitArea):
        return part.kind, part.text
    columns = [column.attname for column in part._meta.concrete_fields]
    return tuple(getattr(part, name) for name in columns if name not in {"id", "inspection_id"})


def _move_reports(model: RecordModel, merged: Mapping[int, Any]) -> None:
    """Give the reports of merged drafts, by the draft's key, to the records that they went into."""
    name = name_of(model)
    reports = list(Report.objects.filter(**{f"{name}__in": merged}).only("pk", name))
    for report in reports:
        setattr(report, name, merged[getattr(report, f"{name}_id")])
    Report.objects.bulk_update(reports, [name])
