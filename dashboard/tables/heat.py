"""Tables of grades as letters in colour: their parts, and the table of a council among its neighbours.

Their columns are judgements or councils, so they are written here and not declared. A template would take fifty times
as long for the 3,000 cells of a heatmap. End tags that HTML doesn't need are left out.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.council_places import NeighbourRow, Neighbours
from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.values.grade_tags import graded_words, state_tag
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


def neighbours_table(council: Council, neighbours: Neighbours, programme: str, day: date) -> SafeString:
    """A row for a council and each neighbour of one set. `programme` is the programme's short name."""
    caption = (
        f"{council.display_name} and its statistical neighbours, set of {neighbours.set.name}: latest grades under "
        f"{programme}, as at {date_words(day)}"
    )
    names = "".join(short_heading(line.judgement) for line in neighbours.lines)
    head = f"<tr>{headings('Council')}{names}{headings('Published', 'Likeness', attributes=' class=roomy')}"
    rows = (_neighbour_row(row, len(neighbours.lines)) for row in neighbours.rows)
    return heat_table("heat few", f"set-{neighbours.set.code}", caption, head, rows, hides_caption=True)


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


def heat_table(
    css_class: str,
    caption_id: str,
    caption: str,
    head: str,
    rows: Iterable[str],
    *,
    columns: Iterable[str] = (),
    hides_caption: bool = False,
) -> SafeString:
    """A table of its head and rows. `columns` are the classes of its columns, from which a fixed layout has widths."""
    hidden = " class=vh" if hides_caption else ""
    group = "".join(f"<col class={name}>" if name else "<col>" for name in columns)
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<table class="{css_class}"><caption id="{caption_id}"{hidden}>{escape(caption)}</caption>'
        f"{f'<colgroup>{group}</colgroup>' if group else ''}<thead>{head}<tbody>{''.join(rows)}</table>"
    )


def headings(*headings: str, attributes: str = "") -> str:
    return "".join(f"<th scope=col{attributes}>{escape(heading)}" for heading in headings)


def upright(names: Iterable[str]) -> str:
    """Headings of narrow columns, turned upright."""
    return "".join(f"<th scope=col class=v><span>{escape(name)}</span>" for name in names)


def short_heading(judgement: Judgement, attributes: str = "") -> str:
    """The judgement's name, and a shorter one for a phone."""
    brief = BRIEF.get(judgement.code) or BRIEF.get(judgement.theme or "")
    if brief is None or judgement.short_name == brief:
        return f"<th scope=col class=v{attributes}>{escape(judgement.short_name)}"
    return (
        f"<th scope=col class=v{attributes}><span class=roomy>{escape(judgement.short_name)}</span>"
        f"<span class=brief aria-hidden=true>{brief}</span>"
    )


def council_link(council: CouncilRow) -> str:
    return f'<a href="{council_url(council)}">{escape(council.name)}</a>'


def report_link(inspection: InspectionRow) -> str:
    return f'<a href="{scorecard_url(inspection)}">{short_date(inspection)}</a>'


def sub_heading(words: str, width: int) -> str:
    return f"<tr class=sub><th scope=rowgroup colspan={width}>{escape(words)}"


def _neighbour_row(row: NeighbourRow, judgements: int) -> str:
    start = "<tr class=marked>" if row.is_own else "<tr>"
    start += f"<th scope=row>{council_link(row.council)}"
    found = f"<td class=none colspan={judgements + 1}>{state_tag(row.otherwise)}"
    if row.inspection:
        cells = "".join(heat_cell(result) for result in row.results)
        found = f"{cells}<td class=roomy>{report_link(row.inspection)}"
    return f"{start}{found}<td class=roomy>{escape(row.closeness)}"
