"""A council's inspections over the years: a row for each theme, a band from each report to the next.

The value behind it is `presenters.timeline.TimeLine`, which the page draws too.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from dashboard.presenters.council import CouncilPage
from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.timeline import GradeBand, ReportMark, ThemeMark, ThemeRow, TimeLine, timeline_rows
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, ChartMaker, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE, Colour
from dashboard.values.svg import Box, Drawing, Key
from dashboard.values.tables import TableMaker
from dashboard.values.text import width_of
from inspections.frameworks.definitions import ScaleGrade
from inspections.statistics.standings import InspectionRecord, Result
from inspections.wording.history import time_line_notes
from inspections.wording.results import provenance_words, result_words
from inspections.wording.words import council_in_text, date_words, lower_first

LANE, GAP, LABELS, HEAD = 28, 6, 128, 30
# px; the marks of the interactive form.
CELL = 20


def council_charts(page: CouncilPage, table: TableMaker) -> dict[str, ChartMaker]:
    """The maker of a council's time line, if a grade of any theme is on record."""
    return {"timeline": partial(timeline_chart, page, table=table)} if timeline_rows(page.records) else {}


def timeline_chart(page: CouncilPage, address: str, *, table: TableMaker) -> Chart:
    """A council's inspections, in order of time, up to the day of the page."""
    line = page.time_line
    assert line
    council = council_in_text(page.council.display_name)
    return Chart(
        name="timeline",
        title=f"Ofsted’s inspections of {council} since {page.records[0].inspection.year}",
        finding=page.timeline_finding,
        headline=f"{page.council.display_name}, {lower_first(line.words.partition('. ')[0])}",
        source=source_line(page.councils_as_at.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, line),
        figure=lambda: _figure(line.rows, page.records),
        legend=(
            *_grade_keys(line.rows),
            *(state_key(mark, words) for mark, words in (*line.states, *line.provenances)),
        ),
        note=time_line_notes(page.records, joint=line.has_joint),
    )


def _results(rows: Sequence[ThemeRow]) -> list[Result]:
    return [result for row in rows for mark in row.marks for _, result in mark.results]


def _grade_keys(rows: Sequence[ThemeRow]) -> list[Key]:
    """The grades that are drawn, best first, possibly of two scales."""
    grades: dict[str, ScaleGrade] = {result.grade.code: result.grade for result in _results(rows) if result.grade}
    ordered = sorted(grades.values(), key=lambda grade: (grade.rank, grade.code))
    return [Key(GRADES[grade.code], grade.letter, grade.label) for grade in ordered]


def _draw(drawing: Drawing, line: TimeLine) -> None:
    left, right = MARGIN + LABELS, drawing.width - MARGIN
    length = right - left

    def place(share: float) -> float:
        return left + length * share / 100

    above = drawing.height
    top = above + HEAD * line.label_lines + 6
    bottom = top + (LANE + GAP) * len(line.lanes) - GAP
    for report in line.reports:
        _draw_report(drawing, report, (place(report.x), place(report.label)), above, top)
    for n, lane in enumerate(line.lanes):
        y = top + (LANE + GAP) * n
        drawing.text(MARGIN, y + LANE / 2 + 4, lane.name)
        for band in lane.drawn:
            if band.joint != "second":
                x = place(band.start)
                _draw_band(drawing, band, Box(x, y, place(band.start + band.width) - x, LANE))
    if line.visits:
        y = top + (LANE + GAP) * len(line.lanes) + LANE / 2
        drawing.text(MARGIN, y + 4, "Visits")
        for share in line.visits:
            drawing.circle(place(share), y, 4, theme.QUIET)
        bottom = y + LANE / 2
    for share in line.breaks:
        drawing.line(place(share), top - 8, place(share), bottom + 6, theme.INK, width=1.5, dash="5 3")


def _draw_report(drawing: Drawing, report: ReportMark, places: tuple[float, float], above: float, top: float) -> None:
    """The report's month and programme above the lanes, with a line down to its place."""
    x, label = places
    y = above + HEAD * report.line
    drawing.line(x, y + 2, x, top, theme.LINE)
    drawing.text(label + 3, y + 12, report.year, size=theme.TEXT, weight="bold")
    drawing.text(label + 3, y + 25, report.programme_code, size=theme.SMALL, fill=theme.QUIET)


