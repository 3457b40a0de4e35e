"""Tables of grades as letters in colour: the heatmap, a council among its neighbours, the comparison.

Their columns are judgements or councils, so they are written here and not declared. A template would take fifty times
as long for the 3,000 cells of a heatmap. End tags that HTML doesn't need are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from dashboard.presenters.compare import ComparedCouncil, Comparison, ComparisonRow
from dashboard.presenters.council_places import NeighbourRow, Neighbours
from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.values.grade_tags import graded_words, result_tag, state_tag
from inspections.frameworks.definitions import Judgement
from inspections.models import Council
from inspections.statistics.standings import CouncilRow, InspectionRow, Result
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import state_words
from inspections.wording.words import date_words

# Names of themes and judgements where there is little room.
BRIEF = {
    "children_in_care_and_care_leavers": "Both",
    "overall": "Overall",
    "leadership": "Leaders",
    "help_and_protection": "Help",
    "children_in_care": "In care",
    "care_leavers": "Leavers",
}


def heatmap_table(heatmap: Heatmap) -> SafeString:
    """A row for each council, a column for each judgement. Regions are sub-headings if the rows are in that order."""
    day = date_words(heatmap.selection.day)
    caption = f"Grades by council and judgement, {heatmap.selection.programme.short_name}, as at {day}"
    return _table("heat", "heat-caption", caption, _heatmap_head(heatmap), _heatmap_rows(heatmap))


def neighbours_table(council: Council, neighbours: Neighbours, programme: str, day: date) -> SafeString:
    """A row for a council and each neighbour of one set. `programme` is the programme's short name."""
    caption = (
        f"{council.display_name} and its statistical neighbours, set of {neighbours.set.name}: latest grades under "
        f"{programme}, as at {date_words(day)}"
    )
    names = "".join(_short_heading(line.judgement) for line in neighbours.lines)
    head = f"<tr>{_headings('Council')}{names}{_headings('Published', 'Likeness', attributes=' class=roomy')}"
    rows = (_neighbour_row(row, len(neighbours.lines)) for row in neighbours.rows)
    return _table("heat few", f"set-{neighbours.set.code}", caption, head, rows, hides_caption=True)


def comparison_table(page: Comparison) -> SafeString:
    """A row for each judgement, a column for each council. The links in the last row remove a council."""
    day = date_words(page.selection.day)
    caption = f"Latest grades under {page.programme.short_name} as at {day}. The first column says where grades differ."
    names = "".join(f"<th scope=col>{_council_link(one.standing.council)}" for one in page.columns)
    head = f"<tr>{_headings('Judgement')}{names}"
    return _table("heat compare", "compared", caption, head, _comparison_rows(page))


def heat_cell(result: Result, *, starts_service: bool = False) -> SafeString:
    """A cell: the grade's letter with the mark of its provenance, or the mark of a state."""
    grade, provenance = result.grade, result.provenance or "report"
    if grade is None:
        return _cell("x", STATE_MARKS[result.state], state_words(result.state), starts_service)
    letter = grade.letter + PROVENANCE_MARKS[provenance]
    return _cell(grade.letter.lower(), letter, graded_words(grade, provenance), starts_service)


@cache
def _cell(css_class: str, text: str, label: str, starts_service: bool) -> SafeString:
    """A cell that shows the letter or mark, and names itself with the words for screen readers."""
    css_class = f"{css_class} s" if starts_service else css_class
    return mark_safe(f'<td class="{css_class}" aria-label="{escape(label)}">{text}')  # noqa: S308 (the words are escaped)


def _table(
    css_class: str, caption_id: str, caption: str, head: str, rows: Iterable[str], *, hides_caption: bool = False
) -> SafeString:
    hidden = " class=vh" if hides_caption else ""
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<table class="{css_class}"><caption id="{caption_id}"{hidden}>{escape(caption)}</caption>'
        f"<thead>{head}<tbody>{''.join(rows)}</table>"
    )


def _headings(*headings: str, attributes: str = "") -> str:
    return "".join(f"<th scope=col{attributes}>{escape(heading)}" for heading in headings)


def _upright(names: Iterable[str]) -> str:
    """Headings of narrow columns, turned upright."""
    return "".join(f"<th scope=col class=v><span>{escape(name)}</span>" for name in names)


def _short_heading(judgement: Judgement) -> str:
    """The judgement's name, and a shorter one for a phone."""
    brief = BRIEF.get(judgement.code) or BRIEF.get(judgement.theme or "")
    if brief is None or judgement.short_name == brief:
        return f"<th scope=col class=v>{escape(judgement.short_name)}"
    return (
        f"<th scope=col class=v><span class=roomy>{escape(judgement.short_name)}</span>"
        f"<span class=brief aria-hidden=true>{brief}</span>"
    )


def _council_link(council: CouncilRow) -> str:
    return f'<a href="{council_url(council)}">{escape(council.name)}</a>'


