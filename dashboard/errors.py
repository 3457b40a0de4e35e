"""Errors whose message is for readers."""

from collections.abc import Sequence

from django.http import Http404


class NotOnRecordError(Http404):
    """Nothing is at the address. `instead` holds (address, words) pairs of what is known."""

    def __init__(self, message: str, instead: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.instead = tuple(instead)


class WithdrawnError(NotOnRecordError):
    """Something was at the address, and was withdrawn."""


def status_of_error(error: Exception) -> int:
    """The HTTP status of an error for readers: 410 for what was withdrawn, 404 for what isn't there, else 400."""
    if isinstance(error, WithdrawnError):
        return 410
    return 404 if isinstance(error, Http404) else 400
