"""JSON: what is known about the table, what its columns are, then its rows as objects."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from dashboard.values.table import DataFile

# Of the form of these files: another means that a program which reads them has to change. New columns, and new facts
# about a table, do not make another.
VERSION = "1"


def json_bytes(file: DataFile) -> bytes:
    """`{"version": "1", "about": {…}, "columns": [{…}, …], "rows": [{…}, …]}`; days as 2012-01-05."""
    said = {
        "version": VERSION,
        "about": {"title": file.title, **file.about},
        "columns": [{"key": one.key, "heading": one.heading, "kind": one.kind} for one in file.columns],
        "rows": [dict(zip(file.keys, row, strict=True)) for row in file.rows],
    }
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
