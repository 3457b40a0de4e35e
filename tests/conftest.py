"""Fixtures and settings for all tests."""

import math
import os
from collections.abc import Generator
from datetime import date
from functools import wraps

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory, TestCase, TransactionTestCase, override_settings
from django.test.client import MULTIPART_CONTENT
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from xdist.scheduler import LoadScopeScheduling

from dashboard.serving.garbage import collect_seldom
from inspections.record import kept
from tests.builders.database import TODAY, DatabaseContents

CONTENTS = pytest.StashKey[DatabaseContents]()
# How many rows had been written when the latest test began. None on a database that does not count them.
WRITTEN = pytest.StashKey[int | None]()
# Modules of a few long tests.
DEALT_ONE_BY_ONE = {"tests/browser/test_accessibility.py", "tests/views/test_editions.py"}
# Dealt first, so that no worker is alone with one of them when the others have done all the rest.
LONGEST_FIRST = (
    "tests/views/test_editions.py",
    "tests/serving/test_real_server.py",
    "tests/deploy/test_nodes.py",
    "tests/browser/test_accessibility.py",
    "tests/api/test_api.py",
    "tests/views/test_cost.py",
    "tests/browser/test_answer_first.py",
    "tests/views/test_every_page.py",
    "tests/serving/test_proxies.py",
    "tests/browser/test_admin_review.py",
    "tests/browser/test_signing_in.py",
    "tests/browser/test_exploring.py",
    "tests/browser/test_ranking.py",
    "tests/recount/test_recount.py",
    "tests/backups/test_backups.py",
)


class ModuleScheduling(LoadScopeScheduling):
    """Keeps the tests of a module on one worker, except those dealt one by one."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return nodeid if module in DEALT_ONE_BY_ONE else module


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of these tests."""
    parser.addoption("--all-orders", action="store_true", help="try every order of changes to the record, not only one")


def pytest_xdist_make_scheduler(config, log) -> ModuleScheduling:
    """How pytest-xdist deals the tests among its workers, whatever --dist says."""
    return ModuleScheduling(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """Workers for `-n auto`. Tests wait for browsers, servers and readers of files: more workers than cores use the time."""
    return math.ceil(1.5 * (os.cpu_count() or 1))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first, then what reads fixtures/, so that the database is seldom filled and emptied.

    What reads fixtures/ uses the database, whether it says so or not: without the mark there would be no test database.
    """
    for item in items:
        if "real_data" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
    place = {module: number for number, module in enumerate(LONGEST_FIRST)}
    items.sort(
        key=lambda item: (
            place.get(item.nodeid.partition("::")[0], len(place)),
            "real_data" not in getattr(item, "fixturenames", ()),
        )
    )


def pytest_collection_finish() -> None:
    """The tests themselves stay until the end: a quarter of the time went into looking through them for garbage."""
    collect_seldom()


@pytest.fixture(scope="session", autouse=True)
def site_settings(tmp_path_factory):
    """Static files from their sources, not from a manifest; no file of this machine; passwords hashed in no time."""
    static, data = tmp_path_factory.mktemp("static"), tmp_path_factory.mktemp("data")
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages,
        STATIC_ROOT=static,
        DATA_DIR=data,
        MEDIA_ROOT=data / "reports",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def patience():
    """Pictures and reports may take long: a busy machine is no reason to fail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.pictures.rasteriser.WALL_SECONDS", 120)
        patch.setattr("dashboard.pictures.png.DOCUMENT_SECONDS", 120.0)
        patch.setattr("inspections.reports.sandbox.WALL_SECONDS", 120)
        yield


@pytest.fixture(scope="session", autouse=True)
def forms_as_browsers_send_them():
    """A form without files is sent as a browser sends one: not as multipart."""
    really_post = RequestFactory.post

    def post(factory, path, data=None, content_type=MULTIPART_CONTENT, **more):
        is_form = content_type == MULTIPART_CONTENT and not any(_has_file(value) for value in (data or {}).values())
        if is_form:
            data, content_type = urlencode(data or {}, doseq=True), "application/x-www-form-urlencoded"
        return really_post(factory, path, data, content_type, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RequestFactory, "post", post)
        yield


def _has_file(value) -> bool:
    return any(hasattr(one, "read") for one in (value if isinstance(value, list | tuple) else [value]))


@pytest.fixture
def today(monkeypatch) -> date:
    """1 September 2026, whatever the day is."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture(scope="session")
def real_data(request, site_settings, django_db_setup, django_db_blocker) -> None:
    """Everything in fixtures/, in the database before a test begins. Tests that do not ask for it find none of it.

    The fixtures are loaded once in a session; what a test writes is rolled back as ever.
    """
    request.session.stash[CONTENTS] = DatabaseContents(django_db_blocker)


@pytest.fixture(scope="session", autouse=True)
def emptied_by_copying(request):
    """What a test without a transaction leaves is written over before the next one, where that takes no time.

    Django empties every table and fills those of permissions, which takes a tenth of a second.
    """
    really_empty = TransactionTestCase._fixture_teardown

    def empty(case):
        contents = request.session.stash.get(CONTENTS, None)
        if not (contents and contents.is_copied):
            really_empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def checked_where_written(request):
    """References are checked after a test that wrote something. Of a database that counts no rows, after each."""
    really_checks = TestCase._should_check_constraints

    def checks(case, database):
        written = getattr(database.connection, "total_changes", None)
        unwritten = written is not None and written == request.session.stash.get(WRITTEN, None)
        return not unwritten and really_checks(case, database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", checks)
        yield


@pytest.fixture(scope="session", autouse=True)
def kept_in_transactions():
    """What follows from an edition is kept in a test's transaction too. Queries are counted with nothing kept."""
    really_may_keep, really_enter = kept._may_keep, CaptureQueriesContext.__enter__

    @wraps(really_may_keep)
    def may_keep():
        return not connection.savepoint_ids

    @wraps(really_enter)
    def enter(context):
        kept.forget()
        return really_enter(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_may_keep", may_keep)
        patch.setattr(CaptureQueriesContext, "__enter__", enter)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give the database what the test asks for, before the test's transaction begins.

    What tests of fixtures/ have kept is of use to the next of them for as long as nothing is written.
    """
    contents = item.session.stash.get(CONTENTS, None)
    if contents and _uses_database(item):
        contents.show(fixtures="real_data" in item.fixturenames)
    written = getattr(connection.connection, "total_changes", None)
    if "real_data" not in item.fixturenames or written is None or written != item.session.stash.get(WRITTEN, None):
        kept.forget()
    item.session.stash[WRITTEN] = written


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """A test without a transaction leaves the database in an unknown state."""
    yield
    marker, contents = item.get_closest_marker("django_db"), item.session.stash.get(CONTENTS, None)
    if contents and marker and marker.kwargs.get("transaction"):
        contents.forget()


def _uses_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "db" in getattr(item, "fixturenames", ())
