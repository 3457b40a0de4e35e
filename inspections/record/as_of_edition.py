"""The record as of an edition, read from versions. Pages get the same values as from the models at that time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from django.db.models import Count, Exists, Min, Model, OuterRef, Subquery

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme
from inspections.models import (
    AreaForImprovement,
    Council,
    CouncilVersion,
    Grade,
    Inspection,
    InspectionVersion,
    NeighbourSet,
    ReportParagraph,
    StatedFigure,
    StatisticalNeighbour,
    Visit,
    VisitArea,
    VisitVersion,
)
from inspections.models.versions import InspectionVersionQuerySet, VisitVersionQuerySet
from inspections.names import CouncilRegister
from inspections.statistics.days import days_of_change
from inspections.statistics.standings import (
    CouncilsAsAt,
    GradeRow,
    InspectionRecord,
    InspectionRow,
    records,
    standings_as_at,
)

from .areas import AreaOnRecord, area_of_letter, area_of_report
from .evidence import Evidence, VisitEvidence
from .history import History
from .kept import kept_by_edition
from .register import NAMES, council_names
from .rows import council_row, grade_row, latest_by_service, report_days

Restored = TypeVar("Restored", Council, Inspection, Visit)


def first_edition_kept() -> int | None:
    """Number of the first edition that can be shown, or None."""
    first: int | None = CouncilVersion.objects.aggregate(first=Min("first_edition"))["first"]
    return first


class EditionRecord:
    """The record as of an edition. Don't save the models.

    The register, the records and the visits are kept by edition: nothing may change them.
    """

    is_past = True

    def __init__(self, edition: int) -> None:
        self.edition = edition

    def councils(self) -> list[Council]:
        return sorted(self._register.values(), key=lambda council: (council.short_name, council.slug))

    def council(self, slug: str) -> Council | None:
        return self._by_slug.get(slug)

    @cached_property
    @kept_by_edition
    def names(self) -> CouncilRegister:
        return CouncilRegister(
            council_names(
                council.slug,
                (*(getattr(council, name) for name in NAMES), *self._versions[council.pk].aliases),
                council.valid_from,
                council.valid_to,
            )
            for council in self.councils()
        )

    def successors(self, council: Council) -> list[Council]:
        keys = set(self._versions[council.pk].successors)
        return [other for other in self.councils() if other.pk in keys]

    def predecessors(self, council: Council) -> list[Council]:
        return [other for other in self.councils() if council.pk in self._versions[other.pk].successors]

    def neighbour_sets(self) -> dict[str, str]:
        return dict(NeighbourSet.objects.filter(first_edition__lte=self.edition).values_list("code", "name"))

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        rows = self._neighbour_rows(slug)
        sets = {neighbour_set.code: neighbour_set for neighbour_set in NeighbourSet.objects.all()}
        return [
            StatisticalNeighbour(
                neighbour_set=sets[code],
                council=self._by_slug[slug],
                neighbour=self._register[neighbour],
                rank=rank,
                closeness=closeness,
                superseded=superseded,
            )
            for code, rank, neighbour, closeness, superseded in rows
        ]

    def neighbour_slugs(self, slug: str, set_code: str) -> frozenset[str]:
        return frozenset(self._register[row[2]].slug for row in self._neighbour_rows(slug) if row[0] == set_code)

    @kept_by_edition
    def programme_as_at(self, programme: Programme, day: date, slugs: frozenset[str] | None = None) -> CouncilsAsAt:
        """Reads the keys of the councils' latest versions, then those versions with their grades."""
        versions = self._inspection_versions()
        councils = [council for council in self.councils() if slugs is None or council.slug in slugs]
        council_keys = [council.pk for council in councils]
        reports = versions if slugs is None else versions.filter(council__in=council_keys)
        latest, days = latest_by_service(versions, programme, day), report_days(reports, programme, day)
        has_withdrawn = Exists(self._withdrawn().of_programme(programme).as_at(day).filter(council=OuterRef("pk")))
        annotated = Council.objects.order_by().filter(pk__in=council_keys).annotate(**latest, **days)
        found = list(annotated.annotate(has_withdrawn=has_withdrawn).values("pk", "has_withdrawn", *latest, *days))
        keys = {key for row in found for name in latest if (key := row[name]) is not None}
        inspections, grades = self._rows(InspectionVersion.objects.filter(pk__in=keys))
        council_rows = [council_row(council, day) for council in councils]
        with_withdrawn = {self._register[row["pk"]].slug for row in found if row["has_withdrawn"]}
        standings = standings_as_at(programme, day, council_rows, inspections, grades, withdrawn=with_withdrawn)
        reported = [found[0][name] for name in days] if found else []
        return replace(standings, days=days_of_change(day, reported, council_rows))

    def history_of(self, *slugs: str) -> History:
        versions = self._inspection_versions().filter(council__in=self._keys(slugs))
        return History.of(self._inspections(versions.latest_first()))

    def evidence_of(self, inspection: Inspection) -> Evidence:
        version = self._inspection_versions().get(inspection=inspection.pk)
        grades = {grade.judgement_id: grade for grade in _grades(inspection, version.results)}
        for values in version.evidence["grades"]:
            _set_fields(grades[values["judgement"]], values, but="judgement")
        areas = version.evidence["improvements"]
        # A version leaves out empty values, and with them a figure of 0.
        figures = [
            {"order": order, "value": 0, **values} for order, values in enumerate(version.evidence["figures"], 1)
        ]
        return Evidence(
            grades,
            tuple(AreaForImprovement(inspection=inspection, **values) for values in areas),
            tuple(StatedFigure(inspection=inspection, **values) for values in figures),
            tuple(ReportParagraph.objects.filter(report=version.report_id)),
        )

    @kept_by_edition
    def records(self) -> tuple[InspectionRecord, ...]:
        inspections, grades = self._rows(self._inspection_versions().latest_first())
        return tuple(records(reversed(inspections), grades))

    def inspections(self) -> list[Inspection]:
        return self._inspections(self._inspection_versions().latest_first(), grades=False)

    def visits_of(self, *slugs: str) -> list[Visit]:
        return [visit for visit in self.visits() if visit.council.slug in slugs]

    def visits(self) -> tuple[Visit, ...]:
        return self._visits

    @cached_property
    @kept_by_edition
    def _visits(self) -> tuple[Visit, ...]:
        visits = []
        for key, council, facts in self._visit_versions().latest_first().values_list("visit", "council", "facts"):
            visit = restored(Visit, key, facts)
            visit.status = Inspection.Status.PUBLISHED
            visit.council = self._register[council]
            visits.append(visit)
        return tuple(visits)

    def evidence_of_visit(self, visit: Visit) -> VisitEvidence:
        version = self._visit_versions().get(visit=visit.pk)
        areas = tuple(VisitArea(visit=visit, **values) for values in version.areas)
        return VisitEvidence(areas, tuple(ReportParagraph.objects.filter(report=version.report_id)))

    def areas(self) -> list[AreaOnRecord]:
        # Only this part of the evidence: the quoted lines of grades are many times as long.
        improvements = self._inspection_versions().order_by().values_list("inspection", "evidence__improvements")
        of_reports = [(key, values) for key, areas in improvements for values in areas or () if values.get("text")]
        versions = self._inspection_versions().filter(inspection__in={key for key, _ in of_reports})
        inspections = {inspection.pk: inspection for inspection in self._inspections(versions, grades=False)}
        visits = {visit.pk: visit for visit in self.visits()}
        found = [area_of_report(inspections[key], values) for key, values in of_reports]
        of_letters = self._visit_versions().order_by().values_list("visit", "areas")
        found += [area_of_letter(visits[key], values) for key, areas in of_letters for values in areas]
        return sorted(found, key=lambda area: area.sequence)

    @kept_by_edition
    def latest_records(self, day: date) -> dict[str, InspectionRecord]:
        versions = self._inspection_versions().as_at(day)
        latest = Council.objects.order_by().annotate(latest=versions.latest_of_council()).values("latest")
        found = records(*self._rows(InspectionVersion.objects.filter(pk__in=latest)))
        return {record.inspection.council: record for record in found}

    def counts(self) -> dict[str, int]:
        versions = self._inspection_versions().order_by()
        return dict(versions.values_list("framework").annotate(number=Count("pk")))

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        versions = self._inspection_versions().of_programme(programme)
        if slugs is not None:
            versions = versions.filter(council__in=self._keys(slugs))
        return tuple(versions.order_by("counts_from").values_list("counts_from", flat=True).distinct())

    @cached_property
    def _versions(self) -> dict[int, CouncilVersion]:
        return self._council_versions()

    @kept_by_edition
    def _council_versions(self) -> dict[int, CouncilVersion]:
        """The versions of all councils by their keys, without their neighbours."""
        versions = CouncilVersion.objects.filter(council=OuterRef("pk"), first_edition__lte=self.edition)
        latest = Subquery(versions.order_by("-first_edition").values("pk")[:1])
        keys = Council.objects.order_by().annotate(version=latest).values("version")
        register = CouncilVersion.objects.filter(pk__in=keys).defer("neighbours").order_by()
        return {version.council_id: version for version in register}

    @cached_property
    @kept_by_edition
    def _register(self) -> dict[int, Council]:
        return {key: restored(Council, key, version.facts) for key, version in self._versions.items()}

    @cached_property
    def _by_slug(self) -> dict[str, Council]:
        return {council.slug: council for council in self._register.values()}

    def _keys(self, slugs: Iterable[str]) -> list[int]:
        return [council.pk for slug in slugs if (council := self._by_slug.get(slug))]

    def _neighbour_rows(self, slug: str) -> list[Any]:
        council = self._by_slug.get(slug)
        if council is None:
            return []
        rows: list[Any] = CouncilVersion.objects.as_of(self.edition).get(council=council.pk).neighbours
        return rows

    def _withdrawn(self) -> InspectionVersionQuerySet:
        """Former versions of inspections that had been withdrawn by the edition."""
        current = self._inspection_versions().filter(inspection=OuterRef("inspection"))
        return InspectionVersion.objects.filter(~Exists(current), last_edition__lt=self.edition)

    def _inspection_versions(self) -> InspectionVersionQuerySet:
        return InspectionVersion.objects.as_of(self.edition)

    def _inspections(self, versions: InspectionVersionQuerySet, *, grades: bool = True) -> list[Inspection]:
        columns = ("inspection", "council", "facts", "results") if grades else ("inspection", "council", "facts")
        inspections = []
        for key, council, facts, *results in versions.values_list(*columns):
            inspection = restored(Inspection, key, facts)
            inspection.status = Inspection.Status.PUBLISHED
            inspection.council = self._register[council]
            if results:
                # Where `prefetch_related` keeps them, so that `grades.all()` makes no query.
                inspection.__dict__["_prefetched_objects_cache"] = {"grades": _grades(inspection, results[0])}
            inspections.append(inspection)
        return inspections

    def _rows(self, versions: InspectionVersionQuerySet) -> tuple[list[InspectionRow], list[GradeRow]]:
        """What the statistics know of inspections and their grades."""
        inspections, grades = [], []
        for key, council, facts, results in versions.values_list("inspection", "council", "facts", "results"):
            published_on, until = (
                date.fromisoformat(facts[name]) if facts.get(name) else None
                for name in ("published_on", "inspected_from_until")
            )
            inspections.append(
                InspectionRow(
                    id=key,
                    council=self._register[council].slug,
                    framework=facts["framework"],
                    counts_from=date.fromisoformat(facts["counts_from"]),
                    published_on=published_on,
                    inspected_from=PartialDate.known(
                        date.fromisoformat(facts["inspected_from"]), facts["inspected_from_known_to"], until
                    ),
                )
            )
            for judgement_id, *values in results:
                service, _, judgement = judgement_id.partition(".")
                grades.append(grade_row(key, service, judgement, *values))
        return inspections, grades

    def _visit_versions(self) -> VisitVersionQuerySet:
        return VisitVersion.objects.as_of(self.edition)


def restored(model: type[Restored], key: int, facts: Mapping[str, Any]) -> Restored:
    """The model with these values. JSON has days as text."""
    days = _day_fields(model)
    values = {name: date.fromisoformat(value) if value and name in days else value for name, value in facts.items()}
    return model(pk=key, **values)


@cache
def _day_fields(model: type[Model]) -> frozenset[str]:
    fields = model._meta.concrete_fields
    return frozenset(field.attname for field in fields if field.get_internal_type() == "DateField")


def _grades(inspection: Inspection, results: Iterable[tuple[str, str, str, str]]) -> list[Grade]:
    grades = []
    for judgement_id, grade, provenance, evidence in results:
        service, _, judgement = judgement_id.partition(".")
        values = {"grade": grade, "provenance": provenance, "evidence": evidence}
        grades.append(Grade(inspection=inspection, service=service, judgement=judgement, **values))
    return grades


def _set_fields(record: Model, values: Mapping[str, Any], *, but: str) -> None:
    for name, value in values.items():
        if name != but:
            setattr(record, name, value)
