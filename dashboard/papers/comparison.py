"""The comparison: where the council comes, of how many, with whom, what that rests on, and its group as a picture.

Councils are compared by the measure asked for and by the programme's other counts, since the count with the fullest
base may not be the one that says most: for SLAC as at 5 January 2012, four councils have all four key judgements on
record and 45 both overall ones.
"""

from functools import partial

from dashboard.charts.peers_chart import PeerRow, peers_chart
from dashboard.values.chart import source_line
from dashboard.values.documents import Block, Bullets, Paragraph, Picture, TableBlock, paragraphs
from inspections.frameworks.definitions import Judgement, Measure
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import NotRanked, Place, Ranking, measures_alike, rank
from inspections.statistics.standings import Standing
from inspections.wording.absences import coverage_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    higher_and_lower,
    inspected_sentence,
    place_sentence,
    place_sentences,
    provenance_sentence,
)
from inspections.wording.frameworks import judgement_name
from inspections.wording.papers.comparison import (
    FAIRNESS_LEAD,
    OTHER_COUNTS_LEAD,
    grid_words,
    later_report_sentence,
    measure_sentence,
    neighbours_sentence,
    neighbours_source,
    not_compared_sentence,
    not_ranked_sentence,
    own_after_sentence,
    own_later_sentence,
    partial_records_sentence,
    ranked_caption,
)
from inspections.wording.words import date_words

from .council_tables import PeersTable, RankedTable, inspection_cells
from .facts import PaperFacts
from .peers import Peers

MOST_ROWS = 25
MOST_COLUMNS = 5


def comparison(facts: PaperFacts) -> tuple[Block, ...]:
    """Place, numbers, base, ties, what the comparison rests on, and the councils ranked with it."""
    ranking = rank(facts.councils_as_at, facts.measure)
    place = facts.place_in(ranking, facts.councils_as_at)
    return (
        *paragraphs(measure_sentence(ranking), notes=facts.notes.first(facts.ranking_source)),
        *_place(facts, place),
        *_other_counts(facts, ranking),
        *_rests_on(facts, ranking, place),
        *_ranked_table(facts, ranking, place),
    )


def place_words(facts: PaperFacts) -> list[str]:
    """The sentences of the comparison that the summary repeats: by the count compared by, and by its stricter or looser
    form, since either alone can mislead. None if the council has no place.
    """
    alike = measures_alike(facts.selection.compared.programme, facts.measure)
    measures = [facts.measure, *(measure for measure in alike if measure != facts.measure)]
    places = (facts.place_in(rank(facts.councils_as_at, measure), facts.councils_as_at) for measure in measures)
    return [place_sentence(place) for place in places if isinstance(place, Place)]


def _place(facts: PaperFacts, place: Place | NotRanked | None) -> tuple[Block, ...]:
    if place is None:
        return paragraphs(not_compared_sentence(facts.name, facts.day))
    if isinstance(place, NotRanked):
        return paragraphs(not_ranked_sentence(facts.name, place))
    words = place_sentence(place)
    if not place.higher + place.lower + len(place.level_with):
        return (Paragraph(words, quotable=True),)
    return (Paragraph(words, quotable=True), *paragraphs(higher_and_lower(place)))


def _other_counts(facts: PaperFacts, ranking: Ranking) -> tuple[Block, ...]:
    """The place by the programme's other counts, which may have more on record or say more of this council."""
    sentences = []
    for measure in _other_measures(facts, ranking.measure):
        other = facts.place_in(rank(facts.councils_as_at, measure), facts.councils_as_at)
        if isinstance(other, Place) and other.base > 1:
            sentences.append(place_sentences(other) if len(measure.judgements) > 1 else place_sentence(other))
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


def _rests_on(facts: PaperFacts, ranking: Ranking, place: Place | NotRanked | None) -> tuple[Block, ...]:
    """What members have to know to use the comparison fairly."""
    full = " ".join(filter(None, (full_records_sentence(ranking), partial_records_sentence(ranking))))
    notes = (
        own_after_sentence(place) if isinstance(place, Place) else "",
        _later_report(facts),
        inspected_sentence(ranking),
        facts.reports_by_day,
        full,
        dated_by_month_sentence(ranking),
        provenance_sentence(ranking),
        " ".join(filter(None, (frameworks_sentence(ranking), _fair(ranking)))),
        coverage_sentence(ranking.programme),
    )
    lead = paragraphs(FAIRNESS_LEAD)
    return (*lead, Bullets(tuple(note for note in notes if note)))


def _fair(ranking: Ranking) -> str:
    return fair_mixture_sentence(ranking) if len(ranking.frameworks) > 1 else ""


def _later_report(facts: PaperFacts) -> str:
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
    if not entries or len(entries) > MOST_ROWS:
        return ()
    caption = ranked_caption(len(entries), ranking, same_count=same_count)
    return (TableBlock(RankedTable(facts, entries, place, caption)),)


def picture(facts: PaperFacts) -> tuple[Block, ...]:
    """The council among its neighbours, its region or the group asked for: sentences, picture and table."""
    peers = facts.peers
    if peers is None:
        return ()
    shown = columns_of(facts)
    headings, standings = _headings(facts), _standings(facts, peers)
    table = PeersTable(facts, peers, shown, headings, standings)
    ranking = rank(peers.councils_as_at, facts.measure)
    place = facts.place_in(ranking, peers.councils_as_at)
    finding = grid_words(len(peers.councils_as_at.standings), len(shown), place)
    own_later = f" {own_later_sentence(facts.name)}" if facts.came_out_later else ""
    address = facts.permanent
    chart = peers_chart(
        title=f"{peers.heading}: grades as at {date_words(facts.day)}",
        finding=f"{finding}{own_later}",
        source=source_line(facts.day, address),
        headings=headings,
        scale=facts.framework.scale,
        rows=tuple(_peer_row(facts, standing, shown) for standing in standings),
        table=partial(table.from_source, address),
    )
    return (*_peers_words(facts, peers), Picture(chart), TableBlock(table))


def columns_of(facts: PaperFacts) -> tuple[Judgement, ...]:
    """The judgements shown for every council: all if they are few, or the key ones and those compared by."""
    expected = facts.framework.expected_judgements
    if len(expected) <= MOST_COLUMNS:
        return expected
    measured = facts.selection.compared.programme.measures[0].judgements
    return tuple(judgement for judgement in expected if judgement.key or judgement.id in measured)


def _headings(facts: PaperFacts) -> tuple[str, ...]:
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
    if not facts.selection.group:
        ranking = rank(peers.councils_as_at, facts.measure)
        place = facts.place_in(ranking, peers.councils_as_at)
        if isinstance(place, Place) and place.base > 1:
            words.append(place_sentences(place))
        words.append(full_records_sentence(ranking))
    if not peers.set_name:
        return paragraphs(*words)
    note = neighbours_sentence(peers.set_name, is_later=peers.set_is_later)
    return paragraphs(*words, note, notes=facts.notes.first(neighbours_source(peers.set_name)))


def _peer_row(facts: PaperFacts, standing: Standing, shown: tuple[Judgement, ...]) -> PeerRow:
    results = tuple(result_under(standing, judgement.id, facts.framework) for judgement in shown)
    marked = standing.council.slug == facts.selection.slug
    _, published = inspection_cells(standing)
    if not standing.is_inspected:
        return PeerRow(standing.council.name, "", results, marked, published.words)
    return PeerRow(standing.council.name, published.words, results, marked)
