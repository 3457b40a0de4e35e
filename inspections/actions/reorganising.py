"""A council gives way to others on a day: entered in one step, ahead of the day, and called off until then."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from simple_history.utils import update_change_reason

from inspections import clock
from inspections.dates import NO_DAY
from inspections.models import Council, Edition, NeighbourSet, StatisticalNeighbour
from inspections.record.register import NAMES, names_taken
from inspections.wording.words import date_words

from .councils import described, register_changes
from .editions import RecordChange, in_turn, record_edition, refuse_unless

REASON_NEEDED = "A reorganisation needs a reason: it is shown in the public list of corrections."


def reorganise(
    council: Council,
    *,
    by: User,
    first_day: date,
    new: Sequence[Council] = (),
    existing: Sequence[Council] = (),
    same_area: bool = False,
    copy_neighbours: bool = False,
    reason: str,
) -> Edition:
    """Abolish a council on the day before `first_day`, on which its successors take over its area.

    `new` are unsaved councils, which begin on that day. `existing` are others of the register; one that was planned
    and called off begins on that day too. `copy_neighbours` gives successors without statistical neighbours those of
    the council, as a set that says so. One edition, and one entry in the history of each record.
    """
    refuse_unless(bool(reason.strip()), REASON_NEEDED)
    with in_turn():
        council = Council.objects.get(pk=council.pk)
        _check(council, first_day, len(new) + len(existing), [*existing], same_area=same_area)
        before = {one.pk: described(one) for one in (council, *existing)}
        council.valid_to = first_day - timedelta(days=1)
        # Ahead of its own entry in the history, so that a new council may have its names.
        Council.objects.filter(pk=council.pk).update(valid_to=council.valid_to)
        changes = []
        for one in new:
            one.valid_from = first_day
            _check_new(one)
            _save(one, reason)
            changes.append(RecordChange(None, one.slug, "", one.short_name))
        for one in existing:
            if one.is_called_off:
                one.valid_from = first_day
                _save(one, reason)
        council.same_area_as = [*new, *existing][0] if same_area else None
        _save(council, reason)
        council.successors.set([*new, *existing])
        if copy_neighbours:
            _copy_neighbours(council, [*new, *existing], first_day)
        for one in (council, *existing):
            changes += register_changes(one.slug, before[one.pk], described(one))
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def call_off(council: Council, *, by: User, reason: str) -> Edition:
    """Undo a reorganisation before its day: the council goes on, and councils that were only planned have no day."""
    refuse_unless(bool(reason.strip()), REASON_NEEDED)
    with in_turn():
        council = Council.objects.get(pk=council.pk)
        today = clock.today()
        refuse_unless(
            council.valid_to is not None and not council.has_ended(today),
            f"No reorganisation of {council} is to come.",
        )
        planned = [
            one
            for one in council.successors.all()
            if not one.has_begun(today) and not one.predecessors.exclude(pk=council.pk).exists()
        ]
        before = {one.pk: described(one) for one in (council, *planned)}
        council.valid_to = council.same_area_as = None
        _save(council, reason)
        council.successors.clear()
        for one in planned:
            one.valid_from = NO_DAY
            _save(one, reason)
        StatisticalNeighbour.objects.filter(council__in=planned).delete()
        changes = [
            change
            for one in (council, *planned)
            for change in register_changes(one.slug, before[one.pk], described(one))
        ]
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def _check(council: Council, first_day: date, successors: int, existing: Iterable[Council], *, same_area: bool) -> None:
    refuse_unless(
        council.valid_to is None, f"{council} is to be abolished already. Call that off first, or correct the council."
    )
    refuse_unless(successors > 0, "Say which councils take over: new ones, existing ones, or both.")
    refuse_unless(not same_area or successors == 1, "Only one council can take over exactly the same area.")
    refuse_unless(council.valid_from is None or council.valid_from < first_day, f"{council} has not begun by that day.")
    refuse_unless(
        not council.inspections.published().filter(inspected_from__gte=first_day).exists(),
        f"{council} was inspected after that day.",
    )
    for one in existing:
        refuse_unless(one.pk != council.pk, f"{council} can’t take over its own area.")
        refuse_unless(
            one.is_called_off or one.in_being(first_day),
            f"{one} does not exist on {date_words(first_day)}.",
        )


def _check_new(council: Council) -> None:
    """Refuse a new council whose names or codes can't be."""
    try:
        council.full_clean()
    except ValidationError as error:
        refuse_unless(False, f"{council.short_name}: {' '.join(error.messages)}")
    taken = names_taken(council, [getattr(council, name) for name in NAMES])
    refuse_unless(not taken, " ".join(taken.values()))


def _save(council: Council, reason: str) -> None:
    """Save with one entry in the history, which has the reason."""
    council.save()
    update_change_reason(council, reason)


def _copy_neighbours(council: Council, successors: Iterable[Council], first_day: date) -> None:
    """Give successors without neighbours the council's latest, as a set of the month that names where it is from."""
    own = StatisticalNeighbour.objects.filter(council=council, superseded=False).select_related("neighbour_set")
    latest = own.order_by("-neighbour_set__code").first()
    without = [one for one in successors if not one.neighbours.exists()]
    if latest is None or not without:
        return
    taken_over, is_new = NeighbourSet.objects.get_or_create(
        code=f"{first_day:%Y-%m}",
        defaults={"name": f"{latest.neighbour_set.name}, taken over from {council.short_name}"[:80]},
    )
    if not is_new:
        taken_over.name = f"{latest.neighbour_set.name}, taken over from the councils before"
        taken_over.save()
    rows = list(own.filter(neighbour_set=latest.neighbour_set).order_by("rank"))
    StatisticalNeighbour.objects.bulk_create(
        StatisticalNeighbour(
            neighbour_set=taken_over, council=one, neighbour=row.neighbour, rank=rank, closeness=row.closeness
        )
        for one in without
        for rank, row in enumerate((row for row in rows if row.neighbour_id != one.pk), 1)
    )
