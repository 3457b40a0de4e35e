"""The table of a comparison on its page: a row for each judgement, a column for each council."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from dashboard.presenters.compare import ComparedCouncil, Comparison, ComparisonRow
from dashboard.values.grade_tags import result_tag
from inspections.statistics.standings import Result
from inspections.wording.results import state_words
from inspections.wording.words import date_words

from .heat import council_link, headings, heat_cell, heat_table, report_link, sub_heading


def comparison_table(page: Comparison) -> SafeString:
    """A row for each judgement, a column for each council. The links in the last row remove a council."""
    day = date_words(page.selection.day)
    caption = f"Latest grades under {page.programme.short_name} as at {day}. The first column says where grades differ."
    names = "".join(f"<th scope=col>{council_link(one.standing.council)}" for one in page.columns)
    head = f"<tr>{headings('Judgement')}{names}"
    return heat_table("heat compare", "compared", caption, head, _comparison_rows(page))


def _comparison_rows(page: Comparison) -> Iterator[str]:
    columns = page.columns
    yield _row("Report published", (_report(one) for one in columns))
    yield _row(f"Version of {page.programme.short_name}", (escape(one.versions) or "–" for one in columns))
    for service, rows in page.services:
        if len(page.services) > 1:
            yield f"<tbody>{sub_heading(service.name, len(columns) + 1)}"
        yield from (_comparison_row(row, in_words=page.in_words) for row in rows)
    yield f"<tbody class=screen>{_row('Take out', map(_removal, columns))}"


def _row(heading: str, cells: Iterable[str]) -> str:
    return f"<tr><th scope=row>{escape(heading)}{''.join(f'<td>{cell}' for cell in cells)}"


def _report(column: ComparedCouncil) -> str:
    return report_link(column.inspection) if column.inspection else escape(state_words(column.standing.otherwise))


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
