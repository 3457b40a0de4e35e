"""Signing in and confirming, where this site does it otherwise than allauth."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import login as by_name
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from .confirming import is_confirmed
from .provider import PROVIDER, CouncilAdapter, council_provider


def sign_in(request: HttpRequest) -> HttpResponse:
    """The page to sign in on. Somebody whose account may not use the staff side is told so."""
    if request.user.is_authenticated and not request.user.is_staff:
        return render(request, "account/no_rights.html", status=403)
    response: HttpResponse = by_name(request)
    return response


def provider_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the council's provider."""
    return _at_provider(OAuth2LoginView, request, provider_id)


def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the council's provider."""
    return _at_provider(OAuth2CallbackView, request, provider_id)


def _at_provider(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, name: str) -> HttpResponse:
    if name != PROVIDER or council_provider(request) is None:
        raise Http404
    response: HttpResponse = view.adapter_view(CouncilAdapter(request, name))(request)
    return response


@login_required
def confirm_at_provider(request: HttpRequest) -> HttpResponse:
    """Have the council's provider ask again who somebody is."""
    provider = council_provider(request)
    if provider is None:
        raise Http404
    going_to = get_next_redirect_url(request) or reverse("admin:index")
    back = f"{reverse('confirmed_at_provider')}?{urlencode({'next': going_to})}"
    again = {"prompt": "login", "max_age": "0"}
    response: HttpResponse = provider.redirect(request, AuthProcess.REDIRECT, next_url=back, auth_params=again)
    return response


@login_required
def confirmed_at_provider(request: HttpRequest) -> HttpResponse:
    """Go on with what needed the confirmation."""
    if not is_confirmed(request):
        return redirect("admin:index")
    response: HttpResponse = resume_request(request) or redirect("admin:index")
    return response
