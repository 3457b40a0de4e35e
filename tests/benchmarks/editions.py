"""`python -m tests.benchmarks.editions`: what answering as of an edition costs with 10 and with 10,000 editions.

Fictional corrections of one inspection each are spread over all of them. Prints queries and median times now and as of
an edition, and the times as of an early, a middle and the latest of 10,000 as ratios. Takes some minutes.
"""

from collections.abc import Iterable
from copy import copy

from tests.benchmarks.site import Cost, cost_of, real_site

FEW, MANY = 10, 10_000
PAGES = (
    "/",
    "/councils/",
    "/councils/county-durham/",
    "/councils/county-durham/2012-01-25/",
    "/ranking/slac/2012-01-05/",
    "/ranking/ilacs/",
    "/heatmap/ilacs/",
    "/heatmap/slac.csv",
)
STATUS_RUNS = 15


def main() -> None:
    """Print a line for each page."""
    with real_site():
        add_corrections(FEW)
        now = {page: cost_of(page) for page in PAGES}
        few = measured([FEW // 2])[FEW // 2]
        size = database_size()
        add_corrections(MANY)
        numbers = (FEW // 2, MANY // 2, MANY)
        many = measured(numbers)
        statuses = {number: status_milliseconds(number) for number in numbers}
        print(f"{MANY:,} editions; {(database_size() - size) / (MANY - FEW):.0f} bytes for each")
    print(
        "\n| page | queries now, as of an edition | ms now | of 10 | " + " | ".join(f"edition {n:,}" for n in numbers),
        end=" |\n",
    )
    print("|---" * (4 + len(numbers)) + "|")
    for page in PAGES:
        ratios = " | ".join(f"{many[number][page].milliseconds / few[page].milliseconds:.2f}" for number in numbers)
        queries = f"{now[page].queries}, {few[page].queries}"
        print(f"| `{page}` | {queries} | {now[page].milliseconds:.0f} | {few[page].milliseconds:.0f} | {ratios} |")
    print(
        "\nWhat a page of an edition is today:", "; ".join(f"edition {n:,}: {ms:.1f} ms" for n, ms in statuses.items())
    )


def measured(numbers: Iterable[int]) -> dict[int, dict[str, Cost]]:
    """The cost of every page as of each edition."""
    return {number: {page: cost_of(f"{page}?edition={number}") for page in PAGES} for number in numbers}


def status_milliseconds(number: int) -> float:
    """The median time of saying what has become of a ranking of a whole programme, read anew each time."""
    import statistics
    from time import process_time

    from inspections.frameworks.loader import programme
    from inspections.record.kept import forget
    from inspections.record.status import Basis, status_of

    times = []
    for _ in range(STATUS_RUNS):
        forget()
        start = process_time()
        status_of(number, Basis(programme=programme("ilacs")))
        times.append(process_time() - start)
    return 1000 * statistics.median(times)


def add_corrections(up_to: int) -> None:
    """Corrections of one inspection after the other, until there are so many editions; written in bulk."""
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.utils import timezone

    from inspections.models import Edition, EditionChange, InspectionVersion
    from inspections.models.editions import latest_edition

    by, now = get_user_model().objects.get(), timezone.now()
    held = list(InspectionVersion.objects.current().order_by("inspection"))
    ended, begun, editions, changes = [], [], [], []
    for number in range(latest_edition() + 1, up_to + 1):
        place = number % len(held)
        before = held[place]
        before.last_edition = number - 1
        after = copy(before)
        after.pk, after.first_edition, after.last_edition = None, number, None
        after.facts = {**before.facts, "note": f"Fictional note {number}"}
        (ended if before.pk else begun).append(before)
        held[place] = after
        edition = Edition(number=number, kind="correct", made_at=now, made_by=by, reason="Measured")
        editions.append(edition)
        changes.append(EditionChange(edition=edition, inspection_id=after.inspection_id, field="note", after="Note"))
    begun += [version for version in held if version.pk is None]
    with transaction.atomic():
        InspectionVersion.objects.bulk_update(ended, ["last_edition"], batch_size=500)
        Edition.objects.bulk_create(editions, batch_size=500)
        EditionChange.objects.bulk_create(changes, batch_size=500)
        InspectionVersion.objects.bulk_create(begun, batch_size=500)


def database_size() -> int:
    """Bytes of the SQLite file, with what is not yet in it."""
    from pathlib import Path

    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    return sum(path.stat().st_size for path in (Path(name), Path(f"{name}-wal")) if path.exists())


if __name__ == "__main__":
    main()
