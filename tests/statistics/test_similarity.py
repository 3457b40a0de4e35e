"""The order that puts similar rows next to each other."""

from hypothesis import given
from hypothesis import strategies as st

from inspections.statistics.similarity import ONE_LACKS_IT, by_similarity, difference, total_difference

grades = st.sampled_from([1, 1, 2, 3, 4, None])
fields = st.integers(1, 5).flatmap(lambda width: st.lists(st.tuples(*[grades] * width), max_size=14))


def ordered(rows):
    return [rows[place] for place in by_similarity(rows)]


def test_the_difference_is_in_steps_between_grades():
    assert difference((1, 2, 4), (2, 2, 1)) == 4
    assert difference((1, None), (1, None)) == 0
    assert difference((2,), (None,)) == ONE_LACKS_IT


def test_like_rows_stand_together_the_better_end_first():
    assert ordered([(4, 4), (1, 1), (4, 3), (1, 2)]) == [(1, 1), (1, 2), (4, 3), (4, 4)]


def test_a_row_between_two_others_stands_between_them():
    assert ordered([(1, 4), (1, 1), (1, 2)]) == [(1, 1), (1, 2), (1, 4)]


def test_no_rows_and_one_row():
    assert by_similarity([]) == []
    assert by_similarity([(1,)]) == [0]


@given(st.lists(st.tuples(grades, grades, grades), min_size=3, max_size=3))
def test_no_way_is_shorter_by_way_of_a_third_row(rows):
    one, between, other = rows
    assert difference(one, other) <= difference(one, between) + difference(between, other)


@given(fields)
def test_every_row_has_one_place(rows):
    assert sorted(by_similarity(rows)) == list(range(len(rows)))


@given(fields)
def test_the_total_difference_is_never_more_than_in_the_order_given(rows):
    assert total_difference(ordered(rows)) <= total_difference(rows)


@given(fields)
def test_the_same_rows_have_the_same_order(rows):
    assert by_similarity(rows) == by_similarity(list(rows))


@given(fields)
def test_rows_that_are_the_same_stand_together_unless_the_order_given_was_better(rows):
    found = ordered(rows)
    assert found == rows or all(found.count(row) == _longest_run(found, row) for row in set(found))


def _longest_run(rows, row):
    longest = run = 0
    for one in rows:
        run = run + 1 if one == row else 0
        longest = max(longest, run)
    return longest
