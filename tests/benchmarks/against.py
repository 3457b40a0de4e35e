"""`python -m tests.benchmarks.against FOLDER`: what pages cost here, as a share of what they cost in another checkout.

FOLDER is a checkout of an older commit, which `git worktree add --detach FOLDER COMMIT` makes. Each of the two runs in
a process of its own, with all real data, and they answer in turns, so that whatever else the machine does slows both.
Prints medians of processor time without start-up, and the share that is to be reached. Takes some minutes.

With `--reports`, a folder of PDFs, it measures `load_reports --publish-clean` instead: processor time and statements a
report beside the workers that read, the medians of some runs that each load half of the reports to warm up and count
the other half.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Self

HERE = Path(__file__).resolve().parents[2]
ROUNDS = 15
# The largest share of the older cost, by page.
LIMITS = {
    "/ranking/ilacs/": 0.20,
    "/councils/": 0.20,
    "/judgements/ilacs-2023/overall_effectiveness/": 0.20,
    "/heatmap/ilacs/": 0.50,
    "/": 0.50,
    "/councils/county-durham/": 0.50,
    "/councils/county-durham/2012-01-25/": 0.50,
    "/map/ilacs/": 0.50,
    "/compare/?neighbours-of=county-durham&set=2025-05": 0.50,
    "/national/ilacs/": 0.40,
    "/data/": 0.40,
    "/ranking/ilacs.csv": 0.30,
    "/ranking/ilacs.json": 0.30,
}
# An edition's page costs at most this much of the page itself.
EDITION_LIMIT = 1.5
OF_EDITIONS = ("/", "/councils/", "/councils/county-durham/", "/ranking/ilacs/", "/heatmap/ilacs/", "/national/ilacs/")
# Runs in the other checkout too, so it rests on nothing but what both have.
SITE = """
import sys
from time import process_time
from tests.benchmarks.site import real_site
with real_site():
    from django.test import Client
    client = Client()
    print("ready", flush=True)
    for line in sys.stdin:
        start = process_time()
        answer = client.get(line.strip())
        answer.getvalue()
        print(answer.status_code, process_time() - start, flush=True)
"""
LOADING_LIMIT, MOST_STATEMENTS, LOADING_RUNS = 0.25, 40, 3
LOADING = """
import sys
from contextlib import suppress
from io import StringIO
from time import process_time
from tests.benchmarks.site import real_site
with real_site():
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    get_user_model().objects.create_superuser("loader", password="for measuring only")
    paths = sys.argv[1:]
    statements = 0
    def count(execute, *statement):
        global statements
        statements += 1
        return execute(*statement)
    for part in (paths[::2], paths[1::2]):
        start, statements = process_time(), 0
        # How it ends where a file is refused.
        with suppress(SystemExit), connection.execute_wrapper(count):
            call_command("load_reports", *part, publish_clean=True, by="loader", stdout=StringIO())
        seconds = process_time() - start
    print(1000 * seconds / len(part), statements / len(part))
"""


class Site:
    """A checkout that answers requests in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SITE], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.process.communicate()

    def read(self) -> str:
        assert self.process.stdout
        if not (line := self.process.stdout.readline()):
            raise SystemExit("A site ended before it answered. Its error is above.")
        return line

    def milliseconds(self, page: str) -> float:
        """Processor time of one answer."""
        assert self.process.stdin
        self.process.stdin.write(f"{page}\n")
        self.process.stdin.flush()
        status, seconds = self.read().split()
        if status != "200":
            raise SystemExit(f"{page} answers {status}.")
        return 1000 * float(seconds)


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", help="only these pages")
    parser.add_argument("--reports", type=Path, metavar="FOLDER", help="measure loading these reports instead")
    asked = parser.parse_args()
    if asked.reports:
        compare_loading(asked.folder, sorted(asked.reports.glob("*.pdf")))
        return
    pages = asked.pages or [*LIMITS]
    with Site(asked.folder) as before, Site(HERE) as now:
        print("| page | before | here | share | to reach |\n|---|---|---|---|---|")
        for page in pages:
            old, new = medians((before, page), (now, page))
            print(f"| `{page}` | {old:.0f} ms | {new:.0f} ms | {new / old:.2f} | {LIMITS.get(page, '')} |", flush=True)
        print(f"\n| page of edition 1 | to the page itself: {EDITION_LIMIT} at most |\n|---|---|")
        for page in [page for page in OF_EDITIONS if page in pages]:
            plain, past = medians((now, page), (now, f"{page}?edition=1"))
            print(f"| `{page}` | {past / plain:.2f} |", flush=True)


def compare_loading(folder: Path, reports: Sequence[Path]) -> None:
    """Print what loading and publishing the reports costs in both checkouts, asked in turns."""
    command = [sys.executable, "-c", LOADING, *map(str, reports)]
    runs = [
        [tuple(map(float, subprocess.check_output(command, cwd=site, text=True).split())) for site in (folder, HERE)]
        for _ in range(LOADING_RUNS)
    ]
    (old, before), (new, after) = (
        [median(each) for each in zip(*runs_of, strict=True)] for runs_of in zip(*runs, strict=True)
    )
    print(f"| `load_reports`, a report of {len(reports)} | before | here | share | to reach |\n|---|---|---|---|---|")
    print(f"| processor time | {old:.0f} ms | {new:.0f} ms | {new / old:.2f} | {LOADING_LIMIT} |")
    print(f"| statements | {before:.0f} | {after:.0f} | | {MOST_STATEMENTS} |")


def medians(*asked: tuple[Site, str]) -> list[float]:
    """The median time of each page at its site, asked in turns. The first two answers warm up and do not count."""
    times = [[site.milliseconds(page) for site, page in asked] for _ in range(ROUNDS + 2)]
    return [median(column) for column in zip(*times[2:], strict=True)]


if __name__ == "__main__":
    main()
