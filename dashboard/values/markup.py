"""Markup for the thousand cells of a page. Django's own functions are slower: they check each text for laziness."""

from html import escape

from django.utils.safestring import SafeString


def as_markup(content: str) -> SafeString:
    """The content escaped, unless it is markup."""
    return content if isinstance(content, SafeString) else SafeString(escape(content))


def link(url: str, content: str, *, anchor: str = "") -> SafeString:
    """A link. Its content is escaped unless it is markup."""
    own = f' id="{escape(anchor)}"' if anchor else ""
    return SafeString(f'<a href="{escape(url)}"{own}>{as_markup(content)}</a>')
