"""Councils side by side under one programme: a line for each judgement, a result for each council."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspections.frameworks.definitions import Framework, Judgement, Programme, Scale, Service
from inspections.statistics.comparable import result_under, things_judged
from inspections.statistics.standings import Result, Standing
from inspections.wording.results import state_words

from .heatmaps import STATE_MARKS


@dataclass(frozen=True)
class SideBySideLine:
    """A judgement of one framework, with each council's result, in the order of the councils.

    It includes grades of other frameworks if the two judgements compare fairly.
    """

    judgement: Judgement
    framework: Framework
    results: tuple[Result, ...]


def lines_of(programme: Programme, standings: Sequence[Standing]) -> tuple[SideBySideLine, ...]:
    """The judgements on which any of the councils has a grade, by service, the latest framework's first.

    A judgement of an earlier framework has its own line if no later one is the same.
    """
    lines = [
        SideBySideLine(
            judgement, framework, tuple(result_under(standing, judgement.id, framework) for standing in standings)
        )
        for framework, judgement in things_judged(programme)
    ]
    graded = [line for line in lines if any(result.grade for result in line.results)]
    services = [service.code for framework in programme.frameworks for service in framework.services]
    return tuple(sorted(graded, key=lambda line: services.index(line.judgement.service)))


@dataclass(frozen=True)
class Legend:
    """What the letters and marks of a table mean."""

    scale: Scale
    states: tuple[tuple[str, str], ...]


def legend_of(programme: Programme, lines: Iterable[SideBySideLine]) -> Legend:
    """The grades of the programme's scale, and the states that appear in the lines."""
    shown = {result.state for line in lines for result in line.results}
    states = tuple((mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown)
    return Legend(programme.frameworks[-1].scale, states)


def by_service(lines: Iterable[SideBySideLine]) -> list[tuple[Service, tuple[SideBySideLine, ...]]]:
    """The lines by service."""
    groups = [tuple(members) for _, members in groupby(lines, key=lambda line: line.judgement.service)]
    return [(members[0].framework.service(members[0].judgement.service), members) for members in groups]
