"""What later editions have changed of a page as of an edition: nothing, something, or the page's own inspection.

A page says what it rests on (`Basis`) and asks `status_of`. The answer comes from versions, because one begins or ends
with every change that a reader can see. What changed is described by the changes of the editions.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, TypeVar

from django.db.models import Count, F, Q, QuerySet

from inspections.frameworks.definitions import Programme
from inspections.models import CouncilVersion, Edition, EditionChange, Inspection, InspectionVersion, VisitVersion
from inspections.models.editions import RESTORED_FIELD

from .current import CurrentRecord
from .kept import kept_by_edition

Key = TypeVar("Key")

MOST_LISTED = 20
CORRECTING = {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}


@dataclass(frozen=True)
class Basis:
    """What a page rests on. All limits hold at once, and None is no limit.

    A scorecard rests on `inspections` (keys), a council's page on the `councils` (slugs) that it shows, a ranking on
    every inspection of its `programme` that counts by its `day`. `register` is False if changes of councils alone
    don't matter. `about` is no limit: it names the inspections whose withdrawal is the page's, if `inspections`
    doesn't. `visits` are the keys of the visits that matter, none unless given; None means all of the councils and day.
    """

    inspections: Collection[int] | None = None
    councils: Collection[str] | None = None
    programme: Programme | None = None
    day: date | None = None
    register: bool = True
    about: Collection[int] = ()
    visits: Collection[int] | None = ()

    @property
    def hashable(self) -> Self:
        """The same, with sets that can't change."""
        return replace(
            self,
            inspections=_frozen(self.inspections),
            councils=_frozen(self.councils),
            about=frozenset(self.about),
            visits=_frozen(self.visits),
        )


def _frozen(keys: Collection[Key] | None) -> frozenset[Key] | None:
    return None if keys is None else frozenset(keys)


@dataclass(frozen=True)
class LaterEdition:
    """A later edition with those of its changes that concern the page."""

    edition: Edition
    changes: tuple[EditionChange, ...]

    @property
    def corrects(self) -> bool:
        """Whether it corrects or withdraws, rather than adds."""
        return self.edition.kind in CORRECTING


@dataclass(frozen=True)
class EditionStatus:
    """What has changed of a page as of an edition since.

    `later` are the editions that changed what the page rests on, latest first, at most MOST_LISTED of the `number`
    that did. `corrected` says whether any of that number corrected or withdrew something; otherwise they only added.
    `withdrawn_by` is the edition that withdrew the inspection or the visit that the page is about.
    """

    edition: int
    later: tuple[LaterEdition, ...]
    number: int
    corrected: bool
    withdrawn_by: Edition | None

    @property
    def is_current(self) -> bool:
        return not self.later


def status_of(edition: int, basis: Basis) -> EditionStatus:
    """The status today."""
    return _status_now(CurrentRecord(), edition, basis.hashable)


@kept_by_edition
def _status_now(_: CurrentRecord, edition: int, basis: Basis) -> EditionStatus:
    concerning = _editions_since(edition, basis)
    listed = list(concerning[:MOST_LISTED])
    later = _later_editions(listed, basis)
    if len(listed) < MOST_LISTED:
        number, corrected = len(listed), any(edition.corrects for edition in later)
    else:
        counts = concerning.aggregate(number=Count("pk"), correcting=Count("pk", filter=Q(kind__in=CORRECTING)))
        number, corrected = counts["number"], bool(counts["correcting"])
    return EditionStatus(edition, later, number, corrected, withdrawn_by=_withdrawn_by(later, basis))


def reports_after(basis: Basis, day: date, until: date) -> QuerySet[Inspection]:
    """Later reports on what a page rests on, latest first, with their councils.

    For a page about one inspection or one visit these are the later reports on its council.
    """
    reports = Inspection.objects.published().filter(counts_from__gt=day, counts_from__lte=until)
    if basis.inspections:
        reports = reports.filter(council__inspections__in=basis.inspections)
    if basis.councils is not None:
        reports = reports.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        reports = reports.of_programme(basis.programme)
    return reports.select_related("council").latest_first()


def _editions_since(edition: int, basis: Basis) -> QuerySet[Edition]:
    """The later editions with which a version of the basis began, or before which one ended, latest first.

    Found by the database, so that the cost hardly grows with the number of editions that don't matter.
    """
    concerning = Q()
    for versions in _versions(basis):
        began = versions.filter(first_edition__gt=edition).values("first_edition")
        ended = versions.filter(last_edition__gte=edition).values(after=F("last_edition") + 1)
        concerning |= Q(number__in=began) | Q(number__in=ended)
    return Edition.objects.filter(concerning)


