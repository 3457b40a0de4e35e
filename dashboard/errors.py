"""Errors whose message is for readers."""

from collections.abc import Sequence

from django.http import Http404


class NotOnRecordError(Http404):
    """Nothing is at the address. `instead` holds (address, words) pairs of what is known."""

    def __init__(self, message: str, instead: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.instead = tuple(instead)
