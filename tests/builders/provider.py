"""A stand-in for a council's OpenID Connect provider, in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

TENANT, OTHER_TENANT = "11111111-aaaa", "22222222-bbbb"
# As Entra ID has them: groups by object id.
GROUPS = {"loaders": "g-load", "publishers": "g-publish", "administrators": "g-admin"}
ADA = {
    "tid": TENANT,
    "preferred_username": "ada.lovelace@testshire.example",
    "email": "ada.lovelace@testshire.example",
    "given_name": "Ada",
    "family_name": "Lovelace",
    "groups": ["g-publish", "g-of-something-else"],
}


class StandInProvider:
    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}"

    def knows(self, subject: str, **claims: Any) -> None:
        """Say these claims of the account from here on, or Ada's."""
        requests.put(f"{self.issuer}/users/{subject}", json=ADA | claims, timeout=30).raise_for_status()

    def answers(self, address: str, subject: str) -> str:
        """The address that somebody is sent to who signs in there as the account."""
        said = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=30)
        return said.headers["Location"]

    def use(self, settings: Any) -> None:
        """Have the site take it for the council's provider."""
        settings.OIDC_ISSUER = self.issuer
        settings.OIDC_TENANT, settings.OIDC_DOMAINS = TENANT, ["testshire.example"]
        settings.OIDC_GROUPS = GROUPS
        app = settings.OIDC_APP | {"client_id": "inspections", "secret": "s" * 32}
        app["settings"] = app["settings"] | {"server_url": self.issuer}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@contextmanager
def stand_in_provider() -> Iterator[StandInProvider]:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    # It takes http for what it is only where told so.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        provider = StandInProvider(port)
        for _ in range(600):
            try:
                requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield provider
    finally:
        process.terminate()
        process.wait(timeout=30)
