"""The addresses of one page in its several forms: the page, its files, and the form that other sites can frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

EMBED, SHARE, CARD = "embed", "share", "card"
# Everything else is public.
STAFF_SIDE = "/admin/"
# For what watches the site.
HEALTH = "/health/"
# Query parameters of a file or a frame: they choose a part of the page, or the size of a picture, never what it shows.
FILE_PARAMETERS = ("table", "chart", "width", "theme", "width-cm", "dpi", "notes", "as-cited")
# The parameter for a file of an edition without its status today, such as “superseded by a correction”.
AS_CITED = ("as-cited", "1")
# The description of a CSV file is at the file's address with “-metadata.json” after it.
CSV_METADATA = "csv-metadata.json"
# A picture's theme is its colours. Elsewhere “theme” may be a filter of the page.
PICTURE_ENDINGS = ("svg", "png", "plotly")
DARK = "dark"


@dataclass(frozen=True)
class PageRequest:
    """What a page is made from, whatever the form in which it is asked for.

    `site` is this site's address without the last slash; `path` has no ending. `GET` is the query without
    FILE_PARAMETERS, named as in Django's request.
    """

    site: str
    path: str
    GET: QueryDict
    ending: str = ""

    @property
    def host(self) -> str:
        """The site's name and port."""
        return self.site.partition("://")[2]

    def is_at(self, url: str) -> bool:
        """Whether it asks for this path and query, with its parameters in any order."""
        path, _, query = url.partition("?")
        given = [(name, value) for name, values in self.GET.lists() for value in values]
        return self.path == path and sorted(given) == sorted(parse_qsl(query))

    @classmethod
    def of(cls, request: HttpRequest, ending: str = "") -> PageRequest:
        """The page behind a request for it or for one of its files."""
        path = f"{request.path.removesuffix(f'.{ending}')}/" if ending else request.path
        return cls(site_of(request), path, _page_query(request.GET, ending), ending)

    @classmethod
    def at(cls, url: str, site: str) -> PageRequest:
        """The page at a path and query of this site."""
        path, _, query = url.partition("?")
        return cls(site, path, _page_query(QueryDict(query)))


def _page_query(query: QueryDict, ending: str = "") -> QueryDict:
    kept = query.copy()
    for name, value in query.items():
        if is_of_file(name, str(value), ending):
            kept.pop(name, None)
    return kept


def is_of_file(name: str, value: str, ending: str = "") -> bool:
    """Whether a query parameter chooses a part of the page or how a picture looks, rather than what the page shows."""
    if name == "theme":
        return ending in PICTURE_ENDINGS or value == DARK
    return name in FILE_PARAMETERS


def site_of(request: HttpRequest) -> str:
    """This site's address without the last slash."""
    return f"{request.scheme}://{request.get_host()}"


def page_paths(address: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """A page and its files under one name: `ranking/<programme>/` and `ranking/<programme>.<ending>`."""
    file = address.removesuffix("/")
    return [
        path(address, view, name=name),
        # Without a name: with the ending as its default it would be taken for the page.
        path(f"{file}.{CSV_METADATA}", view, {"ending": CSV_METADATA}),
        path(f"{file}.<slug:ending>", view, name=name),
    ]


@lru_cache(maxsize=2048)
def path_of(name: str, *places: str) -> str:
    """The path of a page by its name in `urls.py`, which Django takes long to find."""
    return reverse(name, args=places)


def with_ending(url: str, ending: str, parameters: Mapping[str, str] | None = None) -> str:
    """The address of a page's file, or the page's own without an ending.

    The endings `embed` and `share` stand before the address: its framable form, and how to take it elsewhere.

    `parameters` are added to the query; empty ones are left out.
    """
    address, _, query = url.partition("?")
    if ending in {EMBED, SHARE, CARD}:
        address = f"/{ending}{address}"
    elif ending:
        address = f"{address.removesuffix('/')}.{ending}"
    return with_parameters(f"{address}?{query}", parameters or {})


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """The address with these parameters in place of those of the same name; empty ones are left out."""
    address, _, query = url.partition("?")
    given = [(name, value) for name, value in parse_qsl(query) if name not in parameters]
    given += [(name, value) for name, value in parameters.items() if value]
    return f"{address}?{urlencode(given)}" if given else address
