"""What may only be done by somebody who has just confirmed who they are: publish, correct, withdraw, change rights."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Of the records that allauth keeps in the session. The council's provider asks for a second factor itself.
STRONG = {"mfa", "socialaccount"}
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# In the session: where somebody was going who has to set up a second factor first.
GOING_TO = "going_to"


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account has one of its own. Recovery codes alone are none."""
    return bool(is_mfa_enabled(user, SECOND_FACTORS))


def confirm_identity(request: HttpRequest) -> None:
    """Let the request go on, or send its sender to set up a second factor, or to confirm who they are.

    A form that was sent is kept meanwhile, and goes on after the confirmation.
    """
    records = get_authentication_records(request, request.user)
    strong = [record["at"] for record in records if record["method"] in STRONG]
    if settings.SECOND_FACTOR_REQUIRED and not strong and not has_second_factor(request.user):
        request.session[GOING_TO] = request.get_full_path()
        raise ImmediateHttpResponse(redirect("mfa_index"))
    times = strong if settings.SECOND_FACTOR_REQUIRED else [record["at"] for record in records]
    if time.time() - max(times, default=0) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        raise ReauthenticationRequired
    request.session.pop(GOING_TO, None)


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that `confirm_identity` guards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        confirm_identity(request)
        return view(request, *args, **kwargs)

    return guarded


def is_confirmed(request: HttpRequest) -> bool:
    """Whether `confirm_identity` would let the request go on."""
    try:
        confirm_identity(request)
    except (ImmediateHttpResponse, ReauthenticationRequired):
        return False
    return True
