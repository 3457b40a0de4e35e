"""A served site looks through what it holds less often."""

import gc

import pytest

from dashboard.serving.garbage import YOUNGEST, collect_seldom


@pytest.fixture
def collecting():
    """Leaves the collector as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_is_there_is_left_out_and_the_rest_is_looked_through_less_often(collecting):
    gc.set_threshold(700)
    before = gc.get_freeze_count()
    held = [[] for _ in range(1_000)]
    collect_seldom()
    assert gc.get_freeze_count() >= before + len(held)
    assert gc.get_threshold()[0] == YOUNGEST
    assert gc.isenabled()
    assert gc.get_threshold()[1:] == (10, 10)
