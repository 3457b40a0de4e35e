"""The list of a judgement's councils in blocks by grade, as its page shows it."""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.judgement import Band, Dots, JudgementPage, JudgementRow
from dashboard.presenters.links import scorecard_url, short_date
from dashboard.values.columns import Cell, PageColumn
from dashboard.values.grade_tags import result_tag
from dashboard.values.markup import as_markup, link
from dashboard.values.tables import Table
from inspections.wording.results import provenance_words


class BandRow(NamedTuple):
    """A row of a block. `council` is None in the one row of a block without councils."""

    band: Band
    council: JudgementRow | None
    is_first: bool


class BandColumn(PageColumn):
    """The grade of a block, in one cell that reaches over all its rows."""

    def whole_cell(self, opening: str, content: Cell) -> Cell:  # noqa: ARG002
        return lambda record: _band_cell(record.band) if record.is_first else ""


class BesideColumn(PageColumn):
    """The councils of a larger group with the grade of a block, in one cell that reaches over all its rows."""

    def __init__(self, heading: str, *, group: int) -> None:
        super().__init__(heading, attrs={"th": {"class": "beside"}})
        self.group = group

    def whole_cell(self, opening: str, content: Cell) -> Cell:  # noqa: ARG002
        return lambda record: _beside_cell(record.band, self.group) if record.is_first else ""


class BandNameColumn(PageColumn):
    """The council, or that there is none, in one cell that reaches over all columns of a council."""

    def whole_cell(self, opening: str, content: Cell) -> Cell:
        none = '<td class="quiet" colspan="4">None'
        return lambda record: opening + content(record.council) if record.council else none


class BandDetailColumn(PageColumn):
    """A detail about the council. A block without councils has no cell for it."""

    def __init__(self, heading: str, css: str) -> None:
        super().__init__(heading, css=css, attrs={"th": {"class": css}})

    def whole_cell(self, opening: str, content: Cell) -> Cell:
        return lambda record: opening + content(record.council) if record.council else ""


class JudgementBandsTable(Table):
    """A block for each grade, the best first, then one of the councils without a grade."""

    heads_row = "name"

    grade = BandColumn("Grade")
    name = BandNameColumn("Council")
    region = BandDetailColumn("Region", "region")
    version = BandDetailColumn("Framework", "version")
    report = BandDetailColumn("Report", "day")

    def __init__(self, page: JudgementPage) -> None:
        groups = page.dotted_groups if page.is_short else ()
        beside = [(f"beside-{n}", BesideColumn(group, group=n)) for n, (group, _) in enumerate(groups)]
        css = "bands dotted" if page.is_short else "bands"
        marked = page.selection.marked
        is_marked = partial(_is_marked, marked)
        super().__init__(
            [],
            title=page.list_title,
            attrs={"class": css, "data-copy-table": page.list_title, "caption": {"class": "vh"}},
            row_attrs={
                "class": lambda record: "marked" if is_marked(record) else "",
                "id": lambda record: "row" if is_marked(record) else "",
            }
            if marked
            else {},
            extra_columns=beside,
        )
        self.bands = page.bands

    # The columns of a council are given its JudgementRow by their `whole_cell`, the others the BandRow.

    def groups(self) -> Iterator[tuple[list[str], list[Any]]]:
        for band in self.bands:
            councils = band.rows or (None,)
            yield [], [BandRow(band, council, is_first=n == 0) for n, council in enumerate(councils)]

    def render_name(self, record: JudgementRow) -> SafeString:
        """The council, with why it has no grade, or where its grade comes from if not from the report itself."""
        name, result = link(record.url, record.council.name), record.result
        if not result.grade:
            return SafeString(f"{name} {result_tag(result)}")
        if result.from_report or not result.provenance:
            return name
        origin = as_markup(provenance_words(result.provenance, result.evidence))
        return SafeString(f'{name} <small class="from">{origin}</small>')

    def render_region(self, record: JudgementRow) -> str:
        return record.council.region

    def render_report(self, record: JudgementRow) -> SafeString:
        inspection = record.inspection
        return link(scorecard_url(inspection), short_date(inspection)) if inspection else SafeString()


def _is_marked(marked: str, record: BandRow) -> bool:
    return record.council is not None and record.council.council.slug == marked


def _band_cell(band: Band) -> SafeString:
    letter = format_html('<b aria-hidden="true">{}</b> ', band.letter) if band.letter else ""
    return format_html(
        '<td class="band {}" rowspan="{}">{}<strong>{}</strong> <span>{}</span>',
        band.code or "x",
        band.height,
        letter,
        band.label,
        band.words,
    )


def _beside_cell(band: Band, group: int) -> SafeString:
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
