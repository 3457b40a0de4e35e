"""Properties of any set of councils, and agreement with a slow version that follows the rules word for word."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.dates import PartialDate, counts_from
from inspections.frameworks.loader import all_programmes
from inspections.statistics.ranking import Place, place, rank, set_against
from inspections.statistics.shares import percent, shares
from inspections.statistics.standings import CouncilRow, GradeRow, InspectionRow, State, standings_as_at
from tests.builders.rows import KEY_FOUR, SLAC, World

FIRST = date(2010, 1, 1)
FRAMEWORKS = ("slac-2009", "slac-2010", "cp-2012")
GRADES = ("outstanding", "outstanding", "good", "adequate", "inadequate", "not_judged")
days = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))
measures = st.sampled_from(SLAC.measures)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to seven councils, some created or abolished on the way, each inspected up to three times."""
    world = World()
    for number in range(draw(st.integers(1, 7))):
        slug = f"council-{number}"
        begins = draw(st.none() | days)
        ends = draw(st.none() | days)
        world.councils.append(CouncilRow(slug, f"Council {draw(st.integers(0, 9))}", "", "", begins, ends))
        for _ in range(draw(st.integers(0, 3))):
            _inspection(draw, world, slug)
    return world


def _inspection(draw: st.DrawFn, world: World, slug: str) -> None:
    begun = draw(days)
    inspected = PartialDate.of(begun) if draw(st.booleans()) else PartialDate(begun.year, begun.month)
    published = draw(st.none() | st.just(begun + timedelta(days=60)))
    row = InspectionRow(
        id=len(world.inspections) + 1,
        council=slug,
        framework=draw(st.sampled_from(FRAMEWORKS)),
        counts_from=counts_from(inspected, published),
        published_on=published,
        inspected_from=inspected,
    )
    world.inspections.append(row)
    if row.framework == "cp-2012":
        world.grades.append(GradeRow(row.id, "whole", "overall_effectiveness", "good"))
        return
    # Whole records, those of one service, and those with gaps all come often.
    held = draw(st.sampled_from([KEY_FOUR, KEY_FOUR, KEY_FOUR[:2], KEY_FOUR[2:], KEY_FOUR[:3], ()]))
    for judgement in held:
        service, code = judgement.split(".")
        world.grades.append(GradeRow(row.id, service, code, draw(st.sampled_from(GRADES))))


def slow_grade(world: World, slug: str, judgement: str, day: date) -> str | None:
    """The grade that stands, read off the rows one by one; None where there is none."""
    service, code = judgement.split(".")
    standing = None
    for row in world.inspections:
        if row.council != slug or row.framework not in {"slac-2009", "slac-2010"} or row.counts_from > day:
            continue
        own = [grade for grade in world.grades if grade.inspection == row.id]
        if own and all(grade.service != service for grade in own):
            continue
        key = (row.counts_from, row.inspected_from.earliest, row.id)
        if standing is None or key > standing[0]:
            standing = (key, [grade.grade for grade in own if (grade.service, grade.judgement) == (service, code)])
    return standing[1][0] if standing and standing[1] else None


def slow_ranking(world: World, measure, day: date) -> dict[str, tuple[int, bool, int]]:
    """Rank, joint and count of every council ranked, by comparing each with all the others."""
    counts = {}
    for council in world.councils:
        if (council.valid_from and council.valid_from > day) or (council.valid_to and council.valid_to < day):
            continue
        grades = [slow_grade(world, council.slug, judgement, day) for judgement in measure.judgements]
        if any(grade in {None, "not_judged"} for grade in grades):
            continue
        counts[council.slug] = len([grade for grade in grades if grade in measure.grades])
    found = {}
    for slug, count in counts.items():
        higher = [other for other in counts if counts[other] > count]
        level = [other for other in counts if counts[other] == count]
        found[slug] = (len(higher) + 1, len(level) > 1, count)
    return found


@given(worlds(), days, measures)
@settings(deadline=None, max_examples=300)
def test_the_ranking_agrees_with_the_slow_one(world: World, day: date, measure):
    ranking = rank(world.as_at(day), measure)
    assert {e.council.slug: (e.rank, e.joint, e.count) for e in ranking.entries} == slow_ranking(world, measure, day)


@given(worlds(), days)
@settings(deadline=None)
def test_each_share_agrees_with_the_slow_standing(world: World, day: date):
    for judgement in KEY_FOUR:
        found = shares(world.as_at(day), judgement)
        for share in found.shares:
            expected = {
                c.slug
                for c in world.councils
                if c.in_being(day) and slow_grade(world, c.slug, judgement, day) == share.grade.code
            }
            assert {council.slug for council in share.councils} == expected