def _report_link(inspection: InspectionRow) -> str:
    return f'<a href="{scorecard_url(inspection)}">{short_date(inspection)}</a>'


def _heatmap_head(heatmap: Heatmap) -> str:
    """The names of the judgements, with their services above them if there are several."""
    services = heatmap.spans
    tall = " rowspan=2" if len(services) > 1 else ""
    council, after = _headings("Council", attributes=tall), _headings(*_trailing(heatmap), attributes=tall)
    names = _upright(column.short_name for column in heatmap.columns)
    if not tall:
        return f"<tr>{council}{names}{after}"
    spans = "".join(f"<th scope=colgroup colspan={span}>{escape(name)}" for name, span in services)
    return f"<tr>{council}{spans}{after}<tr>{names}"


def _trailing(heatmap: Heatmap) -> tuple[str, ...]:
    """The headings of the columns after the judgements. A narrow screen shows them first."""
    return ("Rank", "Published", "Version") if heatmap.is_mixed else ("Rank", "Published")


def _heatmap_rows(heatmap: Heatmap) -> Iterator[str]:
    width = 1 + len(heatmap.columns) + len(_trailing(heatmap))
    starts = _service_starts(heatmap)
    region = None
    for row in heatmap.rows:
        if heatmap.selection.order == "region" and row.council.region != region:
            region = row.council.region
            yield _sub_heading(region, width)
        yield _heatmap_row(row, width, starts, heatmap.is_mixed)


def _sub_heading(words: str, width: int) -> str:
    return f"<tr class=sub><th scope=rowgroup colspan={width}>{escape(words)}"


def _service_starts(heatmap: Heatmap) -> frozenset[int]:
    """The columns, except the first, at which a service begins. A gap is drawn before them."""
    columns = heatmap.columns
    return frozenset(n for n in range(1, len(columns)) if columns[n].service != columns[n - 1].service)


def _heatmap_row(row: HeatmapRow, width: int, starts: frozenset[int], is_mixed: bool) -> str:
    name = _council_link(row.council)
    start = f"<tr class=marked><th scope=row id=row>{name}" if row.marked else f"<tr><th scope=row>{name}"
    if row.inspection is None:
        return f"{start}<td class=none colspan={width - 1}>{escape(state_words(row.results[0].state))}"
    cells = "".join(heat_cell(result, starts_service=n in starts) for n, result in enumerate(row.results))
    version = f"<td>{escape(row.versions)}" if is_mixed else ""
    return f"{start}{cells}<td>{row.rank}<td>{_report_link(row.inspection)}{version}"


def _neighbour_row(row: NeighbourRow, judgements: int) -> str:
    start = "<tr class=marked>" if row.is_own else "<tr>"
    start += f"<th scope=row>{_council_link(row.council)}"
    found = f"<td class=none colspan={judgements + 1}>{state_tag(row.otherwise)}"
    if row.inspection:
        cells = "".join(heat_cell(result) for result in row.results)
        found = f"{cells}<td class=roomy>{_report_link(row.inspection)}"
    return f"{start}{found}<td class=roomy>{escape(row.closeness)}"


def _comparison_rows(page: Comparison) -> Iterator[str]:
    columns = page.columns
    yield _row("Report published", (_report(one) for one in columns))
    yield _row(f"Version of {page.programme.short_name}", (escape(one.versions) or "–" for one in columns))
    for service, rows in page.services:
        if len(page.services) > 1:
            yield f"<tbody>{_sub_heading(service.name, len(columns) + 1)}"
        yield from (_comparison_row(row, in_words=page.in_words) for row in rows)
    yield f"<tbody class=screen>{_row('Take out', map(_removal, columns))}"


def _row(heading: str, cells: Iterable[str]) -> str:
    return f"<tr><th scope=row>{escape(heading)}{''.join(f'<td>{cell}' for cell in cells)}"


def _report(column: ComparedCouncil) -> str:
    return _report_link(column.inspection) if column.inspection else escape(state_words(column.standing.otherwise))


def _removal(column: ComparedCouncil) -> str:
    name = escape(column.standing.council.name)
    return f'<a href="{escape(column.without)}">Remove<span class=vh> {name}</span></a>'


def _comparison_row(row: ComparisonRow, *, in_words: bool) -> str:
    version = f" ({escape(row.of_version)})" if row.of_version else ""
    spread = f" <small>{escape(capfirst(row.spread))}</small>" if row.spread else ""
    differs = " class=differs" if row.differs else ""
    return (
        f"<tr{differs}><th scope=row>{escape(row.line.judgement.short_name)}{version}{spread}"
        f"{''.join(_graded_cells(row.line.results, in_words=in_words))}"
    )


def _graded_cells(results: Sequence[Result], *, in_words: bool) -> Iterator[str]:
    for result in results:
        yield f"<td>{result_tag(result)}" if in_words else heat_cell(result)
