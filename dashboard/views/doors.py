"""Doors of the home page's tasks: small views that take a council by any name and lead straight to the answer."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.selections.moment import Moment, moment_of
from dashboard.selections.parameters import FormField, Parameter, WrongValueError

COUNCIL = Parameter("council", "The council, by code or name.", "council", "Council")


@require_safe
def improved_door(request: HttpRequest) -> HttpResponse:
    """`/go/improved/?council=`: redirects to what changed on the council's page."""
    moment = moment_of(request)
    url = moment.url(reverse("council", args=[_council_asked(request, moment)]))
    return redirect(f"{url}#has-it-improved")


@require_safe
def paper_door(request: HttpRequest) -> HttpResponse:
    """`/go/paper/?council=`: redirects to the paper on the council's latest inspection."""
    moment = moment_of(request)
    return redirect(moment.url(reverse("latest-paper", args=[_council_asked(request, moment)])))


def _council_asked(request: HttpRequest, moment: Moment) -> str:
    """The slug of the council asked for. WrongValueError if none is, or suggests others."""
    text = " ".join(request.GET.get("council", "").split())
    form_field = FormField(COUNCIL, {}, [text])
    if not text:
        raise WrongValueError("Say which council: type any of its names, such as Durham.", form_field)
    try:
        return moment.council_slug(text)
    except BadRequest as error:
        raise WrongValueError(str(error), form_field) from error
