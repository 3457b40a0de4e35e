"""The comparison: where the council comes, of how many, with whom, what that rests on, and its group as a picture.

Councils are compared by the measure asked for and by the programme's other counts, since the count with the fullest
base may not be the one that says most: for SLAC as at 5 January 2012, four councils have all four key judgements on
record and 45 both overall ones.
"""

from functools import partial

from dashboard.charts.peers_chart import PeerRow, peers_chart
from dashboard.presenters.rankings import coverage_sentence
from dashboard.values.chart import source_line
from dashboard.values.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Picture,
    Row,
    Table,
    paragraphs,
    result_cell,
)
from inspections.frameworks.definitions import Judgement, Measure
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import NotRanked, Place, Ranked, Ranking, rank
from inspections.statistics.standings import Standing
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    higher_and_lower,
    inspected_sentence,
    not_ranked_words,
    place_sentence,
    position_words,
    provenance_sentence,
)
from inspections.wording.days import day_words
from inspections.wording.frameworks import judgement_name
from inspections.wording.papers import (
    later_report_sentence,
    measure_sentence,
    own_after_sentence,
    partial_records_sentence,
)
from inspections.wording.results import state_words
from inspections.wording.words import capital, counted, date_words, lower_first, rank_words

from .facts import PaperFacts
from .files import table_file
from .peers import Peers

MOST_ROWS = 25
MOST_COLUMNS = 5


def comparison(facts: PaperFacts) -> tuple[Block, ...]:
    """Place, numbers, base, ties, what the comparison rests on, and the councils ranked alongside."""
    ranking = rank(facts.councils_as_at, facts.selection.compared.measure)
    found = facts.place_in(ranking, facts.councils_as_at)
    return (
        *paragraphs(measure_sentence(ranking), notes=facts.notes.first(facts.ranking_source)),
        *_place(facts, found),
        *_other_counts(facts, ranking),
        *_rests_on(facts, ranking, found),
        *_ranked_table(facts, ranking, found),
    )


def place_words(facts: PaperFacts) -> str:
    """The sentence of the comparison, which the summary repeats; empty where the council has no place."""
    found = facts.place_in(rank(facts.councils_as_at, facts.selection.compared.measure), facts.councils_as_at)
    return place_sentence(found) if isinstance(found, Place) else ""


def _place(facts: PaperFacts, found: Place | NotRanked | None) -> tuple[Block, ...]:
    if found is None:
        return paragraphs(f"{facts.name} is not one of the councils compared as at {date_words(facts.day)}.")
    if isinstance(found, NotRanked):
        return paragraphs(f"{facts.name} cannot be ranked by this count: {not_ranked_words(found)}.")
    words = place_sentence(found)
    if not found.higher + found.lower + len(found.level_with):
        return (Paragraph(words, quotable=True),)
    numbers = higher_and_lower(found)
    return (Paragraph(words, quotable=True), *paragraphs(f"{capital(numbers)}."))


def _other_counts(facts: PaperFacts, ranking: Ranking) -> tuple[Block, ...]:
    """The same by other counts of the programme: of which more may be on record, or that tell more of this council."""
    found = []
    for measure in _other_measures(facts, ranking.measure):
        other = facts.place_in(rank(facts.councils_as_at, measure), facts.councils_as_at)
        if isinstance(other, Place) and other.base > 1:
            numbers = f" {capital(higher_and_lower(other))}." if len(measure.judgements) > 1 else ""
            found.append(f"{place_sentence(other)}{numbers}")
    return (*paragraphs("By other counts:"), Bullets(tuple(found))) if found else ()


def _other_measures(facts: PaperFacts, asked_for: Measure) -> list[Measure]:
    """The programme's other counts; of two over the same judgements the stricter, unless the council has none of it."""
    chosen: dict[tuple[str, ...], Measure] = {}
    for measure in facts.selection.compared.programme.measures:
        strict = chosen.get(measure.judgements)
        if measure != asked_for and (strict is None or not _has_any(facts, strict)):
            chosen[measure.judgements] = measure
    return list(chosen.values())


def _has_any(facts: PaperFacts, measure: Measure) -> bool:
    """Whether any of the council's judgements has a grade that the measure counts."""
    grades = [facts.own.result(judgement_id).grade for judgement_id in measure.judgements]
    return any(grade is not None and grade.code in measure.grades for grade in grades)


