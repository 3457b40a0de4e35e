"""Static files are collected when, and only when, one of them has changed."""

import pytest

from dashboard.static_files import collect_if_changed


@pytest.fixture
def source(settings, tmp_path):
    """A folder of static files, collected without the slow compression."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "site.css").write_text("body { margin: 0 }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return folder


def test_static_files_collected_once(source, settings):
    assert collect_if_changed() is True
    assert (settings.STATIC_ROOT / "site.css").read_text() == "body { margin: 0 }"

    assert collect_if_changed() is False


@pytest.mark.parametrize("name", ["site.css", "another.css"])
def test_static_files_collected_again_after_a_change(source, settings, name):
    collect_if_changed()
    (source / name).write_text("body { margin: 1rem }")

    assert collect_if_changed() is True
    assert (settings.STATIC_ROOT / name).read_text() == "body { margin: 1rem }"


def test_static_files_collected_again_where_deleted(source, settings):
    collect_if_changed()
    for path in settings.STATIC_ROOT.iterdir():
        path.unlink()

    assert collect_if_changed() is True
    assert (settings.STATIC_ROOT / "site.css").exists()


def test_style_sheets_are_served_without_comments_and_spaces(source, settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "dashboard.static_files.SmallStaticFiles"}}
    (source / "site.css").write_text("/* Why. */\nbody {\n  margin: 0;\n  color: #123456;\n}\n")
    collect_if_changed()

    assert (settings.STATIC_ROOT / "site.css").read_text() == "body{margin:0;color:#123456}"
