"""The comparison: where the council comes, of how many, with whom, and its group as a picture.

Councils are compared by the measure asked for and by the programme's other counts, since the count with the fullest
base may not be the one that says most: for SLAC as at 5 January 2012, four councils have all four key judgements on
record and 45 both overall ones.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dashboard.charts.peers_chart import PeerRow, peers_chart
from dashboard.values.chart import source_line
from dashboard.values.documents import Block, Bullets, Paragraph, Picture, TableBlock, paragraphs
from inspections.frameworks.definitions import Judgement, Measure
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import NotRanked, Place, Ranking, measures_alike, rank
from inspections.statistics.standings import Standing
from inspections.wording.comparisons import (
    MOST_TIES_NAMED,
    full_records_sentence,
    higher_and_lower,
    place_sentence,
)
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import group_in_short
from inspections.wording.papers.comparison import (
    COUNTED_BELOW,
    OTHER_COUNTS_LEAD,
    grades_of_councils,
    grid_words,
    later_report_sentence,
    neighbours_sentence,
    neighbours_source,
    not_compared_sentence,
    not_ranked_sentence,
    own_later_sentence,
    peers_finding,
    ranked_caption,
)
from inspections.wording.words import date_words, listed

from .council_tables import PeersTable, RankedTable, inspection_cells
from .facts import PaperFacts
from .peers import Peers

MOST_ROWS = 25
MOST_COLUMNS = 5
# The alternative text of a picture has the grades of this many councils.
MOST_IN_WORDS = 12


def comparison(facts: PaperFacts) -> tuple[Block, ...]:
    """Place, numbers, base and ties, and the councils ranked with it. What they rest on is `counting`."""
    ranking = rank(facts.councils_as_at, facts.measure)
    place = facts.place_in(ranking, facts.councils_as_at)
    few = full_records_sentence(ranking) if ranking.base < ranking.inspected else ""
    later = later_report(facts)
    counted = COUNTED_BELOW if "counting" in facts.selection.parts else ""
    return (
        *_place(facts, place),
        *_other_counts(facts, ranking, place),
        *paragraphs(" ".join(filter(None, (few, later, counted)))),
        *_ranked_table(facts, ranking, place),
    )


def place_words(facts: PaperFacts) -> list[str]:
    """The sentences of the comparison that the summary repeats: by the count compared by, and by its stricter or looser
    form, since either alone can mislead. None if the council has no place.
    """
    alike = measures_alike(facts.selection.compared.programme, facts.measure)
    measures = [facts.measure, *(measure for measure in alike if measure != facts.measure)]
    rankings = [rank(facts.councils_as_at, measure) for measure in measures]
    places = [facts.place_in(ranking, facts.councils_as_at) for ranking in rankings]
    first, *others = places
    sentences = [place_sentence(first)] if isinstance(first, Place) else []
    if sentences and rankings[0].base < rankings[0].inspected:
        sentences[0] += f" {full_records_sentence(rankings[0])}"
    # Where none is good or outstanding, none is outstanding.
    alike_places = [other for other in others if isinstance(other, Place) and (other.count or not _has_none(first))]
    counted = not sentences
    return [*sentences, *(place_sentence(in_short(other), says_if_counted=counted) for other in alike_places)]


def _has_none(place: Place | NotRanked | None) -> bool:
    return isinstance(place, Place) and not place.count


def in_short(place: Place) -> Place:
    """The place with its group in short, for all sentences after the first."""
    return replace(place, ranking=replace(place.ranking, group=group_in_short(place.ranking.group)))


def _place(facts: PaperFacts, place: Place | NotRanked | None) -> tuple[Block, ...]:
    notes = facts.notes.first(facts.ranking_source)
    if place is None:
        return paragraphs(not_compared_sentence(facts.name, facts.day), notes=notes)
    if isinstance(place, NotRanked):
        return paragraphs(not_ranked_sentence(facts.name, place), notes=notes)
    words = Paragraph(place_sentence(place), notes, quotable=True)
    # Of one judgement the sentence has said how many have the grade.
    if len(place.ranking.measure.judgements) == 1 or not place.higher + place.lower + len(place.level_with):
        return (words,)
    return (words, *paragraphs(higher_and_lower(place)))


def _other_counts(facts: PaperFacts, ranking: Ranking, place: Place | NotRanked | None) -> tuple[Block, ...]:
    """The place by the programme's other counts, which may have more on record or say more of this council."""
    sentences = []
    for measure in _other_measures(facts, ranking.measure):
        other = facts.place_in(rank(facts.councils_as_at, measure), facts.councils_as_at)
        if not isinstance(other, Place) or other.base < 2:
            continue
        same = measure.judgements == ranking.measure.judgements
        if same and _has_none(place) and _has_none(other):
            continue
        short = in_short(other)
        more = higher_and_lower(short) if len(measure.judgements) > 1 else ""
        sentences.append(f"{place_sentence(short, says_if_counted=not isinstance(place, Place))} {more}".rstrip())
    return (*paragraphs(OTHER_COUNTS_LEAD), Bullets(tuple(sentences))) if sentences else ()


def _other_measures(facts: PaperFacts, asked_for: Measure) -> list[Measure]:
    """The programme's other counts. Of two over the same judgements the stricter, unless the council has none."""
    by_judgements: dict[tuple[str, ...], Measure] = {}
    for measure in facts.selection.compared.programme.measures:
        strict = by_judgements.get(measure.judgements)
        if measure != asked_for and (strict is None or not _has_any(facts, strict)):
            by_judgements[measure.judgements] = measure
    return list(by_judgements.values())


def _has_any(facts: PaperFacts, measure: Measure) -> bool:
    """Whether any of the council's judgements has a grade that the measure counts."""
    grades = [facts.own.result(judgement_id).grade for judgement_id in measure.judgements]
    return any(grade is not None and grade.code in measure.grades for grade in grades)


def later_report(facts: PaperFacts) -> str:
    """That the comparison counts a later report of the council, if there is one by the day."""
    standing = facts.councils_as_at.standings.get(facts.selection.slug)
    if facts.came_out_later or standing is None or not standing.is_inspected:
        return ""
    latest = standing.records[-1].inspection
    own = facts.record.inspection
    return later_report_sentence(facts.name, own, latest) if latest.sequence > own.sequence else ""


def _ranked_table(facts: PaperFacts, ranking: Ranking, place: Place | NotRanked | None) -> tuple[Block, ...]:
    """The councils ranked or, if these are too many, those with the same count, or nothing."""
    if not isinstance(place, Place) or not place.base:
        return ()
    entries = list(ranking.entries)
    same_count = len(entries) > MOST_ROWS
    if same_count:
        level = {council.slug for council in place.level_with}
        if place.counted:
            level.add(facts.selection.slug)
        entries = [entry for entry in entries if entry.council.slug in level]
    # The sentence names a few that have the same count.
    if not MOST_TIES_NAMED * same_count < len(entries) <= MOST_ROWS:
        return ()
    caption = ranked_caption(len(entries), ranking, same_count=same_count)
    return (TableBlock(RankedTable(facts, entries, place, caption)),)


def picture(facts: PaperFacts) -> tuple[Block, ...]:
    """The council among its neighbours, its region or the group asked for: sentences and picture."""
    peers = facts.peers
    if peers is None:
        return ()
    shown = columns_of(facts)
    headings, standings = headings_of(facts), _standings(facts, peers)
    rows = tuple(_peer_row(facts, standing, shown) for standing in standings)
    table = _peers_table(facts, peers)
    ranking = rank(peers.councils_as_at, facts.measure)
    place = facts.place_in(ranking, peers.councils_as_at)
    finding = grid_words(len(peers.councils_as_at.standings), len(shown), place)
    if len(rows) <= MOST_IN_WORDS:
        finding = f"{finding} {_grades_in_words(headings, rows)}"
    own_later = f" {own_later_sentence(facts.name)}" if facts.came_out_later else ""
    address = facts.permanent
    chart = peers_chart(
        title=f"{peers.heading}: grades as at {date_words(facts.day)}",
        finding=f"{finding}{own_later}",
        headline=peers_finding(place),
        source=source_line(facts.day, address),
        headings=headings,
        scale=facts.framework.scale,
        rows=rows,
        table=partial(table.from_source, address),
    )
    return (*_peers_words(facts, peers), Picture(chart))


def peers_table(facts: PaperFacts) -> tuple[Block, ...]:
    """The councils of the picture as a table."""
    return (TableBlock(_peers_table(facts, facts.peers)),) if facts.peers else ()


def _peers_table(facts: PaperFacts, peers: Peers) -> PeersTable:
    return PeersTable(facts, peers, columns_of(facts), headings_of(facts), _standings(facts, peers))


def _grades_in_words(headings: Sequence[str], rows: Sequence[PeerRow]) -> str:
    """Every grade of the picture, for readers who can’t see it."""
    inspected = [row for row in rows if not row.state]
    sentences = [
        grades_of_councils(heading, [(row.name, row.results[place]) for row in inspected])
        for place, heading in enumerate(headings)
    ]
    states = dict.fromkeys(row.state for row in rows if row.state)
    sentences += [f"{state}: {listed([row.name for row in rows if row.state == state])}." for state in states]
    return " ".join(sentences)


def columns_of(facts: PaperFacts) -> tuple[Judgement, ...]:
    """The judgements shown for every council: all if they are few, or the key ones and those compared by."""
    expected = facts.framework.expected_judgements
    if len(expected) <= MOST_COLUMNS:
        return expected
    measured = facts.selection.compared.programme.measures[0].judgements
    return tuple(judgement for judgement in expected if judgement.key or judgement.id in measured)


def headings_of(facts: PaperFacts) -> tuple[str, ...]:
    """The columns' names, with their services if there are several."""
    shown = columns_of(facts)
    services = {judgement.service for judgement in shown}
    return tuple(judgement_name(facts.framework, judgement, short=True, services=services) for judgement in shown)


def _standings(facts: PaperFacts, peers: Peers) -> list[Standing]:
    """By name, with the council itself first."""
    own = facts.selection.slug
    standings = dict(peers.councils_as_at.standings)
    if own in standings and facts.came_out_later:
        standings[own] = facts.own
    return sorted(
        standings.values(), key=lambda standing: (standing.council.slug != own, standing.council.name.casefold())
    )


def _peers_words(facts: PaperFacts, peers: Peers) -> tuple[Paragraph, ...]:
    words = []
    if peers.set_name:
        words.append(neighbours_sentence(peers.set_name, is_later=peers.set_is_later))
    if not facts.selection.group:
        ranking = rank(peers.councils_as_at, facts.measure)
        place = facts.place_in(ranking, peers.councils_as_at)
        if isinstance(place, Place) and place.base > 1:
            short = in_short(place)
            more = higher_and_lower(short) if len(facts.measure.judgements) > 1 else ""
            said = "comparison" in facts.selection.parts
            words.append(f"{place_sentence(short, says_if_counted=not said)} {more}".rstrip())
        if ranking.base < ranking.inspected:
            words.append(full_records_sentence(replace(ranking, group=group_in_short(ranking.group))))
    source = neighbours_source(peers.set_name) if peers.set_name else ""
    return paragraphs(*words, notes=facts.notes.first(source))


def _peer_row(facts: PaperFacts, standing: Standing, shown: tuple[Judgement, ...]) -> PeerRow:
    results = tuple(result_under(standing, judgement.id, facts.framework) for judgement in shown)
    marked = standing.council.slug == facts.selection.slug
    _, published = inspection_cells(standing)
    if not standing.is_inspected:
        return PeerRow(standing.council.name, "", results, marked, published.words)
    return PeerRow(standing.council.name, published.words, results, marked)
