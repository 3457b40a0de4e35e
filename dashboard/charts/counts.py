"""A bar chart of a ranking: the number of councils with each count, and where the marked council is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.presenters.links import council_url
from dashboard.presenters.rankings import RankingPage
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, source_line
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import TableMaker
from dashboard.values.text import width_of
from inspections.statistics.shares import percent
from inspections.statistics.standings import CouncilRow
from inspections.wording.comparisons import count_sentence, counts_sentence

BAR, GAP, LABELS, BELOW = 24, 8, 52, 20


@dataclass(frozen=True)
class CountBar:
    """The councils with one count. `marked` is the name of the marked council if it is one of them."""

    count: int
    of: int
    number: int
    percent: int | None
    marked: str

    @property
    def label(self) -> str:
        return f"{self.count} of {self.of}"

    @property
    def words(self) -> str:
        """The number of councils: `16 (11%)`."""
        return f"{self.number}" if self.percent is None else f"{self.number} ({self.percent}%)"

    @property
    def level(self) -> int:
        """Which of the greys of counts it has: 0 for all judgements to 4 for none."""
        return round((self.of - self.count) / self.of * (len(theme.COUNTS) - 1))


def counts_chart(page: RankingPage, address: str, *, table: TableMaker) -> Chart:
    """The chart of a ranking with at least one council."""
    selection, ranking = page.selection, page.ranking
    bars = bars_of(page)
    title = f"{selection.programme.short_name}: {page.answer.words}"
    if selection.group:
        title += f" ({page.group})"
    return Chart(
        name="counts",
        title=title,
        finding=" ".join(filter(None, (counts_sentence(ranking), _marked_sentence(page)))),
        source=source_line(selection.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, bars),
        figure=lambda: _figure(page),
        note=page.chart_note,
        explorable=True,
    )


def bars_of(page: RankingPage) -> tuple[CountBar, ...]:
    """A bar for each possible count, the highest first."""
    ranking, slug = page.ranking, page.selection.council
    of = len(ranking.measure.judgements)
    return tuple(
        CountBar(
            count=count,
            of=of,
            number=len(councils),
            percent=percent(len(councils), ranking.base),
            marked=next((council.name for council in councils if council.slug == slug), ""),
        )
        for count, councils in ranking.by_count.items()
    )


def _marked_sentence(page: RankingPage) -> str:
    """`County Durham is one of the 21 that had 3.`"""
    slug = page.selection.council
    for count, councils in page.ranking.by_count.items():
        name = next((council.name for council in councils if council.slug == slug), None)
        if name:
            return count_sentence(name, count, len(councils))
    return ""


def _draw(drawing: Drawing, bars: tuple[CountBar, ...]) -> None:
    """Draw the bars. The marked council's name stands after its bar or, if there is no room, under it."""
    left, top = MARGIN + LABELS, drawing.height + 4
    room = drawing.width - MARGIN - left - max(width_of(bar.words, theme.TEXT, "bold") for bar in bars) - 8
    most = max(bar.number for bar in bars)
    y = top
    for bar in bars:
        end = left + room * bar.number / most
        drawing.text(MARGIN, y + 16, bar.label)
        if bar.number:
            drawing.rect(Box(left, y, end - left, BAR), theme.COUNTS[bar.level])
        words = f"{bar.words} with {bar.marked}" if bar.marked else bar.words
        if end + 6 + width_of(words, theme.TEXT, "bold") <= drawing.width - MARGIN:
            drawing.text(end + 6, y + 16, words, weight="bold")
        else:
            drawing.text(end + 6, y + 16, bar.words, weight="bold")
            drawing.text(left, y + BAR + 16, f"with {bar.marked}", weight="bold")
            y += BELOW
        y += BAR + GAP
    drawing.line(left, top - 2, left, y - GAP + 2, theme.QUIET)
    drawing.reach(y - GAP)


def _figure(page: RankingPage) -> dict[str, Any]:
    """Every council as a dot beside its count; the legend shows one region alone."""
    marked = page.selection.council
    columns: dict[int, int] = {}
    regions: dict[str, list[tuple[int, int, CouncilRow]]] = {}
    of = len(page.judgements)
    for count, councils in page.ranking.by_count.items():
        for council in sorted(councils, key=lambda council: (council.region, council.name)):
            columns[count] = columns.get(count, 0) + 1
            regions.setdefault(council.region, []).append((columns[count], count, council))
    labels = {count: f"{count} of {of}" for count in page.ranking.by_count}
    layout = {
        "height": 230 + 56 * len(labels),
        "showlegend": len(regions) > 1,
        "legend": {
            "orientation": "h",
            "entrywidth": 170,
            "font": {"size": theme.SMALL},
            "y": -0.05,
            "yanchor": "top",
            "itemclick": "toggleothers",
        },
        "margin": {"l": 48, "r": 16, "t": theme.TOP, "b": 190},
        "hovermode": "closest",
        "xaxis": {"visible": False},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": [labels[count] for count in sorted(labels)],
            "automargin": True,
            "gridcolor": theme.LINE,
            "type": "category",
        },
    }
    return {"data": [_dots(region, regions[region], labels, marked) for region in sorted(regions)], "layout": layout}


def _dots(
    region: str, placed: Sequence[tuple[int, int, CouncilRow]], labels: Mapping[int, str], marked: str
) -> dict[str, Any]:
    is_marked = [council.slug == marked for _, _, council in placed]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": region or "Councils",
        "x": [column for column, _, _ in placed],
        "y": [labels[count] for _, count, _ in placed],
        "text": [council.name if mark else "" for (_, _, council), mark in zip(placed, is_marked, strict=True)],
        "textposition": "top center",
        "customdata": [(f"{council.name}: {labels[count]}", council_url(council)) for _, count, council in placed],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "marker": {
            "color": [theme.INK if mark else theme.DOT for mark in is_marked],
            "opacity": 1,
            "size": [14 if mark else 9 for mark in is_marked],
        },
    }
