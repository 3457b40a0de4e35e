"""What a correction or withdrawal altered apart from the inspection itself: rankings, and sentences about councils.

It is worked out on request, by ranking the record before and after, so it can't disagree with the rankings. It isn't
worked out for changes of the register of councils, and the page says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import framework, programme
from inspections.models import CouncilVersion, Edition, EditionChange, InspectionVersion
from inspections.statistics.differences import RankingChange, differences
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord
from inspections.wording.alterations import place_or_reason_sentence
from inspections.wording.results import key_sentences

from .as_of_edition import EditionRecord, first_edition_kept

# Corrections of more inspections than this are compared as at the edition's own day only.
MOST_OWN_DAYS = 3
MOST_COUNCILS_QUOTED = 10


@dataclass(frozen=True)
class SentencePair:
    """A sentence before and after. Empty if there was none."""

    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class AlteredRanking:
    """A ranking that changed, and the sentences about the places of the councils concerned that changed."""

    change: RankingChange
    places: tuple[SentencePair, ...]


@dataclass(frozen=True)
class Altered:
    """What an edition altered.

    `rankings` are those that differ, out of the number `compared` as at the `days`. `keys` are the sentences on key
    judgements that differ.
    """

    rankings: tuple[AlteredRanking, ...]
    compared: int
    keys: tuple[SentencePair, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class _ChangedVersions:
    """The versions that an edition ended and began, by inspection, and whether it changed the register."""

    before: Mapping[int, InspectionVersion]
    after: Mapping[int, InspectionVersion]
    register: bool

    @property
    def versions(self) -> tuple[InspectionVersion, ...]:
        return (*self.before.values(), *self.after.values())

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(sorted({version.council.slug for version in self.versions}))

    def affects_statistics(self) -> bool:
        """Whether anything changed that rankings and sentences are made from."""
        if self.before.keys() != self.after.keys():
            return True
        return any(_counted(version) != _counted(self.after[key]) for key, version in self.before.items())


def altered_by(edition: Edition) -> Altered | None:
    """What a correction or withdrawal of inspections altered. One of visits alters none of this.

    None for any other edition, or if the edition before wasn't kept. Eight queries at most, and four for each
    programme and day that is compared.
    """
    kept = first_edition_kept()
    if kept is None or edition.number - 1 < kept or edition.kind not in {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}:
        return None
    changed = _versions_changed_by(edition.number)
    if not changed.versions:
        of_visits = EditionChange.objects.filter(edition=edition, visit__isnull=False).exists()
        return Altered((), 0, (), ()) if of_visits else None
    if not changed.affects_statistics():
        return Altered((), 0, (), ())
    before, after = EditionRecord(edition.number - 1), EditionRecord(edition.number)
    days = _days(timezone.localdate(edition.made_at), changed)
    compared = [
        ranking
        for programme in _programmes(changed)
        for day in days
        for ranking in _rankings(programme, day, before, after, changed)
    ]
    altered = tuple(ranking for ranking in compared if not ranking.change.is_empty or ranking.places)
    return Altered(altered, len(compared), _keys(before, after, changed), days)


def _versions_changed_by(number: int) -> _ChangedVersions:
    begun_or_ended = Q(first_edition=number) | Q(last_edition=number - 1)
    versions = InspectionVersion.objects.filter(begun_or_ended).order_by()
    versions = versions.select_related("council").defer("facts", "evidence")
    return _ChangedVersions(
        {version.inspection_id: version for version in versions if version.last_edition == number - 1},
        {version.inspection_id: version for version in versions if version.first_edition == number},
        CouncilVersion.objects.filter(begun_or_ended).exists(),
    )


def _counted(version: InspectionVersion) -> tuple[object, ...]:
    return (version.framework, version.counts_from, version.inspected_from, version.results)


def _programmes(changed: _ChangedVersions) -> list[Programme]:
    codes = {framework(version.framework).programme for version in changed.versions}
    return [programme(code) for code in sorted(codes)]


def _days(made_on: date, changed: _ChangedVersions) -> tuple[date, ...]:
    """The edition's day and, if the inspections are few, the days from which they count. Latest first."""
    own = {version.counts_from for version in changed.versions}
    few = len({version.inspection_id for version in changed.versions}) <= MOST_OWN_DAYS
    return tuple(sorted({made_on, *(own if few else ())}, reverse=True))


def _rankings(
    programme: Programme, day: date, before: EditionRecord, after: EditionRecord, changed: _ChangedVersions
) -> Iterable[AlteredRanking]:
    then, now = _before_and_after(programme, day, before, after, changed)
    for measure in programme.measures:
        change = differences(rank(then, measure), rank(now, measure))
        places = [
            SentencePair(_place_sentence(change.before, slug), _place_sentence(change.after, slug))
            for slug in changed.slugs[:MOST_COUNCILS_QUOTED]
        ]
        yield AlteredRanking(change, tuple(pair for pair in places if pair.differs))


def _before_and_after(
    programme: Programme, day: date, before: EditionRecord, after: EditionRecord, changed: _ChangedVersions
) -> tuple[CouncilsAsAt, CouncilsAsAt]:
    """The programme before and after. If the register hasn't changed, only the councils concerned are read twice."""
    now = after.programme_as_at(programme, day)
    if changed.register:
        return before.programme_as_at(programme, day), now
    concerned = before.programme_as_at(programme, day, frozenset(changed.slugs))
    return replace(now, standings={**now.standings, **concerned.standings}), now


def _place_sentence(ranking: Ranking, slug: str) -> str:
    try:
        found: Place | NotRanked = place(ranking, slug)
    except KeyError:
        return ""
    return place_or_reason_sentence(found)


def _keys(before: EditionRecord, after: EditionRecord, changed: _ChangedVersions) -> tuple[SentencePair, ...]:
    keys = {version.inspection_id for version in changed.versions}
    then, now = _records(before, changed.slugs, keys), _records(after, changed.slugs, keys)
    pairs = [
        SentencePair(_key_sentence(then.get(key)), _key_sentence(now.get(key)))
        for key in sorted(keys)[:MOST_COUNCILS_QUOTED]
    ]
    return tuple(pair for pair in pairs if pair.differs)


def _records(record: EditionRecord, slugs: Collection[str], keys: Collection[int]) -> dict[int, InspectionRecord]:
    return {key: one for key, one in record.history_of(*slugs).records.items() if key in keys}


def _key_sentence(record: InspectionRecord | None) -> str:
    return key_sentences(record) if record else ""
