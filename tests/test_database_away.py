"""A database that cannot be reached, tried with an address at which nothing listens."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.test import Client

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.cookies["sessionid"] = "a" * 32
answers = {}
for address in sys.argv[1:]:
    response = client.get(address)
    answers[address] = [response.status_code, "The data cannot be reached at the moment." in response.content.decode()]
print(json.dumps(answers))
"""


ADDRESSES = ["/", "/councils/testshire/", "/ranking/slac.csv", "/data/", "/admin/", "/admin/inspections/council/"]


def asked(tmp_path_factory, database: str, contents: bytes = b"") -> tuple[dict[str, list[object]], str]:
    """What a person who is signed in gets from the site, and the log."""
    data = tmp_path_factory.mktemp("data")
    if contents:
        (data / "inspections.sqlite3").write_bytes(contents)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "SECRET_KEY": "k" * 60,
        "DATABASE_URL": database,
        "DATA_DIR": str(data),
        "HTTPS": "false",
        "DEBUG": "false",
    }
    command = [sys.executable, "-c", ASK, *ADDRESSES]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def away(tmp_path_factory):
    return asked(tmp_path_factory, "postgres://nobody:nothing@127.0.0.1:9/none")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    return asked(tmp_path_factory, "", b"not a database " * 1000)


@pytest.mark.parametrize("kind", ["away", "damaged"])
def test_public_pages_and_the_staff_side_say_plainly_that_the_data_cannot_be_reached(request, kind):
    """The staff side too, even before it knows who is signed in."""
    answers, _ = request.getfixturevalue(kind)
    assert answers == {address: [503, True] for address in ADDRESSES}


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("away", "The database can't be used (connection failed: connection to server at"),
        ("damaged", "The database is damaged: restore a backup (file is not a database)"),
    ],
)
def test_the_log_names_the_cause_in_one_line_for_each_request(request, kind, cause):
    _, log = request.getfixturevalue(kind)
    named = [line for line in log.splitlines() if cause in line]
    assert [line.rpartition(": ")[2] for line in named] == ADDRESSES
    assert "Traceback" not in log
