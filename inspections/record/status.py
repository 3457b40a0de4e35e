"""What has become of what an edition showed: it still holds, something it rests on has changed, or was withdrawn.

A page says what it rests on (`Basis`) and asks `status_of`. Versions answer, since one of them begins or ends with
every change that a reader can see; the words for what changed are those of the editions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q, QuerySet

from inspections.frameworks.definitions import Programme
from inspections.models import CouncilVersion, Edition, EditionChange, Inspection, InspectionVersion

EDITIONS_TOLD = 20
CORRECTING = {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}


class EditionState(Enum):
    """What an edition's page is to a reader today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Basis:
    """What a page rests on. None stands for no limit: any inspection, any council, any programme, any day.

    A scorecard rests on `inspections` (keys) before all; a council's page on the `councils` (slugs) that it shows;
    a ranking on every inspection of its `programme` that counts by its `day`, and on the register.
    Every limit that is given holds at once. `register` is False where changes of councils alone do not matter.
    `about` is no limit: the inspections whose withdrawal is that of the page, where `inspections` does not say.
    """

    inspections: Collection[int] | None = None
    councils: Collection[str] | None = None
    programme: Programme | None = None
    day: date | None = None
    register: bool = True
    about: Collection[int] = ()


@dataclass(frozen=True)
class Since:
    """A later edition and, of its changes, those that concern the page."""

    edition: Edition
    changes: tuple[EditionChange, ...]

    @property
    def corrects(self) -> bool:
        """Whether it corrects or withdraws, rather than adds."""
        return self.edition.kind in CORRECTING


@dataclass(frozen=True)
class EditionStatus:
    """What an edition's page is to a reader today.

    `since` are the later editions that touched what it rests on, the latest first, at most EDITIONS_TOLD of the
    `number` that there are. `corrected`: any of these, told or not, corrected or withdrew something; otherwise they
    only added. `withdrawn_by` is the edition that withdrew the inspection it is about.
    """

    edition: int
    standing: EditionState
    since: tuple[Since, ...]
    number: int
    corrected: bool
    withdrawn_by: Edition | None


def status_of(edition: int, basis: Basis) -> EditionStatus:
    """What a page as of the edition is today. Two queries where nothing has changed, else two or three more."""
    touched = _touched(edition, basis)
    numbers = sorted(touched, reverse=True)
    since = _told(touched, numbers[:EDITIONS_TOLD])
    withdrawn_by = next((one.edition for one in since if _withdraws(one, basis.inspections or basis.about)), None)
    standing = EditionState.SUPERSEDED if since else EditionState.CURRENT
    return EditionStatus(
        edition,
        EditionState.WITHDRAWN if withdrawn_by else standing,
        since,
        number=len(numbers),
        corrected=any(one.corrects for one in since) or _any_corrects(numbers[EDITIONS_TOLD:]),
        withdrawn_by=withdrawn_by,
    )


def _any_corrects(numbers: Collection[int]) -> bool:
    """Whether any of these editions corrects or withdraws. They may be more than a query takes one by one."""
    if not numbers:
        return False
    after = Edition.objects.filter(kind__in=CORRECTING, number__gte=min(numbers), number__lte=max(numbers))
    return not set(numbers).isdisjoint(after.order_by().values_list("number", flat=True))


def reports_after(basis: Basis, day: date, until: date) -> QuerySet[Inspection]:
    """The reports of what a page rests on that count after its day, the latest first, with their councils.

    Of a page on one inspection those are the later reports on the council.
    """
    found = Inspection.objects.published().filter(counts_from__gt=day, counts_from__lte=until)
    if basis.inspections is not None:
        found = found.filter(council__inspections__in=basis.inspections)
    if basis.councils is not None:
        found = found.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        found = found.of_programme(basis.programme)
    return found.select_related("council").latest_first()


@dataclass
class _TouchedKeys:
    """What one edition changed of a basis: inspections by key, councils by slug."""

    inspections: set[int]
    councils: set[str]


def _touched(edition: int, basis: Basis) -> dict[int, _TouchedKeys]:
    """By the number of each later edition, what it changed."""
    found: dict[int, _TouchedKeys] = defaultdict(lambda: _TouchedKeys(set(), set()))
    for inspection, first, last in _inspection_versions(edition, basis):
        for number in _changed_by(edition, first, last):
            found[number].inspections.add(inspection)
    if basis.register:
        for slug, first, last in _council_versions(edition, basis):
            for number in _changed_by(edition, first, last):
                found[number].councils.add(slug)
    return found


def _changed_by(edition: int, first: int, last: int | None) -> Iterable[int]:
    """The later editions that began and that ended a version."""
    if first > edition:
        yield first
    if last is not None:
        yield last + 1


def _inspection_versions(edition: int, basis: Basis) -> Iterable[tuple[int, int, int | None]]:
    """Of what the page rests on: a version before or after the change has to be what the basis asks for."""
    versions = InspectionVersion.objects.filter(Q(first_edition__gt=edition) | Q(last_edition__gte=edition))
    if basis.inspections is not None:
        versions = versions.filter(inspection__in=basis.inspections)
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    if basis.programme is not None:
        versions = versions.filter(framework__in=[member.code for member in basis.programme.frameworks])
    if basis.day is not None:
        versions = versions.filter(counts_from__lte=basis.day)
    return versions.order_by().values_list("inspection", "first_edition", "last_edition")


def _council_versions(edition: int, basis: Basis) -> Iterable[tuple[str, int, int | None]]:
    versions = CouncilVersion.objects.filter(Q(first_edition__gt=edition) | Q(last_edition__gte=edition))
    if basis.councils is not None:
        versions = versions.filter(council__slug__in=basis.councils)
    elif basis.inspections is not None:
        versions = versions.filter(council__inspections__in=basis.inspections)
    return versions.order_by().values_list("council__slug", "first_edition", "last_edition").distinct()


def _told(touched: dict[int, _TouchedKeys], numbers: Collection[int]) -> tuple[Since, ...]:
    if not numbers:
        return ()
    inspections = {key for number in numbers for key in touched[number].inspections}
    concerned = Q(inspection__in=inspections) | Q(inspection__isnull=True)
    changes = EditionChange.objects.filter(concerned, edition__number__in=numbers).select_related(
        "edition", "inspection__council"
    )
    told: dict[int, list[EditionChange]] = {number: [] for number in numbers}
    for change in changes.order_by("id"):
        if _concerns(change, touched[change.edition.number]):
            told[change.edition.number].append(change)
    editions = {one.number: one for one in Edition.objects.filter(number__in=numbers)}
    return tuple(Since(editions[number], tuple(told[number])) for number in numbers)


def _concerns(change: EditionChange, touched: _TouchedKeys) -> bool:
    """Whether a change is of what was touched. A council's names it: `slug: field`, `neighbours of slug, set`."""
    if change.inspection_id is not None:
        return change.inspection_id in touched.inspections
    named = change.field.removeprefix("neighbours of ").partition(",")[0].partition(":")[0]
    # What a file added is one line for all: `councils`, `statistical_neighbours`.
    return bool(touched.councils) and (named in touched.councils or not change.before)


def _withdraws(since: Since, inspections: Collection[int]) -> bool:
    if since.edition.kind != Edition.Kind.WITHDRAW:
        return False
    return any(change.inspection_id in inspections for change in since.changes)