def _rests_on(facts: PaperFacts, ranking: Ranking, found: Place | NotRanked | None) -> tuple[Block, ...]:
    """Whatever has to be known to use the comparison fairly."""
    full = " ".join(filter(None, (full_records_sentence(ranking), partial_records_sentence(ranking))))
    notes = (
        own_after_sentence(found) if isinstance(found, Place) else "",
        _later_report(facts),
        inspected_sentence(ranking),
        full,
        dated_by_month_sentence(ranking),
        provenance_sentence(ranking),
        " ".join(filter(None, (frameworks_sentence(ranking), _fair(ranking)))),
        coverage_sentence(ranking.programme),
    )
    lead = paragraphs("To use this comparison fairly, members should know that:")
    return (*lead, Bullets(tuple(note for note in notes if note)))


def _fair(ranking: Ranking) -> str:
    return fair_mixture_sentence(ranking) if len(ranking.frameworks) > 1 else ""


def _later_report(facts: PaperFacts) -> str:
    """That the comparison counts another report of the council, where it came out since and by the day."""
    standing = facts.councils_as_at.standings.get(facts.selection.slug)
    if facts.came_out_later or standing is None or not standing.is_inspected:
        return ""
    latest = standing.records[-1].inspection
    own = facts.record.inspection
    return later_report_sentence(facts.name, own, latest) if latest.sequence > own.sequence else ""


def _ranked_table(facts: PaperFacts, ranking: Ranking, found: Place | NotRanked | None) -> tuple[Block, ...]:
    """The councils ranked where they are few, else those with the same count; none where these are many too."""
    if not isinstance(found, Place) or not found.base:
        return ()
    entries = list(ranking.entries)
    day = date_words(facts.day)
    caption = f"The {counted(len(entries), 'council')} ranked as at {day}"
    if len(entries) > MOST_ROWS:
        level = {council.slug for council in found.level_with}
        if found.counted:
            level.add(facts.selection.slug)
        entries = [entry for entry in entries if entry.council.slug in level]
        caption = f"The {counted(len(entries), 'council')} with the same count as at {day}"
    if not entries or len(entries) > MOST_ROWS:
        return ()
    rows = [_ranked_row(facts, entry) for entry in entries]
    if not found.counted:
        position = position_words(found)
        own = Cell(facts.name, below="set against the list, not counted in it")
        cells = (own, Cell(capital(position)), Cell(f"{found.count} of {found.of}"), *_inspection_cells(facts.own))
        rows.append(Row(cells, marked=True))
    columns = (
        Column("Council", 5),
        Column("Place", 2.4),
        Column("Count", 1.8),
        Column("Framework", 2.8),
        Column("Report published", 4),
    )
    return (Table("ranked", f"{caption}: {lower_first(ranking.measure.name)}", columns, tuple(rows)),)


def _ranked_row(facts: PaperFacts, entry: Ranked) -> Row:
    council = entry.council
    position = rank_words(entry.rank, joint=entry.joint)
    cells = (Cell(council.name), Cell(position), Cell(f"{entry.count} of {entry.of}"))
    marked = council.slug == facts.selection.slug and not facts.came_out_later
    return Row((*cells, *_inspection_cells(facts.councils_as_at.standings[council.slug])), marked=marked)


def _inspection_cells(standing: Standing) -> tuple[Cell, Cell]:
    if not standing.is_inspected:
        return Cell("–"), Cell(capital(state_words(standing.otherwise)), "state")
    frameworks = dict.fromkeys(record.framework.short_name for record in standing.records)
    row = standing.records[-1].inspection
    return Cell(", ".join(frameworks)), Cell(capital(day_words(row.published_on, row.inspected_from)))


def picture(facts: PaperFacts) -> tuple[Block, ...]:
    """The council among its neighbours, its region or the group asked for: sentence, picture and table."""
    peers = facts.peers
    if peers is None:
        return ()
    shown = columns_of(facts)
    table = _peers_table(facts, peers, shown)
    own_later = (
        f" The row of {facts.name} shows its own report, which came out after that day." if facts.came_out_later else ""
    )
    address = facts.permanent
    chart = peers_chart(
        title=f"{peers.heading}: grades as at {date_words(facts.day)}",
        finding=f"{_finding(facts, peers)}{own_later}",
        source=source_line(facts.day, address),
        headings=_headings(facts),
        scale=facts.framework.scale,
        rows=tuple(_peer_row(facts, standing, shown) for standing in _standings(facts, peers)),
        table=partial(table_file, table, facts, address),
    )
    return (*_peers_words(facts, peers), Picture(chart), table)


