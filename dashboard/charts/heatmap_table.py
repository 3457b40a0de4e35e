"""The heatmap as an HTML table, written by hand: a template loop over 3,000 cells takes fifty times as long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.presenters.rankings import PROVENANCE_MARKS
from inspections.statistics import Result
from inspections.wording import date_words


def heatmap_table(heatmap: Heatmap) -> SafeString:
    """The table. End tags that HTML lets go are left out; attribute values without spaces are not quoted."""
    body = "".join(_rows(heatmap))
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f"<table class=heat><caption id=heat-caption>{escape(_caption(heatmap))}</caption>"
        f"<thead>{_head(heatmap)}<tbody>{body}</table>"
    )


def _caption(heatmap: Heatmap) -> str:
    day = date_words(heatmap.selection.day)
    return f"Grades by council and judgement, {heatmap.selection.programme.short_name}, as at {day}"


def _head(heatmap: Heatmap) -> str:
    services = heatmap.spans
    tall = " rowspan=2" if len(services) > 1 else ""
    leading = ["Council", "Rank", "Published", *(["Version"] if heatmap.is_mixed else [])]
    first = "<tr>" + "".join(f"<th scope=col{tall}>{heading}" for heading in leading)
    names = "".join(f"<th scope=col class=v><span>{escape(column.short_name)}</span>" for column in heatmap.columns)
    if not tall:
        return first + names
    spans = "".join(f"<th scope=colgroup colspan={span}>{escape(name)}" for name, span in services)
    return f"{first}{spans}<tr>{names}"


def _rows(heatmap: Heatmap) -> Iterator[str]:
    # The cells after the rank: the date, the version where several are mixed, and the judgements.
    width = len(heatmap.columns) + (2 if heatmap.is_mixed else 1)
    starts = _service_starts(heatmap)
    region = None
    for row in heatmap.rows:
        if heatmap.selection.order == "region" and row.council.region != region:
            region = row.council.region
            yield f"<tr class=sub><th scope=rowgroup colspan={width + 2}>{escape(region)}"
        yield _row(row, width, starts, heatmap)


def _service_starts(heatmap: Heatmap) -> frozenset[int]:
    """The columns at which a service begins, but for the first: a gap stands before them."""
    columns = heatmap.columns
    return frozenset(n for n in range(1, len(columns)) if columns[n].service != columns[n - 1].service)


def _row(row: HeatmapRow, width: int, starts: frozenset[int], heatmap: Heatmap) -> str:
    name = f"<a href={council_url(row.council)}>{escape(row.council.name)}</a>"
    start = f"<tr{' class=marked' if row.marked else ''}><th scope=row>{name}<td>{row.rank}<td"
    if row.inspection is None:
        return f"{start} colspan={width} class=none>{escape(row.why)}"
    cells = "".join(_cell(result, n in starts) for n, result in enumerate(row.results))
    version = f"<td>{escape(row.versions)}" if heatmap.is_mixed else ""
    return f"{start}><a href={scorecard_url(row.inspection)}>{short_date(row.inspection)}</a>{version}{cells}"


def _cell(result: Result, starts_service: bool) -> str:
    grade = result.grade
    if grade is None:
        return _cell_markup("x", STATE_MARKS[result.state], starts_service)
    return _cell_markup(grade.code, grade.letter + PROVENANCE_MARKS[result.provenance or "report"], starts_service)


@cache
def _cell_markup(css_class: str, text: str, starts_service: bool) -> str:
    return f'<td class="{css_class} s">{text}' if starts_service else f"<td class={css_class}>{text}"
