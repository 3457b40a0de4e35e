"""Addresses of one page in its several forms: the page, its files, and the form that other sites can frame."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path

EMBED, SHARE = "embed", "share"
# No ending of an address: a view asked for its page as a value, see `dashboard.found_pages`.
AS_VALUE = "(value)"
# What a file or a frame is asked for beside what its page is: which table or chart, and how large a picture.
FILE_PARAMETERS = ("table", "chart", "width", "width-cm", "dpi")


def page_paths(address: str, view, name: str) -> list[URLPattern]:
    """A page and its files: `ranking/<programme>/` and `ranking/<programme>.<ending>`, under one name.

    The view takes `ending`, and answers with its page as a value where that is AS_VALUE.
    """
    view.has_forms = True
    return [path(address, view, name=name), path(f"{address.removesuffix('/')}.<slug:ending>", view, name=name)]


def asked(request: HttpRequest) -> dict[str, str]:
    """The query of a request without what only its file is asked for."""
    return {name: value for name, value in request.GET.items() if name not in FILE_PARAMETERS}


def with_ending(url: str, ending: str, parameters: Mapping[str, str] | None = None) -> str:
    """The address of a page's file; the page's own for none.

    The endings `embed` and `share` stand before the address: its framable form, and how to take it elsewhere.

    `parameters` are added to the query; empty ones are left out.
    """
    address, _, query = url.partition("?")
    if ending in {EMBED, SHARE}:
        address = f"/{ending}{address}"
    elif ending and ending != AS_VALUE:
        address = f"{address.removesuffix('/')}.{ending}"
    return with_parameters(f"{address}?{query}", parameters or {})


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """The address with these parameters in place of those of the same name; empty ones are left out."""
    address, _, query = url.partition("?")
    given = [(name, value) for name, value in parse_qsl(query) if name not in parameters]
    given += [(name, value) for name, value in parameters.items() if value]
    return f"{address}?{urlencode(given)}" if given else address


def host_of(request: HttpRequest) -> str:
    """This site's address, without the last slash."""
    return f"{request.scheme}://{request.get_host()}"
