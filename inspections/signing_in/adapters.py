"""What allauth asks this site: whom it lets sign in by name, and how somebody confirms who they are."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from inspections.clients import client_address

from . import attempts, audit, break_glass
from .audit import Kind
from .sessions import BEGAN

# Second factors by which somebody confirms who they are: allauth's names of the ways, and how the link says it.
OFFERED = {
    "mfa_reauthenticate": "Use a code of your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use your passkey",
}


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or by the council's provider. allauth sends no e-mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "This name and password don’t belong together. Check both and try again.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request.META)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.refuse_too_many(request, audit.account_named(credentials.get("username", "")))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account = audit.account_named(credentials.get("username", ""))
        audit.note(Kind.FAILED, account, request=request, detail="wrong password")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        audit.note(Kind.REFUSED, user.get_username(), request=request, detail="the account is closed")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        break_glass.close_if_over(user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        for record in records:
            # Who has just signed in need not confirm it at once.
            record["reauthenticated"] = True
        request.session[BEGAN] = time.time()
        methods = ", ".join(_method(record) for record in records)
        audit.note(Kind.SIGNED_IN, user.get_username(), request=request, detail=methods)

    def logout(self, request: HttpRequest) -> None:
        audit.note(Kind.SIGNED_OUT, request.user.get_username(), request=request)
        super().logout(request)

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Ask for the second factor. Ask for the password only if the account has no second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [method | {"description": OFFERED[method["id"]]} for method in methods if method["id"] in OFFERED]
        if strong:
            # allauth offers codes first, which may be recovery codes alone.
            return strong if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else strong[::-1]
        if not methods and user.is_authenticated:
            return [{"id": "provider", "description": "Sign in again", "url": reverse("confirm_at_provider")}]
        return methods


def _method(record: dict[str, Any]) -> str:
    return str(record.get("type") or {"socialaccount": "provider"}.get(record["method"], record["method"]))


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong or has been used. Wait for the next one, and check your device’s clock.",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt secrets of apps and recovery codes, so that a copy of the database alone doesn't reveal them."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # The SECRET_KEY has changed since.
            raise ImmediateHttpResponse(render(context.request, "mfa/unreadable.html", status=403)) from None

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_totp_issuer(self) -> str:
        return f"Inspections, {self._get_site_name()}"


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [blake2b(key.encode(), digest_size=32, person=b"second factor").digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
