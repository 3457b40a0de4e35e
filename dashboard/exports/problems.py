"""What is wrong, for programs: problem details (RFC 9457) at addresses of JSON, a line of text at those of CSV."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from .json_text import VERSION

PROBLEM_DETAILS, PLAIN_TEXT = "application/problem+json", "text/plain; charset=utf-8"
# What is answered in JSON: files of data, of charts, and what other sites ask about an address.
JSON_ENDINGS, TEXT_ENDINGS, OEMBED = {"json", "plotly"}, {"csv"}, "/oembed"


class ProblemBody(NamedTuple):
    """The body of an error for a program, with its media type."""

    media_type: str
    text: str


def problem_at(path: str, message: str, *, status: int, instead: Sequence[tuple[str, str]] = ()) -> ProblemBody | None:
    """The error at an address that programs ask for, or None at one of people, who get a page.

    `instead` holds (address, words) pairs of what can be asked for.
    """
    ending = path.rpartition("/")[2].rpartition(".")[2]
    if ending in TEXT_ENDINGS:
        return ProblemBody(PLAIN_TEXT, f"{message}\n" + "".join(f"{words}: {url}\n" for url, words in instead))
    if ending not in JSON_ENDINGS and path != OEMBED:
        return None
    return _problem_details(message, status, instead)


def problem_for(path: str, accept: str, message: str, *, status: int) -> ProblemBody | None:
    """As `problem_at`, but also where a program asks for a file of people, such as a Word file; None for browsers.

    `accept` is the header by which they tell what they understand.
    """
    body = problem_at(path, message, status=status)
    if body or "." not in path.rpartition("/")[2] or "text/html" in accept:
        return body
    return _problem_details(message, status, ())


def _problem_details(message: str, status: int, instead: Sequence[tuple[str, str]]) -> ProblemBody:
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "version": VERSION,
        "error": message,
        "instead": [{"address": url, "name": words} for url, words in instead],
    }
    return ProblemBody(PROBLEM_DETAILS, json.dumps(said, ensure_ascii=False))
