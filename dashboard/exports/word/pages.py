"""The Word file of a page that is no paper: its sentences, its first chart and its tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from dashboard.presenters.page_papers import page_paper
from dashboard.values.documents import Table
from dashboard.values.page import Page

from . import word_file


def with_document(
    page: Page,
    request: HttpRequest,
    sentences: Sequence[str],
    tables: Callable[[str], Iterable[Table]],
    *,
    title: str = "",
) -> Page:
    """The page with a Word file, under a title of its own where the page's says too little.

    `tables` makes its tables from the address that they are to name as their source.
    """

    def document() -> HttpResponse:
        address = request.build_absolute_uri(page.permanent)
        name = page.permanent.partition("?")[0].strip("/").replace("/", "-")
        return word_file(page_paper(page, title or page.title, address, sentences, tuple(tables(address))), name)

    return replace(page, document=document)
