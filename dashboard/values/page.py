"""A page as a value: what one address shows, and every form in which it can be had."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, Self, TypeVar
from urllib.parse import parse_qsl

from django.core.exceptions import BadRequest

from dashboard.addresses import AS_CITED, CARD, SHARE, with_ending
from dashboard.short_links import short_path
from dashboard.values import theme
from dashboard.values.card import Card
from dashboard.values.chart import Chart, ChartMaker
from dashboard.values.documents import Paper
from dashboard.values.feed import ATOM, Feed, FeedLink
from dashboard.values.formats import FORMATS
from dashboard.values.tables import Table, TableMaker
from inspections.record.status import Basis, EditionStatus

PICTURES = ("svg", "png", "plotly")
WORD, SLIDE = "docx", "pptx"

Made = TypeVar("Made")


class Selected(Protocol):
    """What a page shows, which knows the page's addresses, day and edition: a selection."""

    @property
    def day(self) -> date: ...

    @property
    def edition(self) -> int | None: ...

    @property
    def edition_day(self) -> date | None: ...

    def url(self) -> str: ...

    def permanent_url(self) -> str: ...


@dataclass(frozen=True)
class Page:
    """What one address shows, in every form it can be had in.

    `site` is this site's address; `url` is the page's own, as asked for, without the site. `permanent` is the same
    with the day and the edition in it, so that it goes on showing this when the data have changed.

    `tables` and `charts` map names to makers, which are called only for what is shown. A maker takes the full
    address that its table or chart names as the source. The first of each is the main one. `document` makes the paper
    of the Word file from the page, or is None.

    `feed` makes the feed of what is new on it, or is None; `feeds` are those that readers of it may want to follow.

    `card` makes the picture beside a link to it, if that has more than titles.
    `sentences` makes what the page offers to quote: always the same number in the same order, empty where one can't
    be said; `main_sentence` makes the one that a slide of its main chart says. `basis` is what the page rests on, from
    which its edition's banner is made; `rests_on` says it in words where the basis alone doesn't.
    `edition_day` is the day on which the edition asked for was made. `status` is the edition's status today, and
    `standing` says it in words if the edition is not current, for pictures and the Word file.
    """

    title: str
    site: str
    url: str
    permanent: str
    day: date
    edition: int | None = None
    edition_day: date | None = None
    tables: Mapping[str, TableMaker] = field(default_factory=dict)
    charts: Mapping[str, ChartMaker] = field(default_factory=dict)
    document: Callable[[Page], Paper] | None = None
    feed: Callable[[], Feed] | None = None
    feeds: Sequence[FeedLink] = ()
    sentences: Callable[[], Sequence[str]] = tuple
    main_sentence: Callable[[], str] = str
    card: Callable[[], Card] | None = None
    basis: Basis | None = None
    rests_on: str = ""
    status: EditionStatus | None = None
    standing: str = ""

    @classmethod
    def of(cls, selection: Selected, site: str, title: str, **forms: Any) -> Self:
        """The page of a selection, with the rest of a page's attributes as `forms`."""
        return cls(
            title=title,
            site=site,
            url=selection.url(),
            permanent=selection.permanent_url(),
            day=selection.day,
            edition=selection.edition,
            edition_day=selection.edition_day,
            **forms,
        )

    @property
    def source(self) -> str:
        """The permanent address with the site, as files, pictures and sentences name it."""
        return f"{self.site}{self.permanent}"

    @cached_property
    def short(self) -> str:
        """The same, as short as it gets."""
        return f"{self.site}{short_path(self.permanent)}"

    @property
    def card_url(self) -> str:
        """The full address of the picture beside a link to it; empty if it would show nothing but the title."""
        return f"{self.site}{with_ending(self.url, CARD)}" if self.card or self.charts else ""

    def card_shown(self) -> Card:
        """The picture beside a link to it: by default its title, with its main chart's title or its first sentence."""
        if self.card:
            return self.card()
        return Card(self.title, self.chart().title if self.charts else next(filter(None, self.sentences()), ""))

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of the files it has."""
        return (
            *(FORMATS if self.tables else ()),
            *((*PICTURES, SLIDE) if self.charts else ()),
            *((WORD,) if self.document else ()),
            *((ATOM,) if self.feed else ()),
        )

    def table(self, name: str = "", ending: str = "") -> Table:
        """A table, the main one without a name, for its page or for the file with this ending.

        BadRequest lists the names where there is no such table.
        """
        permanent = with_ending(self.permanent, ending, {"table": name}) if ending else self.permanent
        return _maker("table", name, self.tables)(f"{self.site}{permanent}")

    def chart(self, name: str = "") -> Chart:
        """A chart, the main one without a name. BadRequest lists the names where there is no such chart."""
        chart = _maker("chart", name, self.charts)(self.source)
        return replace(chart, source=f"{self.standing} {chart.source}") if self.standing else chart

    def paper(self) -> Paper:
        """The paper of its Word file. Only for pages that have one."""
        assert self.document is not None
        return replace(self.document(self), standing=self.standing)

    @property
    def permanent_edition(self) -> str:
        """The number of the edition that the permanent address names; empty before the first edition."""
        return dict(parse_qsl(self.permanent.partition("?")[2])).get("edition", "")

    @property
    def file_name(self) -> str:
        """Its path as the name of a file, without an ending: heatmap-ilacs-2024-06-01."""
        return self.permanent.partition("?")[0].strip("/").replace("/", "-")

    def chart_file_name(self, chart: Chart) -> str:
        """The name of a chart's files, without an ending."""
        return self.file_name if chart.name == next(iter(self.charts)) else f"{self.file_name}-{chart.name}"

    def files_of(self, name: str) -> list[dict[str, str]]:
        """The files of a table, for the links below it."""
        parameters = {} if name == next(iter(self.tables)) else {"table": name}
        return [
            {"name": known.name, "url": with_ending(self.url, ending, parameters)} for ending, known in FORMATS.items()
        ]

    @cached_property
    def files(self) -> list[dict[str, str]]:
        """The main table's files, for the head of the page and the links below it."""
        if not self.tables:
            return []
        return [
            {"type": known.media_type, "name": known.name, "url": with_ending(self.url, ending)}
            for ending, known in FORMATS.items()
        ]

    @property
    def document_url(self) -> str:
        """The address of its Word file; empty if it has none."""
        return with_ending(self.url, WORD) if self.document else ""

    @cached_property
    def shown_charts(self) -> dict[str, ShownChart]:
        """Its charts by name, as templates show them."""
        return {name: ShownChart(self, name) for name in self.charts}


