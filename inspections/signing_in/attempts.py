"""How many attempts to sign in there may be, counted in the audit log, so by all workers and machines together.

Guessing gets slow, but a stranger can't keep anybody from signing in: an address from which somebody has signed in
before is only counted for that name's own failures there.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from allauth.core.exceptions import ImmediateHttpResponse
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from inspections.clients import client_address
from inspections.models import AuditEvent

from . import audit

SPAN = timedelta(minutes=15)
# Failures within the span: of one name from one address, and of all names from one address.
MOST_FOR_NAME_AT_ADDRESS, MOST_AT_ADDRESS = 5, 50
# Failures of one name from all addresses, for guessing from many machines.
MOST_FOR_NAME, SPAN_FOR_NAME = 50, timedelta(hours=1)
# How long an address counts as one's own after signing in there.
OWN_ADDRESS = timedelta(days=90)


def refuse_too_many(request: HttpRequest, account: str) -> None:
    """Answer with a page that says when to try again, if there were too many failures."""
    address = client_address(request.META)
    wait = _wait(account, audit.network_of(address))
    if wait is None:
        return
    _note_once(request, account, address)
    minutes = ceil(wait / timedelta(minutes=1))
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    raise ImmediateHttpResponse(response)


def _wait(account: str, network: str) -> timedelta | None:
    failures = AuditEvent.objects.filter(kind=audit.Kind.FAILED)
    wait = _until_fewer(failures.filter(account=account, network=network), MOST_FOR_NAME_AT_ADDRESS, SPAN)
    if wait is not None or _is_own_address(account, network):
        return wait
    wait = _until_fewer(failures.filter(network=network), MOST_AT_ADDRESS, SPAN)
    return wait or _until_fewer(failures.filter(account=account), MOST_FOR_NAME, SPAN_FOR_NAME)


def _until_fewer(failures: QuerySet[AuditEvent], most: int, span: timedelta) -> timedelta | None:
    """The time until there are fewer within the span. None if there are now."""
    now = timezone.now()
    times = failures.filter(at__gt=now - span).order_by("-at").values_list("at", flat=True)[:most]
    return times[most - 1] + span - now if len(times) == most else None


def _is_own_address(account: str, network: str) -> bool:
    since = timezone.now() - OWN_ADDRESS
    signed_in = AuditEvent.objects.filter(kind=audit.Kind.SIGNED_IN, account=account, network=network)
    return signed_in.filter(at__gt=since).exists()


def _note_once(request: HttpRequest, account: str, address: str) -> None:
    """A row in each span, and a line for each attempt, so that guessing fills no disk."""
    rows = AuditEvent.objects.filter(kind=audit.Kind.HELD_BACK, account=account, network=audit.network_of(address))
    if rows.filter(at__gt=timezone.now() - SPAN).exists():
        audit.log(audit.Kind.HELD_BACK, account, address=address)
    else:
        audit.note(audit.Kind.HELD_BACK, account, request=request)
