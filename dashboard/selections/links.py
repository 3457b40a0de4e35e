"""Links of this site as people paste them, read back to a page and an edition."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from django.core.exceptions import BadRequest
from django.urls import Resolver404, resolve, reverse

from dashboard.addresses import EMBED, SHARE, is_of_file, with_parameters
from dashboard.short_links import PREFIX, long_path

from .parameters import Parameter

LONGEST_SHOWN = 100
# What stands around an address in a text, and behind it.
_AROUND, _BEHIND = "<>()[]{}\"'“”‘’«» ", ".,;:!)]}>\"'”’» "
_SPACE, _SPACE_AT_END = re.compile(r"\s+"), re.compile(r"([-=&+./])\s+|\s*[\r\n]\s*")
# Hyphens and dashes that programs write for “-”, and what they hide in a word.
_DASHES, _INVISIBLE = re.compile("[‐‑‒–—−]"), re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
PARAMETERS = (
    Parameter("url", "A permanent link of this site, or its path and query.", example="/ranking/slac/2012-01-05/"),
    Parameter("since", "The number of the edition, where the link names none.", example="1"),
)


@dataclass(frozen=True)
class PermanentLink:
    """A page as of an edition. `url` is its path and query without the edition."""

    url: str
    edition: str

    @property
    def then(self) -> str:
        """The page as of the edition."""
        return with_parameters(self.url, {"edition": self.edition})

    @property
    def today(self) -> str:
        """The same page as at today."""
        path, _, query = self.url.partition("?")
        match = resolve(path)
        arguments = {name: value for name, value in match.kwargs.items() if name != "day"}
        return with_parameters(f"{reverse(match.view_name, kwargs=arguments)}?{query}", {"as-at": ""})


def read_link(text: str, since: str, host: str) -> PermanentLink:
    """Read a pasted address of a page, one of its files, its frame or its codes.

    `since` is the number of an edition, which takes precedence over the edition in the address. BadRequest if the
    address is not of this site, its page has no editions, or no edition is named.
    """
    shown = text[:LONGEST_SHOWN]
    try:
        address = _address_of(text, host)
    except ValueError:
        raise BadRequest(f"“{shown}” is not an address.") from None
    if address.netloc and address.netloc.casefold() != host.casefold():
        raise BadRequest(f"“{shown}” is an address of another site. Paste one that begins with {host}.")
    if address.path.startswith(PREFIX):
        address = _long(address.path)
    path = _page_path(address.path)
    if path is None:
        raise BadRequest(f"“{shown}” leads to no page whose editions can be set beside each other.")
    asked = parse_qsl(address.query)
    edition = since.strip() or dict(asked).get("edition", "")
    if not edition:
        raise BadRequest(
            "The address names no edition, so nothing says what it showed then. Take the permanent link from “Cite "
            "this page”, or give the number of the edition."
        )
    query = [(name, value) for name, value in asked if name != "edition" and not is_of_file(name, value)]
    return PermanentLink(f"{path}?{urlencode(query)}" if query else path, edition)


def _long(path: str) -> SplitResult:
    """The address that a short link stands for. BadRequest if it isn't whole."""
    try:
        return urlsplit(long_path(path.removeprefix(PREFIX).rstrip("/")))
    except ValueError:
        raise BadRequest("This short link is not whole. Copy it again, to its last letter.") from None


def _address_of(text: str, host: str) -> SplitResult:
    """The address in what was pasted: without what stands around it, or what a line's end put into it.

    ValueError if it can't be taken apart.
    """
    text = _DASHES.sub("-", _INVISIBLE.sub("", text)).strip().strip(_AROUND).rstrip(_BEHIND)
    place, mark, query = text.partition("?")
    # A space in a query may stand for one in a name, if it isn't where lines end.
    text = _SPACE.sub("", place) + mark + _SPACE.sub("+", _SPACE_AT_END.sub(r"\1", query))
    if "://" in text:
        return urlsplit(text)
    first = text.lstrip("/").partition("/")[0]
    is_host = first.casefold() == host.casefold() or ("." in first and "/" in text and not text.startswith("/"))
    return urlsplit(f"//{text.lstrip('/')}" if is_host else f"/{text.lstrip('/')}")


def _page_path(path: str) -> str | None:
    """Path of the page behind a file, frame or code, or None if its editions can't be compared."""
    for prefix in (EMBED, SHARE):
        path = path.removeprefix(f"/{prefix}") if path.startswith(f"/{prefix}/") else path
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not getattr(match.func, "is_shared", False) or match.url_name in {"changes", "corrections", "edition"}:
        return None
    if "ending" in match.kwargs:
        arguments = {name: value for name, value in match.kwargs.items() if name != "ending"}
        return reverse(match.view_name, kwargs=arguments)
    return path
