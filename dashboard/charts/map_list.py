"""The map as HTML: a list of links that the style sheet arranges, and a table with the same content."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.links import council_url, scorecard_url, short_date
from dashboard.presenters.maps import MapTile, TileMap
from dashboard.templatetags.labels import result as result_tag
from dashboard.values.tiles import Tile
from inspections.wording.words import date_words


def map_tiles(page: TileMap) -> SafeString:
    """The tiles from north to south, each a link with the council and its grade as its name.

    The classes `c` and `r` set the column and row, `w` and `n` a border to another region in the west or north.
    """
    borders = {(west, place) for west, place in page.borders}
    items = "".join(_item(place, tile, borders) for place, tile in page.placed)
    return mark_safe(f'<ul class=tiles role=list aria-labelledby="map-caption">{items}</ul>')  # noqa: S308 (escaped)


def _item(place: Tile, tile: MapTile, borders: set[tuple[bool, Tile]]) -> str:
    edges = "".join(f" {name}" for name, west in (("w", True), ("n", False)) if (west, place) in borders)
    start = f'<li class="c{place.column} r{place.row}{edges}">'
    label = escape(place.label)
    if not tile.inside:
        return f"{start}<span class=outside aria-hidden=true>{label}</span>"
    grade = tile.result.grade
    css_class = grade.letter.lower() if grade else "x"
    css_class = f'"{css_class} marked"' if tile.marked else css_class
    link = f'<a class={css_class} href={council_url(tile.council)} aria-label="{escape(tile.words)}">'
    return f"{start}{link}{label}<b>{tile.mark}</b></a>"


def map_table(page: TileMap) -> SafeString:
    """Every council shown under its region: its grade or state, and the report behind it.

    On a phone it becomes blocks; its roles are written out so that it stays a table to readers.
    """
    caption = f"{page.subject} by region and council, as at {date_words(page.selection.day)}"
    headings = "".join(f"<th scope=col role=columnheader>{name}" for name in ("Council", "Grade", "Published"))
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<table class="stack by-region" role=table><caption>{escape(caption)}</caption>'
        f"<thead role=rowgroup><tr role=row>{headings}<tbody role=rowgroup>{''.join(_rows(page))}</table>"
    )


def _rows(page: TileMap) -> Iterator[str]:
    for region, found in page.by_region:
        graded = f"{sum(tile.result.grade is not None for tile in found)} of {len(found)} graded"
        yield "<tr class=sub role=row><th scope=rowgroup role=rowheader colspan=3>"
        yield f"{escape(region)} <small>{graded}</small>"
        for tile in found:
            yield _row(tile)


def _row(tile: MapTile) -> str:
    name = f"<a href={council_url(tile.council)}>{escape(tile.council.name)}</a>"
    label = f" <small aria-hidden=true>{escape(tile.tile.label)}</small>" if tile.tile else ""
    report = tile.inspection
    date = f"<a href={scorecard_url(report)}>{short_date(report)}</a>" if report else "no report"
    marked = " class=marked" if tile.marked else ""
    return (
        f"<tr{marked} role=row><th scope=row role=rowheader>{name}{label}"
        f"<td role=cell>{result_tag(tile.result)}<td role=cell class=dates>{date}"
    )
