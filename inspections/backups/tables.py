"""Tables as lines of JSON, written and read in the form of the migrations that made them.

So one file serves SQLite and PostgreSQL, and a later release reads it: it makes the tables as they were, fills them,
and migrates them to what they are today.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

ROWS_AT_ONCE = 500
# Whoever was signed in signs in again.
LEFT_OUT = {"sessions.session"}

Migrations = dict[str, str]


class UnknownMigrationError(Exception):
    """A migration that this release doesn't have."""


def applied_migrations() -> Migrations:
    """The last migration of each app that the database has."""
    loader = MigrationExecutor(connection).loader
    graph, applied = loader.graph, loader.applied_migrations
    return {
        app: name
        for app, name in sorted(applied)
        if (app, name) in graph.nodes and not any(child.key in applied for child in _children(graph, (app, name)))
    }


def _children(graph: Any, key: tuple[str, str]) -> Iterator[Any]:
    return (child for child in graph.node_map[key].children if child.key[0] == key[0])


def models_at(migrations: Migrations) -> dict[str, type[models.Model]]:
    """The models as they were at these migrations, by their labels. UnknownMigrationError if one isn't known."""
    loader = MigrationExecutor(connection).loader
    if unknown := [f"{app}.{name}" for app, name in migrations.items() if (app, name) not in loader.graph.nodes]:
        raise UnknownMigrationError(", ".join(unknown))
    apps = loader.project_state(list(migrations.items())).apps
    kept = [model for model in apps.get_models(include_auto_created=True) if model._meta.label_lower not in LEFT_OUT]
    return {model._meta.label_lower: model for model in kept}


def migrate_to(migrations: Migrations) -> None:
    """Bring the database to these migrations."""
    MigrationExecutor(connection).migrate(list(migrations.items()))


def lines_of(model: type[models.Model]) -> Iterator[str]:
    """The table's rows in the order of their keys, one line of JSON each."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        yield json.dumps({field.attname: _plain(field, row) for field in fields}, ensure_ascii=False)


def _plain(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | str) or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def empty(tables: Iterable[type[models.Model]]) -> None:
    """Take all rows out of the tables."""
    names = [model._meta.db_table for model in tables]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), names))


def fill(model: type[models.Model], lines: Iterable[str]) -> None:
    """Put the rows into the empty table."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for field in fields.values():
        if isinstance(field, models.DateField):
            # A model of a migration belongs to this call alone. Days and times are those of the backup.
            field.auto_now = field.auto_now_add = False
    rows = (
        model(**{name: fields[name].to_python(value) for name, value in json.loads(line).items()}) for line in lines
    )
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        model._base_manager.bulk_create(batch)


def count_on(tables: Iterable[type[models.Model]]) -> None:
    """Let the database number new rows after those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
