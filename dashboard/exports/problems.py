"""What is wrong, at an address of a file: problem details (RFC 9457) for JSON, a line of text for any other."""

import json
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from .json_text import VERSION

PROBLEM_DETAILS, PLAIN_TEXT = "application/problem+json", "text/plain; charset=utf-8"
# What is answered in JSON: files of data, of charts, and what other sites ask about an address.
JSON_ENDINGS, OEMBED, WELL_KNOWN = {"json", "plotly"}, "/oembed", "/.well-known/"
FOR_PROGRAMS = {*JSON_ENDINGS, "csv", "atom"}
ENDING = re.compile(r"\.([a-z0-9]{2,8})$")


class ProblemBody(NamedTuple):
    """The body of an error at a file’s address, with its media type."""

    media_type: str
    text: str


def file_ending(path: str) -> str:
    """The ending of a file’s address, or empty at one of a page."""
    found = ENDING.search(path)
    return found[1] if found else ""


def problem_at(path: str, message: str, *, status: int, instead: Sequence[tuple[str, str]] = ()) -> ProblemBody | None:
    """The error at a file’s address, or None at one of a page, whose error is a page.

    `instead` holds (address, words) pairs of what can be asked for.
    """
    ending = file_ending(path)
    if not ending and path != OEMBED and not path.startswith(WELL_KNOWN):
        return None
    if ending not in JSON_ENDINGS and path != OEMBED:
        return ProblemBody(PLAIN_TEXT, f"{message}\n" + "".join(f"{words}: {url}\n" for url, words in instead))
    return _problem_details(message, status, instead)


def problem_for(path: str, accept: str, message: str, *, status: int) -> ProblemBody | None:
    """As `problem_at` where the error is over soon. A program gets problem details for a file of people, such as a
    Word file, and a browser that opens one a page with a link to try again: None.

    `accept` is the header by which they tell what they understand.
    """
    if file_ending(path) in {*FOR_PROGRAMS, ""}:
        return problem_at(path, message, status=status)
    return None if "text/html" in accept else _problem_details(message, status, ())


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
