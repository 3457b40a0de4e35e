"""`python -m tests.benchmarks.growth 10 100`: how each page's cost grows with 10 and 100 times the inspections.

Every council gets a fictional history of fully graded inspections, so that pages show as many councils as before
while the tables behind them grow. Prints queries and median times, and the times as ratios to those of the real
data. Ten times takes some minutes. A hundred times takes a gigabyte of temporary disk, and long: pages that show every
inspection through time read every one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING

from tests.benchmarks.site import FILES, PAGES, Cost, cost_of, real_site

if TYPE_CHECKING:
    from inspections.models import Grade, Inspection

USUAL = (10,)
FRAMEWORKS = ("ilacs-2023", "slac-2010", "sif-2013", "slac-2009", "ilacs-2018")
LATEST = date(2026, 1, 1)
APART = timedelta(days=7)


def main() -> None:
    """Print a line for each page."""
    with real_site():
        from inspections.models import Grade, Inspection

        real = Inspection.objects.count()
        costs = [measured()]
        sizes = [(real, Grade.objects.count())]
        sizes_asked = tuple(map(int, sys.argv[1:])) or USUAL
        for times in sizes_asked:
            add_histories(real * times - Inspection.objects.count())
            costs.append(measured())
            sizes.append((Inspection.objects.count(), Grade.objects.count()))
    print("Inspections and grades:", "; ".join(f"{held:,} and {grades:,}" for held, grades in sizes))
    headings = " | ".join(f"{times} ×" for times in sizes_asked)
    print(f"\n| page | queries | ms | {headings} |\n|---|---|---|{'---|' * len(sizes_asked)}")
    for page in (*PAGES, *FILES):
        first, *later = (found[page] for found in costs)
        queries = " / ".join(str(found[page].queries) for found in costs)
        ratios = " | ".join(f"{cost.milliseconds / first.milliseconds:.1f}" for cost in later)
        print(f"| `{page}` | {queries} | {first.milliseconds:.0f} | {ratios} |")


def measured() -> dict[str, Cost]:
    """The cost of every page and file."""
    return {page: cost_of(page) for page in (*PAGES, *FILES)}


def add_histories(number: int) -> None:
    """Add so many published inspections, spread evenly over the councils, each with all its framework's grades.

    They come with an edition, without which what is kept of the record would hide them.
    """
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.utils import timezone

    from inspections.models import Edition, Grade, Inspection
    from inspections.models.editions import latest_edition

    by = get_user_model().objects.get()
    with transaction.atomic():
        Edition.objects.create(number=latest_edition() + 1, kind="load", made_at=timezone.now(), made_by=by)
        made = Inspection.objects.bulk_create(islice(_inspections(), number), batch_size=500)
        for start in range(0, len(made), 1000):
            grades = (grade for inspection in made[start : start + 1000] for grade in _grades(inspection))
            Grade.objects.bulk_create(grades, batch_size=2000)


def _inspections() -> Iterator[Inspection]:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from inspections.models import Council, Inspection

    by, now = get_user_model().objects.get(), timezone.now()
    taken = set(Inspection.objects.values_list("council", "published_on"))
    councils, frameworks = list(Council.objects.values_list("pk", flat=True)), cycle(FRAMEWORKS)
    day = LATEST
    while True:
        framework = next(frameworks)
        for council in councils:
            if (council, day) not in taken:
                yield Inspection(
                    council_id=council,
                    framework=framework,
                    inspected_from=day,
                    published_on=day,
                    counts_from=day,
                    status=Inspection.Status.PUBLISHED,
                    published_by=by,
                    published_at=now,
                )
        day -= APART


def _grades(inspection: Inspection) -> Iterator[Grade]:
    from inspections.models import Grade

    scale = inspection.framework_definition.scale.grades
    for judgement in inspection.framework_definition.expected_judgements:
        grade = scale[(inspection.pk + judgement.order) % len(scale)].code
        yield Grade(inspection=inspection, service=judgement.service, judgement=judgement.code, grade=grade)


if __name__ == "__main__":
    main()
