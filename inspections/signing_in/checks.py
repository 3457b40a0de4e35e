"""What `manage.py check --deploy` says about the settings of signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004

from inspections.staff import GROUPS


@register(Tags.security, deploy=True)
def signing_in(**_: Any) -> list[CheckMessage]:
    return [*_by_name(), *_addresses(), *_at_provider()]


def _by_name() -> list[CheckMessage]:
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [Warning("SECOND_FACTOR is optional: a password alone is enough to publish.", id="inspections.W001")]


def _addresses() -> list[CheckMessage]:
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "BEHIND_PROXY is set without TRUSTED_PROXIES, so everybody seems to come from the proxy: "
            "wrong passwords of one count for all.",
            hint="Name the proxy's network, such as TRUSTED_PROXIES=127.0.0.1.",
            id="inspections.W002",
        )
    ]


def _at_provider() -> list[CheckMessage]:
    if not settings.OIDC_ISSUER:
        return []
    found: list[CheckMessage] = []
    if not settings.OIDC_ISSUER.startswith("https://"):
        found.append(Error("OIDC_ISSUER does not begin with https://.", id="inspections.E001"))
    if missing := [name for name in ("client_id", "secret") if not settings.OIDC_APP[name]]:
        names = " and ".join(f"OIDC_CLIENT_{name.removeprefix('client_').upper()}" for name in missing)
        found.append(Error(f"OIDC_ISSUER is set without {names}.", id="inspections.E002"))
    if unknown := sorted(set(settings.OIDC_GROUPS) - set(GROUPS)) or not settings.OIDC_GROUPS:
        said = f"names {', '.join(unknown)}" if isinstance(unknown, list) else "is empty, so nobody can sign in there"
        found.append(Error(f"OIDC_GROUPS {said}. The groups are {', '.join(GROUPS)}.", id="inspections.E003"))
    if not (settings.OIDC_TENANT or settings.OIDC_DOMAINS):
        found.append(
            Warning(
                "Neither OIDC_TENANT nor OIDC_DOMAINS is set: every account of the provider in one of the groups "
                "may sign in.",
                id="inspections.W003",
            )
        )
    return found
