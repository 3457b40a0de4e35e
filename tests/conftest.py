"""What holds for all tests."""

import pytest
from django.conf import settings
from django.test import override_settings

from tests.builders.factories import empty_database, load_fixtures


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that `-m database` finds it and nobody has to remember."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def site_settings(tmp_path_factory):
    """Static files straight from their sources, for a manifest would want them collected; no file of this machine."""
    static, data = tmp_path_factory.mktemp("static"), tmp_path_factory.mktemp("data")
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=static, DATA_DIR=data, MEDIA_ROOT=data / "reports"):
        yield


@pytest.fixture(scope="module")
def real_data(django_db_setup, django_db_blocker):
    """Everything in fixtures/, loaded once for the module and gone after it.

    It is committed, so that it holds for every test of the module: let all of them ask for it, and none for
    `transactional_db`, which empties the database.
    """
    with django_db_blocker.unblock():
        load_fixtures()
        yield
        empty_database()
