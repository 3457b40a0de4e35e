"""Sentences on a ranking and on a council's place in it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from inspections.frameworks.definitions import Measure
from inspections.statistics.ranking import NotRanked, Place, Ranking
from inspections.statistics.standings import CouncilRow, InspectionRow, State

from .results import state_words, waiting_words
from .words import capital, council_in_text, counted, date_words, listed, n_of, ordinal, plural

MOST_TIES_NAMED = 5
# Where a grade comes from, behind "a grade".
ORIGINS = {
    "official_statistics": "comes from Ofsted’s official statistics",
    "later_report": "is stated in a later Ofsted report",
    "research": "comes from a research dataset",
    "derived": "is derived",
}
COUNTED_FROM = (
    "One known by its month counts from the end of the third month after it, one known by its year from 31 March."
)
# From fewer councils ranked no place, highest or lowest is named.
FEWEST_RANKED = 10


def not_ranked_words(entry: NotRanked) -> str:
    """Why a council is not ranked: `2 of the 4 judgements are not on record here`."""
    results = [result for result in entry.lacking if result.state is entry.reason]
    framework, reason = results[0].framework, state_words(entry.reason)
    if results[0].waiting:
        return waiting_words(results[0].waiting)
    if framework is None:
        return reason
    number = f"{len(results)} of the {entry.of} judgements"
    if entry.reason is State.NO_SUCH_JUDGEMENT:
        reason = reason.replace("this framework", framework.short_name)
        return reason if entry.of == 1 else f"for {number} there was {reason}"
    if entry.of == 1 or entry.reason is State.NO_OVERALL:
        return reason
    return f"{number} {plural(len(results), 'is', 'are')} {reason}"


def measure_words(count: int, measure: Measure) -> str:
    """`3 of 4 key summary judgements graded outstanding`."""
    of = len(measure.judgements)
    if of == 1:
        return f"{_a(measure.noun) if count else f'no {measure.noun}'} graded {grades_words(measure)}"
    return f"{count} of {of} {_judgements(measure)} graded {grades_words(measure)}"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _judgements(measure: Measure) -> str:
    one = len(measure.judgements) == 1
    return measure.noun if one else measure.noun.replace("judgement", "judgements", 1)


def grades_words(measure: Measure) -> str:
    """`good or outstanding`, as Ofsted writes it: the best comes last."""
    return " or ".join(grade.replace("_", " ") for grade in reversed(measure.grades))


def has_position(ranking: Ranking) -> bool:
    """Whether enough councils are ranked to name a place."""
    return ranking.base >= FEWEST_RANKED


def position_words(place: Place) -> str:
    """`highest`, `joint highest`, `12th`, `joint 12th`, or `level with all 91 others` if no council differs."""
    if _all_level(place):
        others = len(place.level_with)
        return "level with the only other" if others == 1 else f"level with all {others} others"
    position = "highest" if place.rank == 1 else ordinal(place.rank)
    return f"joint {position}" if place.joint else position


def _all_level(place: Place) -> bool:
    return place.joint and place.higher == place.lower == 0


def alongside(names: Sequence[str]) -> str:
    """`alongside Lincolnshire`, up to five by name; beyond that `with 7 others`; nothing where there is no tie."""
    if not names:
        return ""
    return f"alongside {listed(names)}" if len(names) <= MOST_TIES_NAMED else f"with {len(names)} others"


def place_sentence(place: Place, *, says_if_counted: bool = True) -> str:
    """Where a council comes, out of how many, with whom, and whether its own report is counted.

    A text with several of these sentences says whether it is counted in the first alone.

    "As at 5 January 2012, Testshire had 3 of 4 key summary judgements graded outstanding: joint highest of 92,
    alongside Sampleshire. Testshire is one of the 92."
    """
    ranking, name = place.ranking, council_in_text(place.council.name)
    day, held = date_words(ranking.day), measure_words(place.count, ranking.measure)
    own = own_report_sentence(place) if says_if_counted else ""
    if not place.higher + len(place.level_with) + place.lower:
        other = _in_group("No other council", ranking)
        return f"{capital(name)} has {held}. {other} is ranked as at {day}, so there is nothing to set it against."
    if not has_position(ranking):
        return f"{_among_few(place)} {own}".rstrip()
    one_judgement = len(ranking.measure.judgements) == 1
    where = _one_of(place) if one_judgement and place.counted else position_among(place)
    if place.counted:
        return f"As at {day}, {name} had {held}: {where}. {own}".rstrip()
    ranked = _in_group(counted(place.base, "council"), ranking)
    return f"Set against the {ranked} ranked as at {day}, {name}, with {held}, would have been {where}. {own}".rstrip()


def _among_few(place: Place) -> str:
    """How many have more, as many and fewer, if too few councils are ranked for a place.

    "Set against the 4 councils ranked as at 5 January 2012, Testshire has 3 of 4 key summary judgements graded
    outstanding: none has more, 1 has as many (Sampleshire) and 3 have fewer. From fewer than ten councils no place is
    named."
    """
    ranking, name = place.ranking, council_in_text(place.council.name)
    level = f"{_have(len(place.level_with))} as many"
    if place.level_with:
        level += f" ({listed(_names(place.level_with))})"
    others = f"{_have(place.higher)} more, {level} and {_have(place.lower)} fewer"
    held, day = measure_words(place.count, ranking.measure), date_words(ranking.day)
    if place.counted:
        compared = _in_group(counted(place.base - 1, "other council"), ranking)
        sentence = f"As at {day}, {name} had {held}. Of the {compared} ranked, {others}."
    else:
        ranked = _in_group(counted(place.base, "council"), ranking)
        sentence = f"Set against the {ranked} ranked as at {day}, {name} had {held}: {others}."
    return f"{sentence} From fewer than ten councils no place is named."


def _names(councils: Iterable[CouncilRow]) -> list[str]:
    return [council_in_text(council.name) for council in councils]


def _one_of(place: Place) -> str:
    """For a measure of one judgement, which needs no rank.

    `one of the 32 of 151 councils (21%) that had`, `one of the 2 of 11 councils (18%) in the group that had`.
    """
    had = "had" if place.count else "had none"
    councils = plural(place.base, "council")
    if not place.level_with:
        return f"the only one of {place.base:,} {_in_group(councils, place.ranking)} that {had}"
    share = n_of(1 + len(place.level_with), place.base, councils)
    return f"one of the {_in_group(share, place.ranking)} that {had}"


def position_among(place: Place) -> str:
    """`joint highest of 92, alongside Lincolnshire`.

    Leaves out the base where the sentence has given it already, or where no council differs.
    """
    position, names = position_words(place), _names(place.level_with)
    if _all_level(place):
        position = _in_group(position, place.ranking) if place.counted else position
        return f"{position}, {listed(names)}" if len(names) <= MOST_TIES_NAMED else position
    of = _in_group(f" of {place.base}", place.ranking) if place.counted else ""
    # If most councils share the lowest count, a rank in the middle of the list is also its end.
    lowest = "" if place.lower or place.rank == 1 else "the lowest count"
    return ", ".join(filter(None, (f"{position}{of}", alongside(names), lowest)))


def _in_group(words: str, ranking: Ranking) -> str:
    return f"{words} {ranking.group}" if ranking.group else words


def own_report_sentence(place: Place) -> str:
    """Whether the council's own report is counted in the ranking and, if not, when it was published."""
    report = place.own_report
    if report is None:
        return f"{capital(council_in_text(place.council.name))} is one of the {place.base}."
    among = f"among the {place.base}"
    if place.earlier_report_counted:
        among += ", which include an earlier one"
    return f"Its own report is not {among}: {_came_out(report)}."


