"""The heatmap as an HTML table, written by hand: a template loop over 3,000 cells takes fifty times as long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.presenters.links import council_url, scorecard_url
from dashboard.presenters.rankings import PROVENANCE_MARKS
from inspections.statistics import Result, State
from inspections.wording import date_words

# Row heading, rank, date of publication.
LEADING_COLUMNS = 3


def heatmap_table(heatmap: Heatmap) -> SafeString:
    """The table. End tags that HTML lets go are left out; attribute values without spaces are not quoted."""
    body = "".join(_rows(heatmap))
    return mark_safe(  # noqa: S308: every text in it is escaped below
        f"<table class=heat><caption id=heat-caption>{escape(_caption(heatmap))}</caption>"
        f"<thead>{_head(heatmap)}<tbody>{body}</table>"
    )


def _caption(heatmap: Heatmap) -> str:
    day = date_words(heatmap.selection.day)
    return f"Grades by council and judgement, {heatmap.selection.programme.short_name}, as at {day}"


def _head(heatmap: Heatmap) -> str:
    services = heatmap.spans
    tall = " rowspan=2" if len(services) > 1 else ""
    first = f"<tr><th scope=col{tall}>Council<th scope=col{tall}>Rank<th scope=col{tall}>Published"
    names = "".join(
        f"<th scope=col class=v><span>{escape(judgement.short_name)}</span>" for judgement in heatmap.columns
    )
    if len(services) == 1:
        return first + names
    spans = "".join(f"<th scope=colgroup colspan={span}>{escape(name)}" for name, span in services)
    return f"{first}{spans}<tr>{names}"


def _rows(heatmap: Heatmap) -> Iterator[str]:
    width = len(heatmap.columns)
    starts = _service_starts(heatmap)
    region = None
    for row in heatmap.rows:
        if heatmap.selection.order == "region" and row.council.region != region:
            region = row.council.region
            yield f"<tr class=sub><th scope=rowgroup colspan={LEADING_COLUMNS + width}>{escape(region)}"
        yield _row(row, width, starts, heatmap.is_mixed)


def _service_starts(heatmap: Heatmap) -> frozenset[int]:
    """The columns at which a service begins, but for the first: a rule stands before them."""
    starts, column = set(), 0
    for _, span in heatmap.spans[:-1]:
        column += span
        starts.add(column)
    return frozenset(starts)


def _row(row: HeatmapRow, width: int, starts: frozenset[int], is_mixed: bool) -> str:
    name = f"<a href={council_url(row.council)}>{escape(row.council.name)}</a>"
    start = f"<tr{' class=marked' if row.marked else ''}><th scope=row>{name}<td>{row.rank}<td>"
    if row.inspection is None:
        return f"{start}–<td colspan={width} class=none>{escape(row.why)}"
    day = row.inspection.published_on
    words = f"{day:%b %Y}" if day else f"{row.inspection.inspected_from}*"
    under = f" <small>{escape(row.frameworks)}</small>" if is_mixed else ""
    cells = "".join(_cell(result, n in starts) for n, result in enumerate(row.results))
    return f"{start}<a href={scorecard_url(row.inspection)}>{words}</a>{under}{cells}"


def _cell(result: Result, starts_service: bool) -> str:
    return _cell_of(
        result.grade and result.grade.code,
        result.grade and result.grade.letter,
        result.state,
        result.provenance,
        starts_service,
    )


@cache
def _cell_of(code: str | None, letter: str | None, state: State, provenance: str | None, starts_service: bool) -> str:
    start = " s" if starts_service else ""
    if code is None:
        return f'<td class="x{start}">{STATE_MARKS[state]}' if start else f"<td class=x>{STATE_MARKS[state]}"
    mark = PROVENANCE_MARKS[provenance or "report"]
    return f'<td class="{code}{start}">{letter}{mark}' if start else f"<td class={code}>{letter}{mark}"
