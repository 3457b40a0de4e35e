"""Where a council comes from and where its area goes, by the day of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.models import Council
from inspections.record.current import Record
from inspections.record.history import History
from inspections.wording.headlines import council_headline
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.words import lower_first

from .council_history import own_history, records_in_time

SAME_AREA = " (the same area: its inspections show below with a mark)"


@dataclass(frozen=True)
class Predecessor:
    """A council that this one follows. `last` says what its last inspection found if this council has no inspection."""

    council: Council
    same_area: bool
    last: str = ""

    @property
    def name(self) -> str:
        return self.council.display_name

    @property
    def url(self) -> str:
        return self.council.get_absolute_url()

    @property
    def remark(self) -> str:
        return SAME_AREA if self.same_area else ""


@dataclass(frozen=True)
class Succession:
    """The councils before and after a council, as at the day. Those after it may be yet to come, as may itself."""

    council: Council
    day: date
    predecessors: Sequence[Predecessor]
    successors: Sequence[Council]

    @property
    def to_come(self) -> bool:
        return not self.council.has_begun(self.day)

    @property
    def to_end(self) -> bool:
        """Whether its last day is known and still to come, or is the day itself."""
        return self.council.valid_to is not None and not self.council.has_ended(self.day)

    @property
    def told(self) -> Sequence[Predecessor]:
        """The predecessors whose last inspection the page reports, because this council has none."""
        return [one for one in self.predecessors if one.last]


def succession(
    council: Council, predecessors: Sequence[Council], record: Record, day: date, *, inspected: bool
) -> Succession:
    """The succession of a council. `inspected`: it has inspections of its own or of a council with the same area.

    Inspections belong to the council that was inspected, so a new council doesn't inherit the grades of one whose area
    it has in part. Its page says what they were and whose.
    """
    slugs = [other.slug for other in predecessors]
    history = record.history_of(*slugs).as_at(day) if slugs and not inspected else None
    before = [
        Predecessor(other, other.same_area_as_id == council.pk, _last(other, history, day) if history else "")
        for other in predecessors
    ]
    return Succession(council, day, before, record.successors(council))


def _last(council: Council, history: History, day: date) -> str:
    """`good overall at its last inspection, in March 2025`, or that none is on record."""
    own = records_in_time(own_history(council, history))
    if not own:
        return f"its inspections are {NOT_ON_RECORD}."
    return lower_first(council_headline(own, abolished=council.has_ended(day)))
