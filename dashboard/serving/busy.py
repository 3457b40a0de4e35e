"""The answer where too much is asked for at once."""

from __future__ import annotations

import json
from functools import cache

from django.template.loader import render_to_string

from dashboard.exports.json_text import VERSION

from .answers import Answer

SECONDS = 5
_WORDS = "Too much is being asked for at once. Ask again in a few seconds."


def busy_answer(path: str) -> Answer:
    """503 with a time to come back: a page or, at an address of JSON, JSON."""
    return _busy(is_json=path.endswith(".json"))


@cache
def _busy(*, is_json: bool) -> Answer:
    if is_json:
        body = json.dumps({"version": VERSION, "error": _WORDS, "instead": []})
    else:
        body = render_to_string("busy.html", {"message": _WORDS})
    headers = [
        ("Content-Type", "application/json" if is_json else "text/html; charset=utf-8"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Retry-After", str(SECONDS)),
        ("Content-Length", str(len(body.encode()))),
    ]
    return Answer("503 Service Unavailable", headers, body.encode())