def _came_out(report: InspectionRow) -> str:
    if report.published_on:
        return f"it was published on {date_words(report.published_on)}"
    return (
        f"it counts as published from {date_words(report.counts_from)}, its day of publication not being on record "
        f"(inspected {date_words(report.inspected_from)})"
    )


def highest_sentence(ranking: Ranking) -> str:
    """Who has the highest count, out of how many councils, or "" if too few are ranked. Names up to five.

    "As at 31 March 2026, 9 of 150 councils ranked (6%) had 4 of 4 key summary judgements graded outstanding, the
    highest count." "As at 31 March 2026, none of the 3 councils ranked had a key summary judgement graded outstanding."
    """
    if not has_position(ranking):
        return ""
    day, base, measure = date_words(ranking.day), ranking.base, ranking.measure
    ranked = _in_group(f"{plural(base, 'council')} ranked", ranking)
    count, highest = next((count, councils) for count, councils in ranking.by_count.items() if councils)
    if not count:
        none = f"none of the {base} {ranked}" if base > 1 else f"the one {ranked}, {_names(highest)[0]},"
        noun = _a(measure.noun) if base > 1 else f"no {measure.noun}"
        return f"As at {day}, {none} had {noun} graded {grades_words(measure)}."
    if len(highest) == base:
        who = f"all {base} {ranked}" if base > 1 else f"the one {ranked}"
    else:
        who = n_of(len(highest), base, ranked)
    words = f"As at {day}, {who} had {measure_words(count, measure)}"
    if len(measure.judgements) > 1 and len(highest) < base:
        words += ", the highest count"
    names = _names(highest)
    return f"{words}: {listed(names)}." if len(names) <= MOST_TIES_NAMED else f"{words}."


