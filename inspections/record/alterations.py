"""What a correction or a withdrawal altered beside the record itself: rankings, and the sentences about a council.

It is worked out when asked for, by ranking the state before and the state after, so it can't disagree with the
rankings. It is not worked out for changes of the register of councils, and the page says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import framework, programme
from inspections.models import CouncilVersion, Edition, InspectionVersion
from inspections.statistics.differences import RankingChange, differences
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord
from inspections.wording.alterations import place_or_reason_sentence
from inspections.wording.results import key_sentences

from .as_of_edition import EditionRecord, first_edition_kept

# Of a correction that concerns more inspections, rankings are compared as at its own day alone.
MOST_OWN_DAYS = 3
MOST_COUNCILS_QUOTED = 10


@dataclass(frozen=True)
class SentencePair:
    """A sentence of the site before and after; empty where there was none."""

    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether it says something else now."""
        return self.before != self.after


@dataclass(frozen=True)
class AlteredRanking:
    """A ranking that came out otherwise, and what was and is said of the councils that the correction concerned."""

    change: RankingChange
    places: tuple[SentencePair, ...]


@dataclass(frozen=True)
class Altered:
    """What an edition altered. `rankings` are those that differ out of `compared`, `keys` the key sentences that do.

    `days` are those as at which rankings were compared.
    """

    rankings: tuple[AlteredRanking, ...]
    compared: int
    keys: tuple[SentencePair, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class _ChangedVersions:
    """The versions that an edition ended and began, by the key of the inspection; whether it changed the register."""

    before: Mapping[int, InspectionVersion]
    after: Mapping[int, InspectionVersion]
    register: bool

    @property
    def versions(self) -> tuple[InspectionVersion, ...]:
        return (*self.before.values(), *self.after.values())

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(sorted({version.council.slug for version in self.versions}))

    def counts_otherwise(self) -> bool:
        """Whether anything changed from which rankings and sentences are made."""
        if self.before.keys() != self.after.keys():
            return True
        return any(_counted(version) != _counted(self.after[key]) for key, version in self.before.items())


def altered_by(edition: Edition) -> Altered | None:
    """What a correction or withdrawal of inspections altered; None for any other edition, and where what was before
    it was not kept.

    Eight queries at most, and four for each programme and day that is compared.
    """
    kept = first_edition_kept()
    if kept is None or edition.number - 1 < kept or edition.kind not in {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}:
        return None
    touched = _touched(edition.number)
    if not touched.versions:
        return None
    if not touched.counts_otherwise():
        return Altered((), 0, (), ())
    before, after = EditionRecord(edition.number - 1), EditionRecord(edition.number)
    days = _days(timezone.localdate(edition.made_at), touched)
    compared = [
        pair
        for programme in _programmes(touched)
        for day in days
        for pair in _rankings(programme, day, before, after, touched)
    ]
    altered = tuple(pair for pair in compared if not pair.change.is_empty or any(one.differs for one in pair.places))
    return Altered(altered, len(compared), _keys(before, after, touched), days)


def _touched(number: int) -> _ChangedVersions:
    changed = Q(first_edition=number) | Q(last_edition=number - 1)
    found = InspectionVersion.objects.filter(changed).order_by()
    versions = list(found.select_related("council").defer("facts", "evidence"))
    return _ChangedVersions(
        {one.inspection_id: one for one in versions if one.last_edition == number - 1},
        {one.inspection_id: one for one in versions if one.first_edition == number},
        CouncilVersion.objects.filter(changed).exists(),
    )


def _counted(version: InspectionVersion) -> tuple[object, ...]:
    return (version.framework, version.counts_from, version.inspected_from, version.results)


def _programmes(touched: _ChangedVersions) -> list[Programme]:
    codes = {framework(version.framework).programme for version in touched.versions}
    return [programme(code) for code in sorted(codes)]


def _days(made_on: date, touched: _ChangedVersions) -> tuple[date, ...]:
    """The edition's day, and the days from which the inspections count where they are few; the latest first."""
    own = {version.counts_from for version in touched.versions}
    few = len({version.inspection_id for version in touched.versions}) <= MOST_OWN_DAYS
    return tuple(sorted({made_on, *(own if few else ())}, reverse=True))


def _rankings(
    programme: Programme, day: date, before: EditionRecord, after: EditionRecord, touched: _ChangedVersions
) -> Iterable[AlteredRanking]:
    then, now = _fields(programme, day, before, after, touched)
    for measure in programme.measures:
        change = differences(rank(then, measure), rank(now, measure))
        places = [
            SentencePair(_said(change.before, slug), _said(change.after, slug))
            for slug in touched.slugs[:MOST_COUNCILS_QUOTED]
        ]
        yield AlteredRanking(change, tuple(one for one in places if one.differs))


def _fields(
    programme: Programme, day: date, before: EditionRecord, after: EditionRecord, touched: _ChangedVersions
) -> tuple[CouncilsAsAt, CouncilsAsAt]:
    """The programme before and after; where the register is as it was, only the councils concerned are asked twice."""
    now = after.programme_as_at(programme, day)
    if touched.register:
        return before.programme_as_at(programme, day), now
    concerned = before.programme_as_at(programme, day, touched.slugs)
    return replace(now, standings={**now.standings, **concerned.standings}), now


def _said(ranking: Ranking, slug: str) -> str:
    try:
        found: Place | NotRanked = place(ranking, slug)
    except KeyError:
        return ""
    return place_or_reason_sentence(found)


def _keys(before: EditionRecord, after: EditionRecord, touched: _ChangedVersions) -> tuple[SentencePair, ...]:
    keys = {version.inspection_id for version in touched.versions}
    then, now = _records(before, touched.slugs, keys), _records(after, touched.slugs, keys)
    pairs = [
        SentencePair(_key_sentence(then.get(key)), _key_sentence(now.get(key)))
        for key in sorted(keys)[:MOST_COUNCILS_QUOTED]
    ]
    return tuple(pair for pair in pairs if pair.differs)


def _records(record: EditionRecord, slugs: Collection[str], keys: Collection[int]) -> dict[int, InspectionRecord]:
    return {key: record for key, record in record.history_of(*slugs).records.items() if key in keys}


def _key_sentence(record: InspectionRecord | None) -> str:
    return key_sentences(record) if record else ""
