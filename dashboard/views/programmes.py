"""What the ranking, the heatmap and the map of a programme share: their request, their page and its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.presenters.days import days_of
from dashboard.presenters.links import typed_name
from dashboard.respond import Moved
from dashboard.selections.moment import moment_of
from dashboard.selections.programme import Selection, read_selection
from dashboard.values.chart import ChartMaker
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from dashboard.values.table import TableMaker
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.record.current import CurrentRecord, Record
from inspections.record.status import Basis
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.words import date_words


@dataclass(frozen=True)
class ProgrammeRequest:
    """A request for the page of this `kind` (ranking, heatmap, map) of a programme, as at a day."""

    kind: str
    site: str
    selection: Selection
    record: Record
    neighbour_sets: Mapping[str, str]

    @cached_property
    def council(self) -> Council | None:
        """The council to mark, if one is asked for."""
        return self.record.council(self.selection.council) if self.selection.council else None

    @cached_property
    def councils(self) -> frozenset[str] | None:
        """The slugs of the group asked for; None for all councils."""
        return self.selection.slugs(self.record)

    @cached_property
    def group(self) -> CouncilsAsAt:
        """The inspections of the group, as at the day."""
        return self.record.programme_as_at(self.selection.programme, self.selection.day, self.councils)

    @cached_property
    def england(self) -> CouncilsAsAt:
        """The inspections of all councils, as at the day."""
        return self.record.programme_as_at(self.selection.programme, self.selection.day)

    @property
    def permanent(self) -> str:
        """The address that goes on showing this, with its day and its edition."""
        selection = self.selection
        return selection.url(self.kind, day_asked=selection.day, edition=self.record.edition or None)

    def page(
        self,
        *,
        tables: Mapping[str, TableMaker],
        charts: Mapping[str, ChartMaker],
        document: Callable[[Page], Paper] | None = None,
        sentences: Callable[[], Sequence[str]] = tuple,
    ) -> Page:
        """The page, with these forms."""
        selection = self.selection
        return Page(
            title=f"{selection.programme.short_name} {self.kind} as at {date_words(selection.day)}",
            site=self.site,
            url=selection.url(self.kind),
            permanent=self.permanent,
            day=selection.day,
            edition=selection.edition,
            tables=tables,
            charts=charts,
            document=document,
            sentences=sentences,
            basis=self._basis(),
        )

    def _basis(self) -> Basis | None:
        """What an edition's page rests on; of a group, the councils that were in it then and those that are now."""
        selection = self.selection
        if selection.edition is None:
            return None
        councils = None if self.councils is None else self.councils | (selection.slugs(CurrentRecord()) or frozenset())
        return Basis(councils=councils, programme=selection.programme, day=selection.day)

    def form(self, councils: CouncilsAsAt) -> dict[str, Any]:
        """The template context of the form and the links around the table."""
        selection, council = self.selection, self.council
        centre = councils.standings.get(selection.neighbours_of)
        return {
            "selection": selection,
            "council_name": typed_name(council.slug, council.short_name, council.valid_to) if council else "",
            "centre_name": typed_name(centre.council.slug, centre.council.name, centre.council.valid_to)
            if centre
            else selection.neighbours_of,
            "days": days_of(councils, selection.today, lambda day: selection.url(self.kind, day_asked=day)),
            "programmes": [(one, selection.of_programme(one).url(self.kind)) for one in all_programmes()],
            "form_action": selection.cleared().url(self.kind),
            "neighbour_sets": self.neighbour_sets,
            "regions": Council.Region.values,
            "types": Council.Type.choices,
            "everyone": selection.url(self.kind, region="", type="", neighbours_of=""),
            "address": f"{self.site}{self.permanent}",
        }


def read_programme_request(
    kind: str, request: PageRequest, programme: str, day: str | None
) -> ProgrammeRequest | Moved:
    """Read a request, or say to which address it should have gone."""
    moment = moment_of(request, day_in_path=True)
    neighbour_sets = moment.record.neighbour_sets()
    selection = read_selection(
        kind,
        parameters=request.GET,
        programme_code=programme,
        day=day,
        moment=moment,
        neighbour_sets=neighbour_sets,
    )
    if not selection.is_read_from(request.GET, day):
        return Moved(selection.url(kind))
    return ProgrammeRequest(kind, request.site, selection, moment.record, neighbour_sets)
