"""What holds for the tests of pages."""

from datetime import date

import pytest

TODAY = date(2026, 9, 1)


@pytest.fixture
def today(monkeypatch) -> date:
    """1 September 2026, whatever the day is: after every inspection of fixtures/."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY
