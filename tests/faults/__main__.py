"""`python -m tests.faults --minutes 120`: do every fault to a running site, in turn, until the time is over.

Each is done once at least, so `--minutes 0` does each once. With `--postgres` the site is on a PostgreSQL of its own.
Exit code: 0 if all that is promised held after each fault, 1 if something didn't. Figures are in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import django

from tests.builders.postgres import running_cluster
from tests.serving.running_site import prepared

from .databases import FaultyDatabase, PostgresDatabase, SqliteDatabase
from .site import HarmedSite


def main() -> int:
    parser = argparse.ArgumentParser(description="Do every fault to a running site, in turn.")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=(), metavar="FAULT")
    options = parser.parse_args()
    random.seed(options.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        clock = folder / "clock"
        clock.write_text("0")
        database: FaultyDatabase = SqliteDatabase(folder)
        if options.postgres:
            database = PostgresDatabase(stack.enter_context(running_cluster()))
        settings = {"DJANGO_SETTINGS_MODULE": "tests.faults.site_settings", "CLOCK_FILE": str(clock)}
        environment = prepared(folder, **database.settings, **settings)
        # Django is used here too, for what has to hold.
        os.environ.update(environment)
        django.setup()
        site = HarmedSite(environment, database)
        stack.callback(site.close)
        return _do_faults(site, options.minutes, options.only)


def _do_faults(site: HarmedSite, minutes: float, only: list[str]) -> int:
    # Imported only where Django has its settings.
    from .promises import check_all, check_everything_is_read
    from .publishing import set_up
    from .to_clocks import FAULTS_OF_CLOCKS
    from .to_databases import FAULTS_OF_POSTGRES, FAULTS_OF_SQLITE
    from .to_processes import FAULTS_OF_PROCESSES

    of_database = FAULTS_OF_SQLITE if isinstance(site.database, SqliteDatabase) else FAULTS_OF_POSTGRES
    faults = [*FAULTS_OF_PROCESSES, *of_database, *FAULTS_OF_CLOCKS]
    faults = [fault for fault in faults if not only or fault.__name__ in only]
    end = time.monotonic() + 60 * minutes
    done: dict[str, list[tuple[float, float]]] = {fault.__name__: [] for fault in faults}
    answers: dict[str, Counter[int]] = {fault.__name__: Counter() for fault in faults}
    number = 0
    try:
        set_up()
        site.let_read()
        while number < len(faults) or time.monotonic() < end:
            fault = faults[number % len(faults)]
            site.answers.clear()
            begun = time.monotonic()
            fault(site)
            recovery = site.answered_again()
            counts = check_all(site)
            done[fault.__name__].append((time.monotonic() - begun, recovery))
            answers[fault.__name__].update(site.answers)
            assert set(site.answers) <= {0, 200, 503}, f"readers were answered {dict(site.answers)}"
            number += 1
            sys.stderr.write(f"{fault.__name__}: answered again after {recovery:.1f} s\n")
        check_everything_is_read(site)
    except AssertionError as broken:
        sys.stdout.write(f"After {fault.__name__}: {broken}\n")
        return 1
    for name, times in done.items():
        seconds, recoveries = [took for took, _ in times], [recovery for _, recovery in times]
        sys.stdout.write(
            f"{name:32} {len(times):4} times, {sum(seconds) / len(seconds):5.1f} s each, answered again after "
            f"{max(recoveries):4.1f} s at most; readers got {dict(answers[name])}\n"
        )
    sys.stdout.write(f"Editions, published, reports: {counts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
