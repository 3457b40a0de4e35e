"""A page as a value: what one address shows, and every form in which it can be had."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from django.core.exceptions import BadRequest
from django.http import HttpResponse

from dashboard.addresses import SHARE, with_ending
from dashboard.values import theme
from dashboard.values.chart import Chart
from dashboard.values.formats import FORMATS
from dashboard.values.table import DataFile
from inspections.record.status import Basis


@dataclass(frozen=True)
class Page:
    """What one address holds, in every form it can be had in.

    `url` is the page's own address as asked for, without the host; `permanent` the same with its day and edition
    in it, which will still show this when the data have changed. `tables` make a table, by name and when asked for,
    from the address that it is to name as its source; the page's main one comes first, and likewise of
    `charts`. `document` makes the Word file, None where there is none. `sentences` makes those it offers to
    quote, always in the same order, empty where one cannot be said. `basis` is what the page rests on, and
    `rests_on` that in words, by which an edition's page says what has become of it.
    """

    title: str
    url: str
    permanent: str
    day: date
    edition: int | None = None
    tables: Mapping[str, Callable[[str], DataFile]] = field(default_factory=dict)
    charts: Sequence[Chart] = ()
    document: Callable[[], HttpResponse] | None = None
    sentences: Callable[[], Sequence[str]] = tuple
    basis: Basis | None = None
    rests_on: str = "what this page shows"

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of the files it has."""
        pictures = ("svg", "png", "plotly") if self.charts else ()
        return (*(FORMATS if self.tables else ()), *pictures, *(("docx",) if self.document else ()))

    def table(self, name: str, source: str) -> DataFile:
        """One of its tables, the main one for no name; BadRequest names them where it has none of the name."""
        return _one_of("table", name, self.tables)(source)

    def chart(self, name: str) -> Chart:
        """One of its charts, the main one for no name; BadRequest names them where it has none of the name."""
        found = next((chart for chart in self.charts if name in ("", chart.name)), None)
        return found or _one_of("chart", name, {chart.name: chart for chart in self.charts})

    @property
    def permanent_edition(self) -> str:
        """The number of the edition that the permanent address names; empty before the first edition."""
        return dict(parse_qsl(self.permanent.partition("?")[2])).get("edition", "")

    def file_name(self, chart: Chart) -> str:
        """The name under which a chart is kept, without an ending: heatmap-ilacs-2024-06-01."""
        path = self.permanent.partition("?")[0].strip("/").replace("/", "-")
        return path if chart is self.charts[0] else f"{path}-{chart.name}"

    def files_of(self, name: str) -> list[dict[str, str]]:
        """The files of one of its tables, for the links below it."""
        named = {} if name == next(iter(self.tables)) else {"table": name}
        return [{"name": known.name, "url": with_ending(self.url, ending, named)} for ending, known in FORMATS.items()]

    @cached_property
    def files(self) -> list[dict[str, str]]:
        """Its main table's files, for the head of the page and the links below it."""
        if not self.tables:
            return []
        return [
            {"type": known.media_type, "name": known.name, "url": with_ending(self.url, ending)}
            for ending, known in FORMATS.items()
        ]

    @property
    def document_url(self) -> str:
        """The address of its Word file; empty where there is none."""
        return with_ending(self.url, "docx") if self.document else ""

    @cached_property
    def shown_charts(self) -> dict[str, ShownChart]:
        """Its charts by name, as a template shows them."""
        return {chart.name: ShownChart(self, chart, is_main=not n) for n, chart in enumerate(self.charts)}


@dataclass(frozen=True)
class ShownPicture:
    """A picture of a chart on its page."""

    chart: Chart
    url: str
    width: int

    @property
    def height(self) -> int:
        """How high it is, so that nothing moves when it loads. It is drawn to find out: only where it is shown."""
        return self.chart.height(self.width)


@dataclass(frozen=True)
class ShownChart:
    """A chart on its page: the addresses of its pictures, its interactive form and its rows, and their sizes."""

    page: Page
    chart: Chart
    is_main: bool

    def _url(self, ending: str, **more: str) -> str:
        named = {} if self.is_main else {"chart": self.chart.name}
        return with_ending(self.page.permanent, ending, {**named, **more})

    @property
    def wide(self) -> ShownPicture:
        """The picture for a wide screen."""
        return ShownPicture(self.chart, self._url("svg"), theme.WIDE)

    @property
    def narrow(self) -> ShownPicture:
        """The picture for a phone."""
        return ShownPicture(self.chart, self._url("svg", width="narrow"), theme.NARROW)

    @property
    def png(self) -> str:
        """The picture for a paper."""
        return self._url("png")

    @property
    def figure(self) -> str:
        """The interactive form, as plotly takes it."""
        return self._url("plotly")

    @property
    def share(self) -> str:
        """The page with the codes by which another site shows it."""
        return with_ending(self.page.url, SHARE, {"chart": self.chart.name})

    @property
    def table(self) -> DataFile:
        """The rows behind it."""
        return self.chart.table()


def _one_of(kind: str, name: str, known: Mapping[str, Any]) -> Any:
    if not name:
        return next(iter(known.values()))
    if name not in known:
        raise BadRequest(f"There is no {kind} “{name}” here. Known here: {', '.join(known)}.")
    return known[name]
