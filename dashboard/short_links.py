"""Short permanent links: `/l/…` for a path and query of this site, read back without a table.

The address itself is in the link: days as numbers, the rest deflated with words that addresses of this site are made
of, and a byte by which a slip of the pen is noticed. It has no hyphen, at which Word would break it, and no letters
that look alike.
"""

import re
import zlib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import quote

PREFIX = "/l/"
# Addresses longer than this get a short link where they are printed.
LONGEST_PRINTED = 90
LONGEST_ADDRESS = 4096
LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# The words are part of every link that was ever made. Never change them: add another file and another first letter.
VERSION, WORDS = "a", Path(__file__).with_name("short_links.txt")
_FIRST_DAY = date(2000, 1, 1)
_DAY, _SHORT_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})"), re.compile("~(..)", re.DOTALL)
_RAW, _SAFE = -15, "/?&=+%:@!$'()*,;.-_"


def short_path(url: str) -> str:
    """The short path of a path and query of this site."""
    # The mark of a day stands for nothing else.
    plain = quote(url, safe=_SAFE).replace("~", "%7E")
    text = _DAY.sub(lambda found: _short_day(found[1]), plain).encode("latin-1")
    deflating = zlib.compressobj(9, zlib.DEFLATED, _RAW, zdict=_words())
    packed = deflating.compress(text) + deflating.flush()
    # A byte in front keeps zeros at the start.
    number = int.from_bytes(b"\x01" + packed + _check(packed), "big")
    letters = ""
    while number:
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return f"{PREFIX}{VERSION}{letters}"


def long_path(code: str) -> str:
    """The path and query that a short link stands for. ValueError if it was not made here, or not copied whole."""
    if not code.startswith(VERSION) or not code[1:] or len(code) > LONGEST_ADDRESS:
        raise ValueError(code)
    number = 0
    for letter in code[1:]:
        number = number * len(LETTERS) + LETTERS.index(letter)
    first, *rest = number.to_bytes((number.bit_length() + 7) // 8, "big")
    packed = bytes(rest)
    if first != 1 or len(packed) < 2 or _check(packed[:-1]) != packed[-1:]:
        raise ValueError(code)
    inflating = zlib.decompressobj(_RAW, zdict=_words())
    try:
        text = inflating.decompress(packed[:-1], LONGEST_ADDRESS).decode("latin-1")
    except zlib.error:
        raise ValueError(code) from None
    return _SHORT_DAY.sub(lambda found: _long_day(found[1]), text)


def printed(address: str) -> str:
    """A full address of this site as pictures and citations print it: short, if it would take several lines."""
    if len(address) <= LONGEST_PRINTED:
        return address
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host}{short_path(slash + path)}" if slash else address


def _short_day(day: str) -> str:
    try:
        number = (date.fromisoformat(day) - _FIRST_DAY).days
    except ValueError:
        return day
    high, low = divmod(number, 250)
    return f"~{chr(high + 1)}{chr(low + 1)}" if 0 <= high < 250 else day


def _long_day(day: str) -> str:
    return (_FIRST_DAY + timedelta(days=(ord(day[0]) - 1) * 250 + ord(day[1]) - 1)).isoformat()


def _check(packed: bytes) -> bytes:
    return bytes([zlib.crc32(packed) & 0xFF])


@cache
def _words() -> bytes:
    return WORDS.read_text(encoding="utf-8").replace("\n", "").encode()
