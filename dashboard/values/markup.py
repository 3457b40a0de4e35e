"""Markup for cells, of which a page has a thousand: Django's own functions first ask each text if it is lazy."""

from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def link(url: str, content: str, *, anchor: str = "") -> SafeString:
    """A link. Its content is escaped unless it is markup."""
    own = f' id="{escape(anchor)}"' if anchor else ""
    return SafeString(f'<a href="{escape(url)}"{own}>{conditional_escape(content)}</a>')
