"""The page of one council: where it stands, among whom, what changed, and all its inspections in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.moment import Moment
from dashboard.selection import Selection
from inspections import wording
from inspections.history import History
from inspections.models import Council, StatisticalNeighbour
from inspections.statistics import AsAt, Record
from inspections.wording import listed

from .council_history import (
    Changes,
    Entry,
    Latest,
    changes,
    latest_inspections,
    not_on_record,
    own_history,
    records_in_time,
    timeline,
)
from .council_places import Neighbours, Placed, comparison, neighbours_of, placed


@dataclass(frozen=True)
class CouncilPage:
    """Everything that the page of one council shows. `records` are its inspections, the earliest first."""

    council: Council
    field: AsAt
    latest: tuple[Latest, ...]
    timeline: tuple[Entry, ...]
    records: Sequence[Record]
    changes: Changes
    placed: tuple[Placed, ...]
    neighbours: tuple[Neighbours, ...]
    not_on_record: tuple[str, ...]
    in_region: str

    @property
    def in_field(self) -> bool:
        """Whether the council is in being, and so one of those compared today."""
        return self.council.slug in self.field.standings

    @property
    def timeline_finding(self) -> str:
        """What the time line shows, for those who cannot see it: how many inspections, and what the latest found."""
        sentences = [*self.changes.since_first[:1]]
        if self.latest:
            latest = self.latest[0]
            grades = [
                f"{f'{service}: ' if service else ''}{judgement.short_name.lower()} {wording.result_words(result)}"
                for service, judgement, result in latest.results
            ]
            sentences.append(
                f"The latest, under {latest.inspection.framework_definition.short_name}: {listed(grades)}."
            )
        return " ".join(sentences)


def council_page(
    council: Council, history: History, field: AsAt, neighbours: Sequence[StatisticalNeighbour], moment: Moment
) -> CouncilPage:
    """The page of one council.

    `history` is its own, with that of a council that had the same area before it; `field` is the current programme
    as at the moment's day.
    """
    own = own_history(council, history)
    programme = field.programme
    selection = Selection(
        programme,
        programme.measures[0],
        moment.today,
        day_asked=moment.as_at,
        council=council.slug,
        edition=moment.edition,
    )
    in_field = council.slug in field.standings
    return CouncilPage(
        council=council,
        field=field,
        latest=tuple(latest_inspections(history)),
        timeline=tuple(timeline(council, history)),
        records=records_in_time(history),
        changes=changes(own),
        placed=tuple(placed(council, field, selection, neighbours)) if in_field else (),
        neighbours=tuple(neighbours_of(council, field, selection, neighbours)) if in_field else (),
        not_on_record=tuple(not_on_record(council, own, field.day)),
        in_region=comparison(selection, region=council.region).url(),
    )
