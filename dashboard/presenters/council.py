"""The page of a council: its latest grades, its places among others, what changed, and all its inspections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.addresses import with_parameters
from dashboard.selections.group import CouncilGroup
from dashboard.selections.inspections import CouncilSelection
from dashboard.selections.moment import EDITION, Moment
from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.loader import programme
from inspections.models import Council, NeighbourSet, StatisticalNeighbour, Visit
from inspections.record.history import History
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord
from inspections.statistics.waiting import elapsed
from inspections.wording.headlines import council_headline, inspections_words, not_inspected_itself, place_title
from inspections.wording.history import time_line_notes
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import PROVENANCE
from inspections.wording.visits import visits_on_time_line_words, visits_since_title
from inspections.wording.waiting import since_words
from inspections.wording.words import capital, number_words

from .context_line import ContextLine, NamedLink, programme_words
from .council_history import (
    Changes,
    Entry,
    GradeChip,
    changes,
    chips,
    not_on_record,
    own_history,
    records_in_time,
    timeline,
)
from .council_places import Neighbours, Placed, comparison_url, neighbours_of, placed
from .timeline import TimeLine, time_line
from .visits import VisitLine, visits_since


@dataclass(frozen=True)
class CouncilPage:
    """The content of a council's page. `records` are its inspections, the earliest first.

    `selection` is that of the ranking with the council marked. The places among others take long, so they are cached
    properties: a picture of the time line doesn't need them.
    """

    council: Council
    councils_as_at: CouncilsAsAt
    headline: str
    chips: tuple[GradeChip, ...]
    entries: tuple[Entry, ...]
    records: Sequence[InspectionRecord]
    changes: Changes
    not_on_record: tuple[str, ...]
    selection: ProgrammeSelection
    neighbours_found: Sequence[StatisticalNeighbour]
    visits: tuple[Visit, ...] = ()

    @property
    def visits_since(self) -> tuple[VisitLine, ...]:
        """The visits since the last inspection, latest first; all of them if no inspection is on record."""
        if self.latest is None:
            return tuple(map(VisitLine, self.visits))
        return tuple(map(VisitLine, visits_since(self.visits, self.latest.inspection.inspected)))

    @property
    def visits_before(self) -> tuple[VisitLine, ...]:
        """The visits before the last inspection, latest first."""
        return tuple(map(VisitLine, self.visits[len(self.visits_since) :]))

    @property
    def visits_title(self) -> str:
        return visits_since_title(len(self.visits_since)) if self.latest else "Visits"

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
    def latest(self) -> Entry | None:
        """The latest inspection, of a predecessor with the same area if it has none of its own."""
        return self.entries[0] if self.entries else None

    @property
    def earlier(self) -> tuple[Entry, ...]:
        return self.entries[1:]

    @property
    def breaks(self) -> tuple[Entry, ...]:
        """The inspections under another framework than the one before."""
        return tuple(entry for entry in self.entries if entry.before)

    @property
    def chip_marks(self) -> tuple[tuple[str, str], ...]:
        """The marks of the latest grades that were not read from the report, with their words."""
        shown = {chip.provenance for chip in self.chips}
        return tuple((PROVENANCE_MARKS[code], words) for code, words in PROVENANCE.items() if words in shown)

    @property
    def paper_url(self) -> str:
        """The address of the committee paper on its latest inspection; "" without one."""
        if self.latest is None:
            return ""
        inspection = self.latest.inspection
        address = f"/papers/{inspection.council.slug}/{inspection.address_date}/"
        return with_parameters(address, {"edition": str(self.selection.edition or "")})

    @property
    def timeline_notes(self) -> str:
        return time_line_notes(self.records, joint=bool(self.time_line and self.time_line.has_joint))

    @cached_property
    def time_line(self) -> TimeLine | None:
        """Its inspections as bands, or None if no theme has a grade."""
        return time_line(self.records, self.councils_as_at.day, (visit.first_day for visit in self.visits))

    @property
    def place_title(self) -> str:
        return place_title(self.placed[0].own)

    @property
    def place_measure(self) -> str:
        """What the strips count: `Outstanding of four judgements`."""
        ranking = self.placed[0].ranking
        return f"{capital(self.place_grades)} of {number_words(len(ranking.measure.judgements))} judgements"

    @property
    def place_grades(self) -> str:
        return "good or outstanding" if len(self.placed[0].ranking.measure.grades) > 1 else "outstanding"

    @property
    def place_headings(self) -> list[str]:
        of = len(self.placed[0].columns) - 1
        return [*(f"{number} of {of}" for number in range(of, 0, -1)), "None"]

    @property
    def timeline_finding(self) -> str:
        """The alternative text of the time line: the number of inspections, and the grades theme by theme."""
        if self.time_line is None:
            return " ".join(self.changes.since_first[:1])
        # The latest are drawn: those after the first report.
        drawn = [visit.first_day for visit in reversed(self.visits[: len(self.time_line.visits)])]
        visits = visits_on_time_line_words(drawn)
        return " ".join(filter(None, [*self.changes.since_first[:1], self.time_line.words, visits]))


def council_line(page: CouncilPage, selection: CouncilSelection) -> ContextLine:
    """The line of context of a council's page, on which the day is chosen."""
    facts = [inspections_words(page.records)] if page.records else []
    latest = None
    if page.latest:
        inspection = page.latest.inspection
        framework = inspection.framework_definition
        facts.insert(0, programme_words(programme(framework.programme)))
        report = f"report of {inspection.day_words}" if inspection.published_on else inspection.day_words
        latest = NamedLink(report, inspection.get_absolute_url())
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=tuple(facts),
        latest=latest,
        mine=page.council.slug,
        name=page.council.display_name,
        door=page.council.get_absolute_url(),
        kept=[pair for pair in selection.query() if pair[0] == EDITION.name],
    )


def since_last_inspection(page: CouncilPage) -> NamedLink | None:
    """How long ago the last inspection of a council in being began, with a link to all councils’, or None."""
    if page.latest is None or page.council.has_ended(page.selection.moment.day):
        return None
    inspection, moment = page.latest.inspection, page.selection.moment
    of_programme = programme(inspection.framework_definition.programme)
    selection = ProgrammeSelection(moment, "waiting", of_programme, council=page.council.slug)
    return NamedLink(since_words(elapsed(inspection.inspected, moment.day)), selection.url())


def _headline(council: Council, own: History, history: History, day: date) -> str:
    if own.inspections or not history.inspections:
        return council_headline(records_in_time(own), abolished=council.has_ended(day))
    return not_inspected_itself(history.inspections[0].council.display_name)


def council_page(
    council: Council,
    history: History,
    councils_as_at: CouncilsAsAt,
    neighbours: Sequence[StatisticalNeighbour],
    moment: Moment,
    *,
    visits: Iterable[Visit] = (),
) -> CouncilPage:
    """Present a council. `history` and `visits`, latest first, include those of a predecessor with the same area.

    `councils_as_at` is the current programme as at the moment's day.
    """
    own = own_history(council, history)
    selection = ProgrammeSelection(moment, "ranking", councils_as_at.programme, council=council.slug)
    return CouncilPage(
        council=council,
        councils_as_at=councils_as_at,
        headline=_headline(council, own, history, councils_as_at.day),
        chips=tuple(chips(history)),
        entries=tuple(timeline(council, history)),
        records=records_in_time(history),
        changes=changes(own),
        not_on_record=tuple(not_on_record(council, own, councils_as_at.day)),
        selection=selection,
        neighbours_found=neighbours,
        visits=tuple(visit for visit in visits if visit.public_from <= moment.day),
    )
