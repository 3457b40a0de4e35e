"""Writing the audit log: each event is a row that the admin lists, and a line of the logger `audit`."""

import logging
from datetime import timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from inspections.clients import client_address
from inspections.models import AuditEvent

logger = logging.getLogger("audit")

Kind = AuditEvent.Kind
# Rows are deleted after that. Lines of the logger are kept as long as the collector of logs keeps them.
KEPT = timedelta(days=2 * 365)


def note(kind: Kind, account: str, *, request: HttpRequest | None = None, by: str = "", detail: str = "") -> None:
    """Keep an event of the account with this name."""
    address = client_address(request.META) if request else ""
    AuditEvent.objects.create(
        at=timezone.now(),
        kind=kind,
        account=account[:150],
        address=address or None,
        network=network_of(address),
        by=by[:150],
        detail=detail[:500],
    )
    log(kind, account, address=address, by=by, detail=detail)
    if kind == Kind.SIGNED_IN:
        AuditEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()


def log(kind: Kind, account: str, *, address: str = "", by: str = "", detail: str = "") -> None:
    """Write the line alone."""
    fields = {"event": kind.value, "account": account, "client": address, "by": by, "detail": detail}
    said = " ".join(f"{name}={value!r}" for name, value in fields.items() if value)
    logger.info(said, extra={"fields": fields})


def network_of(address: str) -> str:
    """What attempts are counted by. Whoever has one IPv6 address has all of its /64."""
    if address and isinstance(ip_address(address), IPv6Address):
        return str(ip_network(f"{address}/64", strict=False))
    return address


def account_named(name: str) -> str:
    """The name of the account, or a mark of what was typed: people type their password in the wrong field."""
    known = User.objects.filter(username__iexact=name).values_list("username", flat=True).first()
    if known is not None:
        return known
    mark = blake2b(name.lower().encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=6).hexdigest()
    return f"(no account) {mark}"
