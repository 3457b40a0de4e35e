"""Choosing a password by a link: after an invitation, or when it was forgotten."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from inspections.clients import client_address
from inspections.models import AuditEvent

from . import audit, letters
from .audit import Kind
from .links import FORGOTTEN, INVITATION, account_of, make_link

# Asked for within the span: from one network, and for one account.
MOST_FROM_NETWORK, MOST_FOR_ACCOUNT, SPAN = 10, 3, timedelta(hours=1)
# One address may belong to several accounts.
MOST_ACCOUNTS = 5


class ForgottenForm(forms.Form):
    name = forms.CharField(
        label="Username or e-mail address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )


@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to choose another password. The answer doesn't say whether there is an account."""
    if not letters.can_send():
        raise Http404
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/forgotten.html", {"form": form})
    name = form.cleaned_data["name"].strip()
    asked = AuditEvent.objects.filter(kind=Kind.RESET_ASKED, at__gt=timezone.now() - SPAN)
    if asked.filter(network=audit.network_of(client_address(request.META))).count() >= MOST_FROM_NETWORK:
        response = render(request, "429.html", {"minutes": SPAN // timedelta(minutes=1)}, status=429)
        response.headers["Retry-After"] = str(int(SPAN.total_seconds()))
        return response
    to_send = []
    accounts = list(_accounts(name)[:MOST_ACCOUNTS])
    for account in accounts:
        if asked.filter(account=account.username).count() < MOST_FOR_ACCOUNT:
            link = make_link(request, account, FORGOTTEN)
            to_send.append(letters.letter("forgotten", account.email, account=account, link=link))
        audit.note(Kind.RESET_ASKED, account.username, request=request)
    if not accounts:
        audit.note(Kind.RESET_ASKED, audit.account_named(name), request=request, detail="nothing is sent")
    letters.send_beside(to_send)
    return render(request, "account/forgotten.html", {"sent": True})


def _accounts(name: str) -> QuerySet[User]:
    """Accounts with the name or the address that sign in here by a password; others sign in at their council."""
    named = Q(username__iexact=name) | Q(email__iexact=name)
    without = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(password="")
    accounts = User.objects.filter(named, is_active=True, is_staff=True).exclude(email="")
    return accounts.exclude(without).order_by("pk")


@never_cache
def choose_password(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Set the password of the account that the link is for, which then signs in by it."""
    account = account_of(token, purpose)
    if account is None:
        return render(request, "account/link_over.html", {"can_ask": letters.can_send()}, status=404)
    form = SetPasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.note(Kind.PASSWORD_CHANGED, account.username, request=request, by=account.username, detail=purpose)
        if request.user.is_authenticated:
            logout(request)
        messages.success(request, f"Your password is set. Sign in as {account.username}.")
        following = {"next": reverse("mfa_index")} if purpose == INVITATION else {}
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode(following)}" if following else settings.LOGIN_URL)
    context = {"form": form, "account": account, "invited": purpose == INVITATION}
    return render(request, "account/choose_password.html", context)
