"""What other sites put into their pages to show our charts and tables: frames, images, oEmbed responses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.html import format_html

from dashboard.addresses import EMBED, with_ending, with_parameters
from dashboard.values import theme
from dashboard.values.chart import Chart
from dashboard.values.formats import FORMATS
from dashboard.values.page import Page, ShownChart
from dashboard.values.tables import Table
from inspections.wording.words import date_words

SITE = "Children’s services inspections"
# px below a picture for its source and link. A table scrolls inside its frame.
BELOW, TABLE_HEIGHT = 120, 480
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
    def height(self) -> int:
        """The height of its frame in px, enough for the narrow picture too, which is higher."""
        if not isinstance(self.part, Chart):
            return TABLE_HEIGHT
        return max(self.part.height(theme.WIDE), self.part.height(theme.NARROW)) + BELOW

    def _address(self, url: str, ending: str) -> str:
        return self.page.site + with_ending(url, ending, {self.kind: self.name})

    @property
    def shared(self) -> str:
        """The address for sites that support oEmbed: the page's own with the name of the part."""
        return self.page.site + with_parameters(self.page.url, {self.kind: self.name})

    @property
    def live(self) -> str:
        """The code of a frame that always shows the latest."""
        return self._frame(self.page.url)

    @property
    def frozen(self) -> str:
        """The code of a frame that never changes."""
        return self._frame(self.page.permanent)

    def _frame(self, url: str) -> str:
        return format_html(
            '<iframe src="{}" title="{}" width="100%" height="{}" '
            'loading="lazy" style="border:0;max-width:{}px"></iframe>',
            self._address(url, EMBED),
            self.title,
            self.height,
            theme.WIDE + 32,
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
        return (*codes, Code("Address to paste", words, self.shared))

    @property
    def files(self) -> list[dict[str, str]]:
        """The files of a table, of the current edition."""
        return [
            {"name": known.name, "url": self._address(self.page.permanent, ending)} for ending, known in FORMATS.items()
        ]

    def oembed(self, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
        """The oEmbed response, of type rich, no larger than requested."""
        wide = min(theme.WIDE + 32, most_wide or theme.WIDE + 32)
        high = min(self.height, most_high or self.height)
        frame = format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"></iframe>',
            self._address(self.page.url, EMBED),
            self.title,
            wide,
            high,
        )
        response = {
            "type": "rich",
            "version": "1.0",
            "title": self.title,
            "provider_name": SITE,
            "provider_url": f"{self.page.site}/",
            "cache_age": 3600,
            "html": frame,
            "width": wide,
            "height": high,
        }
        return response | self._thumbnail(wide, high)

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
    return f"{SITE}: {title}{edition}. {page.source}"