def counts_sentence(ranking: Ranking) -> str:
    """How many councils have each count, leaving out counts that no council has.

    "Of the 92 councils ranked, 2 had 3 of 4 key summary judgements graded outstanding, 5 had 2, 10 had 1 and 75 had
    none."
    """
    ranked = _in_group(f"{plural(ranking.base, 'council')} ranked", ranking)
    councils_by_count = [(count, len(councils)) for count, councils in ranking.by_count.items() if councils]
    if not councils_by_count:
        return ""
    (count, number), *others = councils_by_count
    parts = [f"{number:,} had {measure_words(count, ranking.measure)}"]
    for count, number in others:
        had = "did not" if len(ranking.measure.judgements) == 1 else f"had {count or 'none'}"
        parts.append(f"{number:,} {had}")
    return f"Of the {ranking.base:,} {ranked}, {listed(parts)}."


def count_sentence(council: str, count: int, level: int) -> str:
    """`County Durham is one of the 21 that had 3.`"""
    one = f"one of the {level}" if level > 1 else "the only one"
    return f"{capital(council_in_text(council))} is {one} that had {count or 'none'}."


def higher_and_lower(place: Place) -> str:
    """`Of the 92, none has more, 1 other has the same, 90 have fewer.`

    Empty if too few councils are ranked for a place: then `place_sentence` says so.
    """
    if not has_position(place.ranking):
        return ""
    level = f"{counted(len(place.level_with), 'other has', 'others have')}" if place.joint else "no other has"
    return f"Of the {place.base}, {_have(place.higher)} more, {level} the same, {_have(place.lower)} fewer."


def place_sentences(place: Place) -> str:
    """Where a council comes, and how many have more, the same and fewer."""
    return " ".join(filter(None, (place_sentence(place), higher_and_lower(place))))


def _have(number: int) -> str:
    return counted(number, "has", "have") if number else "none has"


def inspected_sentence(ranking: Ranking) -> str:
    """How many councils have an inspection on record: "for 95 of 152 councils (63%)"."""
    day, programme = date_words(ranking.day), ranking.programme.short_name
    if not ranking.inspected:
        return f"{_in_group(f'No {programme} inspection', ranking)} is on record as at {day}."
    councils = n_of(ranking.inspected, ranking.in_being, _in_group(plural(ranking.in_being, "council"), ranking))
    return f"As at {day}, {programme} inspections are on record for {councils}."