def _draw_band(drawing: Drawing, band: GradeBand, box: Box) -> None:
    if band.half:
        box = Box(box.x, box.y + (band.half - 1) * LANE / 2, box.width, LANE / 2)
    elif band.joint:
        box = Box(box.x, box.y, box.width, 2 * LANE + GAP)
    grade, y = band.result.grade, box.y + box.height / 2 + 4
    if grade is None:
        words = f"{band.mark} {band.words}"
        fits = width_of(words, theme.SMALL) <= box.width - 8
        drawing.text(box.x + 6, y, words if fits else band.mark, size=theme.SMALL, fill=theme.QUIET)
        return
    colour = GRADES[grade.code]
    inner = Box(box.x + 1, box.y, box.width - 2, box.height)
    drawing.rect(inner, colour.fill, edge=colour.edge)
    room = box.width - 16 - width_of(band.mark, theme.TEXT, "bold")
    if width_of(band.mark, theme.TEXT, "bold") + 4 <= box.width:
        x = box.x + min(8, (box.width - width_of(band.mark, theme.TEXT, "bold")) / 2)
        drawing.text(x, y, band.mark, fill=colour.text, weight="bold")
        if width_of(band.words, theme.TEXT) + 6 <= room:
            words_at = x + width_of(band.mark, theme.TEXT, "bold") + 6
            drawing.text(words_at, y, band.words, fill=colour.text)


def inspection_words(record: InspectionRecord) -> str:
    """`SIF, published 16 May 2016`."""
    day = record.inspection.published_on
    if day:
        return f"{record.framework.short_name}, published {date_words(day)}"
    return f"{record.framework.short_name}, inspected {date_words(record.inspection.inspected_from)}"


def _figure(rows: Sequence[ThemeRow], records: Sequence[InspectionRecord]) -> dict[str, Any]:
    points = [(row.name, mark) for row in rows for mark in row.marks if mark.results]
    colours = [_colour(mark) for _, mark in points]
    breaks = [
        str(before.inspection.counts_from + (now.inspection.counts_from - before.inspection.counts_from) / 2)
        for before, now in pairwise(records)
        if before.framework.programme != now.framework.programme
    ]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark.record.inspection.counts_from.isoformat() for _, mark in points],
        "y": [name for name, _ in points],
        "text": ["/".join(dict.fromkeys(_letter(result) for _, result in mark.results)) for _, mark in points],
        "textfont": {"color": [colour.text for colour in colours]},
        "customdata": ["<br>".join([inspection_words(mark.record), *_lines(mark)]) for _, mark in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "symbol": "square",
            "size": CELL,
            "color": [colour.fill for colour in colours],
            "line": {"color": theme.QUIET, "width": 1},
        },
    }
    layout = {
        "height": 200 + 40 * len(rows),
        "showlegend": False,
        "xaxis": {"type": "date", "gridcolor": theme.LINE},
        "yaxis": {"autorange": "reversed", "automargin": True, "gridcolor": theme.LINE},
        "shapes": [
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": day,
                "x1": day,
                "y0": 0,
                "y1": 1,
                "line": {"color": theme.INK, "dash": "dash", "width": 1},
            }
            for day in breaks
        ],
    }
    return {"data": [trace], "layout": layout}


def _colour(mark: ThemeMark) -> Colour:
    """The colour of the grade, or of no grade if two judgements of the theme differ."""
    codes = {result.grade.code if result.grade else "" for _, result in mark.results}
    return GRADES.get(codes.pop(), NO_GRADE) if len(codes) == 1 else NO_GRADE


def _letter(result: Result) -> str:
    return result.grade.letter if result.grade else STATE_MARKS[result.state]


def _lines(mark: ThemeMark) -> list[str]:
    """The grade of each judgement of the theme, with its service if there are two."""
    names = {service.code: f"{service.short_name}: " for service in mark.record.framework.services}
    several = len(mark.results) > 1
    return [
        f"{names[judgement.service] if several else ''}{judgement.short_name}: {_words(result)}"
        for judgement, result in mark.results
    ]


def _words(result: Result) -> str:
    words = result_words(result)
    if result.from_report or not result.provenance:
        return words
    return f"{words}, {provenance_words(result.provenance)}"
