"""The tables of a paper that have a row for each council: those ranked, and the council's peers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.values.columns import CellText, WordsColumn, result_cell
from inspections.frameworks.definitions import Judgement
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import Place, Ranked
from inspections.statistics.standings import Standing
from inspections.wording.comparisons import position_words
from inspections.wording.days import day_words
from inspections.wording.papers.comparison import SET_AGAINST
from inspections.wording.results import state_words
from inspections.wording.words import capital, date_words, rank_words

from .facts import PaperFacts
from .peers import Peers
from .tables import PaperTable

# The width of all grades in the table of peers.
GRADES_WIDTH = 10.5


class RankedLine(NamedTuple):
    """A row of the table of councils ranked."""

    council: CellText
    place: str
    counts: str
    frameworks: CellText
    report_published: CellText
    marked: bool


class RankedTable(PaperTable):
    """The councils ranked, or some of them. The council itself is below them if it isn't in the list."""

    council = WordsColumn("Council", key="name", width=5)
    place = WordsColumn("Place", width=2.4)
    counts = WordsColumn("Count", key="count", width=1.8)
    frameworks = WordsColumn("Framework", width=2.8)
    report_published = WordsColumn("Report published", width=4)

    class Meta:
        row_attrs = {"class": lambda record: "marked" if record.marked else ""}

    def __init__(self, facts: PaperFacts, entries: Sequence[Ranked], place: Place, title: str) -> None:
        rows = [_ranked_line(facts, entry) for entry in entries]
        if not place.counted:
            own, words = CellText(facts.name, below=SET_AGAINST), capital(position_words(place))
            cells = inspection_cells(facts.own)
            rows.append(RankedLine(own, words, f"{place.count} of {place.of}", *cells, marked=True))
        super().__init__(facts, "ranked", rows, title=title)


def _ranked_line(facts: PaperFacts, entry: Ranked) -> RankedLine:
    council = entry.council
    return RankedLine(
        CellText(council.name),
        rank_words(entry.rank, joint=entry.joint),
        f"{entry.count} of {entry.of}",
        *inspection_cells(facts.councils_as_at.standings[council.slug]),
        marked=council.slug == facts.selection.slug and not facts.came_out_later,
    )


def inspection_cells(standing: Standing) -> tuple[CellText, CellText]:
    """The frameworks of a council's inspections, and when the report of the latest was published."""
    if not standing.is_inspected:
        return CellText("–"), CellText(capital(state_words(standing.otherwise)), "state")
    frameworks = dict.fromkeys(record.framework.short_name for record in standing.records)
    row = standing.records[-1].inspection
    return CellText(", ".join(frameworks)), CellText(capital(day_words(row.published_on, row.inspected_from)))


class PeerLine(NamedTuple):
    """A row of the table of peers. A council that was not inspected has one cell for that in place of its grades."""

    council: str
    report_published: CellText
    results: tuple[CellText, ...]
    marked: bool


class PeersTable(PaperTable):
    """The council among its peers, judgement by judgement."""

    council = WordsColumn("Council", key="name", width=3)
    report_published = WordsColumn("Report published", width=2.5)

    class Meta:
        row_attrs = {"class": lambda record: "marked" if record.marked else ""}

    def __init__(
        self,
        facts: PaperFacts,
        peers: Peers,
        judgements: Sequence[Judgement],
        headings: Sequence[str],
        standings: Sequence[Standing],
    ) -> None:
        width = GRADES_WIDTH / len(headings)
        super().__init__(
            facts,
            "peers",
            [_peer_line(facts, standing, judgements) for standing in standings],
            title=f"{peers.heading}: grades and reports as at {date_words(facts.day)}",
            extra_columns=[
                (_key_of(heading), WordsColumn(heading, accessor="results", place=place, width=width))
                for place, heading in enumerate(headings)
            ],
        )


def _peer_line(facts: PaperFacts, standing: Standing, judgements: Sequence[Judgement]) -> PeerLine:
    frameworks, published = inspection_cells(standing)
    name, marked = standing.council.name, standing.council.slug == facts.selection.slug
    if not standing.is_inspected:
        return PeerLine(name, published._replace(reaches=True), (published,) * len(judgements), marked)
    results = tuple(result_cell(result_under(standing, judgement.id, facts.framework)) for judgement in judgements)
    return PeerLine(name, published._replace(below=frameworks.words), results, marked)


def _key_of(heading: str) -> str:
    """The key of a column made from data: `safeguarding_overall_effectiveness`."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")
