"""The map as HTML: a list of links that the style sheet arranges, with the names of the regions beside them."""

from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.links import council_url
from dashboard.presenters.maps import MapTile, TileMap
from dashboard.values.tiles import RegionPlace, Tile, region_places


def map_tiles(page: TileMap, *, counts: Mapping[str, str] | None = None, with_days: bool = True) -> SafeString:
    """The tiles from north to south, each a link with the council and its grade as its name.

    The classes `c` and `r` set the column and row, `w` and `n` a border to another region in the west or north.
    `counts` are words under the names of regions, which the list of regions repeats for screen readers. `with_days`:
    the name of a tile has the day of publication.
    """
    borders = set(page.borders)
    items = "".join(
        _item(place, tile, borders, tile.words if with_days else tile.short_words) for place, tile in page.placed
    )
    # London's name stands below its tiles, with a line to them.
    names = "<li aria-hidden=true class=leader>" + "".join(
        _name(place, (counts or {}).get(region, "")) for region, place in region_places().items()
    )
    return mark_safe(f'<ul class=tiles role=list aria-labelledby="map-caption">{items}{names}</ul>')  # noqa: S308 (escaped)


def _item(place: Tile, tile: MapTile, borders: set[tuple[bool, Tile]], words: str) -> str:
    edges = f"{' w' if (True, place) in borders else ''}{' n' if (False, place) in borders else ''}"
    start = f'<li class="c{place.column} r{place.row}{edges}">'
    label = escape(place.label)
    if not tile.inside:
        return f"{start}<span class=outside aria-hidden=true>{label}</span>"
    grade = tile.result.grade
    css_class = grade.letter.lower() if grade else "x"
    css_class = f'"{css_class} marked"' if tile.marked else css_class
    link = f'<a class={css_class} href={council_url(tile.council)} aria-label="{escape(words)}">'
    return f"{start}{link}{label}<b>{tile.mark}</b></a>"


def _name(place: RegionPlace, count: str) -> str:
    """The name of a region on the sea, and London's line to its tiles."""
    ends = " ends" if place.ends else ""
    below = f"<br><b>{escape(count)}</b>" if count else ""
    words = "<br>".join(map(escape, place.lines))
    return f'<li aria-hidden=true class="sea c{place.column} r{place.row}{ends}">{words}{below}'
