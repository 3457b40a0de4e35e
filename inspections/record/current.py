"""The record that public pages read: as it is now, or as of an edition (`as_of_edition.py`)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import Count, Exists, OuterRef

from inspections.frameworks.definitions import Programme
from inspections.models import (
    AreaForImprovement,
    Council,
    Inspection,
    NeighbourSet,
    Report,
    ReportParagraph,
    StatisticalNeighbour,
    Visit,
    VisitArea,
)
from inspections.models.editions import latest_edition
from inspections.names import CouncilRegister
from inspections.statistics.days import days_of_change
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, records, standings_as_at

from .areas import AreaOnRecord, area_of_letter, area_of_report
from .evidence import Evidence, VisitEvidence
from .history import History
from .kept import kept_by_edition
from .register import council_register
from .rows import council_row, grade_rows, inspection_rows, latest_by_service, report_days


class Record(Protocol):
    """What pages may read. It never includes drafts, or what had been withdrawn by then."""

    @property
    def edition(self) -> int:
        """Number of the edition, 0 before the first."""

    @property
    def is_past(self) -> bool:
        """Whether an edition was asked for, so that later ones don't show."""

    def councils(self) -> list[Council]:
        """The whole register, by name."""

    def council(self, slug: str) -> Council | None: ...

    @property
    def names(self) -> CouncilRegister:
        """Every council by all of its names."""

    def successors(self, council: Council) -> list[Council]:
        """The councils that replaced it, by name."""

    def predecessors(self, council: Council) -> list[Council]:
        """The councils that it replaced, by name."""

    def neighbour_sets(self) -> dict[str, str]:
        """Names of the sets of statistical neighbours by code, latest first."""

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        """A council's neighbours in every set, latest set and closest neighbour first, with sets and councils."""

    def neighbour_slugs(self, slug: str, set_code: str) -> frozenset[str]:
        """The slugs of a council's neighbours in a set, without its own."""

    def programme_as_at(self, programme: Programme, day: date, slugs: frozenset[str] | None = None) -> CouncilsAsAt:
        """Where councils stand under the programme as at the day: those of the slugs, or all.

        The cost grows with the number of councils, not of inspections.
        """

    def history_of(self, *slugs: str) -> History:
        """The inspections of one council or several."""

    def evidence_of(self, inspection: Inspection) -> Evidence:
        """The evidence of an inspection from `history_of`."""

    def records(self) -> tuple[InspectionRecord, ...]:
        """All inspections with their grades, in the order in which they count."""

    def inspections(self) -> list[Inspection]:
        """All inspections with their councils and without grades, latest first."""

    def visits_of(self, *slugs: str) -> list[Visit]:
        """The visits to these councils, with their councils, latest first."""

    def visits(self) -> tuple[Visit, ...]:
        """All visits with their councils, latest first."""

    def evidence_of_visit(self, visit: Visit) -> VisitEvidence:
        """The evidence of a visit from `visits_of`."""

    def areas(self) -> list[AreaOnRecord]:
        """What needs to improve by every report and letter whose words are on record, latest first."""

    def latest_records(self, day: date) -> dict[str, InspectionRecord]:
        """Each council's latest inspection as at the day, by the council's slug."""

    def counts(self) -> dict[str, int]:
        """The number of inspections by framework."""

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        """The days from which inspections count, each once, earliest first: of the slugs' councils, or of all."""


