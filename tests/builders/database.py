"""What the test database contains: nothing, or everything in fixtures/."""

import sqlite3
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection
from pytest_django import DjangoDbBlocker

from inspections import actions
from inspections.loading.planning import plan
from inspections.loading.reading import read_files
from inspections.models import Edition
from inspections.reconciliation.kept import keep_shipped
from inspections.record.files.layouts import LAYOUTS
from tests.builders.factories import make_user

LOADER = "real-data-loader"
# After every inspection of fixtures/.
TODAY = date(2026, 9, 1)


class DatabaseContents:
    """Changes what the test database holds, between tests, while no transaction is open.

    On SQLite an empty and a full copy are kept in memory and written over the test database, which takes two
    milliseconds. On other databases the records are loaded or deleted, which takes seconds.
    """

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        with blocker.unblock():
            self._empty = _copy_of_database()
            load_fixtures()
            self._full = _copy_of_database()
        self._is_full: bool | None = True

    @property
    def is_copied(self) -> bool:
        """Whether the next test that uses the database finds nothing in it of what others left."""
        return self._full is not None

    def show(self, *, fixtures: bool) -> None:
        """Make the database hold everything in fixtures/, or nothing."""
        if self._is_full == fixtures:
            return
        copy = self._full if fixtures else self._empty
        with self._blocker.unblock():
            if copy:
                connection.ensure_connection()
                copy.backup(connection.connection)
            else:
                empty_database()
                if fixtures:
                    load_fixtures()
        self._is_full = fixtures

    def write_fixtures(self, path: Path) -> None:
        """Write a database file that holds everything in fixtures/. Only where the tests run on SQLite."""
        with closing(sqlite3.connect(path)) as file:
            self._full.backup(file)

    def forget(self) -> None:
        """Expect anything in the database: a test without a transaction has used it."""
        self._is_full = None


def load_fixtures() -> Edition | None:
    """Load all of fixtures/ as setting the site up does."""
    keep_shipped()
    with ExitStack() as stack:
        folder = settings.BASE_DIR / "fixtures"
        rows = read_files([stack.enter_context((folder / layout.file_name).open("rb")) for layout in LAYOUTS.values()])
    return actions.load_records(plan(rows), by=make_user(LOADER))


def empty_database() -> None:
    """Delete every record of ours, and the account that loaded the fixtures."""
    models = apps.get_app_config("inspections").get_models(include_auto_created=True)
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), [model._meta.db_table for model in models], reset_sequences=True)
    )
    get_user_model().objects.filter(username=LOADER).delete()


def _copy_of_database() -> sqlite3.Connection | None:
    """A copy in memory, or None on a database other than SQLite."""
    if connection.vendor != "sqlite":
        return None
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy
