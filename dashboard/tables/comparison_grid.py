"""The table of a comparison on its page: a row for each judgement, a column for each council."""

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString

from dashboard.presenters.compare import ComparedCouncil, Comparison, ComparisonRow
from dashboard.presenters.heatmaps import STATE_MARKS
from inspections.statistics.standings import Result
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import capital, date_words

from .heat import council_link, headings, heat_cell, heat_table, report_link, sub_heading

# With more rows the chips are low.
MOST_LARGE = 10


def comparison_table(page: Comparison) -> SafeString:
    """A row for each judgement, a column for each council, headed by its report."""
    day = date_words(page.selection.day)
    caption = f"Latest grades under {page.programme.short_name} as at {day}. The first column says where grades differ."
    head = f"<tr>{headings('Judgement')}{''.join(_heading(one) for one in page.columns)}"
    css_class = f"compare{'' if page.in_words else ' by-letter'}{' dense' if len(page.rows) > MOST_LARGE else ''}"
    return heat_table(css_class, "compared", caption, head, _comparison_rows(page), hides_caption=True)


def _heading(column: ComparedCouncil) -> str:
    report = report_link(column.inspection) if column.inspection else escape(state_words(column.standing.otherwise))
    return (
        f"<th scope=col><span>{council_link(column.standing.council)} "
        f"<small>{report} {escape(column.versions)}</small></span>"
    )


def _comparison_rows(page: Comparison) -> Iterator[str]:
    for service, rows in page.services:
        if len(page.services) > 1:
            yield f"<tbody>{sub_heading(service.name, len(page.columns) + 1)}"
        yield from (_comparison_row(row, in_words=page.in_words) for row in rows)
    if page.has_visits:
        yield _visits_row(page)


def _comparison_row(row: ComparisonRow, *, in_words: bool) -> str:
    version = f" ({escape(row.of_version)})" if row.of_version else ""
    said = capital(row.counted)
    small = f" <small>{escape(said)}</small>" if said else ""
    css_class = " class=differs" if row.differs else ""
    cells = "".join((_worded if in_words else heat_cell)(result) for result in row.line.results)
    return f"<tr{css_class}><th scope=row>{escape(row.line.judgement.short_name)}{version}{small}{cells}"


def _visits_row(page: Comparison) -> str:
    """How many visits each council had since its inspection, with a link to them. They have no grades."""
    return f"<tr><th scope=row>Visits since <small>without grades</small>{''.join(map(_visits_cell, page.columns))}"


def _visits_cell(column: ComparedCouncil) -> str:
    words = escape(column.visits_words)
    if column.visits:
        words = f"<a href=/councils/{column.standing.council.slug}/#visits>{words}</a>"
    return f"<td class=words><span>{words}</span>"


def _worded(result: Result) -> str:
    """A cell with a large letter and the grade, or the mark of a state and its words."""
    if result.grade is None:
        words = escape(state_words(result.state))
        return f"<td class=x><b aria-hidden=true>{STATE_MARKS[result.state]}</b><span>{words}</span>"
    origin = result.provenance or "report"
    source = "" if result.from_report else f" <small>{escape(provenance_words(origin))}</small>"
    letter = result.grade.letter
    return (
        f"<td class={letter.lower()}><b aria-hidden=true>{letter}{PROVENANCE_MARKS[origin]}</b>"
        f"<span>{escape(result.grade.label)}{source}</span>"
    )
