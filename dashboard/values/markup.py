"""Markup for the thousand cells of a page. Django's own functions are slower: they check each text for laziness."""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString


def as_markup(content: str) -> SafeString:
    """The content escaped, unless it is markup."""
    return content if isinstance(content, SafeString) else SafeString(escape(content))


@lru_cache(maxsize=4096, typed=True)
def link(url: str, content: str, *, anchor: str = "") -> SafeString:
    """A link. Its content is escaped unless it is markup.

    Pages have the same links to councils and scorecards in thousands of cells. They are kept by type too, because text
    and markup can be equal.
    """
    own = f' id="{escape(anchor)}"' if anchor else ""
    return SafeString(f'<a href="{escape(url)}"{own}>{as_markup(content)}</a>')