def _versions(basis: Basis) -> list[QuerySet[Any]]:
    """Versions of the basis: of its inspections and, if they matter, of visits and of councils.

    The basis may hold before a change, after it, or both.
    """
    versions: list[QuerySet[Any]] = [_inspection_versions(basis)]
    if _counts_visits(basis):
        versions.append(_visit_versions(basis))
    if basis.register:
        versions.append(_council_versions(basis))
    return versions


def _counts_visits(basis: Basis) -> bool:
    return basis.visits is None or bool(basis.visits)


def _inspection_versions(basis: Basis) -> QuerySet[InspectionVersion]:
    versions = InspectionVersion.objects.order_by()
    if basis.inspections is not None:
        versions = versions.filter(inspection__in=basis.inspections)
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        versions = versions.of_programme(basis.programme)
    if basis.day is not None:
        versions = versions.as_at(basis.day)
    return versions


def _visit_versions(basis: Basis) -> QuerySet[VisitVersion]:
    versions = VisitVersion.objects.order_by()
    if basis.visits is not None:
        versions = versions.filter(visit__in=basis.visits)
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    if basis.day is not None:
        versions = versions.as_at(basis.day)
    return versions


def _council_versions(basis: Basis) -> QuerySet[CouncilVersion]:
    versions = CouncilVersion.objects.order_by()
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    elif basis.inspections is not None:
        versions = versions.filter(council__inspections__in=basis.inspections)
    return versions


def _later_editions(editions: Sequence[Edition], basis: Basis) -> tuple[LaterEdition, ...]:
    if not editions:
        return ()
    numbers = [edition.number for edition in editions]
    inspections = _changed_with(numbers, _inspection_versions(basis), "inspection")
    visits = _changed_with(numbers, _visit_versions(basis), "visit") if _counts_visits(basis) else {}
    councils = _changed_with(numbers, _council_versions(basis), "council__slug") if basis.register else {}
    of_register = Q(inspection__isnull=True, visit__isnull=True)
    about_these = Q(inspection__in=set().union(*inspections.values())) | of_register
    if visits:
        about_these |= Q(visit__in=set().union(*visits.values()))
    changes: dict[int, list[EditionChange]] = defaultdict(list)
    found = EditionChange.objects.filter(about_these, edition__in=editions)
    for change in found.select_related("edition", "inspection__council", "visit__council").order_by("id"):
        number = change.edition.number
        if change.visit_id is not None:
            concerns = change.visit_id in visits.get(number, set())
        else:
            concerns = _concerns(change, inspections.get(number, set()), councils.get(number, set()))
        if concerns:
            changes[number].append(change)
    return tuple(LaterEdition(edition, tuple(changes[edition.number])) for edition in editions)


def _changed_with(numbers: Collection[int], versions: QuerySet[Any], key: str) -> dict[int, set[Any]]:
    """What began or ended a version with each of these editions, by the edition's number."""
    changed: dict[int, set[Any]] = defaultdict(set)
    ended_by = [number - 1 for number in numbers]
    concerned = versions.filter(Q(first_edition__in=numbers) | Q(last_edition__in=ended_by))
    for changed_key, first, last in concerned.values_list(key, "first_edition", "last_edition"):
        changed[first].add(changed_key)
        if last is not None:
            changed[last + 1].add(changed_key)
    return changed


def _concerns(change: EditionChange, inspections: Collection[int], councils: Collection[str]) -> bool:
    """Whether a change is about the inspections (keys) or councils (slugs) that were changed of the basis.

    A change of a council names it in its field: `slug: field`, or `neighbours of slug, set`.
    """
    if change.inspection_id is not None:
        return change.inspection_id in inspections
    slug = change.field.removeprefix("neighbours of ").partition(",")[0].partition(":")[0]
    # All that a file added is one change: `councils`, `statistical_neighbours`.
    return bool(councils) and (slug in councils or not change.before)


def _withdrawn_by(later: Sequence[LaterEdition], basis: Basis) -> Edition | None:
    """The edition that withdrew what the page is about, unless one after it restored that. The latest comes first."""
    inspections, visits = basis.inspections or basis.about, basis.visits or ()
    for since in later:
        about = [one for one in since.changes if one.inspection_id in inspections or one.visit_id in visits]
        gone = [one for one in about if one.field in ("inspection", "visit") and not one.after]
        if gone and since.edition.kind == Edition.Kind.WITHDRAW:
            return since.edition
        if any(change.field == RESTORED_FIELD for change in about):
            return None
    return None