@given(worlds(), days, measures)
@settings(deadline=None)
def test_every_council_of_the_field_is_ranked_or_not_ranked_once(world: World, day: date, measure):
    ranking = rank(world.as_at(day), measure)
    found = [entry.council.slug for entry in (*ranking.entries, *ranking.not_ranked)]
    assert sorted(found) == sorted(council.slug for council in world.councils if council.in_being(day))
    assert ranking.base <= ranking.inspected <= ranking.in_being


@given(worlds(), days, measures, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_rows_does_not_matter(world: World, day: date, measure, random):
    before = rank(world.as_at(day), measure)
    for rows in (world.councils, world.inspections, world.grades):
        random.shuffle(rows)
    after = rank(world.as_at(day), measure)
    assert after.entries == before.entries
    assert after.not_ranked == before.not_ranked


@given(worlds(), days, measures)
@settings(deadline=None)
def test_reports_after_the_day_change_no_rank(world: World, day: date, measure):
    by_then = [row for row in world.inspections if row.counts_from <= day]
    assert (
        rank(standings_as_at(SLAC, day, world.councils, by_then, world.grades), measure).entries
        == rank(world.as_at(day), measure).entries
    )


@given(worlds(), days, measures)
@settings(deadline=None)
def test_a_place_accounts_for_every_council_ranked(world: World, day: date, measure):
    ranking = rank(world.as_at(day), measure)
    for entry in ranking.entries:
        found = place(ranking, entry.council.slug)
        assert isinstance(found, Place)
        assert (found.rank, found.joint, found.count) == (entry.rank, entry.joint, entry.count)
        assert found.higher + len(found.level_with) + found.lower + 1 == ranking.base


@given(worlds(), days, st.integers(0, 4))
@settings(deadline=None)
def test_set_against_the_list_a_council_comes_where_it_would_if_counted(world: World, day: date, count: int):
    measure = SLAC.measures[0]
    grades = dict.fromkeys(KEY_FOUR[:count], "outstanding") | dict.fromkeys(KEY_FOUR[count:], "good")
    world.inspect("Latershire", grades, day + timedelta(days=20))
    later = world.as_at(day + timedelta(days=20)).standings["latershire"]
    apart = set_against(rank(world.as_at(day), measure), later)

    row = world.inspections.pop()
    world.inspections.append(InspectionRow(row.id, row.council, row.framework, day, day, row.inspected_from))
    counted = place(rank(world.as_at(day), measure), "latershire")
    assert isinstance(apart, Place)
    assert isinstance(counted, Place)
    assert (apart.rank, apart.higher, apart.lower, apart.level_with) == (
        counted.rank,
        counted.higher,
        counted.lower,
        counted.level_with,
    )
    assert (apart.base, counted.base) == (counted.base - 1, apart.base + 1)


@given(worlds(), days)
@settings(deadline=None)
def test_shares_and_the_other_states_make_up_the_field(world: World, day: date):
    councils_as_at = world.as_at(day)
    for judgement in KEY_FOUR:
        found = shares(councils_as_at, judgement)
        assert State.GRADED not in found.ungraded
        assert found.base + sum(map(len, found.ungraded.values())) == len(councils_as_at.councils)


@given(worlds(), days)
@settings(deadline=None)
def test_every_result_is_in_one_state_with_what_belongs_to_it(world: World, day: date):
    ids = [judgement.id for framework in SLAC.frameworks for judgement in framework.judgements]
    for standing in world.as_at(day).standings.values():
        for result in map(standing.result, ids):
            assert (result.grade is not None) == (result.state is State.GRADED)
            assert (result.provenance is not None) == (result.state in {State.GRADED, State.NOT_JUDGED})
            if result.state in {State.NO_REPORT_YET, State.NEVER_INSPECTED}:
                assert result.inspection is None


@given(st.integers(0, 500), st.integers(10, 500))
def test_per_cent_is_rounded_half_up_on_exact_numbers(count: int, base: int):
    assert percent(count, base) == floor(Fraction(100 * count, base) + Fraction(1, 2))


@given(st.integers(0, 9), st.integers(0, 9))
def test_there_is_no_per_cent_of_a_small_base(count: int, base: int):
    assert percent(count, base) is None


def test_every_programme_can_be_ranked_on_an_empty_field():
    for programme in all_programmes():
        for measure in programme.measures:
            ranking = rank(standings_as_at(programme, FIRST, [], [], []), measure)
            assert (ranking.base, ranking.inspected, ranking.in_being, ranking.frameworks) == (0, 0, 0, ())
