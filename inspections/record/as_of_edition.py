"""What was on record as of an edition, read from versions: the same values as from the records themselves then."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any, TypeVar

from django.db.models import Count, Min, Model, OuterRef, Subquery

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
)
from inspections.models.versions import InspectionVersionQuerySet
from inspections.names import CouncilRegister
from inspections.statistics.days import days_of_change
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, standings_as_at

from .evidence import Evidence
from .history import History
from .register import NAMES, council_names
from .rows import council_row, grade_row, inspection_row, records_of, report_days

Restored = TypeVar("Restored", Council, Inspection)


def first_edition_kept() -> int | None:
    """The first edition that can be shown; None where none can yet."""
    first: int | None = CouncilVersion.objects.aggregate(first=Min("first_edition"))["first"]
    return first


class EditionRecord:
    """`Record` as of an edition that is kept. The register is read once, in one query more than each method says.

    What it gives are records that are not to be saved.
    """

    is_past = True

    def __init__(self, edition: int) -> None:
        self.edition = edition

    def councils(self) -> list[Council]:
        """No query but the register's."""
        return sorted(self._register.values(), key=lambda council: (council.short_name, council.slug))

    def council(self, slug: str) -> Council | None:
        """No query but the register's."""
        return self._by_slug.get(slug)

    @cached_property
    def names(self) -> CouncilRegister:
        """No query but the register's."""
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
        """No query but the register's."""
        held = set(self._versions[council.pk].successors)
        return [other for other in self.councils() if other.pk in held]

    def predecessors(self, council: Council) -> list[Council]:
        """No query but the register's."""
        return [other for other in self.councils() if council.pk in self._versions[other.pk].successors]

    def aliases(self) -> Mapping[int, list[str]]:
        """No query but the register's."""
        return {key: version.aliases for key, version in self._versions.items() if version.aliases}

    def neighbour_sets(self) -> dict[str, str]:
        """One query."""
        return dict(NeighbourSet.objects.filter(first_edition__lte=self.edition).values_list("code", "name"))

    def neighbours_of(self, slug: str) -> list[StatisticalNeighbour]:
        """Two queries."""
        rows = self._neighbour_rows(slug)
        sets = {known.code: known for known in NeighbourSet.objects.filter(code__in={row[0] for row in rows})}
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
        """One query."""
        return frozenset(self._register[row[2]].slug for row in self._neighbour_rows(slug) if row[0] == set_code)

    def programme_as_at(self, programme: Programme, day: date, slugs: Collection[str] | None = None) -> CouncilsAsAt:
        """Two queries. The cost grows with the number of councils; a step in an index for each version passed over."""
        of_programme = self._inspection_versions().filter(framework__in=[one.code for one in programme.frameworks])
        services = {service.code for framework in programme.frameworks for service in framework.services}
        on_day = of_programme.filter(counts_from__lte=day)
        wanted = {f"latest_{code}": on_day.covering(code).latest_of_council() for code in sorted(services)}
        # The latest of any day: an inspection after the day tells “not yet inspected” from “not on record”.
        wanted["latest_of_all"] = of_programme.latest_of_council()
        councils = [council for council in self.councils() if slugs is None or council.slug in slugs]
        in_field = [council.pk for council in councils]
        days = report_days(of_programme if slugs is None else of_programme.filter(council__in=in_field), day)
        looked_up = Council.objects.order_by().filter(pk__in=in_field).annotate(**wanted, **days)
        rows = list(looked_up.values(*wanted, *days))
        keys = {key for row in rows for name in wanted if (key := row[name]) is not None}
        found = self._inspections(InspectionVersion.objects.filter(pk__in=keys))
        grades = [grade_row(grade) for one in found for grade in one.grades.all()]
        asked = [council_row(council) for council in councils]
        reported = [rows[0][name] for name in days] if rows else []
        councils_as_at = standings_as_at(programme, day, asked, map(inspection_row, found), grades)
        return replace(councils_as_at, days=days_of_change(day, reported, asked))

    def history_of(self, *slugs: str) -> History:
        """One query."""
        versions = self._inspection_versions().filter(council__in=self._keys(slugs))
        return History.of(self._inspections(versions.latest_first()))

    def evidence_of(self, inspection: Inspection) -> Evidence:
        """Two queries."""
        version = self._inspection_versions().get(inspection=inspection.pk)
        evidence = version.evidence
        grades = {grade.judgement_id: grade for grade in _grades(inspection, version.results)}
        for told in evidence["grades"]:
            _set_fields(grades[told["judgement"]], told, but="judgement")
        return Evidence(
            grades,
            tuple(AreaForImprovement(inspection=inspection, **told) for told in evidence["improvements"]),
            # Empty values are not kept, and to those a nought belongs.
            tuple(StatedFigure(inspection=inspection, **{"value": 0, **told}) for told in evidence["figures"]),
            tuple(ReportParagraph.objects.filter(report=version.report_id)),
        )

    def records(self) -> list[InspectionRecord]:
        """One query."""
        return records_of(reversed(self._inspections(self._inspection_versions().latest_first())))

    def inspections(self) -> list[Inspection]:
        """One query."""
        return self._inspections(self._inspection_versions().latest_first(), grades=False)

    def latest_inspections(self, day: date) -> dict[int, Inspection]:
        """One query."""
        on_day = self._inspection_versions().filter(counts_from__lte=day)
        latest = Council.objects.order_by().annotate(latest=on_day.latest_of_council()).values("latest")
        return {one.council_id: one for one in self._inspections(InspectionVersion.objects.filter(pk__in=latest))}

    def latest_reports(self, day: date, number: int) -> list[Inspection]:
        """One query."""
        return self._inspections(self._inspection_versions().filter(counts_from__lte=day).latest_first()[:number])

    def counts(self) -> dict[str, int]:
        """One query."""
        versions = self._inspection_versions().order_by()
        return dict(versions.values_list("framework").annotate(number=Count("pk")))

    def change_days(self, programme: Programme, slugs: Collection[str] | None = None) -> tuple[date, ...]:
        """One query."""
        found = self._inspection_versions().filter(framework__in=[one.code for one in programme.frameworks])
        if slugs is not None:
            found = found.filter(council__in=self._keys(slugs))
        return tuple(found.order_by("counts_from").values_list("counts_from", flat=True).distinct())

    @cached_property
    def _versions(self) -> dict[int, CouncilVersion]:
        """What the register said of each council, by its key; without its neighbours."""
        versions = CouncilVersion.objects.filter(council=OuterRef("pk"), first_edition__lte=self.edition)
        latest = Subquery(versions.order_by("-first_edition").values("pk")[:1])
        keys = Council.objects.order_by().annotate(version=latest).values("version")
        found = CouncilVersion.objects.filter(pk__in=keys).defer("neighbours").order_by()
        return {version.council_id: version for version in found}

    @cached_property
    def _register(self) -> dict[int, Council]:
        return {key: _restored(Council, key, version.facts) for key, version in self._versions.items()}

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

    def _inspection_versions(self) -> InspectionVersionQuerySet:
        return InspectionVersion.objects.as_of(self.edition)

    def _inspections(self, versions: InspectionVersionQuerySet, *, grades: bool = True) -> list[Inspection]:
        columns = ("inspection", "council", "facts", "results") if grades else ("inspection", "council", "facts")
        found = []
        for key, council, facts, *results in versions.values_list(*columns):
            inspection = _restored(Inspection, key, facts)
            inspection.status = Inspection.Status.PUBLISHED
            inspection.council = self._register[council]
            if results:
                # As `prefetch_related` leaves them, so that `grades.all()` asks nothing of the database.
                inspection.__dict__["_prefetched_objects_cache"] = {"grades": _grades(inspection, results[0])}
            found.append(inspection)
        return found


def _restored(model: type[Restored], key: int, facts: Mapping[str, Any]) -> Restored:
    """A record as it was: JSON has its days as text."""
    days = _days(model)
    values = {name: date.fromisoformat(value) if value and name in days else value for name, value in facts.items()}
    return model(pk=key, **values)


@cache
def _days(model: type[Model]) -> frozenset[str]:
    """The names of a model's fields that are days."""
    fields = model._meta.concrete_fields  # noqa: SLF001 (public by its documentation)
    return frozenset(field.attname for field in fields if field.get_internal_type() == "DateField")


def _grades(inspection: Inspection, results: Iterable[tuple[str, str, str]]) -> list[Grade]:
    grades = []
    for judgement_id, grade, provenance in results:
        service, _, judgement = judgement_id.partition(".")
        grades.append(
            Grade(inspection=inspection, service=service, judgement=judgement, grade=grade, provenance=provenance)
        )
    return grades


def _set_fields(record: Model, values: Mapping[str, Any], *, but: str) -> None:
    for name, value in values.items():
        if name != but:
            setattr(record, name, value)
