"""What holds for the tests of sentences."""

import pytest

from inspections.wording import comparisons


@pytest.fixture(autouse=True)
def places_from_one_council(monkeypatch):
    """Sentences are tried on a few councils. What is said of fewer than ten has tests of its own."""
    monkeypatch.setattr(comparisons, "FEWEST_RANKED", 1)
