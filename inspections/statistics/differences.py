"""How a correction changed a ranking, for the same day and measure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .ranking import NotRanked, Ranked, Ranking
from .standings import CouncilRow

Entry = Ranked | NotRanked


@dataclass(frozen=True)
class RankMove:
    """A council whose rank or count changed, or that is in only one of the two rankings.

    `before` and `after` are None if the council was not compared at all.
    """

    council: CouncilRow
    before: Entry | None
    after: Entry | None

    @property
    def by_itself(self) -> bool:
        """Whether the council's own count changed, and not only those of others."""
        return _count(self.before) != _count(self.after)


@dataclass(frozen=True)
class RankingChange:
    """Two states of one ranking. In `moved`, councils whose own count changed come first, then rank and name."""

    before: Ranking
    after: Ranking
    moved: tuple[RankMove, ...]
    newly_joint: tuple[CouncilRow, ...]
    no_longer_joint: tuple[CouncilRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether every rank, count, tie and base is the same."""
        same_base = (self.before.base, self.before.in_being) == (self.after.base, self.after.in_being)
        return same_base and not (self.moved or self.newly_joint or self.no_longer_joint)


def differences(before: Ranking, after: Ranking) -> RankingChange:
    """Compare two states of a ranking. Raises ValueError if programme, measure or day differ."""
    if (before.programme, before.measure, before.day) != (after.programme, after.measure, after.day):
        raise ValueError("two states of one ranking have one programme, measure and day")
    then, now = _entries(before), _entries(after)
    either: dict[str, Entry] = {**then, **now}
    moved = [
        RankMove(entry.council, then.get(slug), now.get(slug))
        for slug, entry in either.items()
        if _place(then.get(slug)) != _place(now.get(slug))
    ]
    moved.sort(key=lambda move: (not move.by_itself, _rank(move), move.council.name.casefold(), move.council.slug))
    return RankingChange(
        before,
        after,
        tuple(moved),
        newly_joint=tuple(entry.council for entry in after.entries if entry.joint and not _joint(then, entry)),
        no_longer_joint=tuple(entry.council for entry in before.entries if entry.joint and not _joint(now, entry)),
    )


def _entries(ranking: Ranking) -> dict[str, Entry]:
    entries: tuple[Entry, ...] = (*ranking.entries, *ranking.not_ranked)
    return {entry.council.slug: entry for entry in entries}


def _count(entry: Entry | None) -> int | None:
    return entry.count if isinstance(entry, Ranked) else None


def _place(entry: Entry | None) -> tuple[object, ...]:
    """What is compared: rank and count, or the reason why the council is not ranked."""
    if isinstance(entry, Ranked):
        return (entry.rank, entry.count)
    return (entry.reason,) if entry else ()


def _rank(moved: RankMove) -> int:
    ranks = [entry.rank for entry in (moved.after, moved.before) if isinstance(entry, Ranked)]
    return ranks[0] if ranks else 1_000_000


def _joint(entries: Mapping[str, Entry], entry: Ranked) -> bool:
    other = entries.get(entry.council.slug)
    return isinstance(other, Ranked) and other.joint
