"""Signing in with a council's account, by OpenID Connect: who is let in, and with which rights."""

from __future__ import annotations

import secrets
import time
from typing import Any

import jwt
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import Provider
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspections.clients import client_address
from inspections.staff import GROUPS

from . import audit
from .audit import Kind

PROVIDER = "council"
ALGORITHMS = ["RS256", "PS256", "ES256"]
# How far the provider's clock may be from ours.
SKEW_SECONDS = 60
# How long ago somebody may have signed in there for it to count as asked again.
JUST_NOW_SECONDS = 120

Claims = dict[str, Any]


def council_provider(request: HttpRequest) -> Provider | None:
    """The council's OpenID Connect provider, or None if `OIDC_ISSUER` isn't set."""
    return get_adapter().get_provider(request, PROVIDER) if settings.OIDC_ISSUER else None


class CouncilAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the whole token with its signature. Clocks may differ by `SKEW_SECONDS`."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Claims:
        try:
            with get_adapter().get_requests_session() as session:
                keys = jwt.PyJWKSet.from_dict(session.get(self.openid_config["jwks_uri"]).json())
            claims: Claims = jwt.decode(
                id_token,
                key=_signing_key(keys, id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=SKEW_SECONDS,
                options={"require": ["aud", "exp", "iat", "iss", "sub"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise OAuth2Error(f"the token doesn’t hold: {error}") from error
        return claims


class CouncilProvider(OpenIDConnectProvider):
    """Has the provider put a nonce into the token, so that a token is good for the sign-in that asked for it alone."""

    oauth2_adapter_class = CouncilAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: object = None, **given: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe()
        given["auth_params"] = (given.get("auth_params") or self.get_auth_params()) | {"nonce": nonce}
        response: HttpResponse = super().redirect(request, process, next_url, data, nonce=nonce, **given)
        return response


def _signing_key(keys: jwt.PyJWKSet, id_token: str) -> jwt.PyJWK:
    """The key that the token names; it may name none where there is only one."""
    name = jwt.get_unverified_header(id_token).get("kid")
    return keys.keys[0] if name is None and len(keys.keys) == 1 else keys[str(name)]


class CouncilAccountAdapter(DefaultSocialAccountAdapter):
    """Lets in members of the council's groups, and gives them these groups' rights each time."""

    def on_authentication_error(
        self, request: HttpRequest, _provider: Provider, error: object = None, exception: object = None, **_: Any
    ) -> None:
        name, detail = "(at the provider)", str(exception or error)
        if exception is None:
            # Anybody can open the address to which the provider sends its answers.
            audit.log(Kind.FAILED, name, address=client_address(request.META), detail=detail)
        else:
            audit.note(Kind.FAILED, name, request=request, detail=detail)

    def is_open_for_signup(self, _request: HttpRequest, _login: SocialLogin) -> bool:
        return True

    def pre_social_login(self, request: HttpRequest, login: SocialLogin) -> None:
        claims = _claims(login)
        if not secrets.compare_digest(str(claims.get("nonce")), login.state["nonce"]):
            self._refuse(request, claims, "Your council’s sign-in page answered something else than it was asked.")
        if reason := _reason_to_refuse(claims):
            self._refuse(request, claims, reason)
        process = login.state.get("process")
        if process == AuthProcess.REDIRECT:
            self._confirm(request, login, claims)
        elif process != AuthProcess.LOGIN:
            self._refuse(request, claims, "This can’t be done here.")
        # Two accounts may have the same e-mail address, and none is joined to another by it.
        login.email_addresses = []
        if login.is_existing:
            _update(login.user, claims)

    def save_user(self, request: HttpRequest, login: SocialLogin, form: object = None) -> User:
        user: User = super().save_user(request, login, form)
        _update(user, _claims(login))
        return user

    def _confirm(self, request: HttpRequest, login: SocialLogin, claims: Claims) -> None:
        """Accept a sign-in at the provider a moment ago as confirmation of who is signed in here."""
        if request.user != login.user:
            self._refuse(request, claims, "This is another account than the one you are signed in with here.")
        if time.time() - claims.get("auth_time", 0) > JUST_NOW_SECONDS:
            self._refuse(request, claims, "Your council’s sign-in page didn’t ask again who you are.")
        record_authentication(request, login.user, method="socialaccount", reauthenticated=True)
        audit.note(Kind.CONFIRMED, login.user.username, request=request, detail="provider")

    def _refuse(self, request: HttpRequest, claims: Claims, reason: str) -> None:
        audit.note(Kind.REFUSED, _name(claims), request=request, detail=reason)
        raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"reason": reason}, status=403))


def _claims(login: SocialLogin) -> Claims:
    claims: Claims = login.account.extra_data["id_token"]
    return claims


def _name(claims: Claims) -> str:
    return str(claims.get("preferred_username") or claims.get("email") or claims["sub"])


def _reason_to_refuse(claims: Claims) -> str:
    """A sentence for whoever tries to sign in. Empty if they may."""
    if settings.OIDC_TENANT and claims.get("tid") != settings.OIDC_TENANT:
        return "This account belongs to another organisation."
    addresses = [value for name in ("preferred_username", "email") if "@" in (value := str(claims.get(name, "")))]
    domains = {address.rpartition("@")[2].lower() for address in addresses}
    if settings.OIDC_DOMAINS and (not domains or not domains <= set(settings.OIDC_DOMAINS)):
        return "The address of this account isn’t one of the council’s."
    if not _groups(claims):
        if "_claim_names" in claims:
            return "You are in more groups than your council’s sign-in page can pass on."
        return "This account is in no group that may use the staff side."
    return ""


def _groups(claims: Claims) -> set[str]:
    """The names of this site's groups that match the council groups in the claims."""
    given = claims.get(settings.OIDC_GROUPS_CLAIM, [])
    given = set(given) if isinstance(given, list) else {given}
    return {ours for ours, theirs in settings.OIDC_GROUPS.items() if theirs in given}


def _update(user: User, claims: Claims) -> None:
    """Copy names, e-mail address and groups from the claims. An account closed here stays closed."""
    wanted = _groups(claims)
    user.first_name = str(claims.get("given_name", ""))[:150]
    user.last_name = str(claims.get("family_name", ""))[:150]
    user.email = str(claims.get("email", ""))[:254]
    user.is_staff = True
    user.save()
    ours = Group.objects.filter(name__in=GROUPS)
    had = set(ours.filter(user=user).values_list("name", flat=True))
    if had != wanted:
        user.groups.remove(*ours.exclude(name__in=wanted))
        user.groups.add(*ours.filter(name__in=wanted))
        groups = ", ".join(sorted(wanted))
        audit.note(Kind.RIGHTS_CHANGED, user.username, by="provider", detail=f"groups: {groups}")
