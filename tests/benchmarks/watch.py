"""`python -m tests.benchmarks.watch`: what a look at all councils' pages costs, as a Markdown table.

Against the stand-in, with no pause, no news, and pages of 100 KB. The first look reads every page, the second is told that
they are as they were.
"""

import os
import re
import subprocess
import sys
import tempfile
from time import perf_counter

PAGE_KB = 100
COMMAND = [sys.executable, "manage.py"]


def main() -> None:
    """Print a line for each look."""
    stand_in = subprocess.Popen(
        [sys.executable, "-m", "tests.builders.ofsted", "--port", "0", "--page-kb", str(PAGE_KB)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert stand_in.stdout is not None
        address = re.search(r"http://[\d.:]+\d", stand_in.stdout.readline())[0]
        with tempfile.TemporaryDirectory() as folder:
            settings = {**os.environ, "DATA_DIR": folder, "OFSTED_STAND_IN": address, "OFSTED_PAUSE_SECONDS": "0"}
            settings.pop("DATABASE_URL", None)
            for command in (["migrate", "--verbosity", "0"], ["import_grades", "--commit"]):
                subprocess.run([*COMMAND, *command], env=settings, check=True, stdout=subprocess.DEVNULL)
            print("| look | by the clock | processor time | memory at most |\n|---|---|---|---|")
            for look in ("first", "second"):
                print(f"| {look} | {_cost(settings)} |", flush=True)
    finally:
        stand_in.kill()
        stand_in.wait()


def _cost(settings: dict[str, str]) -> str:
    begun = perf_counter()
    look = subprocess.Popen([*COMMAND, "watch_ofsted"], env=settings, stdout=subprocess.PIPE, text=True)
    assert look.stdout is not None
    said = look.stdout.read()
    _, status, used = os.wait4(look.pid, 0)
    assert status == 0, said
    assert "Looked at 153 councils’ pages: 0 new publications, 0 waiting." in said, said
    seconds = perf_counter() - begun
    return f"{seconds:.1f} s | {used.ru_utime + used.ru_stime:.1f} s | {used.ru_maxrss / 1024:.0f} MB"


if __name__ == "__main__":
    main()
