"""Sentences on how a correction changed a ranking."""

from inspections.statistics.differences import RankingChange
from inspections.statistics.ranking import NotRanked, Place, Ranked

from .absences import unranked_sentence
from .comparisons import not_ranked_words, place_sentence
from .words import counted, date_words, rank_words


def place_or_reason_sentence(place: Place | NotRanked) -> str:
    """A council's place, or why it is not ranked."""
    if isinstance(place, NotRanked):
        return unranked_sentence(place.council.name, place)
    return place_sentence(place)


def ranked_words(entry: Ranked | NotRanked | None) -> str:
    """A council's place in a cell: `1= (3 of 4)`, `not ranked: …`, `not in the list`."""
    if entry is None:
        return "not in the list"
    if isinstance(entry, NotRanked):
        return f"not ranked: {not_ranked_words(entry)}"
    return f"{rank_words(entry.rank, joint=entry.joint)} ({entry.count} of {entry.of})"


def ranking_change_sentence(change: RankingChange) -> str:
    """How many councils a change of the record moved, and how many are ranked before and after.

    "As at 5 January 2012, 3 councils have another place; 92 councils were ranked before and 91 now; 2 councils newly
    share a rank."
    """
    parts = [f"{counted(len(change.moved), 'council has', 'councils have')} another place"] if change.moved else []
    before, after = change.before.base, change.after.base
    if before == after:
        parts.append(f"{counted(after, 'council is', 'councils are')} ranked, as before")
    else:
        parts.append(f"{counted(before, 'council was', 'councils were')} ranked before and {after:,} now")
    if change.newly_joint:
        parts.append(f"{counted(len(change.newly_joint), 'council newly shares', 'councils newly share')} a rank")
    if change.no_longer_joint:
        no_longer = counted(len(change.no_longer_joint), "council no longer shares", "councils no longer share")
        parts.append(f"{no_longer} a rank")
    return f"As at {date_words(change.after.day)}, {'; '.join(parts)}."