class CurrentRecord:
    """The record as it is now, read from the models themselves.

    The register, the records and the visits are kept by edition: nothing may change them.
    """

    is_past = False

    @cached_property
    def edition(self) -> int:
        return latest_edition()

    def councils(self) -> list[Council]:
        return list(self._register.values())

    @cached_property
    @kept_by_edition
    def _register(self) -> dict[str, Council]:
        """Every council by its slug, in the order of names."""
        return {council.slug: council for council in Council.objects.all()}

    def council(self, slug: str) -> Council | None:
        return self._register.get(slug)

    @cached_property
    @kept_by_edition
    def names(self) -> CouncilRegister:
        return council_register()

    @cached_property
    @kept_by_edition
    def _successions(self) -> frozenset[tuple[int, int]]:
        """The keys of each council and of one that replaced it."""
        return frozenset(Council.successors.through.objects.values_list("from_council", "to_council"))

    def successors(self, council: Council) -> list[Council]:
        return [other for other in self.councils() if (council.pk, other.pk) in self._successions]

    def predecessors(self, council: Council) -> list[Council]:
        return [other for other in self.councils() if (other.pk, council.pk) in self._successions]

    @kept_by_edition
    def neighbour_sets(self) -> dict[str, str]:
        # A reorganisation that was called off leaves a set without neighbours.
        neighbours = StatisticalNeighbour.objects.filter(neighbour_set=OuterRef("pk"))
        return dict(NeighbourSet.objects.filter(Exists(neighbours)).values_list("code", "name"))

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        """The neighbours are councils of the register, which the database need not send again."""
        found = list(StatisticalNeighbour.objects.filter(council__slug=slug).select_related("neighbour_set"))
        by_key = {council.pk: council for council in self.councils()}
        for one in found:
            # A council that was created since the register was read is not in it.
            one.neighbour = by_key.get(one.neighbour_id) or one.neighbour
        return found

    def neighbour_slugs(self, slug: str, set_code: str) -> frozenset[str]:
        neighbours = StatisticalNeighbour.objects.filter(council__slug=slug, neighbour_set__code=set_code)
        return frozenset(neighbours.order_by().values_list("neighbour__slug", flat=True))

    @kept_by_edition
    def programme_as_at(self, programme: Programme, day: date, slugs: frozenset[str] | None = None) -> CouncilsAsAt:
        """Three queries: the councils with the keys of their latest inspections, those inspections, their grades."""
        published = Inspection.objects.published()
        councils = Council.objects.all()
        reports = published
        if slugs is not None:
            councils = councils.filter(slug__in=slugs)
            reports = published.filter(council__in=councils.order_by().values("pk"))
        latest, days = latest_by_service(published, programme, day), report_days(reports, programme, day)
        withdrawn = Inspection.objects.withdrawn().of_programme(programme).as_at(day)
        has_withdrawn = Exists(withdrawn.filter(council=OuterRef("pk")))
        found = list(councils.annotate(**latest, **days, has_withdrawn=has_withdrawn))
        rows = [vars(council) for council in found]
        keys = {key for row in rows for name in latest if (key := row[name]) is not None}
        inspections = inspection_rows(Inspection.objects.filter(pk__in=keys).order_by())
        council_rows = [council_row(council, day) for council in found]
        with_withdrawn = {row["slug"] for row in rows if row["has_withdrawn"]}
        standings = standings_as_at(
            programme, day, council_rows, inspections, grade_rows(keys), withdrawn=with_withdrawn
        )
        reported = [rows[0][name] for name in days] if rows else []
        return replace(standings, days=days_of_change(day, reported, council_rows))

    def history_of(self, *slugs: str) -> History:
        published = Inspection.objects.published().filter(council__slug__in=slugs)
        return History.of(published.select_related("council").prefetch_related("grades").latest_first())

    def evidence_of(self, inspection: Inspection) -> Evidence:
        """If several files of the report are loaded, the paragraphs are those of the latest."""
        latest = Report.objects.filter(inspection=inspection).order_by("-id").values("pk")[:1]
        return Evidence(
            {grade.judgement_id: grade for grade in inspection.grades.all()},
            tuple(inspection.areas_for_improvement.all()),
            tuple(inspection.figures.all()),
            tuple(ReportParagraph.objects.filter(report__in=latest)),
        )

    @kept_by_edition
    def records(self) -> tuple[InspectionRecord, ...]:
        published = Inspection.objects.published()
        return tuple(records(reversed(inspection_rows(published.latest_first())), grade_rows(published.order_by())))

    def inspections(self) -> list[Inspection]:
        return list(Inspection.objects.published().select_related("council").latest_first())

    def visits_of(self, *slugs: str) -> list[Visit]:
        return [visit for visit in self.visits() if visit.council.slug in slugs]

    def visits(self) -> tuple[Visit, ...]:
        return self._visits

    @cached_property
    @kept_by_edition
    def _visits(self) -> tuple[Visit, ...]:
        return tuple(Visit.objects.published().select_related("council").latest_first())

    def evidence_of_visit(self, visit: Visit) -> VisitEvidence:
        latest = Report.objects.filter(visit=visit).order_by("-id").values("pk")[:1]
        return VisitEvidence(tuple(visit.areas.all()), tuple(ReportParagraph.objects.filter(report__in=latest)))

    def areas(self) -> list[AreaOnRecord]:
        """Four queries: the areas first, then only the inspections that have some, and the visits."""
        rows = AreaForImprovement.objects.filter(inspection__status="published").exclude(text="").order_by()
        of_reports = list(rows.values())
        keys = {values["inspection_id"] for values in of_reports}
        inspections = Inspection.objects.published().select_related("council").in_bulk(keys)
        visits = {visit.pk: visit for visit in self.visits()}
        of_letters = VisitArea.objects.filter(visit__status="published").order_by()
        # Something may have been published or withdrawn between two queries.
        found = [
            area_of_report(inspection, values)
            for values in of_reports
            if (inspection := inspections.get(values["inspection_id"]))
        ]
        found += [
            area_of_letter(visit, values) for values in of_letters.values() if (visit := visits.get(values["visit_id"]))
        ]
        return sorted(found, key=lambda area: area.sequence)

    @kept_by_edition
    def latest_records(self, day: date) -> dict[str, InspectionRecord]:
        published = Inspection.objects.published().as_at(day)
        latest = Council.objects.order_by().annotate(latest=published.latest_of_council()).values("latest")
        rows = inspection_rows(Inspection.objects.filter(pk__in=latest).order_by())
        return {record.inspection.council: record for record in records(rows, grade_rows(row.id for row in rows))}

    def counts(self) -> dict[str, int]:
        published = Inspection.objects.published().order_by()
        return dict(published.values_list("framework").annotate(number=Count("pk")))

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        published = Inspection.objects.published().of_programme(programme)
        if slugs is not None:
            published = published.filter(council__slug__in=slugs)
        return tuple(published.order_by("counts_from").values_list("counts_from", flat=True).distinct())
