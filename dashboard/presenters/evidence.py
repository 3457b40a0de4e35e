"""What a page says about weakly evidenced grades, and the links to leave them out or count them."""

from dataclasses import dataclass
from typing import Any

from dashboard.selections.base import Selection
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.provenance import weak_evidence_sentence


@dataclass(frozen=True)
class WeakEvidence:
    """How many councils are concerned, as a sentence, and the link to the other choice."""

    sentence: str
    choice: str
    url: str

    @property
    def about(self) -> dict[str, Any]:
        """The line of a file."""
        return {"weak_evidence": self.sentence}


def weak_evidence(selection: Selection, councils_as_at: CouncilsAsAt) -> WeakEvidence | None:
    """The note on weakly evidenced grades, or None if no council shown has one."""
    words = weak_evidence_sentence(councils_as_at)
    if not words:
        return None
    if selection.evidence:
        return WeakEvidence(words, "Count these grades", selection.url(evidence=""))
    return WeakEvidence(words, "Leave these grades out", selection.url(evidence="strong"))
