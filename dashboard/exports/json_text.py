"""JSON: what is known about the table, then its rows as objects."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder

from .table import DataFile


def json_bytes(file: DataFile) -> bytes:
    """`{"about": {…}, "rows": [{…}, …]}`; days as 2012-01-05."""
    rows = [dict(zip(file.columns, row, strict=True)) for row in file.rows]
    return json.dumps({"about": file.about, "rows": rows}, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
