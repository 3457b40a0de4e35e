"""What later editions have changed of a page as of an edition: nothing, something, or the page's own inspection.

A page says what it rests on (`Basis`) and asks `status_of`. The answer comes from versions, because one begins or ends
with every change that a reader can see. What changed is described by the changes of the editions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from inspections.frameworks.definitions import Programme
from inspections.models import CouncilVersion, Edition, EditionChange, Inspection, InspectionVersion

MOST_LISTED = 20
CORRECTING = {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}


@dataclass(frozen=True)
class Basis:
    """What a page rests on. All limits hold at once, and None is no limit.

    A scorecard rests on `inspections` (keys), a council's page on the `councils` (slugs) that it shows, a ranking on
    every inspection of its `programme` that counts by its `day`. `register` is False if changes of councils alone
    don't matter. `about` is no limit: it names the inspections whose withdrawal is the page's, if `inspections`
    doesn't.
    """

    inspections: Collection[int] | None = None
    councils: Collection[str] | None = None
    programme: Programme | None = None
    day: date | None = None
    register: bool = True
    about: Collection[int] = ()


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
    `withdrawn_by` is the edition that withdrew the inspection that the page is about.
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
    changed = _changed_since(edition, basis)
    numbers = sorted(changed, reverse=True)
    later = _later_editions(changed, numbers[:MOST_LISTED])
    own = basis.inspections or basis.about
    return EditionStatus(
        edition,
        later,
        number=len(numbers),
        corrected=any(one.corrects for one in later) or _any_corrects(numbers[MOST_LISTED:]),
        withdrawn_by=next((one.edition for one in later if _withdraws(one, own)), None),
    )


def _any_corrects(numbers: Collection[int]) -> bool:
    """Whether any of these editions corrects or withdraws. There may be too many to name them in a query."""
    if not numbers:
        return False
    correcting = Edition.objects.filter(kind__in=CORRECTING, number__gte=min(numbers), number__lte=max(numbers))
    return not set(numbers).isdisjoint(correcting.order_by().values_list("number", flat=True))


def reports_after(basis: Basis, day: date, until: date) -> QuerySet[Inspection]:
    """Later reports on what a page rests on, latest first, with their councils.

    For a page about one inspection these are the later reports on its council.
    """
    reports = Inspection.objects.published().filter(counts_from__gt=day, counts_from__lte=until)
    if basis.inspections is not None:
        reports = reports.filter(council__inspections__in=basis.inspections)
    if basis.councils is not None:
        reports = reports.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        reports = reports.of_programme(basis.programme)
    return reports.select_related("council").latest_first()


@dataclass
class _Changed:
    """What one edition changed of a basis: inspections by key, councils by slug."""

    inspections: set[int]
    councils: set[str]


def _changed_since(edition: int, basis: Basis) -> dict[int, _Changed]:
    """What each later edition changed, by its number."""
    changed: dict[int, _Changed] = defaultdict(lambda: _Changed(set(), set()))
    for inspection, first, last in _inspection_versions(edition, basis):
        for number in _editions_of(edition, first, last):
            changed[number].inspections.add(inspection)
    if basis.register:
        for slug, first, last in _council_versions(edition, basis):
            for number in _editions_of(edition, first, last):
                changed[number].councils.add(slug)
    return changed


def _editions_of(edition: int, first: int, last: int | None) -> Iterable[int]:
    """The later editions that began and that ended a version."""
    if first > edition:
        yield first
    if last is not None:
        yield last + 1


def _inspection_versions(edition: int, basis: Basis) -> Iterable[tuple[int, int, int | None]]:
    """Versions on either side of a change. The basis may hold before it, after it, or both."""
    versions = InspectionVersion.objects.filter(Q(first_edition__gt=edition) | Q(last_edition__gte=edition))
    if basis.inspections is not None:
        versions = versions.filter(inspection__in=basis.inspections)
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        versions = versions.of_programme(basis.programme)
    if basis.day is not None:
        versions = versions.as_at(basis.day)
    return versions.order_by().values_list("inspection", "first_edition", "last_edition")


def _council_versions(edition: int, basis: Basis) -> Iterable[tuple[str, int, int | None]]:
    versions = CouncilVersion.objects.filter(Q(first_edition__gt=edition) | Q(last_edition__gte=edition))
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    elif basis.inspections is not None:
        versions = versions.filter(council__inspections__in=basis.inspections)
    return versions.order_by().values_list("council__slug", "first_edition", "last_edition").distinct()


def _later_editions(changed: dict[int, _Changed], numbers: Collection[int]) -> tuple[LaterEdition, ...]:
    if not numbers:
        return ()
    inspections = {key for number in numbers for key in changed[number].inspections}
    about_these = Q(inspection__in=inspections) | Q(inspection__isnull=True)
    changes: dict[int, list[EditionChange]] = {number: [] for number in numbers}
    found = EditionChange.objects.filter(about_these, edition__number__in=numbers)
    for change in found.select_related("edition", "inspection__council").order_by("id"):
        if _concerns(change, changed[change.edition.number]):
            changes[change.edition.number].append(change)
    editions = {edition.number: edition for edition in Edition.objects.filter(number__in=numbers)}
    return tuple(LaterEdition(editions[number], tuple(changes[number])) for number in numbers)


def _concerns(change: EditionChange, changed: _Changed) -> bool:
    """Whether a change is about what was changed of the basis.

    A change of a council names it in its field: `slug: field`, or `neighbours of slug, set`.
    """
    if change.inspection_id is not None:
        return change.inspection_id in changed.inspections
    slug = change.field.removeprefix("neighbours of ").partition(",")[0].partition(":")[0]
    # All that a file added is one change: `councils`, `statistical_neighbours`.
    return bool(changed.councils) and (slug in changed.councils or not change.before)


def _withdraws(later: LaterEdition, inspections: Collection[int]) -> bool:
    if later.edition.kind != Edition.Kind.WITHDRAW:
        return False
    return any(change.inspection_id in inspections for change in later.changes)