def full_records_sentence(ranking: Ranking) -> str:
    """How many inspected councils have every grade that the measure counts, or "" if none is inspected.

    Begins with "Only" if they are fewer than half.
    """
    base, inspected = ranking.base, ranking.inspected
    if not inspected:
        return ""
    inspected_councils = (
        f"{_in_group(plural(inspected, 'council'), ranking)} with {ranking.programme.short_name} inspections on record"
    )
    if base == inspected:
        every = {1: "The one", 2: "Both"}.get(inspected, f"All {inspected}")
        share = f"{every} {inspected_councils}"
    elif not base:
        none = f"None of the {inspected} {inspected_councils}" if inspected > 1 else f"The one {inspected_councils}"
        has = "has" if inspected > 1 else "does not have"
        return f"{none} {has} a grade on record for {_every(ranking.measure)}, so none can be ranked."
    else:
        share = ("Only " if 2 * base < inspected else "") + n_of(base, inspected, inspected_councils)
    have = "has" if base == 1 else "have"
    return f"{share} {have} a grade on record for {_every(ranking.measure)} and can be ranked."


def _every(measure: Measure) -> str:
    number = len(measure.judgements)
    if number < 3:
        return f"{'both' if number == 2 else 'the'} {_judgements(measure)}"
    # A long name of the judgements stands in the sentence on a council's place, beside which this one stands.
    return f"all {number} {_judgements(measure).partition(' on ')[0]}"


def dated_by_month_sentence(ranking: Ranking) -> str:
    """For how many inspections behind the ranking the day of publication is estimated. Empty if for none."""
    number, base = ranking.dated_by_month, len(ranking.ranked_inspections)
    if not number:
        return ""
    return f"For {_how_many(number, base, 'inspection')} the day of publication is not on record. {COUNTED_FROM}"


def provenance_sentence(ranking: Ranking) -> str:
    """How many ranked councils have a grade that was not read from its report, or "" if none has."""
    number = ranking.not_from_report
    if not number:
        return ""
    kinds = {result.provenance for entry in ranking.entries for result in entry.results if not result.from_report}
    origins = listed([words for kind, words in ORIGINS.items() if kind in kinds], "or")
    councils = _how_many(number, ranking.base, "council")
    return f"For {councils}, a grade counted here {origins}, not read from the report itself."


def _how_many(number: int, base: int, noun: str) -> str:
    """`2 of 5 councils`, `all 5 councils`, `the one council`."""
    if number == base:
        return f"all {base} {noun}s" if base > 1 else f"the one {noun}"
    return n_of(number, base, f"{noun}s")


def frameworks_sentence(ranking: Ranking) -> str:
    """Which frameworks the ranking mixes and what to know about that, or "" if it has only one."""
    if len(ranking.frameworks) < 2:
        return ""
    names = listed([framework.short_name for framework in ranking.frameworks])
    reasons = "; ".join(dict.fromkeys(comparison.why for comparison in ranking.cautions))
    return f"This ranking mixes inspections under {names}{': ' + reasons if reasons else ''}."


def fair_mixture_sentence(ranking: Ranking) -> str:
    """Why the ranking may mix its frameworks, or "" if it mixes none or some judgement isn't comparable."""
    compared = [
        any(
            comparison.earlier_judgement == id_ and comparison.fairness in {"fair", "flagged"}
            for comparison in later.comparisons_with(earlier.code, id_)
        )
        for earlier, later in pairwise(ranking.frameworks)
        for id_ in ranking.measure.judgements
        if earlier.has(id_) and later.has(id_)
    ]
    fair = compared and all(compared)
    return "This is fair for the judgements counted: they kept their name and their scale." if fair else ""
