"""What RFC 4287 asks of a feed, beside what a reader's library makes of it."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
# Section 4.1: how often each element may stand in its container. None for any number.
OF_FEED = {
    "author": (1, None),
    "category": (0, None),
    "contributor": (0, None),
    "entry": (0, None),
    "generator": (0, 1),
    "icon": (0, 1),
    "id": (1, 1),
    "link": (1, None),
    "logo": (0, 1),
    "rights": (0, 1),
    "subtitle": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
OF_ENTRY = {
    "author": (0, None),
    "category": (0, None),
    "content": (0, 1),
    "contributor": (0, None),
    "id": (1, 1),
    "link": (1, None),
    "published": (0, 1),
    "rights": (0, 1),
    "source": (0, 1),
    "summary": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
# RFC 3339, and RFC 4151 for identifiers.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w.~!$&'()*+,;=:@/?%-]+")


def faults_of(content: bytes, address: str) -> list[str]:
    """What is wrong by RFC 4287 with the feed at this address."""
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    faults = [*_counted(root, OF_FEED), *_links(root)]
    own = root.xpath("*[local-name()='link'][@rel='self']/@href")
    if own != [address]:
        faults.append(f"the feed at {address} calls itself {own}")
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        faults += [*_counted(entry, OF_ENTRY), *_links(entry)]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) < len(ids):
        faults.append("two entries have one id")
    for text in [root.findtext(f"{ATOM}id"), *ids]:
        if not TAG.fullmatch(text):
            faults.append(f"{text} is no tag URI")
    for element in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        if not MOMENT.fullmatch(element.text) or datetime.fromisoformat(element.text).tzinfo is None:
            faults.append(f"{element.text} is no moment")
    faults += [f"{one.tag} has no text" for one in root.iter(f"{ATOM}title", f"{ATOM}name") if not one.text]
    updated = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) for entry in entries]
    if updated and datetime.fromisoformat(root.findtext(f"{ATOM}updated")) < max(updated):
        faults.append("an entry is newer than the feed")
    return faults


def _counted(container, allowed: dict[str, tuple[int, int | None]]) -> list[str]:
    names = [child.tag.removeprefix(ATOM) for child in container]
    faults = [f"{name} is no element of Atom here" for name in names if name not in allowed]
    for name, (least, most) in allowed.items():
        number = names.count(name)
        if number < least or (most is not None and number > most):
            faults.append(f"{number} times {name}")
    return faults


def _links(container) -> list[str]:
    links = container.findall(f"{ATOM}link")
    addresses = [urlsplit(link.get("href")) for link in links]
    faults = [f"{one.geturl()} is no full address" for one in addresses if not (one.scheme and one.netloc)]
    if [link.get("rel") for link in links].count("alternate") != 1:
        faults.append("not one alternate link")
    return faults
