"""A council's inspections over the years: a row for each theme, a mark for each report.

Marks are joined only where their grades can be set against each other; a line across all rows breaks programme from
programme, and scale from scale.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from dashboard.presenters.council import CouncilPage
from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.timeline import ThemeMark, ThemeRow, timeline_rows
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, ChartMaker, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE, Colour
from dashboard.values.svg import Box, Drawing, Key
from dashboard.values.tables import TableMaker
from dashboard.values.text import width_of
from inspections.frameworks.definitions import Judgement, ScaleGrade
from inspections.statistics.comparable import counterpart
from inspections.statistics.standings import InspectionRecord, Result, State
from inspections.wording.history import time_line_notes
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words, result_words, state_words
from inspections.wording.words import date_words

FIRST_YEAR = 2009
ROW, CELL, HALF, LABELS, HEAD, YEARS = 30, 20, 15, 124, 22, 20
YEARS_BETWEEN_TICKS = {True: 2, False: 4}


def council_charts(page: CouncilPage, table: TableMaker) -> dict[str, ChartMaker]:
    """The maker of a council's time line, if a grade of any theme is on record."""
    return {"timeline": partial(timeline_chart, page, table=table)} if timeline_rows(page.records) else {}


def timeline_chart(page: CouncilPage, address: str, *, table: TableMaker) -> Chart:
    """A council's inspections, in order of time, up to the day of the page."""
    records, day = page.records, page.councils_as_at.day
    rows = timeline_rows(records)
    return Chart(
        name="timeline",
        title=f"Ofsted’s inspections of {page.council.display_name} since 2009",
        finding=page.timeline_finding,
        source=source_line(day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, rows, records, day),
        figure=lambda: _figure(rows, records),
        legend=(*_grade_keys(rows), *_state_keys(rows)),
    )


def _results(rows: Sequence[ThemeRow]) -> list[Result]:
    return [result for row in rows for mark in row.marks for _, result in mark.results]


def _grade_keys(rows: Sequence[ThemeRow]) -> list[Key]:
    """The grades that are drawn, best first, possibly of two scales."""
    grades: dict[str, ScaleGrade] = {result.grade.code: result.grade for result in _results(rows) if result.grade}
    ordered = sorted(grades.values(), key=lambda grade: (grade.rank, grade.code))
    return [Key(GRADES[grade.code], grade.letter, grade.label) for grade in ordered]


