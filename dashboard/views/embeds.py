"""The framable form of pages: `/embed/` before a page's own address."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dashboard.addresses import EMBED


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest, address: str) -> HttpResponse:
    """`/embed/<a page's address>`: one chart or table of it, for other sites to frame. Nothing else may be framed."""
    try:
        found = resolve(f"/{address}")
    except Resolver404:
        found = None
    if found is None or not getattr(found.func, "can_be_framed", False) or "ending" in found.kwargs:
        raise Http404("Nothing that can be embedded is at this address.")
    return found.func(request, **found.kwargs, ending=EMBED)
