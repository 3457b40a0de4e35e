"""Refuses what no public page answers, before any work is done for it: long addresses, and all but reading."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dashboard.addresses import STAFF_SIDE
from dashboard.views.errors import refused

# Characters of path and query. The longest address that a form of ours makes has a third of it.
LONGEST_ADDRESS = 4096
METHODS = ("GET", "HEAD", "OPTIONS")


class PublicRequestMiddleware:
    """Public addresses answer GET, HEAD and OPTIONS; anything else is refused before its body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(STAFF_SIDE):
            return self.get_response(request)
        if request.method not in METHODS:
            return refused(
                request,
                "This site can only be read here: nothing can be sent to this address. Open it without sending a form.",
                status=405,
                headers={"Allow": ", ".join(METHODS)},
            )
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_options(request))
        if len(request.path_info) + len(request.META["QUERY_STRING"]) > LONGEST_ADDRESS:
            return refused(
                request,
                f"This address is longer than {LONGEST_ADDRESS // 1024} KB, more than any page here needs. "
                "Choose fewer councils or filters, or start from the page without any.",
                status=414,
            )
        return self.get_response(request)


def _options(request: HttpRequest) -> dict[str, str]:
    """What can be asked for. Scripts of other sites may read files, and ask whether one has changed."""
    allowed = {"Allow": ", ".join(METHODS)}
    if "." not in request.path_info.rpartition("/")[2]:
        return allowed
    return allowed | {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
