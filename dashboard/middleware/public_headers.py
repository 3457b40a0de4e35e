"""Headers of public answers: how long they may be kept, and that scripts of any site may read files."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from dashboard.addresses import STAFF_SIDE
from dashboard.caching import cache_control_of


class PublicHeadersMiddleware:
    """Says of public answers how long they may be kept, and opens files to scripts of any site.

    A file is an address with an ending. All that is public is the same for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(STAFF_SIDE):
            return response
        if response.status_code == HTTPStatus.OK:
            control = cache_control_of(request.path_info, request.META["QUERY_STRING"])
            response.headers.setdefault("Cache-Control", control)
        match = request.resolver_match
        if match and match.kwargs.get("ending"):
            # Errors too, so that a script can tell what is wrong.
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response
