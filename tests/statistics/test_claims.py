"""Whether a claim about a council's place holds, even if grades are missing."""

from datetime import date

import pytest

from inspections.statistics.claim_kinds import Claim, ClaimKind, Verdict
from inspections.statistics.claim_measures import measure_for
from inspections.statistics.claims import Finding, check, possible_counts
from inspections.statistics.ranking import NotRanked, place, rank, set_against
from inspections.wording.claims import claim_sentence, finding_sentences
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")


def found(world: World, slug: str, claim: Claim, day: date = DAY) -> Finding:
    councils_as_at = world.as_at(day)
    ranking = rank(councils_as_at, MEASURE)
    return check(claim, ranking, councils_as_at, place(ranking, slug))


def verdict(world: World, slug: str, kind: str, number: int | None = None, **parts: int) -> Verdict:
    return found(world, slug, Claim(ClaimKind(kind), number, **parts)).verdict


@pytest.mark.parametrize(
    ("slug", "kind", "number", "holds"),
    [
        ("council-a", "joint-highest", None, True),
        ("council-a", "highest", None, False),
        ("council-a", "one-of", 2, True),
        ("council-a", "one-of", 3, False),
        ("council-c", "rank", 3, True),
        ("council-c", "rank", 2, False),
        ("council-c", "joint-highest", None, False),
        ("council-d", "top", 5, True),
        ("council-d", "top", 4, False),
        ("council-a", "top-percent", 40, True),
        ("council-a", "top-percent", 30, False),
    ],
)
def test_a_claim_is_judged_with_its_ties(slug, kind, number, holds):
    world = world_of([3, 3, 2, 1, 1])
    assert verdict(world, slug, kind, number) is (Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD)


def test_a_council_alone_at_the_top_is_highest_and_not_joint():
    world = world_of([3, 2])
    assert verdict(world, "council-a", "highest") is Verdict.HOLDS
    assert verdict(world, "council-a", "joint-highest") is Verdict.DOES_NOT_HOLD


def test_the_number_of_judgements_is_judged_too():
    world = world_of([3, 3])
    assert verdict(world, "council-a", "joint-highest", count=3) is Verdict.HOLDS
    assert verdict(world, "council-a", "joint-highest", count=4) is Verdict.DOES_NOT_HOLD


def test_a_base_that_is_no_number_of_councils_is_wrong():
    world = world_of([3, 3, 2])
    assert verdict(world, "council-a", "joint-highest", base=3) is Verdict.HOLDS
    finding = found(world, "council-a", Claim(ClaimKind.ONE_OF, 2, base=161))
    assert finding.verdict is Verdict.DOES_NOT_HOLD
    assert finding_sentences(finding)[0].startswith("161 is a wrong base: 3 councils can be ranked")


def test_missing_grades_that_could_reach_the_count_leave_it_open():
    world = world_of([2, 2])
    world.inspect("Partshire", key_four("o-o-"), date(2011, 1, 1))
    finding = found(world, "council-a", Claim(ClaimKind.JOINT_HIGHEST))
    assert finding.verdict is Verdict.CANNOT_BE_CHECKED
    assert [(one.council.name, one.least, one.most) for one in finding.may_matter] == [("Partshire", 2, 4)]
    assert "1 council without a rank may have as many or more" in finding_sentences(finding)[0]


def test_missing_grades_that_cannot_reach_the_count_do_not_matter():
    world = world_of([3, 3])
    world.inspect("Partshire", key_four("g-g-"), date(2011, 1, 1))
    assert verdict(world, "council-a", "joint-highest") is Verdict.HOLDS


def test_a_council_surely_above_settles_the_claim_whatever_is_missing():
    world = world_of([2, 2])
    world.inspect("Partshire", key_four("ooo-"), date(2011, 1, 1))
    assert verdict(world, "council-a", "joint-highest") is Verdict.DOES_NOT_HOLD


def test_what_was_not_judged_is_not_missing():
    world = world_of([3])
    world.inspect("Partshire", key_four("onoo"), date(2011, 1, 1))
    councils_as_at = world.as_at(DAY)
    assert possible_counts(councils_as_at, MEASURE) == ()


def test_a_council_with_missing_grades_has_only_what_is_possible():
    world = world_of([3])
    world.inspect("Partshire", key_four("o-g-"), date(2011, 1, 1))
    assert verdict(world, "partshire", "count", count=3) is Verdict.CANNOT_BE_CHECKED
    assert verdict(world, "partshire", "count", count=4) is Verdict.DOES_NOT_HOLD


def test_a_council_without_a_report_by_the_day_has_no_place():
    world = world_of([3])
    world.inspect("Laterham", key_four("oooo"), date(2012, 1, 25))
    finding = found(world, "laterham", Claim(ClaimKind.HIGHEST))
    assert finding.verdict is Verdict.DOES_NOT_HOLD
    assert finding_sentences(finding) == ("As at 5 January 2012, Laterham is not ranked: no report by this day.",)


