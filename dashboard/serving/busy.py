"""The answer where too much is asked for at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template.loader import render_to_string

from dashboard.exports.problems import problem_for

from .answers import Answer

SECONDS = 5
_WORDS = "Too much is being asked for at once. Try again in a few seconds."


def busy_answer(environ: Mapping[str, Any]) -> Answer:
    """503 with a time to come back: a page for people and, for programs, what they understand."""
    if body := problem_for(environ["PATH_INFO"], environ.get("HTTP_ACCEPT", ""), _WORDS, status=503):
        return _busy(*body)
    return _busy("text/html; charset=utf-8", _page())


@cache
def _page() -> str:
    return render_to_string("busy.html", {"message": _WORDS})


def _busy(media_type: str, body: str) -> Answer:
    headers = [
        ("Content-Type", media_type),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Retry-After", str(SECONDS)),
        ("Content-Length", str(len(body.encode()))),
    ]
    return Answer("503 Service Unavailable", headers, body.encode())
