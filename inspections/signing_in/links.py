"""Links by which somebody chooses a password: for one account, once, until their time is over."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

INVITATION, FORGOTTEN = "invitation", "forgotten"
LASTS = {INVITATION: timedelta(days=7), FORGOTTEN: timedelta(hours=1)}


def make_link(request: HttpRequest, account: User, purpose: str) -> str:
    """The whole address. It works until the account's password, address or last sign-in changes."""
    token = signing.dumps([account.pk, _state(account)], salt=_salt(purpose))
    return request.build_absolute_uri(reverse("choose_password", args=[purpose, token]))


def account_of(token: str, purpose: str) -> User | None:
    """The account of a link that still works."""
    if purpose not in LASTS:
        return None
    try:
        pk, state = signing.loads(token, salt=_salt(purpose), max_age=LASTS[purpose])
    except signing.BadSignature:
        return None
    account = User.objects.filter(pk=pk, is_active=True, is_staff=True).first()
    return account if account is not None and constant_time_compare(state, _state(account)) else None


def _salt(purpose: str) -> str:
    return f"{__name__}.{purpose}"


def _state(account: User) -> str:
    """What changes when a link is used. An account without a password has a random text in its place."""
    values = f"{account.password}|{account.last_login}|{account.email}"
    return salted_hmac(__name__, values, algorithm="sha256").hexdigest()[:32]
