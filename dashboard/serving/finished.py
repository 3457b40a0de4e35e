"""Finished pages in memory: those asked for lately, up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from hashlib import blake2b
from threading import Lock
from typing import Any, NamedTuple

from .answers import FinishedAnswer

# What an entry takes beside its bodies, about.
OVERHEAD = 4096


class PageKey(NamedTuple):
    """What a finished page depends on, within one version of the code and the settings."""

    state: Any
    day: date
    address: str

    def tag(self, version: str) -> str:
        """The beginning of the page's ETags: known without the page, since nothing else can change it."""
        return blake2b(f"{version} {self}".encode(), digest_size=15).hexdigest()


class FinishedPages:
    """The pages asked for lately. Those of an earlier state are never asked for again and go first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._pages: OrderedDict[PageKey, FinishedAnswer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: PageKey) -> FinishedAnswer | None:
        """The page, or None if it isn't finished."""
        with self._lock:
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def keep(self, key: PageKey, page: FinishedAnswer) -> None:
        """Keep the page and drop those asked for longest ago, if need be. One that fills an eighth isn't kept."""
        size = page.size + OVERHEAD
        if size > self.most_bytes / 8:
            return
        with self._lock:
            if key in self._pages:
                return
            self._pages[key] = page
            self.size += size
            while self.size > self.most_bytes:
                _, dropped = self._pages.popitem(last=False)
                self.size -= dropped.size + OVERHEAD
