"""The list of a judgement's councils in blocks by grade, as its page shows it.

It is written here and not declared, because the grade of a block and the groups beside it reach over all its rows. End
tags that HTML doesn't need are left out.
"""

from collections.abc import Iterator
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.judgement import Band, Dots, JudgementPage, JudgementRow
from dashboard.values.grade_tags import result_tag
from dashboard.values.markup import link
from inspections.wording.results import provenance_words

HEADINGS = (
    '<th scope="col">Grade<th scope="col">Council<th scope="col" class="region">Region'
    '<th scope="col" class="version">Framework<th scope="col" class="day">Report'
)


def bands_table(page: JudgementPage) -> SafeString:
    """A block for each grade, the best first, then one of the councils without a grade.

    In a short list, the councils of larger groups with the grade stand beside each block.
    """
    groups = page.dotted_groups if page.is_short else ()
    css, title = "bands dotted" if page.is_short else "bands", escape(page.list_title)
    beside = "".join(f'<th scope="col" class="beside">{escape(group)}' for group, _ in groups)
    blocks = '<tbody class="apart">'.join(
        "".join(_rows(band, len(groups), page.selection.marked)) for band in page.bands
    )
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<table class="{css}" data-copy-table="{title}"><caption class="vh">{title}</caption>\n'
        f"<thead><tr>{HEADINGS}{beside}</thead>\n{f'<tbody>{blocks}' if blocks else ''}</table>"
    )


def _rows(band: Band, groups: int, marked: str) -> Iterator[str]:
    """The rows of a block. Its grade and the groups beside it are in the first."""
    grade, beside = _grade_cell(band), "".join(_beside_cell(band, group) for group in range(groups))
    if not band.rows:
        yield f'<tr>{grade}<td class="quiet" colspan="4">None{beside}\n'
    for row in band.rows:
        own = ' class="marked" id="row"' if row.council.slug == marked else ""
        yield f"<tr{own}>{grade}{_council_cells(row)}{beside}\n"
        grade = beside = ""


def _council_cells(row: JudgementRow) -> str:
    report = link(row.scorecard, row.published) if row.inspection else ""
    return (
        f'<th scope="row">{_name(row)}<td class="region">{escape(row.council.region)}'
        f'<td class="version">{escape(row.version)}<td class="day">{report}'
    )


def _name(row: JudgementRow) -> str:
    """The council, with why it has no grade, or where its grade comes from if not from the report itself."""
    name, result = link(row.url, row.council.name), row.result
    if not result.grade:
        return f"{name} {result_tag(result)}"
    if result.from_report or not result.provenance:
        return name
    return f'{name} <small class="from">{escape(provenance_words(result.provenance, result.evidence))}</small>'


def _grade_cell(band: Band) -> str:
    letter = format_html('<b aria-hidden="true">{}</b> ', band.letter) if band.letter else ""
    return format_html(
        '<td class="band {}" rowspan="{}">{}<strong>{}</strong> <span>{}</span>',
        band.code or "x",
        band.height,
        letter,
        band.label,
        band.words,
    )


def _beside_cell(band: Band, group: int) -> str:
    if not band.beside:
        return format_html('<td class="beside" rowspan="{}">', band.height)
    one = band.beside[group]
    return format_html(
        '<td class="beside" rowspan="{}"><span class="narrow">{} </span><b>{}</b> {} '
        '<span class="dots" aria-hidden="true">{}</span>',
        band.height,
        one.title,
        one.share.count,
        one.words,
        _dots(one),
    )


def _dots(one: Dots) -> SafeString:
    return format_html_join(" ", "<i{}></i>", ((format_html(' class="{}"', css) if css else "",) for css in one.dots))
