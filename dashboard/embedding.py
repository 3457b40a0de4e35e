"""What other sites put into their pages to show our charts and tables: frames, images, oEmbed responses."""

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.html import format_html

from dashboard.addresses import EMBED, with_ending, with_parameters
from dashboard.short_links import printed
from dashboard.values import theme
from dashboard.values.chart import Chart
from dashboard.values.formats import FORMATS
from dashboard.values.page import Page, ShownChart
from dashboard.values.tables import Table
from inspections.wording.words import date_words

SITE = "Children’s services inspections"
# px below a picture for its link, in a wide and in a narrow frame. A table scrolls inside its frame.
BELOW, BELOW_NARROW, TABLE_HEIGHT = 64, 84, 480
# px; as wide as a frame gets, with room around the picture.
FRAME = theme.WIDE + 32
# px; the style sheet shows the narrow picture up to this width.
NARROW_UP_TO = 640
_DATE = re.compile(rf",? ?(?:as at |to )?\d{{1,2}} (?:{'|'.join(month_name[1:])}) \d{{4}}")
# A finding, which changes with the data.
_FINDING = re.compile(r"\d of \d|: ")
# px; 8 cm at 100 dots per inch.
THUMBNAIL, THUMBNAIL_SIZE = 315, {"width-cm": "8", "dpi": "100"}


@dataclass(frozen=True)
class Code:
    """A code to paste into another page, with its name and when to use it."""

    name: str
    words: str
    text: str


