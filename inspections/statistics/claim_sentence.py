"""A sentence while it is read: its parts so far, and the text that no rule has understood yet."""

import re
from dataclasses import dataclass, field
from functools import cache

from .claim_kinds import ClaimKind


@dataclass(frozen=True)
class ClaimPart:
    """One thing that a sentence says: its value as the form has it, and the words that say it."""

    value: str
    words: str


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Python's own cache is smaller than the number of these patterns."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass
class Sentence:
    """What has been read of a sentence, and the text that has not."""

    text: str
    parts: dict[str, ClaimPart] = field(default_factory=dict)

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first match, whose words are not read again."""
        found = self.find(pattern)
        if found:
            self.drop(found)
        return found

    def find(self, pattern: str) -> re.Match[str] | None:
        """The first match, whose words stay."""
        return _compiled(pattern).search(self.text)

    def drop(self, found: re.Match[str]) -> None:
        """Leave out the words of a match. Words on both sides of them are not read together."""
        self.text = f"{self.text[: found.start()]} | {self.text[found.end() :]}"

    def put_back(self, words: str) -> None:
        """Let words be read again, by themselves."""
        self.text += f" | {words}"

    def says(self, name: str, value: object, words: str) -> None:
        self.parts.setdefault(name, ClaimPart(str(value), " ".join(words.split())))

    @property
    def kind(self) -> ClaimKind | None:
        part = self.parts.get("claim")
        return ClaimKind(part.value) if part else None
