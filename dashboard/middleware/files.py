"""Headers of files."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse


class FilesMiddleware:
    """Lets scripts of any site read the files of pages, and caches keep them.

    A file is an address with an ending. It is the same for everybody. One of an edition never changes, any other may
    be corrected.
    """

    SECONDS, SECONDS_OF_AN_EDITION = 60, 24 * 60 * 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.kwargs.get("ending"):
            # Errors too, so that a script can tell what is wrong.
            response.headers["Access-Control-Allow-Origin"] = "*"
            if response.status_code == HTTPStatus.OK:
                seconds = self.SECONDS_OF_AN_EDITION if request.GET.get("edition") else self.SECONDS
                response.headers.setdefault("Cache-Control", f"public, max-age={seconds}")
        return response
