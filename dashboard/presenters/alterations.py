"""The page of an edition: what it changed, and which rankings and sentences that altered."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from inspections.models import Edition, EditionChange
from inspections.record.alterations import Altered, AlteredRanking
from inspections.statistics.differences import RankMove
from inspections.statistics.ranking import Ranking
from inspections.wording.alterations import ranking_change_sentence
from inspections.wording.editions import rankings_compared_sentence
from inspections.wording.words import date_words, listed_up_to

from .editions import Correction, correction
from .links import council_url
from .sentences import Marks, marked_differences

MOVED_SHOWN = 10


@dataclass(frozen=True)
class MovedPlace:
    """A council whose place in a ranking changed."""

    ranking: Ranking
    moved: RankMove

    @property
    def url(self) -> str:
        return council_url(self.moved.council)


@dataclass(frozen=True)
class RankingShown:
    """A ranking that was altered. `before_url` and `after_url` are its pages as of the two editions."""

    heading: str
    summary: str
    lines: tuple[MovedPlace, ...]
    more: int
    newly_joint: str
    no_longer_joint: str
    sentences: tuple[Marks, ...]
    before_url: str
    after_url: str


@dataclass(frozen=True)
class EditionShown:
    """An edition, some of its `number` changes, and what they altered, or None if that is unknown."""

    edition: Edition
    changes: Correction
    number: int
    unlisted: int
    altered: Altered | None
    rankings: tuple[RankingShown, ...]
    keys: tuple[Marks, ...]

    @property
    def corrects(self) -> bool:
        return self.edition.kind in {Edition.Kind.CORRECT, Edition.Kind.WITHDRAW}

    @property
    def compared(self) -> str:
        """The number of rankings compared and their days, in a sentence, or empty."""
        if not self.altered:
            return ""
        return rankings_compared_sentence(len(self.altered.rankings), self.altered.compared, self.altered.days)


def moved_places(altered: Altered) -> list[MovedPlace]:
    """Every council whose place an edition altered, in all rankings compared."""
    return [MovedPlace(ranking.change.after, moved) for ranking in altered.rankings for moved in ranking.change.moved]


def edition_shown(
    edition: Edition, changes: Iterable[EditionChange], number: int, altered: Altered | None
) -> EditionShown:
    """Present an edition with some of its `number` changes."""
    listed_changes = list(changes)
    return EditionShown(
        edition,
        correction(edition, listed_changes),
        number,
        number - len(listed_changes),
        altered,
        tuple(_ranking(ranking, edition.number) for ranking in altered.rankings) if altered else (),
        tuple(marked_differences(pair.before, pair.after) for pair in altered.keys) if altered else (),
    )


def _ranking(altered: AlteredRanking, number: int) -> RankingShown:
    change = altered.change
    ranking = change.after
    return RankingShown(
        heading=f"{ranking.programme.short_name}, {ranking.measure.name}, as at {date_words(ranking.day)}",
        summary=ranking_change_sentence(change),
        lines=tuple(MovedPlace(ranking, moved) for moved in change.moved[:MOVED_SHOWN]),
        more=max(len(change.moved) - MOVED_SHOWN, 0),
        newly_joint=listed_up_to(MOVED_SHOWN, [council.name for council in change.newly_joint]),
        no_longer_joint=listed_up_to(MOVED_SHOWN, [council.name for council in change.no_longer_joint]),
        sentences=tuple(marked_differences(pair.before, pair.after) for pair in altered.places),
        before_url=_url(altered, number - 1),
        after_url=_url(altered, number),
    )


def _url(altered: AlteredRanking, number: int) -> str:
    ranking = altered.change.after
    query = urlencode({"measure": ranking.measure.code, "edition": number})
    return f"/ranking/{ranking.programme.code}/{ranking.day}/?{query}"
