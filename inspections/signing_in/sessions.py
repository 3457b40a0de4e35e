"""How long somebody stays signed in: 12 hours in all, and 30 minutes without doing anything."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from . import audit

IDLE_SECONDS = 30 * 60
# A session is written at most so often only to say that it is in use.
NOTED_EVERY_SECONDS = 60
BEGAN, SEEN = "began_at", "seen_at"
# Where somebody who was away too long confirms who they are, or leaves.
CONFIRMING = {
    "account_logout",
    "account_reauthenticate",
    "confirm_at_provider",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
}


class SessionLimitsMiddleware:
    """Ends sessions on the staff side, the only one with sessions.

    Who was away too long is asked who they are, and a form that they sent goes on then: half an hour is soon over
    beside a long report. After the longest time they are signed out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("admin:index")):
            return None
        # Without the database the view fails for the same reason, and that error gets an answer.
        with suppress(DatabaseError, InterfaceError):
            if request.user.is_authenticated:
                return _limited(request)
        return None


def _limited(request: HttpRequest) -> HttpResponse | None:
    """What is answered instead, if the session is over or was left alone. None lets the request go on."""
    now, session = time.time(), request.session
    began = session.setdefault(BEGAN, now)
    if now - began > settings.SESSION_COOKIE_AGE:
        return _sign_out(request)
    confirmed = [record["at"] for record in get_authentication_records(request, request.user)]
    seen = max([session.get(SEEN, began), *confirmed])
    if now - seen > IDLE_SECONDS:
        if request.resolver_match and request.resolver_match.url_name in CONFIRMING:
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        response: HttpResponse = suspend_request(request, methods[0]["url"])
        return response
    if now - session.get(SEEN, 0) > NOTED_EVERY_SECONDS:
        session[SEEN] = now
    return None


def _sign_out(request: HttpRequest) -> HttpResponse:
    audit.note(audit.Kind.SESSION_ENDED, request.user.get_username(), request=request)
    logout(request)
    messages.info(request, "You were signed out after twelve hours. Sign in to go on.")
    return redirect_to_login(request.get_full_path(), reverse("account_login"))
