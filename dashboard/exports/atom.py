"""Feeds in Atom (RFC 4287), by Django's feed generator."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from dashboard.values.card import SITE
from dashboard.values.facts import LICENCE
from dashboard.values.feed import ATOM_TYPE, Feed

# What XML can't hold. Tabs and line breaks stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class AtomFeed(Atom1Feed):
    """An Atom feed that says when it last changed even where it has no entry."""

    def __init__(self, *, updated: datetime, **values: Any) -> None:
        super().__init__(**values)
        self._updated = updated

    def latest_post_date(self) -> datetime:
        return self._updated


def atom_response(feed: Feed, site: str) -> HttpResponse:
    """The feed's answer. `site` is this site's address without the last slash."""
    # Identifiers name the host alone (RFC 4151), so that they outlive a change from http to https.
    tag = f"tag:{urlsplit(site).hostname},2026:"
    writer = AtomFeed(
        updated=feed.updated,
        title=_plain(f"{feed.title} – {SITE}"),
        link=site + feed.page_url,
        description="",
        subtitle=_plain(feed.subtitle),
        language="en-GB",
        author_name=SITE,
        author_link=f"{site}/",
        feed_url=site + feed.url,
        feed_guid=tag + feed.url,
        feed_copyright=LICENCE,
    )
    for entry in feed.entries:
        writer.add_item(
            title=_plain(entry.title),
            link=site + entry.url,
            description=_plain(entry.summary),
            unique_id=tag + entry.key,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=(entry.category,),
        )
    return HttpResponse(writer.writeString("utf-8"), content_type=f"{ATOM_TYPE}; charset=utf-8")


def _plain(text: str) -> str:
    return _CONTROL.sub("", text)
