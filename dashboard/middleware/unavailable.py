"""Answers where something is away or busy: the database, or the drawing of pictures."""

from collections.abc import Callable, Mapping

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.log import log_response

from dashboard.exports.problems import problem_at
from dashboard.pictures.png import refuse_pictures_while_busy
from dashboard.pictures.rate_limit import PicturesBusyError

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
    body = problem_at(request.path, "The data cannot be reached at the moment.", status=503)
    media_type, text = body or ("text/html; charset=utf-8", render_to_string("503.html"))
    return HttpResponse(text, content_type=media_type, status=503, headers={"Retry-After": "60"})


class PicturesBusyMiddleware:
    """Responds with 503 and Retry-After while too many pictures are asked for.

    A picture is refused before its page is made; a Word file when its pictures are drawn.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, _request: HttpRequest, _view: object, _arguments: object, named: Mapping[str, object]
    ) -> HttpResponse | None:
        """Refuse a picture if none could be drawn."""
        if named.get("ending") == "png":
            try:
                refuse_pictures_while_busy()
            except PicturesBusyError as busy:
                return _busy_response(busy)
        return None

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Handle PicturesBusyError and no other error."""
        return _busy_response(exception) if isinstance(exception, PicturesBusyError) else None


def _busy_response(busy: PicturesBusyError) -> HttpResponse:
    headers = {"Retry-After": str(busy.retry_after)}
    return HttpResponse(f"{busy}\n", status=503, content_type="text/plain; charset=utf-8", headers=headers)