@dataclass(frozen=True)
class ShownPicture:
    """A picture of a chart on its page, and the same for dark screens."""

    chart: Chart
    url: str
    dark_url: str
    width: int

    @cached_property
    def height(self) -> int:
        """Its height in px, so that nothing moves when it loads. The chart is drawn to find out."""
        return self.chart.height(self.width)


@dataclass(frozen=True)
class ShownChart:
    """A chart on its page: the addresses of its pictures, of its interactive form and of its rows, and their sizes."""

    page: Page
    name: str

    @cached_property
    def chart(self) -> Chart:
        """The chart itself, made when it is first asked for."""
        return self.page.chart(self.name)

    def _url(self, ending: str, **more: str) -> str:
        named = {} if self.name == next(iter(self.page.charts)) else {"chart": self.name}
        return with_ending(self.page.permanent, ending, {**named, **more})

    @cached_property
    def wide(self) -> ShownPicture:
        """The picture for a wide screen."""
        return self._picture(theme.WIDE)

    @cached_property
    def narrow(self) -> ShownPicture:
        """The picture for a phone."""
        return self._picture(theme.NARROW, width="narrow")

    def _picture(self, pixels: int, **more: str) -> ShownPicture:
        # Browsers may cache a current page's pictures for long. Those of an edition name its status, which can change.
        kept = dict([AS_CITED]) if self.page.edition is None else {}
        url, dark_url = (self._url("svg", **more, **kept, **look) for look in ({}, {"theme": "dark"}))
        return ShownPicture(self.chart, url, dark_url, pixels)

    @property
    def svg(self) -> str:
        """The address of the drawing."""
        return self._url("svg")

    @property
    def png(self) -> str:
        """The address of the picture for a paper."""
        return self._url("png")

    @cached_property
    def slide(self) -> str:
        """The address of the slide; empty if the chart is too long for one."""
        return self._url(SLIDE) if self.chart.fits_slide else ""

    @property
    def figure(self) -> str:
        """The address of the interactive form, as plotly takes it."""
        return self._url("plotly")

    @property
    def share(self) -> str:
        """The address of the page with the codes for other sites."""
        return with_ending(self.page.url, SHARE, {"chart": self.name})

    @property
    def table(self) -> Table:
        """The rows behind it."""
        return self.chart.table()


def _maker(kind: str, name: str, known: Mapping[str, Callable[[str], Made]]) -> Callable[[str], Made]:
    if not name:
        return next(iter(known.values()))
    if name not in known:
        raise BadRequest(f"There is no {kind} “{name}” here. Known here: {', '.join(known)}.")
    return known[name]