def test_a_report_that_does_not_count_yet_may_have_been_out():
    world = world_of([3])
    world.inspect("Laterham", key_four("oooo"), inspected="2011-12")
    finding = found(world, "council-a", Claim(ClaimKind.HIGHEST))
    assert finding.verdict is Verdict.CANNOT_BE_CHECKED
    assert "1 council without a rank may have as many or more: 1 not counted yet." in finding_sentences(finding)[0]


def test_a_report_on_an_inspection_after_the_day_cannot_have_been_out():
    world = world_of([3])
    world.inspect("Monthshire", key_four("gggg"), inspected="2011-01")
    world.inspect("Laterham", key_four("oooo"), inspected="2012-02")
    assert verdict(world, "council-a", "highest") is Verdict.HOLDS


def test_a_later_report_is_set_against_the_list_and_said_not_to_be_in_it():
    world = world_of([3] + [1] * 19)
    world.inspect("County Testshire", key_four("oogo"), date(2012, 1, 25))
    councils_as_at = world.as_at(DAY)
    ranking = rank(councils_as_at, MEASURE)
    own = set_against(ranking, world.as_at(date(2012, 1, 25)).standings["county-testshire"])
    assert not isinstance(own, NotRanked)
    claim = Claim(ClaimKind.JOINT_HIGHEST, count=3, base=20)
    finding = check(claim, ranking, councils_as_at, own)
    assert finding.verdict is Verdict.HOLDS
    assert finding_sentences(finding)[-1] == (
        "Its own report is not among the 20: it was published on 25 January 2012."
    )
    assert claim_sentence(claim, "County Testshire", ranking) == (
        "County Testshire was joint highest of 20, with 3 of 4 key summary judgements graded outstanding."
    )


def test_a_tie_is_said_to_share_its_places():
    finding = found(world_of([3, 3, *[1] * 10]), "council-a", Claim(ClaimKind.TOP_PERCENT, 15))
    assert finding.verdict is Verdict.DOES_NOT_HOLD
    assert "All 2 share places 1 to 2 of 12 (17%): none comes before another." in finding_sentences(finding)[0]


def test_a_council_outside_the_group_is_not_among_those_compared():
    world = world_of([3])
    councils_as_at = world.as_at(DAY)
    finding = check(Claim(ClaimKind.HIGHEST), rank(councils_as_at, MEASURE), councils_as_at, None)
    assert finding.verdict is Verdict.DOES_NOT_HOLD
    assert finding_sentences(finding) == ("The council is not among those compared as at 5 January 2012.",)


@pytest.mark.parametrize(
    ("slug", "kind", "number", "expected"),
    [
        ("council-e", "joint-lowest", None, Verdict.HOLDS),
        ("council-e", "lowest", None, Verdict.DOES_NOT_HOLD),
        ("council-c", "joint-lowest", None, Verdict.DOES_NOT_HOLD),
        ("council-c", "joint-rank", 3, Verdict.DOES_NOT_HOLD),
        ("council-d", "joint-rank", 4, Verdict.HOLDS),
        ("council-a", "joint-highest", 1, Verdict.HOLDS),
        ("council-a", "joint-highest", 2, Verdict.DOES_NOT_HOLD),
        ("council-a", "better-than-most", None, Verdict.HOLDS),
        ("council-c", "better-than-most", None, Verdict.DOES_NOT_HOLD),
        ("council-a", "better", None, Verdict.CANNOT_BE_CHECKED),
        ("council-c", "better", None, Verdict.DOES_NOT_HOLD),
        ("council-c", "one-of", 1, Verdict.CANNOT_BE_CHECKED),
    ],
)
def test_other_places_are_judged_with_their_ties(slug, kind, number, expected):
    assert verdict(world_of([3, 3, 2, 1, 1]), slug, kind, number) is expected


@pytest.mark.parametrize("kind", ["joint-highest", "rank", "top", "better-than-most", "one-of"])
def test_no_praise_follows_from_having_nothing_that_is_counted(kind):
    world = world_of([0, 0, 0])
    assert verdict(world, "council-a", kind, 3) is Verdict.CANNOT_BE_CHECKED


def test_a_council_that_did_not_exist_cannot_be_checked():
    world = world_of([3, 2])
    ranking = rank(world.as_at(DAY), MEASURE)
    claim = Claim(ClaimKind.HIGHEST)
    assert check(claim, ranking, world.as_at(DAY), None, is_in_being=False).verdict is Verdict.CANNOT_BE_CHECKED
    assert check(claim, ranking, world.as_at(DAY), None).verdict is Verdict.DOES_NOT_HOLD


def test_most_of_the_worst_grades_is_the_lowest_place():
    world = World()
    for name, letters in (("Council A", "iiia"), ("Council B", "iiga"), ("Council C", "ggga")):
        world.inspect(name, key_four(letters), date(2011, 5, 1))
    councils_as_at = world.as_at(DAY)
    ranking = rank(councils_as_at, measure_for(SLAC, "key", "inadequate"))
    lowest = [
        check(Claim(ClaimKind.LOWEST), ranking, councils_as_at, place(ranking, slug)).verdict
        for slug in ("council-a", "council-b", "council-c")
    ]
    assert lowest == [Verdict.HOLDS, Verdict.DOES_NOT_HOLD, Verdict.DOES_NOT_HOLD]
