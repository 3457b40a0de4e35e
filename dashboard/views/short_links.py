"""Short permanent links: each leads to the address that is written in it."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from dashboard.errors import NotOnRecordError
from dashboard.short_links import long_path


@require_safe
def short_link(_request: HttpRequest, code: str) -> HttpResponse:
    """`/l/<code>`: leads to a page of this site, never elsewhere."""
    try:
        url = long_path(code)
        resolve(url.partition("?")[0])
    except (ValueError, Resolver404):
        raise NotOnRecordError("This short link is not whole. Copy it again, to its last letter.") from None
    if url.startswith("//"):
        raise NotOnRecordError("This short link leads to no page here.")
    return HttpResponsePermanentRedirect(url)
