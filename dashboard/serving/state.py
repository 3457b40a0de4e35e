"""The state of the record that public pages show, asked so cheaply that each request can ask it.

A connection is kept for this alone. SQLite's `data_version` and PostgreSQL's snapshot say within microseconds whether
anybody has committed anything since; only then is the state itself read.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from inspections.record.state import PUBLIC_STATE

_VERSION = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}


class PublicState:
    """Callable: the state, equal as long as no public page can have changed. None if the database can't say."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._connection: BaseDatabaseWrapper | None = None
        self._version: Any = None
        self._state: Any = None

    def __call__(self) -> Any:
        with self._lock:
            try:
                version = self._ask(_VERSION[connection.vendor])
                if version != self._version:
                    self._state, self._version = self._ask(PUBLIC_STATE), version
            except (DatabaseError, InterfaceError):
                self._forget()
                return None
            return self._state

    def edition(self) -> int | None:
        """The edition that pages show, as far as it was known at the last request."""
        state = self._state
        return state[0] if state else None

    def _ask(self, sql: str) -> Any:
        if self._connection is None:
            self._connection = connection.copy()
            # Asked by one thread after another, under the lock.
            self._connection.inc_thread_sharing()
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()

    def _forget(self) -> None:
        """Connect anew at the next request."""
        self._version = self._state = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
