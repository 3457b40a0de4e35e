"""One council: where it stands today, among whom, and all its inspections in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from inspections import wording
from inspections.frameworks import Judgement, programme
from inspections.history import History
from inspections.models import Council, Inspection, NeighbourSet, StatisticalNeighbour
from inspections.statistics import AsAt, Place, Record, Result, State, place, rank
from inspections.statistics.ranking import NotRanked
from inspections.statistics.standings import OVERALL

from .councils import Headline, headlines
from .groups import region_name

MAIN_JUDGEMENTS_AT_MOST = 8


@dataclass(frozen=True)
class Entry:
    """One inspection of the time line; `break_before` says what changed between it and the one before it in time.

    `of_predecessor` is the council it belongs to, where that is not the page's own.
    """

    inspection: Inspection
    headlines: tuple[Headline, ...]
    break_before: str
    of_predecessor: Council | None


@dataclass(frozen=True)
class Latest:
    """The latest inspection under one programme: its judgements, or the key ones where they are many.

    `results` names the service where the framework has the same judgement for another one.
    """

    inspection: Inspection
    programme_name: str
    results: tuple[tuple[str, Judgement, Result], ...]
    not_on_record: int


@dataclass(frozen=True)
class Standing:
    """Where the council comes within a group of councils; `query` is the group in the ranking's address."""

    group: str
    sentences: tuple[str, ...]
    query: str


@dataclass(frozen=True)
class Neighbour:
    """One statistical neighbour and its latest overall judgement under the programme."""

    council: Council
    closeness: str
    result: Result
    scorecard: str
    published: str


@dataclass(frozen=True)
class Neighbours:
    """One set of neighbours, the closest first; `superseded` where it was withdrawn at a reorganisation."""

    set: NeighbourSet
    superseded: bool
    rows: tuple[Neighbour, ...]


@dataclass(frozen=True)
class CouncilPage:
    """Everything that the page of one council shows."""

    council: Council
    field: AsAt
    latest: tuple[Latest, ...]
    timeline: tuple[Entry, ...]
    standings: tuple[Standing, ...]
    neighbours: tuple[Neighbours, ...]

    @property
    def in_field(self) -> bool:
        """Whether the council is in being, and so one of those compared today."""
        return self.council.slug in self.field.standings


def council_page(
    council: Council, history: History, field: AsAt, neighbours: Iterable[StatisticalNeighbour]
) -> CouncilPage:
    """The page of one council.

    `history` is its own, with that of a council that had the same area before it;
    `field` is the current programme as at today.
    """
    ordered, records = history.inspections, history.records
    in_field = council.slug in field.standings
    return CouncilPage(
        council,
        field,
        tuple(_latest(ordered, records)),
        tuple(_timeline(council, ordered, records)),
        tuple(_standings(council, field)) if in_field else (),
        tuple(_neighbours(field, neighbours)) if in_field else (),
    )


def _latest(ordered: Sequence[Inspection], records: Mapping[int, Record]) -> Iterable[Latest]:
    seen = set()
    for inspection in ordered:
        framework = inspection.framework_definition
        if framework.programme in seen:
            continue
        seen.add(framework.programme)
        record = records[inspection.pk]
        main = [j for j in framework.expected_judgements if j.service in record.services]
        if len(main) > MAIN_JUDGEMENTS_AT_MOST:
            main = [judgement for judgement in main if judgement.key]
        names = {service.code: service.short_name for service in framework.services}
        twice = {code for code, number in Counter(j.code for j in framework.judgements).items() if number > 1}
        results = tuple((names[j.service] if j.code in twice else "", j, record.result(j.id)) for j in main)
        lacking = sum(j.id not in record.grades for j in framework.expected_judgements if j.service in record.services)
        yield Latest(inspection, programme(framework.programme).name, results, lacking)


def _timeline(council: Council, ordered: Sequence[Inspection], records: Mapping[int, Record]) -> Iterable[Entry]:
    for inspection, before in zip(ordered, [*ordered[1:], None], strict=False):
        predecessor = inspection.council if inspection.council_id != council.pk else None
        yield Entry(inspection, headlines(records[inspection.pk]), _break(inspection, before), predecessor)


def _break(now: Inspection, before: Inspection | None) -> str:
    if before is None or now.framework == before.framework:
        return ""
    framework, earlier = now.framework_definition, before.framework_definition
    if framework.programme == earlier.programme:
        return f"New version, {framework.short_name} after {earlier.short_name}: some judgements differ"
    return f"New framework, {framework.short_name} after {earlier.short_name}: not directly comparable"


def _standings(council: Council, field: AsAt) -> Iterable[Standing]:
    yield Standing("In England", tuple(_sentences(field, council.slug)), "")
    region = {slug: one for slug, one in field.standings.items() if one.council.region == council.region}
    name = region_name(council.region)
    sentences = tuple(_sentences(replace(field, standings=region, group=f"in {name}"), council.slug))
    yield Standing(f"In its region, {name}", sentences, f"region={council.region}".replace(" ", "+"))


def _sentences(field: AsAt, slug: str) -> Iterable[str]:
    """By the first two measures: where most councils have no outstanding judgement, that count alone tells little."""
    for measure in field.programme.measures[:2]:
        ranking = rank(field, measure)
        found = place(ranking, slug)
        if isinstance(found, NotRanked):
            # Both measures count the same judgements: the reason is one.
            reason = wording.not_ranked_words(found)
            yield f"{found.council.name} is not ranked by “{ranking.measure.name}”: {reason}."
            yield wording.full_records_sentence(ranking)
            return
        yield _place_words(found)


def _place_words(found: Place) -> str:
    higher = wording.higher_and_lower(found)
    return f"{wording.place_sentence(found)} {higher[0].upper()}{higher[1:]}."


def _neighbours(field: AsAt, found: Iterable[StatisticalNeighbour]) -> Iterable[Neighbours]:
    for neighbour_set, members in groupby(found, key=lambda one: one.neighbour_set):
        held = list(members)
        rows = tuple(_neighbour(field, one) for one in held)
        yield Neighbours(neighbour_set, any(one.superseded for one in held), rows)


def _neighbour(field: AsAt, one: StatisticalNeighbour) -> Neighbour:
    standing = field.standings.get(one.neighbour.slug)
    id_ = f"{field.programme.frameworks[0].services[0].code}.{OVERALL}"
    closeness = one.get_closeness_display()
    if standing is None or not standing.is_inspected:
        return Neighbour(one.neighbour, closeness, Result(id_, State.NEVER_INSPECTED), "", "")
    row = standing.records[-1].inspection
    day = row.published_on
    address = f"/councils/{row.council}/{day or f'inspected-{row.inspected_from}'}/"
    return Neighbour(
        one.neighbour, closeness, standing.result(id_), address, wording.date_words(day or row.inspected_from)
    )
