"""What every request passes through beside Django's own middleware."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from dashboard.pictures.png import PicturesBusyError, refuse_pictures_while_busy


class DatabaseAwayMiddleware:
    """Answers with a plain 503 page, made without a query, when the database cannot be reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only for an unreachable database; every other error keeps its own course."""
        if isinstance(exception, OperationalError | InterfaceError):
            return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
        return None


class PicturesBusyMiddleware:
    """Answers with a sentence and a time to come back when more pictures are asked for than are drawn.

    A picture is refused before its page is read; a document that holds pictures when it comes to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, _request: HttpRequest, _view: object, _arguments: object, named: Mapping[str, object]
    ) -> HttpResponse | None:
        """Refuse a picture where none could be drawn."""
        if named.get("ending") == "png":
            try:
                refuse_pictures_while_busy()
            except PicturesBusyError as busy:
                return _come_back(busy)
        return None

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Every other error keeps its own course."""
        return _come_back(exception) if isinstance(exception, PicturesBusyError) else None


def _come_back(busy: PicturesBusyError) -> HttpResponse:
    headers = {"Retry-After": str(busy.retry_after)}
    return HttpResponse(f"{busy}\n", status=503, content_type="text/plain; charset=utf-8", headers=headers)


class FilesMiddleware:
    """Lets any site's scripts read the files of pages, which are the same for everybody, and caches keep them a while.

    A file is what is at an address with an ending. What an edition held stays so; anything else may be corrected.
    """

    SECONDS, SECONDS_OF_AN_EDITION = 60, 24 * 60 * 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.kwargs.get("ending"):
            # Errors too: a script can then tell what is wrong.
            response.headers["Access-Control-Allow-Origin"] = "*"
            if response.status_code == HTTPStatus.OK:
                seconds = self.SECONDS_OF_AN_EDITION if request.GET.get("edition") else self.SECONDS
                response.headers.setdefault("Cache-Control", f"public, max-age={seconds}")
        return response
