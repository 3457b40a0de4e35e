"""`/health/live` and `/health/ready`, answered before all else: by any host's name, without https, to anybody."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dashboard.addresses import HEALTH
from dashboard.health import faults

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Strangers learn whether the site is well and nothing else. What is wrong is in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == f"{HEALTH}live":
            return _said("live")
        if request.path_info == f"{HEALTH}ready":
            return _ready()
        return self.get_response(request)


def _ready() -> HttpResponse:
    found = faults()
    for fault in found:
        logger.log(logging.ERROR if fault.stops else logging.WARNING, "%s: %s", fault.what, fault.words)
    if any(fault.stops for fault in found):
        return _said("not ready", status=503)
    return _said("ready, but something needs attention" if found else "ready")


def _said(words: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
