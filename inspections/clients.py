"""The network address of whoever sends a request, also behind proxies."""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings

IPAddress = IPv4Address | IPv6Address


def client_address(environ: Mapping[str, Any]) -> str:
    """The client's address, from a WSGI environ or `request.META`. Empty if the server gives none.

    Each proxy adds at the right of X-Forwarded-For who asked it, so only what proxies in TRUSTED_PROXIES added is
    believed: what stands further left comes from the client.
    """
    client = _address(environ.get("REMOTE_ADDR", ""))
    for forwarded in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if client is None or not _is_trusted(client) or (before := _address(forwarded)) is None:
            break
        client = before
    return str(client or "")


def client_network(environ: Mapping[str, Any]) -> str:
    """The client's address, or with IPv6 the network of 64 bits in which it can take any address."""
    address = client_address(environ)
    return str(ip_network((int(ip_address(address)), 64), strict=False)) if ":" in address else address


def _is_trusted(address: IPAddress) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> IPAddress | None:
    """The address in `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1` or `[2001:db8::1]:443`. None if there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