def _state_keys(rows: Sequence[ThemeRow]) -> list[Key]:
    shown = {result.state for result in _results(rows)}
    shown |= {_absent(mark) for row in rows for mark in row.marks if not mark.results}
    return [state_key(mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown]


def _absent(mark: ThemeMark) -> State:
    """Why an inspection has no grade on a theme."""
    return State.NO_SUCH_JUDGEMENT if not mark.record.framework.no_overall else State.NO_OVERALL


def _draw(drawing: Drawing, rows: Sequence[ThemeRow], records: Sequence[InspectionRecord], until: date) -> None:
    wide = drawing.width >= theme.WIDE
    left, right = MARGIN + LABELS, drawing.width - MARGIN - CELL / 2
    years = until.year + 1 - FIRST_YEAR

    def place(day: date) -> float:
        return left + (right - left) * (day.year - FIRST_YEAR + (day.timetuple().tm_yday - 1) / 366) / years

    places = _apart([place(record.inspection.counts_from) for record in records], left + CELL / 2, right)
    top = drawing.height + HEAD
    bottom = top + ROW * len(rows)
    for year in range(FIRST_YEAR, until.year + 1):
        x = place(date(year, 1, 1))
        drawing.line(x, bottom, x, bottom + 4, theme.QUIET)
        if (year - FIRST_YEAR) % YEARS_BETWEEN_TICKS[wide] == 1:
            drawing.text(x, bottom + 16, str(year), size=theme.SMALL, fill=theme.QUIET, anchor="middle")
    drawing.line(left, bottom, right + CELL / 2, bottom, theme.QUIET)
    for n, row in enumerate(rows):
        middle = top + ROW * (n + 0.5)
        drawing.line(MARGIN, top + ROW * n, right + CELL / 2, top + ROW * n)
        drawing.text(MARGIN, middle + 4, row.name)
        _draw_row(drawing, row, places, middle)
    for (before, now), (x1, x2) in zip(pairwise(records), pairwise(places), strict=True):
        if before.framework.programme != now.framework.programme:
            middle = (x1 + x2) / 2
            drawing.line(middle, top - 16, middle, bottom, theme.INK, width=1.5, dash="5 3")
    for n, (x, record) in enumerate(zip(places, records, strict=True)):
        star = "*" if record.inspection.dated_by_month else ""
        drawing.text(x, top - 6, f"{n + 1}{star}", size=theme.SMALL, anchor="middle", weight="bold")
    _notes(drawing, records, bottom + YEARS)


def _notes(drawing: Drawing, records: Sequence[InspectionRecord], y: float) -> None:
    """Draw the notes: the inspection of each number, and what the lines and the star mean."""
    inner = drawing.width - 2 * MARGIN
    for n, record in enumerate(records):
        y = drawing.paragraph(MARGIN, y, f"{n + 1}  {inspection_words(record)}", inner, size=theme.SMALL)
    drawing.paragraph(MARGIN, y + 4, time_line_notes(records), inner, size=theme.SMALL, fill=theme.QUIET)


def inspection_words(record: InspectionRecord) -> str:
    """`SIF, published 16 May 2016`."""
    day = record.inspection.published_on
    if day:
        return f"{record.framework.short_name}, published {date_words(day)}"
    return f"{record.framework.short_name}, inspected {date_words(record.inspection.inspected_from)}"


def _apart(places: Sequence[float], first: float, last: float) -> list[float]:
    """The places moved as little as possible, so that no marks overlap or are outside."""
    step = CELL + 2
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + step if found else first))
    limit = last
    for n in reversed(range(len(found))):
        found[n] = min(found[n], limit)
        limit = found[n] - step
    return found


def _draw_row(drawing: Drawing, row: ThemeRow, places: Sequence[float], middle: float) -> None:
    marked = list(zip(row.marks, places, strict=True))
    for (before, x1), (now, x2) in pairwise(marked):
        if _joined(before, now):
            drawing.line(x1, middle, x2, middle, theme.INK, width=3)
    for mark, x in marked:
        parts = mark.results
        if not parts:
            _draw_state(drawing, Box(x - CELL / 2, middle - CELL / 2, CELL, CELL), _absent(mark))
        width = CELL if len(parts) == 1 else HALF
        for n, (_, result) in enumerate(parts):
            box = Box(x + width * (n - len(parts) / 2), middle - CELL / 2, width, CELL)
            if result.grade:
                letter = result.grade.letter + PROVENANCE_MARKS[result.provenance or "report"]
                fits = width_of(letter, theme.SMALL, "bold") <= width - 4
                drawing.rect(box, GRADES[result.grade.code].fill, edge=theme.GROUND)
                drawing.text(
                    box.x + width / 2,
                    middle + 4,
                    letter if fits else result.grade.letter,
                    size=theme.SMALL,
                    fill=GRADES[result.grade.code].text,
                    anchor="middle",
                    weight="bold",
                )
            else:
                _draw_state(drawing, box, result.state)


def _draw_state(drawing: Drawing, box: Box, state: State) -> None:
    drawing.rect(box, NO_GRADE.fill, edge=theme.QUIET, dash="2 2")
    drawing.in_middle(box, STATE_MARKS[state], NO_GRADE.text, size=theme.SMALL)


def _joined(before: ThemeMark, now: ThemeMark) -> bool:
    """Whether the grades of two inspections on a theme are comparable."""
    return any(
        one.grade and other.grade and _compares(now.record, judgement, before.record, earlier)
        for judgement, one in now.results
        for earlier, other in before.results
    )


def _compares(now: InspectionRecord, judgement: Judgement, before: InspectionRecord, earlier: Judgement) -> bool:
    if now.framework == before.framework:
        return judgement.id == earlier.id
    return counterpart(now.framework.code, before.framework.code, judgement.id) == earlier.id


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
