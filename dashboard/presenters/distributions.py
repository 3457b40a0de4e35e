"""Rows of tables of the number of councils with each grade. Each number links to its list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from dashboard.addresses import with_parameters
from dashboard.selections.judgement import GOOD_OR_BETTER, GRADED
from inspections.models import Council
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares, percent
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.words import n_of


@dataclass(frozen=True)
class Bar:
    """A bar of a chart and its label; `shares.base` is the number of its councils."""

    label: str
    shares: Shares


@dataclass(frozen=True)
class DistributionRow:
    """A judgement, or a group of councils on a judgement.

    `lists` is the address where the councils counted are listed, which takes `grade`; `url` that of what the label
    names, if anything; `heading` is that of the part of the table in which it stands. `framework` and `judgement` are
    the codes of a judgement.
    """

    label: str
    shares: Shares
    lists: str
    url: str = ""
    heading: str = ""
    short_label: str = ""
    note: str = ""
    framework: str = ""
    judgement: str = ""

    @property
    def has_bar(self) -> bool:
        """Whether there are enough councils for a bar: as many as for a percentage."""
        return self.shares.base >= SMALLEST_BASE_FOR_PERCENT

    @cached_property
    def percent(self) -> int | None:
        """The percentage that are good or outstanding, or None if too few are graded."""
        return percent(self.shares.good_or_better, self.shares.base)

    @property
    def share(self) -> Fraction:
        """The share that is good or outstanding, 0 if none is graded."""
        return Fraction(self.shares.good_or_better, self.shares.base or 1)

    @property
    def in_being(self) -> int:
        """The number of councils, graded or not."""
        return self.shares.base + sum(map(len, self.shares.ungraded.values()))

    @property
    def good_or_better(self) -> str:
        """`109 of 151 (72%)`, or a dash if none is graded."""
        return n_of(self.shares.good_or_better, self.shares.base) if self.shares.base else "–"

    @cached_property
    def good_list(self) -> str:
        """The address of the list of good or better councils."""
        return self.list_of(GOOD_OR_BETTER)

    @property
    def graded_list(self) -> str:
        """The address of the list of graded councils."""
        return self.list_of(GRADED)

    @property
    def bar(self) -> Bar:
        return Bar(self.short_label or self.label, self.shares)

    def list_of(self, grade: str) -> str:
        """The address of the list of councils with this grade."""
        return with_parameters(self.lists, {"grade": grade})


def by_region(councils_as_at: CouncilsAsAt) -> Sequence[tuple[str, CouncilsAsAt]]:
    """The councils by region, for the nine regions of the ONS by name."""
    return councils_as_at.once(
        "regions", lambda: [(region, _in_region(councils_as_at, region)) for region in Council.Region.values]
    )


def _in_region(councils_as_at: CouncilsAsAt, region: str) -> CouncilsAsAt:
    standings = councils_as_at.standings.items()
    return replace(councils_as_at, standings={slug: one for slug, one in standings if one.council.region == region})
