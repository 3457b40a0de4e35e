"""Values that follow from an edition, kept in memory from one request to the next.

What is published changes only with an edition, so a value that follows from the record and from what is in the call
holds for as long as the number of the edition does. Each request reads that number from the database before anything
else, so several processes agree. Because the number is read first, a value may be newer than its number if an edition
is made meanwhile, but never older, and nobody asks for the number again.

What changes without an edition (the day, settings) has to be in the call.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from django.db import connection

# A programme as at a day takes 1.5 MB at most with all that can be counted of it, mostly half of that. All records take
# 1 MB, and other values far less: 70 MB at most for each process.
MOST_KEPT = 48

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


class OfEdition(Protocol):
    """A record as of an edition, or the current one."""

    @property
    def edition(self) -> int: ...

    @property
    def is_past(self) -> bool: ...


AnyRecord = TypeVar("AnyRecord", bound=OfEdition)
Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


def kept_by_edition(
    make: Callable[Concatenate[AnyRecord, Arguments], Value],
) -> Callable[Concatenate[AnyRecord, Arguments], Value]:
    """Keep what a function of a record makes. Its other arguments have to be hashable.

    Requests share the value, so nothing may change it. Inside a transaction nothing is kept, because an edition made
    there may still be taken back, and before the first edition neither.
    """

    @wraps(make)
    def from_memory(record: AnyRecord, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Value:
        if not _may_keep() or not record.edition:
            return make(record, *arguments, **named)
        key = (make, record.is_past, record.edition, arguments, tuple(sorted(named.items())))
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                value: Value = _kept[key]
                return value
        value = make(record, *arguments, **named)
        with _lock:
            _kept[key] = value
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return value

    return from_memory


def forget() -> None:
    """Drop everything kept."""
    with _lock:
        _kept.clear()


def _may_keep() -> bool:
    return not connection.in_atomic_block
