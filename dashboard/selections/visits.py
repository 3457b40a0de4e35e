"""The visit at an address, or what to say if there is none; and what the list of visits is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dashboard.errors import NotOnRecordError, WithdrawnError
from inspections.models import Council, Edition, EditionChange, Visit
from inspections.record.as_of_edition import first_edition_kept
from inspections.record.current import Record
from inspections.wording.visits import NO_THEME, OTHER_THEME, THEMES_OF_VISITS, theme_code, visit_words
from inspections.wording.words import capital, date_words, sentence

from .base import ListSelection, Selection
from .group import GROUP
from .inspections import council_at
from .moment import AS_AT, EDITION, Moment
from .parameters import PAGE, Parameter

KIND = Parameter("kind", "Only visits of a kind.", "filter", "Kind of visit", dict(Visit.Kind.choices))
THEME = Parameter(
    "theme",
    "Only visits on a theme of Ofsted’s lists, on another one, or without one on record.",
    "filter",
    "Theme",
    {**THEMES_OF_VISITS, OTHER_THEME: "Another theme", NO_THEME: "Not on record"},
)
PARAMETERS = (KIND, THEME, *GROUP, EDITION, AS_AT, PAGE)


@dataclass(frozen=True)
class VisitSelection(Selection):
    """The page of a visit, as at the day from which it counts."""

    visit: Visit

    parameters = (EDITION,)

    @property
    def path(self) -> str:
        return self.visit.get_absolute_url()

    @property
    def day(self) -> date:
        return self.visit.public_from


@dataclass(frozen=True)
class VisitListSelection(ListSelection):
    """The visits of a kind, on a theme, to a group of councils, and which page of them."""

    kind: str = ""
    theme: str = ""

    path = "/visits/"
    parameters = PARAMETERS

    def asks_for(self, visit: Visit) -> bool:
        """Whether a visit is asked for, whatever its council."""
        return (
            visit.public_from <= self.day
            and self.kind in ("", visit.kind)
            and self.theme in ("", theme_code(visit.theme))
        )


def visit_at(slug: str, day: str, moment: Moment, visits: Sequence[Visit]) -> Visit:
    """The visit with this first day, today or before the day was corrected, among all visits to the council.

    NotOnRecordError says that it was withdrawn, or lists what there is.
    """
    council = council_at(slug, moment)
    for visit in visits:
        if visit.first_day.isoformat() == day:
            return visit
    if moved := _at_earlier_day(visits, day, moment.record):
        return moved
    all_about = (council.get_absolute_url(), f"All about {council.display_name}")
    if withdrawal := _withdrawal(slug, day, moment.record):
        made_on = date_words(timezone.localdate(withdrawal.made_at))
        raise WithdrawnError(
            f"This visit to {council.display_name} was withdrawn on {made_on}: {sentence(withdrawal.reason)}",
            [*_as_of_before(withdrawal, council, day), all_about],
        )
    instead = [(visit.get_absolute_url(), capital(visit_words(visit.kind, visit.first_day))) for visit in visits]
    raise NotOnRecordError(_what_is_wrong(day, council), [*instead, all_about])


def _at_earlier_day(visits: Sequence[Visit], day: str, record: Record) -> Visit | None:
    changes = EditionChange.objects.filter(visit__in=visits, field="visited_from")
    there = changes.filter(before=day)
    if record.is_past:
        there |= changes.filter(after=day, edition__number__gt=record.edition)
    last = there.order_by("-pk").values_list("visit", flat=True).first()
    return next((visit for visit in visits if visit.pk == last), None)


def _withdrawal(slug: str, day: str, record: Record) -> Edition | None:
    """The latest edition, as of the record, that withdrew a visit from this address."""
    withdrawn = Visit.objects.filter(council__slug=slug, changes__edition__kind=Edition.Kind.WITHDRAW)
    there = [pk for pk, first_day in withdrawn.values_list("pk", "visited_from") if str(first_day) == day]
    withdrawals = Edition.objects.filter(
        kind=Edition.Kind.WITHDRAW, number__lte=record.edition, changes__visit__in=there
    )
    return withdrawals.order_by("-number").first()


def _as_of_before(withdrawal: Edition, council: Council, day: str) -> list[tuple[str, str]]:
    """The page in the edition before its withdrawal, if that edition is kept."""
    before, kept = withdrawal.number - 1, first_edition_kept()
    if kept is None or before < kept:
        return []
    address = f"/councils/{council.slug}/visits/{day}/?edition={before}"
    return [(address, f"The page as edition {before} showed it, not to be quoted any more")]


def _what_is_wrong(day: str, council: Council) -> str:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return f"“{day}” is not a day. Write the first day of the visit as year, month and day: 2024-11-05."
    return f"No visit to {council.display_name} that began on {date_words(wanted)} is on record here."
