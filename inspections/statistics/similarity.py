"""An order of rows that puts similar rows next to each other.

Rows are grades as ranks on their scale (1 is best), or None without a grade. Nothing here says that one row is
better than another.

Rows are added one after the other, each where it adds least to the sum of the differences between neighbours: steps
between grades, and half of the largest possible difference if only one of two rows has a grade. The result is the same
each time and can be explained in one sentence. Clustering would be a little better and can't be explained to a
committee.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

Row = tuple[int | None, ...]
# Distance for a judgement that only one of two councils has: half of that between the best and the worst grade, which
# keeps the triangle inequality.
ONE_LACKS_IT = 1.5
MIDDLE = 2.5


def difference(one: Row, other: Row) -> float:
    """Distance between two rows: the steps between their grades, summed over the judgements."""
    return sum(
        0 if a == b else ONE_LACKS_IT if a is None or b is None else abs(a - b) for a, b in zip(one, other, strict=True)
    )


def total_difference(rows: Sequence[Row]) -> float:
    """Sum of the differences between each row and the next. Lower is a better order."""
    return sum(difference(one, other) for one, other in pairwise(rows))


def by_similarity(rows: Sequence[Row]) -> list[int]:
    """Indexes of the rows in an order that puts each row where it adds least to the total difference.

    Equal rows stay together in the order given. The better end comes first. The result is never worse than the order
    given. The cost grows with the square of the number of different rows.
    """
    indexes: dict[Row, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        indexes[row].append(index)
    chain = _chain(sorted(indexes, key=_for_sorting))
    order = [index for row in chain for index in indexes[row]]
    given = list(range(len(rows)))
    return min(order, given, key=lambda candidate: total_difference([rows[n] for n in candidate]))


def _for_sorting(row: Row) -> list[float]:
    """Sort key, best first. A missing grade counts as neither good nor bad."""
    return [MIDDLE if grade is None else grade for grade in row]


def _chain(rows: Sequence[Row]) -> list[Row]:
    """Insert each row between two others, or at an end, where it adds least."""
    apart = cache(difference)
    chain: list[Row] = []
    for row in rows:
        to = [apart(other, row) for other in chain]
        inside = [to[n] + to[n + 1] - apart(chain[n], chain[n + 1]) for n in range(len(chain) - 1)]
        added = [*to[:1], *inside, *to[-1:]]
        chain.insert(added.index(min(added)) if added else 0, row)
    return chain[::-1] if chain and _for_sorting(chain[-1]) < _for_sorting(chain[0]) else chain
