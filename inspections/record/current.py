"""What is on record: the one door through which public pages read, whether they ask for now or for an edition."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import Count

from inspections.frameworks.definitions import Programme
from inspections.models import Council, CouncilAlias, Inspection, NeighbourSet, StatisticalNeighbour
from inspections.models.editions import latest_edition
from inspections.names import CouncilRegister
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, records

from . import evidence, rows
from .evidence import Evidence
from .history import History
from .register import council_register


class Record(Protocol):
    """The published record as pages read it. Drafts are never in it, nor what has been withdrawn by then."""

    @property
    def edition(self) -> int:
        """The number of the edition whose state this is; 0 before the first."""

    @property
    def is_past(self) -> bool:
        """Whether an edition was asked for, so that later ones do not show."""

    def councils(self) -> list[Council]:
        """The whole register, by name."""

    def council(self, slug: str) -> Council | None:
        """The council with the slug."""

    @property
    def names(self) -> CouncilRegister:
        """Every council by all of its names."""

    def successors(self, council: Council) -> list[Council]:
        """The councils that came after it, by name."""

    def predecessors(self, council: Council) -> list[Council]:
        """The councils that it came after, by name."""

    def aliases(self) -> Mapping[int, list[str]]:
        """Other names of councils, by the council's key."""

    def neighbour_sets(self) -> dict[str, str]:
        """The names of the sets of statistical neighbours by code, the latest first."""

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        """A council's neighbours in every set, the latest set and the closest first, with their sets and councils."""

    def neighbour_slugs(self, slug: str, set_code: str) -> frozenset[str]:
        """The slugs of a council's neighbours in a set, without its own."""

    def programme_as_at(self, programme: Programme, day: date, slugs: Collection[str] | None = None) -> CouncilsAsAt:
        """Where each council (of those given, or of all) stands under the programme as at the day."""

    def history_of(self, *slugs: str) -> History:
        """The inspections of one council, or of several, the latest first."""

    def evidence_of(self, inspection: Inspection) -> Evidence:
        """What is on record beside an inspection's grades."""

    def records(self) -> list[InspectionRecord]:
        """Every inspection with its grades, as the statistics know it; the one that counts first comes first."""

    def inspections(self) -> list[Inspection]:
        """Every inspection with its council, the latest first; without grades."""

    def latest_inspections(self, day: date) -> dict[int, Inspection]:
        """The latest inspection of each council as at the day, by the council's key, with council and grades."""

    def latest_reports(self, day: date, number: int) -> list[Inspection]:
        """The latest inspections as at the day, with councils and grades."""

    def counts(self) -> dict[str, int]:
        """How many inspections are on record, by framework."""

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        """The days from which an inspection (of those councils, or of any) counts, each once, the earliest first."""


class CurrentRecord:
    """What is on record now, read from the records themselves."""

    is_past = False

    @cached_property
    def edition(self) -> int:
        """One query, the first time."""
        return latest_edition()

    def councils(self) -> list[Council]:
        """One query."""
        return list(Council.objects.all())

    def council(self, slug: str) -> Council | None:
        """One query."""
        return Council.objects.filter(slug=slug).first()

    @cached_property
    def names(self) -> CouncilRegister:
        """One query, the first time."""
        return council_register()

    def successors(self, council: Council) -> list[Council]:
        """One query."""
        return list(council.successors.all())

    def predecessors(self, council: Council) -> list[Council]:
        """One query."""
        return list(council.predecessors.all())

    def aliases(self) -> Mapping[int, list[str]]:
        """One query."""
        names = defaultdict(list)
        for council, name in CouncilAlias.objects.values_list("council", "name"):
            names[council].append(name)
        return names

    def neighbour_sets(self) -> dict[str, str]:
        """One query."""
        return dict(NeighbourSet.objects.values_list("code", "name"))

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        """One query."""
        found = StatisticalNeighbour.objects.filter(council__slug=slug)
        return list(found.select_related("neighbour_set", "neighbour"))

    def neighbour_slugs(self, slug: str, set_code: str) -> frozenset[str]:
        """One query."""
        found = StatisticalNeighbour.objects.filter(council__slug=slug, neighbour_set__code=set_code)
        return frozenset(found.order_by().values_list("neighbour__slug", flat=True))

    def programme_as_at(self, programme: Programme, day: date, slugs: Collection[str] | None = None) -> CouncilsAsAt:
        """Three queries."""
        councils = None if slugs is None else Council.objects.filter(slug__in=slugs)
        return rows.programme_as_at(programme, day, councils)

    def history_of(self, *slugs: str) -> History:
        """Two queries."""
        published = Inspection.objects.published().filter(council__slug__in=slugs)
        return History.of(published.select_related("council").prefetch_related("grades").latest_first())

    def evidence_of(self, inspection: Inspection) -> Evidence:
        """Three queries."""
        return evidence.evidence_of(inspection)

    def records(self) -> list[InspectionRecord]:
        """Two queries."""
        published = Inspection.objects.published()
        inspections = reversed(rows.inspection_rows(published.latest_first()))
        return records(inspections, rows.grade_rows(published.order_by()))

    def inspections(self) -> list[Inspection]:
        """One query."""
        return list(Inspection.objects.published().select_related("council").latest_first())

    def latest_inspections(self, day: date) -> dict[int, Inspection]:
        """Two queries."""
        latest = Council.objects.order_by().annotate(
            latest=Inspection.objects.published().as_at(day).latest_of_council()
        )
        found = Inspection.objects.filter(pk__in=latest.values("latest")).order_by()
        return {one.council_id: one for one in found.select_related("council").prefetch_related("grades")}

    def latest_reports(self, day: date, number: int) -> list[Inspection]:
        """Two queries."""
        latest = Inspection.objects.published().as_at(day).latest_first()[:number]
        return list(latest.select_related("council").prefetch_related("grades"))

    def counts(self) -> dict[str, int]:
        """One query."""
        published = Inspection.objects.published().order_by()
        return dict(published.values_list("framework").annotate(number=Count("pk")))

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        """One query."""
        found = Inspection.objects.published().of_programme(programme)
        if slugs is not None:
            found = found.filter(council__slug__in=slugs)
        return tuple(found.order_by("counts_from").values_list("counts_from", flat=True).distinct())
