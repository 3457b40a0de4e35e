"""Today, as pages ask for it. A preview of a day to come sets another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("day", default=None)


def today() -> date:
    return _day.get() or timezone.localdate()


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Show pages as they will be read on the day, as far as anybody knows."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)
