"""A feed as a value: what is new or corrected, one entry for each thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString

ATOM = "atom"
ATOM_TYPE = "application/atom+xml"


class FeedLink(NamedTuple):
    """A feed that a page leads to: its title and its address."""

    title: str
    url: str


@dataclass(frozen=True)
class FeedEntry:
    """One thing that is told of, and told of again when it changes.

    `key` never changes, whatever else does. `url` is an address of this site. `updated` is when it last changed here,
    and `published` when Ofsted published it, None where no day is known.
    """

    key: str
    title: str
    url: str
    summary: SafeString
    category: str
    updated: datetime
    published: datetime | None = None


@dataclass(frozen=True)
class Feed:
    """The entries, latest change first. `url` is its address, and `page_url` that of the page with the same."""

    title: str
    subtitle: str
    url: str
    page_url: str
    updated: datetime
    entries: Sequence[FeedEntry]
