"""The account for emergencies: closed until somebody at the server opens it, and closed again after some hours."""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.utils import timezone

from inspections.models import AuditEvent

from . import audit

ACCOUNT = "break-glass"
OPEN_FOR = timedelta(hours=4)


@transaction.atomic
def open_account() -> str:
    """Open the account, with all rights and without a second factor, and return its new password."""
    account, _ = User.objects.get_or_create(username=ACCOUNT)
    password = secrets.token_urlsafe(18)
    account.is_active = account.is_staff = account.is_superuser = True
    account.set_password(password)
    account.save()
    Authenticator.objects.filter(user=account).delete()
    audit.note(audit.Kind.BREAK_GLASS, ACCOUNT, by="command line", detail="opened")
    return password


@transaction.atomic
def close_account(by: str) -> bool:
    """Close the account and end its sessions. False if it isn't open."""
    account = User.objects.filter(username=ACCOUNT, is_active=True).first()
    if account is None:
        return False
    account.is_active = False
    # Sessions of another password end at their next request.
    account.set_unusable_password()
    account.save()
    audit.note(audit.Kind.BREAK_GLASS, ACCOUNT, by=by, detail="closed")
    return True


def close_if_over(user: AbstractBaseUser) -> None:
    """Close the account for emergencies if it was opened too long ago."""
    if user.get_username() != ACCOUNT or not user.is_active:
        return
    opened = AuditEvent.objects.filter(kind=audit.Kind.BREAK_GLASS, account=ACCOUNT, detail="opened")
    if not opened.filter(at__gt=timezone.now() - OPEN_FOR).exists():
        close_account(by="the site")
        user.is_active = False
