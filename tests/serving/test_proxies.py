"""The proxies as `deploy/` configures them, each in front of the real server."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest

from .running_site import ROOT, RunningSite, free_port, running, wait_for
from .test_real_server import FORM, READ, answered_promptly, edition_of

PROXIES = ("caddy", "nginx")


def command_of(name: str, port: int, to: int, folder: Path) -> list[str]:
    """The command that starts a proxy with its configuration on another port, without a certificate."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if program is None:
        if os.environ.get("REQUIRE_PROXIES"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")
    if name == "caddy":
        written = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
        # No port for its administration.
        written = written.replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1)
        (folder / "Caddyfile").write_text(written)
        return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace(":8000", f":{to}").replace("inspections.example", "localhost")
    site = re.sub(r" +ssl_certificate.*\n", "", site).replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    user = "user root;" if os.geteuid() == 0 else ""
    paths = "".join(
        f"{kind}_temp_path {folder / kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder / 'pid'}; error_log stderr error;\n"
        f"events {{ worker_connections 2048; }}\nhttp {{ access_log off; {paths}\n{site} }}\n"
    )
    return [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]


@contextmanager
def proxied(name: str, site: RunningSite, folder: Path) -> Iterator[RunningSite]:
    """The site as seen through a proxy."""
    port = free_port()
    command = command_of(name, port, site.port, folder)
    settings = {"HOME": str(folder), "SITE": f"http://localhost:{port}", "SERVERS": f"127.0.0.1:{site.port}"}
    proxy = subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield replace(site, port=port)
    finally:
        proxy.terminate()
        proxy.wait(timeout=30)


@pytest.fixture(scope="module", params=PROXIES)
def proxied_site(request, running_site, tmp_path_factory) -> Iterator[RunningSite]:
    with proxied(request.param, running_site, tmp_path_factory.mktemp(request.param)) as site:
        yield site


@pytest.mark.parametrize(
    ("beginning", "receive"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 0),
        (FORM % (b"/", b"a" * 32), 0),
        (FORM % (b"/admin/login/", b"a" * 32), 0),
        (READ % b"/heatmap/slac/", 4096),
        (READ % b"/static/plotly/plotly.min.js", 4096),
    ],
    ids=["headers", "bodies", "sign-ins", "readers", "readers of large files"],
)
def test_the_slow_hold_up_nobody_not_even_staff(proxied_site: RunningSite, beginning: bytes, receive: int):
    with proxied_site.slow(beginning, receive=receive):
        answered_promptly(proxied_site)
        assert proxied_site.get("/admin/login/")[0] == 200


def test_pages_come_through_as_they_are(proxied_site: RunningSite):
    status, headers, body, _ = proxied_site.get("/ranking/ilacs/", **{"Accept-Encoding": "br"})
    assert (status, headers["content-encoding"], int(headers["content-length"])) == (200, "br", len(body))
    assert headers["etag"].startswith('"')
    assert proxied_site.get("/ranking/ilacs/", **{"Accept-Encoding": "br", "If-None-Match": headers["etag"]})[0] == 304
    assert edition_of(proxied_site) > 0


def status_of(site: RunningSite, head: bytes, body: bytes = b"") -> int:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as connection:
        connection.sendall(head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body)
        return int(connection.recv(100).split()[1])


def test_large_bodies_are_refused_by_the_proxy(proxied_site: RunningSite):
    public = b"POST / HTTP/1.1\nHost: localhost\nContent-Length: 100000"
    assert status_of(proxied_site, public, b"a" * 100_000) in {405, 413}
    form = b"POST /admin/login/ HTTP/1.1\nHost: localhost\nContent-Length: 20000000"
    assert status_of(proxied_site, form, b"a" * 100) == 413


def test_uploads_of_nobody_who_is_signed_in_hold_up_nobody(proxied_site: RunningSite):
    upload = (
        b"POST /admin/upload-reports/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        b"Cookie: sessionid=" + b"a" * 32 + b"\r\nContent-Length: 90000000\r\n\r\n--x"
    )
    with proxied_site.slow(upload):
        answered_promptly(proxied_site)
        assert proxied_site.get("/admin/login/")[0] == 200


def test_a_long_address_is_refused(proxied_site: RunningSite):
    assert proxied_site.get("/search/?q=" + "a" * 5000)[0] == 414


@pytest.fixture(scope="module")
def secure_site(site_environment) -> Iterator[RunningSite]:
    """The site with the settings of a deployment."""
    with running({**site_environment, "HTTPS": "true", "BEHIND_PROXY": "true"}) as site:
        yield site


@pytest.mark.parametrize("name", PROXIES)
@pytest.mark.parametrize("header", ["X-Forwarded-Proto", "X_Forwarded_Proto", "x_forwarded-proto"])
def test_a_client_cannot_say_that_it_came_by_https(secure_site: RunningSite, tmp_path: Path, name: str, header: str):
    assert secure_site.get("/about/", **{header: "https"})[0] == 200, "the server alone believes it"
    with proxied(name, secure_site, tmp_path) as site:
        connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.request("GET", "/about/", headers={"Host": "localhost", header: "https"})
        assert connection.getresponse().status == 301
        connection.close()
