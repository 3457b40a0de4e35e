"""A public page as it would be after a change that is not made yet, for staff alone."""

import re
from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve, reverse

from inspections import actions
from inspections.models import Inspection

from . import lost
from .rights import signed_in

PREVIEW_SAID = (
    b'<p class="note" role="status"><strong>Preview, for staff alone: not public yet.</strong> '
    b"Charts of a draft come with its publication.</p>"
)


@permission_required("inspections.view_inspection", raise_exception=True)
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of a draft as it would be, for signed-in staff alone. Nothing of it is kept."""
    draft = Inspection.objects.filter(pk=pk, status=Inspection.Status.DRAFT).first()
    if draft is None:
        return lost.gone(request, pk)
    try:
        with actions.as_published(draft, by=signed_in(request)) as inspection:
            response = public_page(request, inspection.get_absolute_url())
    except actions.ActionRefusedError as refusal:
        messages.warning(request, f"There is no page to show yet. {refusal}")
        return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[pk]))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def public_page(request: HttpRequest, address: str) -> HttpResponse:
    """The page at a public address, in the middle of a transaction, with a line that says what it is."""
    public = copy(request)
    public.path = public.path_info = address
    public.method, public.GET = "GET", QueryDict()
    match = resolve(address)
    response: HttpResponse = match.func(public, *match.args, **match.kwargs)
    response.content = re.sub(rb"(<main[^>]*>)", rb"\1" + PREVIEW_SAID, response.content, count=1)
    return response
