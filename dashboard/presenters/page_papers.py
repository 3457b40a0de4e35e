"""Pages as papers: a ranking, a comparison and a scorecard for a Word file, from the tables and charts of the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.exports.html_table import grade_code, value_words
from dashboard.values.documents import (
    Bullets,
    Cell,
    Column,
    Fact,
    Paper,
    Picture,
    Row,
    Section,
    Table,
    heading_row,
    numbered,
    paragraphs,
)
from dashboard.values.page import Page
from dashboard.values.table import LICENCE, DataFile, Value
from inspections.dates import PartialDate
from inspections.statistics.standings import FROM_REPORT
from inspections.wording.cautions import LIMITS
from inspections.wording.words import capital, date_words, listed, rank_words

WIDTH = 16.0
CHANGE = "since_the_one_before"
# So many councils stand beside each other in words.
BESIDE_EACH_OTHER = 4


def table_of(
    file: DataFile,
    caption: str,
    widths: Mapping[str, float],
    *,
    sub_headings: Sequence[str] = (),
    origins: Mapping[str, str] | None = None,
) -> Table:
    """Some columns of a page's table, in this order and these widths; the values of others as sub-headings.

    `origins` names, for each column of grades, the one that says where they come from.
    """
    columns = {column.key: (n, column) for n, column in enumerate(file.columns)}
    rows: list[Row] = []
    above: dict[str, str] = {}

    def words(values: Sequence[Value], key: str) -> str:
        n, column = columns[key]
        return value_words(column, values[n])

    def cell(values: Sequence[Value], key: str) -> Cell:
        said = words(values, key)
        if origins is None or key not in origins:
            return Cell(said)
        if not grade_code(said):
            return Cell(capital(said), "state")
        is_report = values[columns[origins[key]][0]] == FROM_REPORT
        return Cell(said, grade_code(said), "" if is_report else words(values, origins[key]))

    for values in file.rows:
        for key in sub_headings:
            heading = words(values, key)
            if heading and above.get(key) != heading:
                rows.append(heading_row(heading))
            above[key] = heading
        rows.append(Row(tuple(cell(values, key) for key in widths)))
    headings = tuple(Column(columns[key][1].heading, width) for key, width in widths.items())
    return Table(name="", caption=caption, columns=headings, rows=tuple(rows))


def page_paper(page: Page, sentences: Sequence[str], tables: Iterable[Table], *, title: str = "") -> Paper:
    """A page as a paper: what it says, its first chart, its tables, what grades cannot say, and where it is from.

    `title` stands in for the page's own where that says too little.
    """
    title = title or page.title
    pictures = (Picture(page.chart()),) if page.charts else ()
    sections = [
        Section("says", "What this shows", paragraphs(*sentences)),
        Section("picture", "Picture", pictures),
        Section("tables", "Tables", tuple(tables)),
        Section("limits", "What grades cannot say", (*paragraphs("Grades have limits:"), Bullets(LIMITS))),
        Section("sources", "Source", paragraphs(f"{LICENCE} This goes on showing the same: {page.source}")),
    ]
    return Paper(
        file_name=page.file_name,
        title=title,
        short_title=title,
        subject=title,
        permanent=page.source,
        day=page.day,
        facts=_facts(page.day, page.source),
        sections=numbered(sections),
    )


def _facts(day: date, address: str) -> tuple[Fact, ...]:
    return (Fact("As at", date_words(day)), Fact("Permanent link", address, address))


def ranking_tables(file: DataFile, day: date) -> Iterator[Table]:
    """The councils ranked, and those that are not with the reason."""
    places = {key: n for n, key in enumerate(file.keys)}
    as_at = f"as at {date_words(day)}"
    ranked, others = [], []
    for row in file.rows:
        rank = row[places["rank"]]
        if not isinstance(rank, int):
            others.append(row)
            continue
        shown = list(row)
        shown[places["rank"]] = rank_words(rank, joint=bool(row[places["joint"]]))
        shown[places["count"]] = f"{row[places['count']]} of {row[places['of']]}"
        if row[places["published_on"]] is None:
            inspected = PartialDate.parse(str(row[places["inspected_from"]]))
            shown[places["published_on"]] = f"Inspected {date_words(inspected)}"
        ranked.append(shown)
    if ranked:
        widths = {"name": 5.6, "rank": 1.8, "count": 2.2, "framework": 2.8, "published_on": 3.6}
        yield table_of(replace(file, rows=ranked), f"Councils ranked {as_at}", widths)
    if others:
        caption = f"Councils not ranked {as_at}"
        yield table_of(replace(file, rows=others), caption, {"name": 6, "not_ranked_because": 10})


def scorecard_tables(file: DataFile, areas: DataFile | None) -> Iterator[Table]:
    """The judgements under their services and sub-headings; the areas for improvement, to be filled in."""
    changes = {row[file.keys.index(CHANGE)] for row in file.rows}
    # Of a first inspection every row would say that there was none before.
    widths = {"name": 8.0, "grade": 4.0, CHANGE: 4.0} if len(changes) > 1 else {"name": 11.0, "grade": 5.0}
    headings, origins = ("service", "heading"), {"grade": "provenance"}
    yield table_of(file, file.title, widths, sub_headings=headings, origins=origins)
    if areas:
        plan = {"area_for_improvement": 5.4, "timescale": 2.9, "due": 2.7, "owner": 2.3, "progress": 2.7}
        yield table_of(areas, areas.title, plan, sub_headings=("service",))


def comparison_tables(file: DataFile) -> Iterator[Table]:
    """A few councils beside each other in each table."""
    councils = [column for column in file.columns if f"{column.key}.provenance" in file.keys]
    for start in range(0, len(councils), BESIDE_EACH_OTHER):
        some = councils[start : start + BESIDE_EACH_OTHER]
        origins = {column.key: f"{column.key}.provenance" for column in some}
        widths = {"judgement_name": 5.0, **dict.fromkeys(origins, (WIDTH - 5) / len(some))}
        names = listed([column.heading for column in some])
        yield table_of(file, f"{file.title}: {names}", widths, origins=origins)