def columns_of(facts: PaperFacts) -> tuple[Judgement, ...]:
    """The judgements shown of every council: all where they are few, else the key ones and those compared by."""
    expected = facts.framework.expected_judgements
    if len(expected) <= MOST_COLUMNS:
        return expected
    measured = facts.selection.compared.programme.measures[0].judgements
    return tuple(one for one in expected if one.key or one.id in measured)


def _headings(facts: PaperFacts) -> tuple[str, ...]:
    """The columns' names, after their services' where there are several."""
    shown = columns_of(facts)
    services = {judgement.service for judgement in shown}
    return tuple(judgement_name(facts.framework, judgement, short=True, services=services) for judgement in shown)


def _standings(facts: PaperFacts, peers: Peers) -> list[Standing]:
    """By name, the council itself first."""
    own = facts.selection.slug
    held = dict(peers.councils_as_at.standings)
    if own in held and facts.came_out_later:
        held[own] = facts.own
    return sorted(held.values(), key=lambda one: (one.council.slug != own, one.council.name.casefold()))


def _peers_words(facts: PaperFacts, peers: Peers) -> tuple[Paragraph, ...]:
    words = []
    if not facts.selection.group:
        ranking = rank(peers.councils_as_at, facts.selection.compared.measure)
        found = facts.place_in(ranking, peers.councils_as_at)
        if isinstance(found, Place) and found.base > 1:
            words.append(f"{place_sentence(found)} {capital(higher_and_lower(found))}.")
        words.append(full_records_sentence(ranking))
    note = ""
    if peers.set_name:
        note = (
            f"Statistical neighbours are those of the Department for Education’s set of {peers.set_name}. They are not "
            "mutual, some are closer than others, and they are a starting point, not a verdict."
        )
        if peers.set_is_later:
            note += " The set is later than the day of the comparison: the neighbours of that time are not on record."
    source = f"Department for Education, children’s services statistical neighbours, set of {peers.set_name}."
    return paragraphs(
        *words, note, notes=facts.notes.first(f"{source} Open Government Licence v3." if peers.set_name else "")
    )


def _finding(facts: PaperFacts, peers: Peers) -> str:
    """What the picture shows, for whoever cannot see it."""
    ranking = rank(peers.councils_as_at, facts.selection.compared.measure)
    found = facts.place_in(ranking, peers.councils_as_at)
    size = counted(len(peers.councils_as_at.standings), "council")
    shown = f"A grid of {size} by {counted(len(columns_of(facts)), 'judgement')}, a grade in each cell."
    return f"{shown} {place_sentence(found)}" if isinstance(found, Place) and found.base > 1 else shown


def _peer_row(facts: PaperFacts, standing: Standing, shown: tuple[Judgement, ...]) -> PeerRow:
    results = tuple(result_under(standing, judgement.id, facts.framework) for judgement in shown)
    marked = standing.council.slug == facts.selection.slug
    _, published = _inspection_cells(standing)
    if not standing.is_inspected:
        return PeerRow(standing.council.name, "", results, marked, published.words)
    return PeerRow(standing.council.name, published.words, results, marked)


def _peers_table(facts: PaperFacts, peers: Peers, shown: tuple[Judgement, ...]) -> Table:
    def row(standing: Standing) -> Row:
        framework, published = _inspection_cells(standing)
        when = Cell(published.words, published.grade, framework.words if standing.is_inspected else "")
        results = tuple(result_cell(result_under(standing, judgement.id, facts.framework)) for judgement in shown)
        marked = standing.council.slug == facts.selection.slug
        return Row((Cell(standing.council.name), when, *(results if standing.is_inspected else ())), marked=marked)

    wide = 10.5 / len(shown)
    return Table(
        name="peers",
        caption=f"{peers.heading}: grades and reports as at {date_words(facts.day)}",
        columns=(
            Column("Council", 3),
            Column("Report published", 2.5),
            *(Column(one, wide) for one in _headings(facts)),
        ),
        rows=tuple(map(row, _standings(facts, peers))),
    )
