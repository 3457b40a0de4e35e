"""The page of a council: its latest grades, its places among others, what changed, and all its inspections."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.selections.group import CouncilGroup
from dashboard.selections.moment import Moment
from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council, NeighbourSet, StatisticalNeighbour
from inspections.record.history import History
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord
from inspections.wording.history import latest_grades_sentence

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
from .council_places import Neighbours, Placed, comparison_url, neighbours_of, placed


@dataclass(frozen=True)
class CouncilPage:
    """The content of a council's page. `records` are its inspections, the earliest first.

    `selection` is that of the ranking with the council marked. The places among others take long, so they are cached
    properties: a picture of the time line doesn't need them.
    """

    council: Council
    councils_as_at: CouncilsAsAt
    latest: tuple[Latest, ...]
    timeline: tuple[Entry, ...]
    records: Sequence[InspectionRecord]
    changes: Changes
    not_on_record: tuple[str, ...]
    selection: ProgrammeSelection
    neighbours_found: Sequence[StatisticalNeighbour]

    @property
    def in_field(self) -> bool:
        """Whether the council is in being, so that it is compared with others."""
        return self.council.slug in self.councils_as_at.standings

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Its places among others; none if it is not in being."""
        if not self.in_field:
            return ()
        return tuple(placed(self.council, self.councils_as_at, self.selection, self.neighbours_found))

    @cached_property
    def neighbours(self) -> tuple[Neighbours, ...]:
        """All sets of its statistical neighbours; none if it is not in being."""
        if not self.in_field:
            return ()
        return tuple(neighbours_of(self.council, self.councils_as_at, self.selection, self.neighbours_found))

    @property
    def neighbour_sets(self) -> list[NeighbourSet]:
        """The sets of neighbours, the latest first."""
        sets = [neighbour.neighbour_set for neighbour in self.neighbours_found]
        return list(dict.fromkeys(sets)) if self.in_field else []

    @property
    def in_region(self) -> str:
        """The address of the comparison with councils of its region."""
        return comparison_url(self.selection, CouncilGroup(self.council.region))

    @property
    def timeline_finding(self) -> str:
        """The alternative text of the time line: the number of inspections, and the latest grades."""
        sentences = [*self.changes.since_first[:1]]
        if self.latest:
            latest = self.latest[0]
            results = [(result.service, result.judgement, result.result) for result in latest.results]
            sentences.append(latest_grades_sentence(latest.inspection.framework_definition, results))
        return " ".join(sentences)


def council_page(
    council: Council,
    history: History,
    councils_as_at: CouncilsAsAt,
    neighbours: Sequence[StatisticalNeighbour],
    moment: Moment,
) -> CouncilPage:
    """Present a council. `history` includes that of a predecessor with the same area.

    `councils_as_at` is the current programme as at the moment's day.
    """
    own = own_history(council, history)
    selection = ProgrammeSelection(moment, "ranking", councils_as_at.programme, council=council.slug)
    return CouncilPage(
        council=council,
        councils_as_at=councils_as_at,
        latest=tuple(latest_inspections(history)),
        timeline=tuple(timeline(council, history)),
        records=records_in_time(history),
        changes=changes(own),
        not_on_record=tuple(not_on_record(council, own, councils_as_at.day)),
        selection=selection,
        neighbours_found=neighbours,
    )
