"""Headers of all answers: what a page may use of a device, who may load it, how long it may be kept."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from dashboard.addresses import STAFF_SIDE
from dashboard.caching import cache_control_of

# Pages use nothing of the device.
PERMISSIONS = ", ".join(f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb"))


class HeadersMiddleware:
    """Says of public answers how long they may be kept, and opens them to other sites; the staff side is for this one.

    A file is an address with an ending, which scripts of any site may read. All that is public is the same for all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_staff_side = request.path_info.startswith(STAFF_SIDE)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin" if is_staff_side else "cross-origin"
        if is_staff_side:
            return response
        if response.status_code == HTTPStatus.OK:
            control = cache_control_of(request.path_info, request.META["QUERY_STRING"])
            response.headers.setdefault("Cache-Control", control)
        match = request.resolver_match
        if match and match.kwargs.get("ending"):
            # Errors too, so that a script can tell what is wrong.
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response
