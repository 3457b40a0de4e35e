"""JSON: the facts about the table, its columns, and its rows as objects."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from dashboard.values.tables import Table

# Schema version of the JSON files. Raise it for breaking changes; new columns and new facts are none.
VERSION = "1"


def json_bytes(table: Table) -> bytes:
    """`{"version": "1", "about": {…}, "columns": [{…}, …], "rows": [{…}, …]}`; days as 2012-01-05."""
    keys = table.keys
    said = {
        "version": VERSION,
        "about": {"title": table.title, **table.about},
        "columns": [
            {"key": column.key, "heading": column.heading, "kind": column.kind} for column in table.file_columns
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in table.file_rows],
    }
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
