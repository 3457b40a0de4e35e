"""The ranked councils on their page as one strip, in parts by their count."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.rankings import RankingPage
from inspections.wording.rankings import count_words
from inspections.wording.words import counted

from .counts import CountBar, bars_of

# In per cent of the strip: the least room for a label beside the next, on a wide screen and on a phone.
LABELS_APART = {"wide": 4.5, "narrow": 8.5}


class StripLabel(NamedTuple):
    """The label of a part on one kind of screen, and where it stands, in per cent."""

    css: str
    words: str
    at: float


@dataclass(frozen=True)
class StripPart:
    """A part of the strip of counts: where it begins and how wide it is, in per cent, and its labels."""

    bar: CountBar
    url: str
    start: float
    width: float
    labels: tuple[StripLabel, ...]

    @property
    def accessible_name(self) -> str:
        return f"{counted(self.bar.number, 'council')} with {self.bar.label}: go to the first"


@dataclass(frozen=True)
class CountStrip:
    """The ranked councils as one strip, each part as wide as its share, the highest count first.

    Its labels stand in its parts or, if one part is too narrow for that, below the strip in the same order.
    """

    parts: tuple[StripPart, ...]

    @property
    def is_labelled_below(self) -> bool:
        return any(part.width < LABELS_APART["narrow"] for part in self.parts)

    @property
    def height(self) -> int:
        """The height of the strip in px."""
        return 24 if self.is_labelled_below else 52

    @property
    def text_y(self) -> int:
        """Where the numbers of its labels stand, in px from above."""
        return 54 if self.is_labelled_below else 22


def count_strip(page: RankingPage) -> SafeString:
    """The strip of a ranking as SVG, each part a link to its first council."""
    strip = strip_of(page)
    below = " below" if strip.is_labelled_below else ""
    parts = "".join([_part(part, strip) for part in strip.parts])
    return mark_safe(  # noqa: S308 (escaped)
        f'<svg data-drawing class="counts{below}" role=group aria-label="Ranked councils by count">{parts}</svg>'
    )


def _part(part: StripPart, strip: CountStrip) -> str:
    level, place = part.bar.level, f'x="{_percent(part.start)}" width="{_percent(part.width)}"'
    own = f"<rect class=own {place} y={strip.height} height=4 />" if part.bar.marked else ""
    labels = "".join([_label(label, part, strip) for label in part.labels])
    link = f'<a href="{escape(part.url)}" aria-label="{escape(part.accessible_name)}">'
    return f"{link}<rect class=n{level} {place} height={strip.height} />{own}{labels}</a>"


def _label(label: StripLabel, part: StripPart, strip: CountStrip) -> str:
    x, y = f'x="{_percent(label.at)}"', strip.text_y
    mark = f"<rect {x} y=32 width=18 height=4 />" if strip.is_labelled_below else ""
    return (
        f'<g class="n{part.bar.level} {label.css}">{mark}<text {x} y={y}>{part.bar.number}</text>'
        f"<text class=of {x} y={y + 18}>{escape(label.words)}</text></g>"
    )


def _percent(number: float) -> str:
    """A place in a drawing that takes the width: `11.3%`."""
    return f"{number:.3g}%"


def strip_of(page: RankingPage) -> CountStrip:
    """The strip of a ranking. Counts that no council has are left out."""
    bars = [bar for bar in bars_of(page) if bar.number]
    starts = [100 * sum(bar.number for bar in bars[:n]) / page.ranking.base for n in range(len(bars))]
    places = {css: _apart(starts, room) for css, room in LABELS_APART.items()}
    return CountStrip(
        tuple(
            StripPart(
                bar,
                page.count_url(bar.count),
                starts[n],
                100 * bar.number / page.ranking.base,
                (
                    StripLabel("wide", count_words(bar.count, bar.of), places["wide"][n]),
                    StripLabel("narrow", str(bar.count), places["narrow"][n]),
                ),
            )
            for n, bar in enumerate(bars)
        )
    )


def _apart(starts: Sequence[float], room: float) -> list[float]:
    """Where labels stand: at the start of their parts, moved just as far as each needs `room` in per cent."""
    places: list[float] = []
    for n, start in enumerate(starts):
        after = places[-1] + room if places else 0
        places.append(min(max(start, after), 100 - room * (len(starts) - n)))
    return places
