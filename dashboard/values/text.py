"""The width of text in pictures, so that it can be wrapped without a browser.

Widths are Arial's, in thousandths of the size, which Liberation Sans shares; the bundled font of PNG files is no wider.
"""

from functools import cache

_FIRST = 32
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS = {weight: tuple(map(int, text.split())) for weight, text in (("normal", _REGULAR), ("bold", _BOLD))}
# Other characters (dashes, quotation marks, daggers) count as wide as a digit, except these.
_OTHERS = {"—": 1000, "…": 1000, "’": 333, "‘": 333, "·": 333, "“": 500, "”": 500}
_ELSE = 556


@cache
def width_of(words: str, size: float, weight: str = "normal") -> float:
    """The width in px of a line of text of this size in px; `weight` is normal or bold."""
    table = _WIDTHS[weight]
    units = 0
    for letter in words:
        place = ord(letter) - _FIRST
        units += table[place] if 0 <= place < len(table) else _OTHERS.get(letter, _ELSE)
    return units * size / 1000


def wrapped(words: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """The text in lines of at most `width` px, broken between words, or within a word that is longer."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, width, size, weight)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, width: float, size: float, weight: str) -> list[str]:
    """A word, usually an address, in pieces of at most `width` px."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shortened(words: str, width: float, size: float, weight: str = "normal") -> str:
    """The text, cut with an ellipsis if it is wider than `width` px."""
    if width_of(words, size, weight) <= width:
        return words
    while words and width_of(f"{words}…", size, weight) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
