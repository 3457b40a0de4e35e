"""Names each council in a request as it was called on the day that the page is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from inspections.names import named_as_of


class NamingMiddleware:
    """Names councils as of today, unless the page sets another day (`name_as_of`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with named_as_of(timezone.localdate()):
            return self.get_response(request)
