"""Answers where something can't be had just now: the database, or a picture."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.log import log_response

from dashboard.exports.problems import problem_for
from dashboard.pictures.rasteriser import TooSlowError

RETRY_AFTER = "60"  # seconds
CORRUPT = ("malformed", "not a database")


class DatabaseAwayMiddleware:
    """Responds with a plain 503 page, made without a query, if the database can't be reached or is damaged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Handle a database that can't be used and no other error."""
        is_damaged = isinstance(exception, DatabaseError) and any(words in str(exception) for words in CORRUPT)
        if not is_damaged and not isinstance(exception, OperationalError | InterfaceError):
            return None
        response = _away_response(request)
        cause = str(exception).strip().partition("\n")[0]
        what = "is damaged: restore a backup" if is_damaged else "can't be used"
        log_response("The database %s (%s): %s", what, cause, request.path, response=response, request=request)
        return response


def _away_response(request: HttpRequest) -> HttpResponse:
    return _unavailable(request, "The data cannot be reached at the moment.", "503.html")


class SlowPictureMiddleware:
    """Responds with 503 and Retry-After if a picture could not be drawn in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Handle TooSlowError and no other error."""
        return _unavailable(request, str(exception), "busy.html") if isinstance(exception, TooSlowError) else None


def _unavailable(request: HttpRequest, message: str, template: str) -> HttpResponse:
    """503 with a time to come back: a page for people and, for programs, what they understand."""
    body = problem_for(request.path, request.headers.get("Accept", ""), message, status=503)
    media_type, text = body or ("text/html; charset=utf-8", render_to_string(template, {"message": message}))
    return HttpResponse(text, content_type=media_type, status=503, headers={"Retry-After": RETRY_AFTER})
