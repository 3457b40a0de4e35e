"""Corrections made on the site, as they concern the rows of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from inspections.dates import PartialDate
from inspections.models import Edition, EditionChange, Inspection, Visit
from inspections.wording.words import date_words

from .current import Key
from .layouts import AREAS, COUNCILS, FIGURES, INSPECTIONS, NEIGHBOURS, VISITS, FileRow

_IN_KEY = ("framework", "inspected_from", "inspected_from_known_to", "inspected_from_until")


@dataclass
class CorrectionsMade:
    """What corrections changed, the latest first.

    `by_inspection` has those of each published inspection, `by_visit` those of each published visit, `of_register`
    those of councils and their neighbours. `earlier_keys` are keys that published inspections and visits had before
    their date or framework was changed.
    """

    by_visit: dict[Key, list[EditionChange]] = field(default_factory=dict)
    by_inspection: dict[Key, list[EditionChange]] = field(default_factory=dict)
    of_register: list[EditionChange] = field(default_factory=list)
    earlier_keys: set[Key] = field(default_factory=set)

    def undone_by(self, row: FileRow, columns: Iterable[str]) -> str:
        """The latest correction of what the row would change in these columns, in words, or "" if there is none."""
        if row.layout is VISITS:
            changes = self.by_visit.get(row.key, [])
        elif row.is_of_inspection:
            changes = self.by_inspection.get(row.inspection, [])
        else:
            changes = self.of_register
        wanted = list(columns)
        made = next((change for change in changes if _concerns(change.field, row, wanted)), None)
        if made is None:
            return ""
        day = date_words(timezone.localdate(made.edition.made_at))
        return f"corrected on {day}, edition {made.edition.number}: {made.edition.reason}"


def corrections_made() -> CorrectionsMade:
    """Two queries."""
    made = CorrectionsMade()
    _add_visits(made)
    changes = EditionChange.objects.filter(visit__isnull=True).filter(
        Q(edition__kind=Edition.Kind.CORRECT) | Q(field__in=_IN_KEY)
    )
    by_inspection: dict[Inspection, list[EditionChange]] = defaultdict(list)
    for change in changes.select_related("edition", "inspection__council").order_by("-edition__number", "pk"):
        if change.inspection is None:
            made.of_register.append(change)
        elif change.inspection.status == Inspection.Status.PUBLISHED:
            by_inspection[change.inspection].append(change)
    for inspection, latest_first in by_inspection.items():
        key = (inspection.council.slug, inspection.framework, str(inspection.inspected))
        made.by_inspection[key] = [change for change in latest_first if change.edition.kind == Edition.Kind.CORRECT]
        made.earlier_keys |= _earlier_keys(inspection, latest_first) - {key}
    return made


def _add_visits(made: CorrectionsMade) -> None:
    changes = EditionChange.objects.filter(visit__status=Inspection.Status.PUBLISHED)
    changes = changes.filter(Q(edition__kind=Edition.Kind.CORRECT) | Q(field="visited_from"))
    by_visit: dict[Visit, list[EditionChange]] = defaultdict(list)
    for change in changes.select_related("edition", "visit__council").order_by("-edition__number", "pk"):
        if change.visit:
            by_visit[change.visit].append(change)
    for visit, latest_first in by_visit.items():
        council = visit.council.slug
        made.by_visit[council, str(visit.visited_from)] = [
            change for change in latest_first if change.edition.kind == Edition.Kind.CORRECT
        ]
        moved = {change.before for change in latest_first if change.field == "visited_from"}
        made.earlier_keys |= {(council, day) for day in moved - {str(visit.visited_from)}}


def _earlier_keys(inspection: Inspection, latest_first: list[EditionChange]) -> set[Key]:
    keys: set[Key] = set()
    known = {name: str(getattr(inspection, name) or "") for name in _IN_KEY}
    for _, changes in groupby(latest_first, key=lambda change: change.edition_id):
        before = {change.field: change.before for change in changes if change.field in _IN_KEY}
        if before:
            known |= before
            until = known["inspected_from_until"]
            starts = PartialDate.known(
                date.fromisoformat(known["inspected_from"]),
                known["inspected_from_known_to"],
                date.fromisoformat(until) if until else None,
            )
            keys.add((inspection.council.slug, known["framework"], str(starts)))
    return keys


def _concerns(changed: str, row: FileRow, columns: list[str]) -> bool:
    """Whether a change of an edition is about what the row says in one of the columns."""
    if row.layout in (INSPECTIONS, VISITS):
        return changed in columns
    if row.layout is COUNCILS:
        return any(changed == f"{row['slug']}: {column}" for column in columns)
    if row.layout is NEIGHBOURS:
        return changed == f"neighbours of {row['slug']}, {row['model']}"
    if row.layout is AREAS:
        return changed.startswith((f"area for improvement {row['service']} ", f"{row['service']}: areas for"))
    if row.layout is FIGURES:
        return changed.startswith(("stated figure ", row["kind"]))
    return changed.partition(":")[0] == f"{row['service']}.{row['judgement']}"
