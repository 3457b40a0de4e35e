"""The inspection, or the council, at an address; or what to say if there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dashboard.errors import NotOnRecordError, WithdrawnError
from dashboard.selections.base import Selection
from dashboard.selections.moment import AS_AT, EDITION, Moment
from inspections.dates import PartialDate
from inspections.models import Council, Edition, EditionChange, Inspection
from inspections.record.as_of_edition import first_edition_kept
from inspections.record.current import Record
from inspections.wording.words import date_words, sentence

INSPECTED = "inspected-"


@dataclass(frozen=True)
class CouncilSelection(Selection):
    """The page of a council."""

    council: Council

    parameters = (EDITION, AS_AT)

    @property
    def path(self) -> str:
        return self.council.get_absolute_url()


@dataclass(frozen=True)
class ScorecardSelection(Selection):
    """The scorecard of an inspection, as at the day from which it counts."""

    inspection: Inspection

    parameters = (EDITION,)

    @property
    def path(self) -> str:
        return self.inspection.get_absolute_url()

    @property
    def day(self) -> date:
        return self.inspection.counts_from


def council_at(slug: str, moment: Moment) -> Council:
    """The council with this slug. NotOnRecordError lists councils with a name near to it."""
    council = moment.record.council(slug)
    if council is None:
        councils = moment.record.names.near(slug, moment.day)
        near = [(f"/councils/{other.slug}/", other.display_name) for other in councils]
        raise NotOnRecordError(f"No council has the address “{slug}”.", [*near, ("/councils/", "All councils")])
    return council


def inspection_at(history: Sequence[Inspection], slug: str, published: str, moment: Moment) -> Inspection:
    """The inspection of a council's history with this date in its address, today or before its dates were corrected.

    NotOnRecordError says that it was withdrawn, or lists what there is.
    """
    for inspection in history:
        if inspection.address_date == published:
            return inspection
    if moved := _at_earlier_address(history, published, moment.record):
        return moved
    council = history[0].council if history else council_at(slug, moment)
    all_about = (council.get_absolute_url(), f"All about {council.display_name}")
    if withdrawal := _withdrawal(slug, published, moment.record):
        raise WithdrawnError(
            _withdrawn_words(withdrawal, council), [*_as_of_before(withdrawal, council, published), all_about]
        )
    instead = [
        (inspection.get_absolute_url(), f"{inspection.framework_definition.short_name}, {inspection.dated}")
        for inspection in history
    ]
    raise NotOnRecordError(_what_is_wrong(published, council), [*instead, all_about])


def _at_earlier_address(history: Sequence[Inspection], published: str, record: Record) -> Inspection | None:
    try:
        day = PartialDate.parse(published.removeprefix(INSPECTED))
    except ValueError:
        return None
    field = "published_on"
    if published.startswith(INSPECTED):
        field = "inspected_from"
        for inspection in history:
            if inspection.inspected == day:
                return inspection
    text, changes = day.earliest.isoformat(), EditionChange.objects.filter(inspection__in=history, field=field)
    there = changes.filter(before=text)
    if record.is_past:
        there |= changes.filter(after=text, edition__number__gt=record.edition)
    last = there.order_by("-pk").values_list("inspection", flat=True).first()
    return next((inspection for inspection in history if inspection.pk == last), None)


def _withdrawal(slug: str, published: str, record: Record) -> Edition | None:
    """The latest edition, as of the record, that withdrew an inspection from this address."""
    withdrawn = Inspection.objects.filter(council__slug=slug, changes__edition__kind=Edition.Kind.WITHDRAW).distinct()
    there = [inspection.pk for inspection in withdrawn if inspection.address_date == published]
    withdrawals = Edition.objects.filter(
        kind=Edition.Kind.WITHDRAW, number__lte=record.edition, changes__inspection__in=there
    )
    return withdrawals.order_by("-number").first()


def _withdrawn_words(withdrawal: Edition, council: Council) -> str:
    day = date_words(timezone.localdate(withdrawal.made_at))
    return f"This inspection of {council.display_name} was withdrawn on {day}: {sentence(withdrawal.reason)}"


def _as_of_before(withdrawal: Edition, council: Council, published: str) -> list[tuple[str, str]]:
    """The scorecard in the edition before its withdrawal, if that edition is kept."""
    before, kept = withdrawal.number - 1, first_edition_kept()
    if kept is None or before < kept:
        return []
    address = f"/councils/{council.slug}/{published}/?edition={before}"
    return [(address, f"The scorecard as edition {before} showed it, not to be quoted any more")]


def _what_is_wrong(published: str, council: Council) -> str:
    try:
        day = PartialDate.parse(published.removeprefix(INSPECTED))
    except ValueError as error:
        return f"{str(error)[0].upper()}{str(error)[1:]}."
    if published.startswith(INSPECTED):
        return f"No inspection of {council.display_name} in {date_words(day)} is on record here under that address."
    return f"No inspection of {council.display_name} published {date_words(day)} is on record here."
