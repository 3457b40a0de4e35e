"""The answer of a ranking in one sentence, and a council's place in a few words."""

from typing import NamedTuple

from inspections.frameworks.definitions import Measure
from inspections.statistics.ranking import Place, Ranked, Ranking

from .comparisons import grades_words, has_position, position_among
from .words import counted, date_words, listed, number_words, plural


class RankingAnswer(NamedTuple):
    """A sentence in two parts: the number in bold, and the rest."""

    number: str
    rest: str

    @property
    def words(self) -> str:
        return " ".join(filter(None, self))


def ranking_answer(ranking: Ranking, where: str = "") -> RankingAnswer:
    """How many councils have every grade that is counted. `where` follows the councils: "in London".

    "17 of 151 councils are outstanding on all four judgements"; "None of 92 councils is outstanding on all four key
    summary judgements: 5 are on three".
    """
    base, measure = ranking.base, ranking.measure
    councils = " ".join(filter(None, (plural(base, "council"), where)))
    if not base:
        return RankingAnswer("", f"No council {f'{where} ' if where else ''}can be ranked by this measure")
    of = len(measure.judgements)
    if base == 1:
        return _answer_of_one(ranking.entries[0], measure)
    every, number = f"{grades_words(measure)} on {_every(measure)}", len(ranking.by_count[of])
    if number:
        return RankingAnswer(f"{number:,} of {base:,}", f"{councils} {plural(number, 'is', 'are')} {every}")
    count, highest = next((count, len(found)) for count, found in ranking.by_count.items() if found)
    none = f"None of {base:,}"
    if count:
        some = f"{number_words(highest)} {plural(highest, 'is', 'are')} on {number_words(count)}"
        return RankingAnswer(none, f"{councils} is {every}: {some}")
    on = every if of == 1 else f"{grades_words(measure)} on any of the {number_words(of)} {_judgements(measure)}"
    return RankingAnswer(none, f"{councils} is {on}")


def _answer_of_one(entry: Ranked, measure: Measure) -> RankingAnswer:
    """`Testshire is outstanding on three of the four judgements, and the only council ranked`."""
    if entry.of == 1:
        held = f"is {'' if entry.count else 'not '}{grades_words(measure)} on {_every(measure)}"
    else:
        how_many = f"{number_words(entry.count)} of the {number_words(entry.of)} {_judgements(measure)}"
        held = f"is {grades_words(measure)} on {how_many}"
    return RankingAnswer(entry.council.name, f"{held}, and the only council ranked")


def few_ranked_sentence(ranking: Ranking) -> str:
    """That most of the inspected councils can't be ranked, which changes what the answer means; else ""."""
    base, inspected = ranking.base, ranking.inspected
    if not base or 2 * base >= inspected:
        return ""
    return f"Only {base:,} of {inspected:,} inspected councils have a grade on record for {_every(ranking.measure)}."


def base_sentence(ranking: Ranking) -> str:
    """How many councils are ranked, of how many inspected, of how many.

    "Under ILACS, 153 of 153 councils have inspections on record; 151 have a grade for all four judgements and are
    ranked."
    """
    programme, inspected = ranking.programme.short_name, ranking.inspected
    if not inspected:
        of = f" of councils {ranking.group}" if ranking.group else ""
        return f"No {programme} inspection{of} is on record by {date_words(ranking.day)}."
    on_record = (
        f"{inspected:,} of {counted(ranking.in_being, 'council')} {plural(inspected, 'has', 'have')} inspections"
    )
    ranked = f"{ranking.base or 'none'} {plural(ranking.base, 'has', 'have')} a grade for {_every(ranking.measure)}"
    return f"Under {programme}, {on_record} on record; {ranked} and {plural(ranking.base, 'is', 'are')} ranked."


def short_place(place: Place) -> str:
    """Where a council comes, for the top of a page: `3 of 4: joint 18th of 151, with 23 others`."""
    measure, others = place.ranking.measure, place.base - 1
    of, level = len(measure.judgements), len(place.level_with)
    if of == 1:
        held = f"{'' if place.count else 'not '}{grades_words(measure)} on {_every(measure)}"
        like = f"like {level or 'none'} of the other {others}" if others > 1 else ""
        return ", ".join(filter(None, (held, like)))
    held = f"{place.count} of {of}"
    if has_position(place.ranking):
        return f"{held}: {position_among(place)}"
    return f"{held}. Of {others} others ranked, {listed(_around(place))}" if others > 1 else held


def count_words(count: int, of: int) -> str:
    """`all four`, `three`, `none`: how many of the judgements, for the parts of a strip."""
    if of == 1:
        return "yes" if count else "no"
    if count == of:
        return "both" if of == 2 else f"all {number_words(of)}"
    return number_words(count)


def _around(place: Place) -> list[str]:
    numbers = ((place.higher, "more"), (len(place.level_with), "as many"), (place.lower, "fewer"))
    return [f"{number_words(number)} {plural(number or 1, 'has', 'have')} {words}" for number, words in numbers]


def _every(measure: Measure) -> str:
    of = len(measure.judgements)
    if of == 1:
        return measure.noun.removesuffix(" judgement")
    return f"{'both' if of == 2 else f'all {number_words(of)}'} {_judgements(measure)}"


def _judgements(measure: Measure) -> str:
    """`key summary judgements`: the kind of judgement without the list of their names."""
    return f"{measure.noun.partition(' on ')[0]}s"
