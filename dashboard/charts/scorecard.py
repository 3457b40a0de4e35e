"""One inspection as a picture for a slide: a row for each judgement, with its grade in words and colour."""

from functools import partial
from itertools import groupby
from typing import Any

from dashboard.presenters.distributions import Bar
from dashboard.presenters.scorecard import Scorecard, ScorecardRow
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, ChartMaker, source_line
from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import TableMaker
from dashboard.values.text import wrapped
from inspections.statistics.standings import Result
from inspections.wording.results import provenance_words, result_words
from inspections.wording.words import date_words, lower_first

from .distribution import distribution_chart

ROW, INDENT, GRADE, GRADE_NARROW = 26, 14, 250, 140
STEP = theme.TEXT * 1.25


def scorecard_charts(page: Scorecard, table: TableMaker) -> dict[str, ChartMaker]:
    """The makers of a scorecard's charts: its grades, and how many councils have each; none if nothing is graded."""
    if not any(row.result.grade for part in page.services for row in part.rows):
        return {}
    charts: dict[str, ChartMaker] = {"scorecard": partial(scorecard_chart, page, table=table)}
    if page.drawn_rows:
        charts["councils"] = partial(_councils_chart, page, table=table)
    return charts


def scorecard_chart(page: Scorecard, address: str, *, table: TableMaker) -> Chart:
    """The grades of an inspection. They are in words, so there is no legend."""
    council = page.inspection.council.display_name
    return Chart(
        name="scorecard",
        title=f"{council}: Ofsted’s grades, {page.framework.short_name}, {page.inspection.dated}",
        finding=f"{page.key_sentences} {page.good_or_better}".strip(),
        headline=f"{council}: {lower_first(page.headline.partition('. ')[0]).rstrip('.')}",
        source=source_line(page.councils_as_at.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, page),
        figure=lambda: _figure(page),
    )


def _councils_chart(page: Scorecard, address: str, *, table: TableMaker) -> Chart:
    day, framework = page.councils_as_at.day, page.framework
    # Councils inspected under another version count too, where the judgement was the same thing.
    versions = {inspection.framework for inspection in page.councils_as_at.inspections}
    of = framework.short_name if versions <= {framework.code} else page.councils_as_at.programme.short_name
    return distribution_chart(
        "councils",
        title=f"How many councils held each {of} grade as at {date_words(day)}",
        finding=page.distribution_finding,
        headline=f"{of}: {page.distribution_headline}",
        source=source_line(day, address),
        scale=framework.scale,
        bars=[Bar(label, row.national) for label, row in page.drawn_rows],
        table=partial(table, address),
    )


def _words(result: Result) -> str:
    words = result.grade.label if result.grade else result_words(result)
    if result.from_report or not result.provenance or not result.grade:
        return words
    return f"{words} ({provenance_words(result.provenance)})"


def _draw(drawing: Drawing, page: Scorecard) -> None:
    width = GRADE if drawing.width >= theme.WIDE else GRADE_NARROW
    y = drawing.height
    parts = [part for part in page.services if part.rows]
    for part in parts:
        if len(parts) > 1:
            y = drawing.paragraph(MARGIN, y + 6, part.service.name, drawing.width - 2 * MARGIN, weight="bold") + 6
        for heading, rows in groupby(part.rows, key=lambda row: row.heading):
            if heading:
                y = drawing.paragraph(
                    MARGIN, y + 2, heading, drawing.width - 2 * MARGIN, size=theme.SMALL, fill=theme.QUIET
                )
                y += 4
            for row in rows:
                y = _draw_row(drawing, row, y, width)


def _draw_row(drawing: Drawing, row: ScorecardRow, y: float, width: float) -> float:
    """Draw one judgement. Returns the y at which the next row starts."""
    left = MARGIN + (INDENT if row.judgement.part_of else 0)
    place = drawing.width - MARGIN - width
    words = _words(row.result)
    colour = GRADES[row.result.grade.code] if row.result.grade else NO_GRADE
    names = wrapped(row.judgement.name, place - left - 8, theme.TEXT)
    grades = wrapped(words, width - 16, theme.TEXT, "bold")
    height = max(ROW, STEP * max(len(names), len(grades)) + 8)
    if row.result.grade:
        drawing.rect(Box(place, y, width, height - 2), colour.fill, edge=theme.QUIET)
    else:
        drawing.rect(Box(place, y, width, height - 2), colour.fill, edge=theme.QUIET, dash="2 2")
    for lines, x, ink, weight in ((names, left, theme.INK, "normal"), (grades, place + 8, colour.text, "bold")):
        top = y + (height - 2 - STEP * len(lines)) / 2
        for n, line in enumerate(lines):
            drawing.text(x, top + STEP * (n + 0.76), line, fill=ink, weight=weight)
    return y + height


def _figure(page: Scorecard) -> dict[str, Any]:
    rows = [(part, row) for part in page.services for row in part.rows]
    several = len({part.service.code for part, _ in rows}) > 1
    names = [
        f"{part.service.short_name}: {row.judgement.name}" if several else row.judgement.name for part, row in rows
    ]
    colours = [GRADES[row.result.grade.code] if row.result.grade else NO_GRADE for _, row in rows]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": [1] * len(rows),
        "text": [_words(row.result) for _, row in rows],
        "textposition": "inside",
        "insidetextanchor": "start",
        "insidetextfont": {"color": [colour.text for colour in colours]},
        "customdata": [row.national_words.replace("\N{NO-BREAK SPACE}", " ") for _, row in rows],
        "hovertemplate": "%{y}<br>%{text}<br>All councils on record: %{customdata}<extra></extra>",
        "marker": {"color": [colour.fill for colour in colours], "line": {"color": theme.QUIET, "width": 1}},
    }
    layout = {
        "height": 180 + 30 * len(rows),
        "showlegend": False,
        "xaxis": {"visible": False, "range": [0, 1]},
        "yaxis": {"autorange": "reversed", "automargin": True},
    }
    return {"data": [trace], "layout": layout}
