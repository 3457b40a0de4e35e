"""A real server on a site with all real data."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.conftest import CONTENTS

from .running_site import RunningSite, environment_in, running


@pytest.fixture(scope="module")
def site_environment(request, real_data, tmp_path_factory) -> dict[str, str]:
    """The environment of a site with all real data in a folder of its own."""
    folder = tmp_path_factory.mktemp("served")
    request.session.stash[CONTENTS].write_fixtures(folder / "inspections.sqlite3")
    with override_settings(STATIC_ROOT=folder / "static"):
        call_command("collectstatic", interactive=False, verbosity=0)
    return environment_in(folder, TRUSTED_PROXIES="127.0.0.1")


@pytest.fixture(scope="module")
def running_site(site_environment) -> Iterator[RunningSite]:
    """The site, served directly."""
    with running(site_environment) as site:
        yield site
