"""What allauth says has happened, kept in the audit log."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset, authenticator_used
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from . import audit
from .audit import Kind


@receiver(authenticator_added)
def second_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    audit.note(Kind.FACTOR_ADDED, user.username, request=request, detail=authenticator.get_type_display())
    # It has just been used, so nobody asks for it again at once.
    record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


@receiver([authenticator_removed, authenticator_reset])
def second_factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    audit.note(Kind.FACTOR_REMOVED, user.username, request=request, detail=authenticator.get_type_display())


@receiver(authenticator_used)
def identity_confirmed(
    request: HttpRequest, user: User, authenticator: Authenticator, *, reauthenticated: bool = False, **_: Any
) -> None:
    if reauthenticated:
        audit.note(Kind.CONFIRMED, user.username, request=request, detail=authenticator.get_type_display())


@receiver(password_changed)
def password_was_changed(request: HttpRequest, user: User, **_: Any) -> None:
    audit.note(Kind.PASSWORD_CHANGED, user.username, request=request, by=user.username)
