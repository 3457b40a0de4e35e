"""An order of rows in which like stands beside like. Plain Python.

Rows are grades as ranks on their scale (1 is best), None where there is none. Nothing here says that one row is better.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

Row = tuple[int | None, ...]
# A judgement that only one of two councils has: half as far apart as the best and the worst grade, so that the way
# from one row to another is never shorter by way of a third.
ONE_LACKS_IT = 1.5
MIDDLE = 2.5


def difference(one: Row, other: Row) -> float:
    """How much two rows differ: the steps between their grades, judgement by judgement, summed."""
    return sum(
        0 if a == b else ONE_LACKS_IT if a is None or b is None else abs(a - b) for a, b in zip(one, other, strict=True)
    )


def total_difference(rows: Sequence[Row]) -> float:
    """The differences between each row and the next, summed: what an order is the better for having less of."""
    return sum(difference(one, other) for one, other in pairwise(rows))


def by_similarity(rows: Sequence[Row]) -> list[int]:
    """The places of the rows in an order in which each is put where it adds least to the total difference.

    Rows that are the same stay together, in the order given. The better end comes first. Never worse than the order
    given. The cost grows with the square of the number of different rows.
    """
    places: dict[Row, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        places[row].append(place)
    chain = _chain(sorted(places, key=_for_sorting))
    found = [place for row in chain for place in places[row]]
    given = list(range(len(rows)))
    return min(found, given, key=lambda order: total_difference([rows[place] for place in order]))


def _for_sorting(row: Row) -> list[float]:
    """Best first; a grade that is lacking is neither good nor bad."""
    return [MIDDLE if grade is None else grade for grade in row]


def _chain(rows: Sequence[Row]) -> list[Row]:
    """Different rows, each in turn put between the two, or at the end, where it adds least."""
    apart = cache(difference)
    chain: list[Row] = []
    for row in rows:
        to = [apart(held, row) for held in chain]
        inside = [to[n] + to[n + 1] - apart(chain[n], chain[n + 1]) for n in range(len(chain) - 1)]
        added = [*to[:1], *inside, *to[-1:]]
        chain.insert(added.index(min(added)) if added else 0, row)
    return chain[::-1] if chain and _for_sorting(chain[-1]) < _for_sorting(chain[0]) else chain
