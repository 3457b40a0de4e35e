"""The councils of a map, each with its place on it and its grade."""

from functools import cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.presenters.maps import MapRegion, MapTile, TileMap
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, ToPeople, Value, graded
from dashboard.values.facts import facts
from dashboard.values.grade_tags import graded_words, state_tag
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.frameworks.definitions import ScaleGrade
from inspections.statistics.standings import FROM_REPORT
from inspections.wording.words import date_words

from .common import (
    council_code_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
    region_column,
)


class MapTable(Table):
    """The selected councils; on the page, by region."""

    heads_row = "name"

    council = council_code_column()
    name = Column("Council", accessor="council__name")
    region = region_column(visible=False)
    tile = FileColumn("Label on the map", meaning="Empty where the map has no place for the council yet.")
    column = FileColumn(
        "Column of the map", kind=ColumnKind.NUMBER, meaning="From the west, the first is 1.", to_people=ToPeople.NEVER
    )
    row = FileColumn(
        "Row of the map", kind=ColumnKind.NUMBER, meaning="From the north, the first is 1.", to_people=ToPeople.NEVER
    )
    grade = PageColumn("Grade", accessor="result")
    published = PageColumn("Published", css="dates")
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()

    class Meta:
        attrs = {"class": "stack by-region", "caption": {"class": "vh"}}

    def __init__(self, page: TileMap, address: str = "") -> None:
        selection = page.selection
        day = date_words(selection.day)
        judged = graded(page.judgement.id, page.subject, accessor="result")
        super().__init__(
            page.shown,
            name=f"map-{selection.programme.code}-{selection.day}",
            title=f"{page.subject}, {selection.programme.short_name}, as at {day}",
            caption=f"{page.subject}, as at {day}",
            about=facts(
                address,
                {
                    "programme": selection.programme.name,
                    "judgement": page.subject,
                    "councils": page.group or "all councils in England",
                    "as_at": selection.day,
                    "graded": page.shares.base,
                    "in_being": len(page.shown),
                    **(page.weak.about if page.weak else {}),
                },
            ),
            row_attrs={"class": lambda record: "marked" if record.marked else ""} if selection.council else {},
            extra_columns=judged,
            sequence=("council", "name", "region", "tile", "column", "row", *dict(judged), "..."),
        )

    def of_region(self, region: MapRegion) -> Table:
        """The councils of one region, to be drawn."""
        return self.with_records(region.tiles, caption=f"{region.name}: {self.caption}")

    def render_name(self, record: MapTile) -> SafeString:
        """The name as a link to the council's page, with its label on the map."""
        name = link(council_url(record.council), record.council.name)
        if record.tile is None:
            return name
        return SafeString(f'{name} <small aria-hidden="true">{escape(record.tile.label)}</small>')

    def render_grade(self, record: MapTile) -> SafeString:
        """The letter with the mark of its provenance, in words for screen readers; or the state in words."""
        grade = record.result.grade
        if grade is None:
            return state_tag(record.result.state)
        return _marked_letter(grade, record.result.provenance or FROM_REPORT, record.mark)

    def value_tile(self, record: MapTile) -> Value:
        return record.tile.label if record.tile else ""

    def value_column(self, record: MapTile) -> Value:
        return record.tile.column + 1 if record.tile else None

    def value_row(self, record: MapTile) -> Value:
        return record.tile.row + 1 if record.tile else None

    def render_published(self, record: MapTile) -> SafeString | str:
        """The day of publication, or when it was inspected, as a link to the scorecard."""
        report = record.inspection
        if report is None:
            return "no report"
        return link(scorecard_url(report), short_date(report))


@cache
def _marked_letter(grade: ScaleGrade, provenance: str, mark: str) -> SafeString:
    return format_html(
        '<b class="cell {}"><span class="vh">{}</span><span aria-hidden="true">{}</span></b>',
        grade.code,
        graded_words(grade, provenance),
        mark,
    )
