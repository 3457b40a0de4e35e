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


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What a person who is signed in gets from the site."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "dashboard.settings",
        "SECRET_KEY": "k" * 60,
        "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none",
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "HTTPS": "false",
        "DEBUG": "false",
    }
    addresses = ["/", "/councils/testshire/", "/ranking/slac.csv", "/data/", "/admin/", "/admin/inspections/council/"]
    done = subprocess.run(
        [sys.executable, "-c", ASK, *addresses],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_public_pages_say_plainly_that_the_data_is_away(answers):
    public = {address: answer for address, answer in answers.items() if not address.startswith("/admin/")}
    assert public == {one: [503, True] for one in ("/", "/councils/testshire/", "/ranking/slac.csv", "/data/")}


def test_the_staff_side_says_so_too_even_before_it_knows_who_is_signed_in(answers):
    assert answers["/admin/"] == [503, True]
    assert answers["/admin/inspections/council/"] == [503, True]
