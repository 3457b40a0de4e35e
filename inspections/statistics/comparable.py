"""One judgement across the versions of a programme: what is the same thing, and what only has the same name."""

from functools import cache

from inspections.frameworks.definitions import Fairness, Framework, Judgement, Programme
from inspections.frameworks.loader import framework

from .shares import Shares, shares_of
from .standings import CouncilsAsAt, Result, Standing, State

SAME_THING: frozenset[Fairness] = frozenset({"fair", "flagged"})


def result_under(standing: Standing, judgement_id: str, of: Framework) -> Result:
    """What is known of a judgement of framework `of`, from another framework only if the two compare fairly."""
    result = standing.result(judgement_id)
    if result.framework is None or result.framework == of:
        return result
    same = counterpart(of.code, result.framework.code, judgement_id)
    if same:
        return standing.result(same)
    state = State.NO_OVERALL if result.state is State.NO_OVERALL else State.NO_SUCH_JUDGEMENT
    return Result(judgement_id, state, None, None, result.inspection, result.framework)


@cache
def counterpart(of: str, other: str, judgement_id: str) -> str | None:
    """The judgement of another framework that compares fairly with this one, or None."""
    for comparison in framework(of).comparisons_with(other, judgement_id):
        if comparison.fairness in SAME_THING:
            return comparison.earlier_judgement
    for comparison in framework(other).comparisons:
        of_these = comparison.framework == of and comparison.earlier_judgement == judgement_id
        if of_these and comparison.fairness in SAME_THING:
            return comparison.judgement
    return None


@cache
def things_judged(programme: Programme) -> tuple[tuple[Framework, Judgement], ...]:
    """Each thing that a programme judged, once, with the latest framework that judged it, newest first.

    An older judgement that compares fairly with a newer one is left out.
    """
    judged: list[tuple[Framework, Judgement]] = []
    for member in reversed(programme.frameworks):
        judged += [
            (member, judgement)
            for judgement in member.judgements
            if not any(counterpart(member.code, later.code, judgement.id) == same.id for later, same in judged)
        ]
    return tuple(judged)


def shares_under(councils_as_at: CouncilsAsAt, of: Framework, judgement_id: str) -> Shares:
    """How many councils have each grade on a judgement, or on the same thing in another framework."""

    def count() -> Shares:
        results = zip(councils_as_at.councils, results_under(councils_as_at, of, judgement_id), strict=True)
        return shares_of(judgement_id, of.scale, results)

    return councils_as_at.once(("shares", of.code, judgement_id), count)


def results_under(councils_as_at: CouncilsAsAt, of: Framework, judgement_id: str) -> tuple[Result, ...]:
    """What is known of a judgement, or of the same thing in another framework, council by council."""

    def read() -> tuple[Result, ...]:
        return tuple(result_under(standing, judgement_id, of) for standing in councils_as_at.standings.values())

    return councils_as_at.once(("results", of.code, judgement_id), read)
