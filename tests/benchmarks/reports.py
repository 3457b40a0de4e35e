"""`python -m tests.benchmarks.reports [FOLDER]`: what reading reports costs, one by one and as a folder of 500.

Reads the real reports beside the project, or the folder's; where there are none, small ones made for the tests,
which cost far less than a real report. Prints processor time per report after start-up, and for a folder of 500
copies, each with a byte of its own, the time by the clock and the memory of the limited workers. Takes a minute.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from inspections.names import CouncilNames
from inspections.reports.findings import Reading, Refusal
from inspections.reports.pipeline import read_report
from inspections.reports.sandbox import Pool
from tests.builders import real_reports
from tests.builders.register import fixture_councils
from tests.builders.reports import REGISTER
from tests.reports.fuzz import made

ROUNDS = 5
FEW, MANY = 50, 500


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=real_reports.PDFS)
    files = {path.name: path.read_bytes() for path in sorted(parser.parse_args().folder.glob("*.pdf"))} or made()
    register = fixture_councils() if real_reports.HERE else REGISTER
    one_by_one(files, register)
    as_a_folder(list(files.values()), register)


def one_by_one(files: dict[str, bytes], register: Sequence[CouncilNames]) -> None:
    """Processor time per report in this process, the median of some rounds after one that warms up."""
    costs: dict[str, float] = {}
    for name, data in files.items():
        if isinstance(read_report(data, register), Reading):
            costs[name] = median(cost_of(data, register) for _ in range(ROUNDS))
    ranked = sorted(costs, key=lambda name: costs[name])
    print(f"\n{len(costs)} reports\n\n| processor time after start-up | |\n|---|---|")
    print(f"| median report | {costs[ranked[len(ranked) // 2]]:.0f} ms |")
    print(f"| nine in ten under | {costs[ranked[len(ranked) * 9 // 10]]:.0f} ms |")
    print(f"| slowest, {ranked[-1]} | {costs[ranked[-1]]:.0f} ms |")


def cost_of(data: bytes, register: Sequence[CouncilNames]) -> float:
    """Milliseconds of processor time to read a report."""
    start = time.process_time()
    read_report(data, register)
    return (time.process_time() - start) * 1000


def as_a_folder(contents: Sequence[bytes], register: Sequence[CouncilNames]) -> None:
    """The clock and the workers' memory for a few files and for many."""
    workers = os.cpu_count() or 1
    print(
        f"\n| files, {workers} workers | by the clock | a second | refused | most memory of a worker |\n|---|---|---|---|---|"
    )
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (FEW, MANY):
            paths = list(copies(contents, count, Path(folder)))
            start = time.perf_counter()
            with Pool(register, workers) as pool:
                refused = sum(isinstance(result, Refusal) for _, result in pool.read_all(paths))
            seconds = time.perf_counter() - start
            peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)
            print(f"| {count} | {seconds:.1f} s | {count / seconds:.0f} | {refused} | {peaks[-1]:.0f} MB |")
    print(f"\nMemory with {MANY} files to that with {FEW}: {peaks[1] / peaks[0]:.2f}")


def copies(contents: Sequence[bytes], count: int, folder: Path) -> Iterable[Path]:
    """So many files, each different in its last bytes, which a PDF engine passes over."""
    for number in range(count):
        path = folder / f"{number}.pdf"
        path.write_bytes(contents[number % len(contents)] + f"\n%{number}\n".encode())
        yield path


if __name__ == "__main__":
    main()
