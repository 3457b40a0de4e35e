"""Breaks one rule after the other in a copy of the project and runs the tests that have to notice.

`python -m tests.mutations` tries all, `python -m tests.mutations ranked edition` those whose rule has one of the words.
Exit code: 0 if every broken rule was noticed, 1 if one was not or could not be tried. Nothing is changed in place.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .rules import MUTATIONS, ROOT, Mutation, MutationNotFoundError

LEFT_OUT = (".git", ".venv", "var", "staticfiles", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
TESTS_FAILED, TESTS_PASSED = 1, 0
# The most characters of the tests' own output.
SHOWN = 3000


def main(words: list[str]) -> int:
    """Try the mutations and print a line for each."""
    chosen = [mutation for mutation in MUTATIONS if not words or any(word in mutation.rule for word in words)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        copies = Path(folder)
        unbroken = _copy(copies / "unbroken")
        expected = sorted({test for mutation in chosen for test in mutation.tests})
        done = _pytest(unbroken, *expected, "-n", "auto")
        if done.returncode:
            ended = "failed" if done.returncode == TESTS_FAILED else f"ended with exit code {done.returncode}"
            sys.stdout.write(f"{(done.stdout + done.stderr)[-SHOWN:]}\nBefore anything is broken, the tests {ended}.\n")
            return 1
        outcomes = pool.map(lambda numbered: _try(copies / str(numbered[0]), numbered[1]), enumerate(chosen))
        caught = 0
        for mutation, outcome in zip(chosen, outcomes, strict=True):
            caught += not outcome
            sys.stdout.write(f"{outcome or 'caught':<12} {mutation.rule}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{caught} of {len(chosen)} caught in {time.monotonic() - begun:.0f} s\n")
    return 0 if chosen and caught == len(chosen) else 1


def _try(copy: Path, mutation: Mutation) -> str:
    """Nothing if the broken rule was noticed, else what happened."""
    try:
        text = mutation.broken()
    except MutationNotFoundError as error:
        return f"NOT FOUND: {error}"
    _copy(copy)
    (copy / mutation.file).write_text(text, encoding="utf-8")
    code = _pytest(copy, *mutation.tests, "-x").returncode
    shutil.rmtree(copy)
    if code == TESTS_FAILED:
        return ""
    return "SURVIVED" if code == TESTS_PASSED else f"NOT TRIED: pytest's exit code was {code}"


def _copy(target: Path) -> Path:
    return Path(shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*LEFT_OUT)))


def _pytest(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--tb=line",
        "-m",
        "not browser",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    environment = {"SECRET_KEY": "for mutations only", **os.environ, "HTTPS": "false", "DATA_DIR": str(project / "var")}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
