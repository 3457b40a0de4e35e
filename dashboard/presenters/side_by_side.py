"""Councils beside each other under one programme: a line for each judgement, a result for each council."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspections.frameworks.definitions import Framework, Judgement, Programme, Scale, Service
from inspections.statistics.comparable import result_under, things_judged
from inspections.statistics.standings import Result, Standing
from inspections.wording.results import state_words

from .heatmaps import STATE_MARKS


@dataclass(frozen=True)
class Line:
    """One judgement of one version of a programme, with what each council holds on it, in the councils' order.

    A grade under another version stands in it only where the two judgements compare fairly.
    """

    judgement: Judgement
    framework: Framework
    results: tuple[Result, ...]


def lines_of(programme: Programme, standings: Sequence[Standing]) -> tuple[Line, ...]:
    """The judgements on which any of the councils holds a grade, those of the latest version first in each service.

    A judgement of an earlier version stands in a line of its own where none of a later one is the same thing.
    """
    found = [
        Line(judgement, framework, tuple(result_under(standing, judgement.id, framework) for standing in standings))
        for framework, judgement in things_judged(programme)
    ]
    graded = [line for line in found if any(result.grade for result in line.results)]
    services = [service.code for framework in programme.frameworks for service in framework.services]
    return tuple(sorted(graded, key=lambda line: services.index(line.judgement.service)))


@dataclass(frozen=True)
class Legend:
    """What the letters and marks of a table stand for."""

    scale: Scale
    states: tuple[tuple[str, str], ...]


def legend_of(programme: Programme, lines: Iterable[Line]) -> Legend:
    """The grades of the programme's scale, and those states that any line shows."""
    shown = {result.state for line in lines for result in line.results}
    states = tuple((mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown)
    return Legend(programme.frameworks[-1].scale, states)


def by_service(lines: Iterable[Line]) -> list[tuple[Service, tuple[Line, ...]]]:
    """The lines under their services."""
    held = [tuple(members) for _, members in groupby(lines, key=lambda line: line.judgement.service)]
    return [(members[0].framework.service(members[0].judgement.service), members) for members in held]
