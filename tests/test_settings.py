"""The settings as they come out of an environment, each from a copy in a folder of its own."""

import json
import os
import runpy
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest.mock import patch

import brotli
import pytest
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).parent.parent
SHOWN = "DEBUG HTTPS SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS ALLOWED_HOSTS"
IN_TRANSACTION = """
import json, sqlite3
from django.conf import settings
from django.db import connection, transaction

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE note (id integer)")
    pragmas = {}
    for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous"):
        cursor.execute(f"PRAGMA {name}")
        pragmas[name] = cursor.fetchone()[0]
other = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0)
with transaction.atomic():
    try:
        other.execute("BEGIN IMMEDIATE")
        pragmas["second writer"] = "let in"
    except sqlite3.OperationalError as error:
        pragmas["second writer"] = str(error)
print(json.dumps(pragmas))
"""


@pytest.fixture
def folder(tmp_path):
    """A copy of the settings, in which no .env of this machine has a say."""
    (tmp_path / "dashboard").mkdir()
    for name in ("dashboard/settings.py", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


@pytest.fixture
def read(folder):
    """The settings that an environment leads to."""

    def run(names, **environment):
        with patch.dict(os.environ, {"SECRET_KEY": "k" * 60, **environment}, clear=True):
            settings = {**vars(global_settings), **runpy.run_path(str(folder / "dashboard" / "settings.py"))}
        return {name: settings[name] for name in names.split()}

    return run


@pytest.mark.parametrize("environment", [{"SECRET_KEY": ""}, {"SECRET_KEY": "", "DEBUG": "true"}])
def test_start_refused_without_secret_key(read, environment):
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY is not set. Run `make setup`"):
        read("DEBUG", **environment)


def test_settings_safe_when_nothing_is_said(read):
    settings = read(SHOWN)

    assert settings == {
        "DEBUG": False,
        "HTTPS": True,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
    }


@pytest.mark.parametrize(("said", "https"), [("false", False), ("False", False), ("0", False), ("flase", True)])
def test_https_only_off_when_told_so_plainly(read, said, https):
    assert read("SECURE_SSL_REDIRECT", HTTPS=said)["SECURE_SSL_REDIRECT"] is https


@pytest.mark.parametrize(
    ("environment", "pause"),
    [
        ({}, 1.0),
        ({"OFSTED_PAUSE_SECONDS": "2.5"}, 2.5),
        ({"OFSTED_PAUSE_SECONDS": "0"}, 1.0),
        ({"OFSTED_PAUSE_SECONDS": "0", "OFSTED_STAND_IN": "http://127.0.0.1:8099"}, 0.0),
    ],
)
def test_ofsted_is_never_asked_without_a_pause(read, environment, pause):
    assert read("OFSTED_PAUSE_SECONDS", **environment)["OFSTED_PAUSE_SECONDS"] == pause


def test_email_goes_nowhere_unless_told_where(read):
    names = "EMAIL_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_HOST_USER EMAIL_USE_TLS DEFAULT_FROM_EMAIL"

    assert read("EMAIL_BACKEND")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert read(
        names, EMAIL_URL="smtp+tls://clerk:secret@mail.example:587", CONTACT_EMAIL="inspections@testshire.example"
    ) == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "clerk",
        "EMAIL_USE_TLS": True,
        "DEFAULT_FROM_EMAIL": "inspections@testshire.example",
    }


def test_proxy_header_not_trusted_unless_told(read):
    assert read("SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"] is None
    trusting = read("SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="true")
    assert trusting["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_trusted_proxies_read_as_networks(read):
    assert read("TRUSTED_PROXIES")["TRUSTED_PROXIES"] == []
    named = read("TRUSTED_PROXIES", TRUSTED_PROXIES="127.0.0.1, 10.1.0.0/16")["TRUSTED_PROXIES"]
    assert list(map(str, named)) == ["127.0.0.1/32", "10.1.0.0/16"]


def test_env_file_read_where_there_is_one(read, tmp_path):
    (tmp_path / ".env").write_text("ALLOWED_HOSTS=inspections.example,www.inspections.example\n")

    assert read("ALLOWED_HOSTS")["ALLOWED_HOSTS"] == ["inspections.example", "www.inspections.example"]


def test_environment_stronger_than_env_file(read, tmp_path):
    (tmp_path / ".env").write_text("ALLOWED_HOSTS=inspections.example\n")

    assert read("ALLOWED_HOSTS", ALLOWED_HOSTS="testshire.example")["ALLOWED_HOSTS"] == ["testshire.example"]


def test_database_sqlite_in_data_dir_whatever_its_name(read, tmp_path):
    folder = tmp_path / "Testshire 100% #1?"

    database = read("DATABASES", DATA_DIR=str(folder))["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert Path(database["NAME"]) == folder / "inspections.sqlite3"
    assert folder.is_dir()
    assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0


def test_database_postgresql_when_address_given(read):
    database = read("DATABASES", DATABASE_URL="postgres://user:pass@db.example:5433/inspections")["DATABASES"][
        "default"
    ]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "inspections")
    assert database["CONN_HEALTH_CHECKS"] is True


def test_sqlite_durable_checked_and_patient(folder):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dashboard.settings", "SECRET_KEY": "k" * 60}
    done = subprocess.run(
        [sys.executable, "-c", IN_TRANSACTION],
        cwd=folder,
        env=environment | {"DATABASE_URL": "", "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "synchronous": 2,
        "second writer": "database is locked",
    }


def test_hsts_promises_nothing_for_other_hosts_unless_asked(read):
    names = "SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_HSTS_PRELOAD"
    assert set(read(names).values()) == {False}
    assert set(read(names, HSTS_PRELOAD="true").values()) == {True}
    asked = read(names, HSTS_SUBDOMAINS="true")
    assert asked == {"SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": False}


def test_secrets_are_read_from_files(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("f" * 60 + "\n")
    settings = read("SECRET_KEY OIDC_APP", SECRET_KEY_FILE=str(secret), OIDC_CLIENT_SECRET_FILE=str(secret))
    assert (settings["SECRET_KEY"], settings["OIDC_APP"]["secret"]) == ("f" * 60, "f" * 60)


def test_cookies_are_of_this_host_alone_where_there_is_https(read):
    names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME"
    assert set(read(names).values()) == {"__Host-sessionid", "__Host-csrftoken"}
    assert set(read(names, HTTPS="false").values()) == {"sessionid", "csrftoken"}


ERROR = """
import django; django.setup()
import logging, sentry_sdk
logging.getLogger("inspections").error("Testshire is broken")
sentry_sdk.flush(10)
"""


def test_errors_are_reported_where_the_setting_says(tmp_path):
    reported: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reported.append(brotli.decompress(body) if self.headers["Content-Encoding"] == "br" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "dashboard.settings",
            "SECRET_KEY": "k" * 60,
            "DATA_DIR": str(tmp_path),
            "SENTRY_DSN": f"http://key@127.0.0.1:{server.server_port}/1",
        }
        subprocess.run([sys.executable, "-c", ERROR], cwd=ROOT, env=environment, check=True)
        server.shutdown()
    assert any(b"Testshire is broken" in report for report in reported)
