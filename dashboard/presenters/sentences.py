"""A sentence then and now, with what differs marked word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Marks:
    """Two states of a sentence in parts: each is words and whether they stand in this one alone. Between parts is a
    space.
    """

    before: tuple[tuple[str, bool], ...]
    after: tuple[tuple[str, bool], ...]

    @property
    def differs(self) -> bool:
        """Whether anything stands in one alone."""
        return any(alone for _, alone in (*self.before, *self.after))


def marked_differences(before: str, after: str) -> Marks:
    """The words that only one of them has, as parts of it."""
    then, now = before.split(), after.split()
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        for parts, text in ((left, then[i1:i2]), (right, now[j1:j2])):
            if text:
                parts.append((" ".join(text), kind != "equal"))
    return Marks(tuple(left), tuple(right))
