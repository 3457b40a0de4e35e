"""A sentence then and now, with the words marked that differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Marks:
    """Two states of a sentence as parts to join with spaces: words, and whether only this state has them."""

    before: tuple[tuple[str, bool], ...]
    after: tuple[tuple[str, bool], ...]

    @property
    def differs(self) -> bool:
        return any(is_only_here for _, is_only_here in (*self.before, *self.after))


def marked_differences(before: str, after: str) -> Marks:
    """Compare two states of a sentence word by word."""
    then, now = before.split(), after.split()
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        for parts, text in ((left, then[i1:i2]), (right, now[j1:j2])):
            if text:
                parts.append((" ".join(text), kind != "equal"))
    return Marks(tuple(left), tuple(right))
