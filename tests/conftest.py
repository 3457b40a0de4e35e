"""What holds for all tests."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, so that `-m database` finds it and nobody has to remember."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(scope="session")
def site_files(tmp_path_factory):
    """A folder for what a site keeps in files, away from those of this machine."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "static").mkdir()
    (folder / "reports").mkdir()
    return folder


@pytest.fixture(autouse=True)
def site_settings(settings, site_files):
    """Static files straight from their sources: a manifest would want them collected first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.STATIC_ROOT = site_files / "static"
    settings.MEDIA_ROOT = site_files / "reports"
