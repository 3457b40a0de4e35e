"""Whether a council's grades changed as a claim says, and what can't be told."""

from datetime import date

import pytest

from inspections.dates import PartialDate
from inspections.frameworks.loader import programme
from inspections.statistics.claim_history import HistoryClaim, check_history
from inspections.statistics.claim_kinds import ClaimKind, Verdict
from inspections.wording.claims_of_history import history_quote
from tests.builders.rows import WORDS, World

OVERALL, ILACS = "whole.overall_effectiveness", programme("ilacs")
HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED


def world_with(*inspections: tuple[str, str, str]) -> World:
    """A council's inspections: framework, day of publication, and the letter of the overall grade."""
    world = World()
    for framework, day, letter in inspections:
        world.inspect("Testshire", {OVERALL: WORDS[letter]}, date.fromisoformat(day), framework=framework)
    return world


THREE = world_with(
    ("ilacs-2018", "2019-03-01", "r"), ("ilacs-2018", "2021-03-01", "g"), ("ilacs-2023", "2024-03-01", "o")
)
SINCE_SIF = world_with(
    ("sif-2013", "2015-03-01", "g"), ("ilacs-2018", "2019-03-01", "g"), ("ilacs-2023", "2023-05-01", "g")
)


def verdict(world: World, kind: str, since: str = "", **parts) -> Verdict:
    when = PartialDate.parse(since) if since else None
    claim = HistoryClaim(ClaimKind(kind), ILACS, OVERALL, since=when, **parts)
    return check_history(claim, world.records()).verdict


@pytest.mark.parametrize(
    ("kind", "since", "parts", "expected"),
    [
        ("improved", "", {}, HOLDS),
        ("improved", "2019", {}, HOLDS),
        ("improved", "2020", {"was": "requires-improvement"}, HOLDS),
        ("improved", "2021", {"was": "requires-improvement"}, FAILS),
        ("improved", "", {"was": "good", "grade": "outstanding"}, HOLDS),
        ("improved", "", {"was": "good", "grade": "good"}, FAILS),
        ("fell", "", {}, FAILS),
        ("improved", "2017", {}, UNKNOWN),
        ("improved", "", {"was": "inadequate"}, FAILS),
        # From an inspection before the last: may be meant, unless the last is named.
        ("improved", "", {"was": "requires-improvement"}, UNKNOWN),
        ("improved", "", {"was": "requires-improvement", "since_last": True}, FAILS),
    ],
)
def test_a_change_is_set_against_the_inspection_that_is_meant(kind, since, parts, expected):
    assert verdict(THREE, kind, since, **parts) is expected


def test_nothing_is_compared_across_programmes():
    assert verdict(SINCE_SIF, "improved", "2015") is UNKNOWN
    assert verdict(SINCE_SIF, "held", "2015", grade="good") is UNKNOWN
    assert verdict(SINCE_SIF, "held", "2019", grade="good") is HOLDS


def test_a_grade_held_since_needs_every_inspection_since():
    assert verdict(THREE, "held", "2021", grade="good-or-better") is HOLDS
    assert verdict(THREE, "held", "2019", grade="good-or-better") is FAILS
    assert verdict(THREE, "held", "2020", grade="good-or-better") is FAILS
    assert verdict(THREE, "held", "2018", grade="good-or-better") is FAILS


def test_a_first_time_is_disproved_by_an_earlier_one_and_proved_within_a_programme_alone():
    assert verdict(THREE, "first-time", grade="outstanding") is UNKNOWN
    assert verdict(THREE, "first-time", grade="outstanding", under_programme=True) is HOLDS
    assert verdict(THREE, "first-time", grade="good-or-better", under_programme=True) is FAILS
    assert verdict(SINCE_SIF, "first-time", grade="good") is FAILS


def test_a_record_that_lacks_an_inspection_proves_nothing():
    claim = HistoryClaim(ClaimKind.IMPROVED, ILACS, OVERALL)
    assert check_history(claim, THREE.records(), is_complete=False).verdict is UNKNOWN
    fell = HistoryClaim(ClaimKind.FELL, ILACS, OVERALL)
    assert check_history(fell, THREE.records(), is_complete=False).verdict is FAILS


def test_the_grades_are_quoted_with_their_days():
    finding = check_history(HistoryClaim(ClaimKind.IMPROVED, ILACS, OVERALL), THREE.records())
    assert history_quote(finding, "Testshire") == (
        "Testshire’s overall effectiveness judgement was graded good on 1 March 2021 (ILACS 2018) and outstanding on "
        "1 March 2024 (ILACS 2023)."
    )