@dataclass(frozen=True)
class SharedPart:
    """A chart or table of a page, as shown on other sites. `name` is its name in the page's addresses."""

    page: Page
    part: Chart | Table
    name: str

    @property
    def kind(self) -> str:
        """`chart` or `table`, as in addresses."""
        return "chart" if isinstance(self.part, Chart) else "table"

    @property
    def shown(self) -> ShownChart:
        """The chart as templates show it."""
        return self.page.shown_charts[self.name]

    @property
    def title(self) -> str:
        """Its own title, or the page's."""
        return self.part.title or self.page.title

    @property
    def live_title(self) -> str:
        """The title of a frame that is kept up to date: without a day, and without a finding, which may change."""
        if self.page.day.isoformat() in self.page.url:
            return self.title
        title = self.page.title if _FINDING.search(self.title) else self.title
        return _DATE.sub("", title)

    @property
    def height(self) -> int:
        """The height of its frame in px, enough for both the wide and the narrow picture."""
        return max(self.height_at(FRAME), self.height_at(theme.NARROW))

    def height_at(self, width: int) -> int:
        """The height in px of a frame of this width."""
        if not isinstance(self.part, Chart):
            return TABLE_HEIGHT
        if width <= NARROW_UP_TO:
            return round(self.part.height(theme.NARROW) * min(1, width / theme.NARROW)) + BELOW_NARROW
        return self.part.height(theme.WIDE) + BELOW

    def _address(self, url: str, ending: str) -> str:
        return self.page.site + with_ending(url, ending, {self.kind: self.name})

    @property
    def shared(self) -> str:
        """The address for sites that support oEmbed: the page's own with the name of the part."""
        return self.page.site + with_parameters(self.page.url, {self.kind: self.name})

    @property
    def live(self) -> str:
        """The code of a frame that always shows the latest."""
        return self._frame(self.page.url, self.live_title)

    @property
    def frozen(self) -> str:
        """The code of a frame that never changes."""
        return self._frame(self.page.permanent, self.title)

    @property
    def script(self) -> str:
        """The code of the script with which frames fit their height by themselves."""
        return format_html('<script src="{}/embed.js" async></script>', self.page.site)

    def _frame(self, url: str, title: str) -> str:
        return format_html(
            '<iframe src="{}" title="{}" width="100%" height="{}" '
            'loading="lazy" style="border:0;max-width:{}px"></iframe>',
            self._address(url, EMBED),
            title,
            self.height,
            FRAME,
        )

    @property
    def image(self) -> str:
        """The code of an image with its alternative text; empty for a table."""
        if not isinstance(self.part, Chart):
            return ""
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            self._address(self.page.permanent, "svg"),
            self.part.alt,
            theme.WIDE,
            self.part.height(theme.WIDE),
        )

    @property
    def picture(self) -> str:
        """The address of its picture for a paper; empty for a table."""
        return self._address(self.page.permanent, "png") if isinstance(self.part, Chart) else ""

    @property
    def codes(self) -> tuple[Code, ...]:
        """All codes to paste."""
        codes = [
            Code("Kept up to date", "Changes when the record here changes.", self.live),
            Code("Frozen", f"Goes on showing what was on record for {date_words(self.page.day)}.", self.frozen),
        ]
        if self.image:
            codes.append(Code("As an image only", "Frozen, for pages that take no frames.", self.image))
        words = "Paste this address into SharePoint, WordPress or anything else that understands oEmbed."
        codes.append(Code("Address to paste", words, self.shared))
        words = "Optional, once for all frames on a page: they become as high as what they show, on phones too."
        return (*codes, Code("Frames that fit by themselves", words, self.script))

    @property
    def files(self) -> list[dict[str, str]]:
        """The files of a table, of the current edition."""
        return [
            {"name": known.name, "url": self._address(self.page.permanent, ending)} for ending, known in FORMATS.items()
        ]

    def oembed(self, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
        """The oEmbed response, no larger than requested: a frame, or a picture if the chart doesn't fit into one."""
        wide = min(FRAME, most_wide or FRAME)
        high = self.height_at(wide)
        if most_high and high > most_high:
            if isinstance(self.part, Chart):
                return self._as_photo(self.part, wide, most_high)
            high = most_high
        frame = format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"></iframe>',
            self._address(self.page.url, EMBED),
            self.live_title,
            wide,
            high,
        )
        response = {"type": "rich", **self._provided, "html": frame, "width": wide, "height": high}
        return response | self._thumbnail(wide, high)

    @property
    def _provided(self) -> dict[str, Any]:
        """What every oEmbed response says."""
        return {
            "version": "1.0",
            "title": self.live_title,
            "provider_name": SITE,
            "provider_url": f"{self.page.site}/",
            "cache_age": 3600,
        }

    def _as_photo(self, chart: Chart, most_wide: int, most_high: int) -> dict[str, Any]:
        """The oEmbed response of type photo: the picture of today in the size that fits."""
        scale = min(most_wide / theme.WIDE, most_high / chart.height(theme.WIDE))
        return {
            "type": "photo",
            **self._provided,
            "url": self._address(self.page.url, "png"),
            "width": max(1, int(theme.WIDE * scale)),
            "height": max(1, int(chart.height(theme.WIDE) * scale)),
        }

    def _thumbnail(self, most_wide: int, most_high: int) -> dict[str, Any]:
        """A thumbnail, if it is a chart and fits into the size requested."""
        if not isinstance(self.part, Chart):
            return {}
        high = round(THUMBNAIL * self.part.height(theme.WIDE) / theme.WIDE)
        if most_wide < THUMBNAIL or most_high < high:
            return {}
        url = with_parameters(self.picture, THUMBNAIL_SIZE)
        return {"thumbnail_url": url, "thumbnail_width": THUMBNAIL, "thumbnail_height": high}


def part_of(page: Page, parameters: Mapping[str, str]) -> SharedPart:
    """The chart or table of a page that the parameters name, or its main chart, or its main table.

    BadRequest if the page has none of the name; Http404 if it has neither charts nor tables.
    """
    if page.charts and "table" not in parameters:
        chart = page.chart(parameters.get("chart", ""))
        return SharedPart(page, chart, chart.name)
    if page.tables:
        name = parameters.get("table", "") or next(iter(page.tables))
        return SharedPart(page, page.table(name), name)
    raise Http404("This page has no chart and no table that can be taken elsewhere.")


def oembed_url(page: Page, form: str) -> str:
    """The address of the oEmbed response for a page, as its head names it."""
    return f"{page.site}/oembed?{urlencode({'url': page.site + page.url, 'format': form})}"


def citation(page: Page) -> str:
    """How to name a page in a list of sources: what, as at when, of which edition, where.

    No day of reading: what is at the address of an edition does not change.
    """
    edition = f", edition {page.permanent_edition}" if page.permanent_edition else ""
    as_at = f"as at {date_words(page.day)}"
    title = page.title if as_at in page.title else f"{page.title}, {as_at}"
    return f"{SITE}: {title}{edition}. {printed(page.source)}"
