"""The heatmap as an HTML table, written by hand: a template loop over 3,000 cells takes fifty times as long."""

from collections.abc import Iterator
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.presenters.rankings import PROVENANCE_MARKS
from inspections.statistics.standings import Result
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import date_words


def heatmap_table(heatmap: Heatmap) -> SafeString:
    """The table, without optional end tags and quotes: it has thousands of cells."""
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
    council, *trailing = (f"<th scope=col{tall}>{heading}" for heading in ("Council", *_trailing(heatmap)))
    names = "".join(f"<th scope=col class=v><span>{escape(column.short_name)}</span>" for column in heatmap.columns)
    after = "".join(trailing)
    if not tall:
        return f"<tr>{council}{names}{after}"
    spans = "".join(f"<th scope=colgroup colspan={span}>{escape(name)}" for name, span in services)
    return f"<tr>{council}{spans}{after}<tr>{names}"


def _trailing(heatmap: Heatmap) -> tuple[str, ...]:
    """The headings of the columns after the judgements. A narrow screen shows them first."""
    return ("Rank", "Published", "Version") if heatmap.is_mixed else ("Rank", "Published")


def _rows(heatmap: Heatmap) -> Iterator[str]:
    width = 1 + len(heatmap.columns) + len(_trailing(heatmap))
    starts = _service_starts(heatmap)
    region = None
    for row in heatmap.rows:
        if heatmap.selection.order == "region" and row.council.region != region:
            region = row.council.region
            yield f"<tr class=sub><th scope=rowgroup colspan={width}>{escape(region)}"
        yield _row(row, width, starts, heatmap.is_mixed)


def _service_starts(heatmap: Heatmap) -> frozenset[int]:
    """The columns, except the first, at which a service begins. A gap is drawn before them."""
    columns = heatmap.columns
    return frozenset(n for n in range(1, len(columns)) if columns[n].service != columns[n - 1].service)


def _row(row: HeatmapRow, width: int, starts: frozenset[int], is_mixed: bool) -> str:
    name = f"<a href={council_url(row.council)}>{escape(row.council.name)}</a>"
    start = f"<tr class=marked><th scope=row id=row>{name}" if row.marked else f"<tr><th scope=row>{name}"
    if row.inspection is None:
        return f"{start}<td class=none colspan={width - 1}>{escape(state_words(row.results[0].state))}"
    cells = "".join(heat_cell(result, starts_service=n in starts) for n, result in enumerate(row.results))
    date = f"<a href={scorecard_url(row.inspection)}>{short_date(row.inspection)}</a>"
    version = f"<td>{escape(row.versions)}" if is_mixed else ""
    return f"{start}{cells}<td>{row.rank}<td>{date}{version}"


def heat_cell(result: Result, *, starts_service: bool = False) -> SafeString:
    """A cell of a `heat` table: the grade's letter with the mark of its provenance, or the mark of a state."""
    grade, provenance = result.grade, result.provenance or "report"
    if grade is None:
        return _cell_markup("x", STATE_MARKS[result.state], state_words(result.state), starts_service)
    label = grade.label if result.from_report else f"{grade.label}, {provenance_words(provenance)}"
    return _cell_markup(grade.letter.lower(), grade.letter + PROVENANCE_MARKS[provenance], label, starts_service)


@cache
def _cell_markup(css_class: str, text: str, label: str, starts_service: bool) -> SafeString:
    """A cell that shows the letter or mark, and names itself with the words for screen readers."""
    named = f'"{escape(label)}"' if " " in label else escape(label)
    css_class = f'"{css_class} s"' if starts_service else css_class
    return mark_safe(f"<td class={css_class} aria-label={named}>{text}")  # noqa: S308 (the words are escaped)
