"""Claims about how many councils have something, with and without missing grades."""

from datetime import date
from fractions import Fraction

import pytest

from inspections.statistics.claim_kinds import Verdict
from inspections.statistics.claim_shares import ShareClaim, ShareFinding, Than, check_share
from inspections.statistics.ranking import rank
from inspections.wording.claims_of_shares import share_sentences, share_verdict_words
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")
HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED


def found(world: World, claim: ShareClaim) -> ShareFinding:
    councils_as_at = world.as_at(DAY)
    return check_share(claim, rank(councils_as_at, MEASURE), councils_as_at)


@pytest.mark.parametrize(
    ("number", "than", "verdict"),
    [
        (3, Than.EXACTLY, HOLDS),
        (4, Than.EXACTLY, FAILS),
        (2, Than.MORE, HOLDS),
        (3, Than.MORE, FAILS),
        (3, Than.AT_LEAST, HOLDS),
        (4, Than.FEWER, HOLDS),
        (3, Than.FEWER, FAILS),
        (3, Than.AT_MOST, HOLDS),
        (4, Than.ABOUT, HOLDS),
        (6, Than.ABOUT, FAILS),
        (4, Than.NEARLY, HOLDS),
        (3, Than.NEARLY, FAILS),
    ],
)
def test_a_number_is_meant_as_it_is_said(number, than, verdict):
    world = world_of([4, 4, 4, 3, 2, 1, 0, 0, 0, 0])
    assert found(world, ShareClaim(number, than=than)).verdict is verdict


@pytest.mark.parametrize(
    ("share", "than", "verdict"),
    [
        (Fraction(27, 100), Than.EXACTLY, HOLDS),
        (Fraction(28, 100), Than.EXACTLY, FAILS),
        (Fraction(1, 4), Than.ABOUT, HOLDS),
        (Fraction(1, 3), Than.ABOUT, FAILS),
        (Fraction(3, 10), Than.NEARLY, HOLDS),
        (Fraction(1, 4), Than.NEARLY, FAILS),
        (Fraction(1, 4), Than.MORE, HOLDS),
        (Fraction(3, 11), Than.MORE, FAILS),
        (Fraction(3, 11), Than.AT_LEAST, HOLDS),
    ],
)
def test_a_share_is_meant_to_the_nearest_per_cent(share, than, verdict):
    world = world_of([4, 4, 4, 3, 2, 1, 0, 0, 0, 0, 0])
    assert found(world, ShareClaim(share=share, than=than)).verdict is verdict


def test_all_and_none_are_not_rounded():
    world = world_of([4] * 300 + [3])
    assert found(world, ShareClaim(share=Fraction(1))).verdict is FAILS
    assert found(world, ShareClaim(0)).verdict is FAILS


def test_a_missing_grade_may_decide():
    world = world_of([4, 4, 3])
    world.inspect("Council D", key_four("ooo-"), date(2011, 5, 1))
    assert found(world, ShareClaim(2)).verdict is UNKNOWN
    assert found(world, ShareClaim(4)).verdict is FAILS
    assert found(world, ShareClaim(1, than=Than.MORE)).verdict is HOLDS
    assert found(world, ShareClaim(share=Fraction(1, 2), than=Than.MORE)).verdict is UNKNOWN
    assert "1 council with grades missing here may have it too." in share_sentences(found(world, ShareClaim(2)))


def test_the_base_of_a_share_is_said_if_it_decides():
    world = world_of([4] * 5 + [0] * 5)
    world.inspect("Council Z", key_four("nnnn"), date(2011, 5, 1))
    half = found(world, ShareClaim(share=Fraction(1, 2)))
    assert share_verdict_words(half) == "Holds with a correction: 5 of 10 (50%)"


def test_a_wrong_base_fails_and_one_that_cannot_be_told_gives_no_verdict():
    world = world_of([4, 4, 0])
    assert found(world, ShareClaim(2, base=3)).verdict is HOLDS
    assert found(world, ShareClaim(2, base=5)).verdict is FAILS
    world.inspect("Council D", key_four("ooo-"), date(2011, 5, 1))
    world.inspect("Council E", key_four("gg--"), date(2011, 5, 1))
    assert found(world, ShareClaim(share=Fraction(2, 4), base=4)).verdict is UNKNOWN


def test_a_number_with_its_share_needs_both():
    world = world_of([4] * 3 + [0] * 7)
    assert found(world, ShareClaim(3, Fraction(3, 10))).verdict is HOLDS
    assert found(world, ShareClaim(3, Fraction(4, 10))).verdict is FAILS
