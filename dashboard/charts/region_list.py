"""Regions as a list on their page: a dot each in order of the share that are good or outstanding."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.distributions import DistributionRow
from dashboard.tables.distributions import letters
from dashboard.values.markup import link

# The per cent from which a number stands at the left of its dot.
LEAST_TO_TURN = 86


def shares_by_region(rows: Iterable[DistributionRow], every: DistributionRow) -> SafeString:
    """The rows in the order given, each with a line for the share of `every`, whose number stands above.

    Letters instead of a dot where fewer than ten councils are graded.
    """
    items = "".join(f"<li>{link(row.lists, row.label)}{_dot_or_letters(row, every)}{_counted(row)}" for row in rows)
    return mark_safe(f'<ul class="by-share">{_scale(every)}{items}</ul>')  # noqa: S308 (escaped)


def _scale(every: DistributionRow) -> str:
    """The share of all on the scale, and the ends of the scale where it leaves room."""
    share = every.percent
    if share is None:
        return ""
    low = "<text x=0 y=12>0%</text>" if share > 20 else ""
    own = f'<text class=middle x="{share}%" y=12>{escape(every.label)} {share}%</text>'
    high = '<text class="end far" x="100%" y=12>100%</text>' if share < 80 else ""
    return f"<li aria-hidden=true><span></span><svg class=scale>{low}{own}{high}</svg><span></span>"


def _dot_or_letters(row: DistributionRow, every: DistributionRow) -> str:
    if row.percent is None:
        return letters(row.shares)
    x, of_all = f"{row.percent}%", "" if every.percent is None else f"{every.percent}%"
    beside = "class=end dx=-11" if row.percent >= LEAST_TO_TURN else "dx=11"
    return (
        '<svg class=scale aria-hidden=true><line class=track x1=0 x2="100%" y1=14 y2=14 />'
        f'<line class=whole x1="{of_all}" x2="{of_all}" y1=0 y2=28 /><circle cx="{x}" cy=14 r=6 />'
        f'<text {beside} x="{x}" y=18>{x}</text></svg>'
    )


def _counted(row: DistributionRow) -> str:
    return link(row.good_list, f"{row.shares.good_or_better} of {row.shares.base}")
