"""Reads mutated PDFs in the limited worker: `python -m tests.reports.fuzz --seconds 60 [--seed N] [FOLDER]`.

Nothing may stop the parent or hang, and no grade may change in silence, nor a fact of a letter: a mutated file that is
still read gives each as the whole file does, or has a problem for it. Without a folder, small PDFs are made to be mutated.
A run that tried nothing fails: where no worker starts, or none of the files can be read as it is.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspections.names import CouncilNames
from inspections.reports import sandbox
from inspections.reports.findings import Reading, Refusal
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome
from inspections.reports.sandbox import Worker, WorkerNotStartedError
from tests.builders import real_reports
from tests.builders.letters import letter_pdf
from tests.builders.register import fixture_councils
from tests.builders.reports import (
    ILACS_2023,
    REGISTER,
    SLAC_2010,
    TableLayout,
    ilacs_pdf,
    pdf_of_text,
    sif_pdf,
    slac_text,
)
from tests.reports.letters.silence import silent_differences

# Longer than the worker's own limits plus the start of a new one.
HANG_SECONDS = sandbox.WALL_SECONDS + 10


class NothingTriedError(Exception):
    """There was nothing to mutate."""


@dataclass
class Findings:
    """What came of it: how many of each outcome, and every file that broke a rule, with why."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[str, bytes]] = field(default_factory=list)


def made() -> dict[str, bytes]:
    """Small PDFs of three programmes, and of a letter."""
    mixed = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Inadequate")
    return {
        "ilacs.pdf": ilacs_pdf(ILACS_2023, mixed, TableLayout(180, 80), dates="11 to 22 May 2024"),
        "sif.pdf": sif_pdf(("Good", "Not judged", "Good", "Outstanding", "Requires improvement")),
        "slac.pdf": pdf_of_text(slac_text(SLAC_2010), header="Testshire"),
        "letter.pdf": letter_pdf(),
    }


def _flipped(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 3, 10, 100))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(1, max(2, len(data)))]


def _hole(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 10, 1_000, 20_000))]
    return data


def _moved(data: bytearray, chance: random.Random) -> bytearray:
    size = chance.choice((4, 50, 2_000))
    one, two = chance.randrange(len(data)), chance.randrange(len(data))
    data[one : one + size], data[two : two + size] = data[two : two + size], data[one : one + size]
    return data


def _number(data: bytearray, chance: random.Random) -> bytearray:
    """Makes a number of the file's structure absurd."""
    start = chance.randrange(len(data))
    place = next((index for index in range(start, len(data)) if 48 <= data[index] <= 57), start)
    data[place : place + 1] = chance.choice((b"0", b"9", b"-1", b"99999999", b"4294967295"))
    return data


MUTATIONS: Sequence[Callable[[bytearray, random.Random], bytearray]] = (_flipped, _cut, _hole, _moved, _number)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to three mutations."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        if changed:
            changed = chance.choice(MUTATIONS)(changed, chance)
    return bytes(changed)


def silently_changed(whole: Reading | LetterReading, result: Reading | LetterReading) -> list[str]:
    """What a mutated file says otherwise without a problem: grades of a report, facts of a letter, or its kind."""
    if isinstance(whole, LetterReading):
        return silent_differences(whole, result)
    # A report whose first page is lost may still hold the words of a letter; that is for its problems to tell.
    return silent_grades(whole, result) if isinstance(result, Reading) else []


def silent_grades(whole: Reading, result: Reading) -> list[str]:
    """The judgements whose grade differs from the whole file's without a problem for them or the whole record."""
    truth = {finding.id: finding.grade for finding in whole.grades}
    flagged = {problem.judgement for problem in result.problems}
    if any(problem.kind.name == "RECORD_INCOMPLETE" for problem in result.problems):
        return []
    if result.framework != whole.framework:
        doubted = any(problem.kind.name.startswith("FRAMEWORK") for problem in result.problems)
        return [] if doubted else ["framework"]
    return [
        finding.id
        for finding in result.grades
        if finding.id not in flagged and finding.grade is not None and finding.grade != truth.get(finding.id)
    ]


def fuzz(files: dict[str, bytes], register: Sequence[CouncilNames], *, seconds: float, seed: int) -> Findings:
    """Mutate and read until the time is up.

    Raises NothingTriedError if none of the files can be read whole, WorkerNotStartedError if there is no worker.
    """
    chance, found = random.Random(seed), Findings()
    worker = Worker(register)
    try:
        wholes = {name: worker.read(data) for name, data in files.items()}
        names = [name for name, whole in wholes.items() if not isinstance(whole, Refusal)]
        if not names:
            raise NothingTriedError(f"none of {len(files)} files can be read before it is mutated")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            name = chance.choice(names)
            _try(mutated(files[name], chance), name, wholes[name], worker, found)
    finally:
        worker.close()
    if not (found.outcomes or found.broken):
        raise NothingTriedError(f"{seconds} seconds are too short")
    return found


def _try(data: bytes, name: str, whole: ReadingOutcome, worker: Worker, found: Findings) -> None:
    begun = time.monotonic()
    try:
        result = worker.read(data)
    except WorkerNotStartedError:
        raise
    except Exception as error:  # that nothing is raised is what is tried here
        found.broken.append((f"{name}: raised {error!r}", data))
        return
    if time.monotonic() - begun > HANG_SECONDS:
        found.broken.append((f"{name}: hung", data))
    if isinstance(result, Refusal):
        found.outcomes[result.kind.name] += 1
        return
    found.outcomes["read"] += 1
    assert not isinstance(whole, Refusal)
    if silent := silently_changed(whole, result):
        found.broken.append((f"{name}: silent: {', '.join(silent)}", data))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: prints what came of it. Exit code: 1 if a rule was broken, 2 if nothing was tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="PDFs to mutate, subfolders too; made ones if left out")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that broke a rule")
    options = parser.parse_args(arguments)
    if options.folder:
        files = {path.name: path.read_bytes() for path in sorted(options.folder.rglob("*.pdf"))}
        register: Sequence[CouncilNames] = fixture_councils() if real_reports.HERE else REGISTER
    else:
        files, register = made(), REGISTER
    try:
        found = fuzz(files, register, seconds=options.seconds, seed=options.seed)
    except (NothingTriedError, WorkerNotStartedError) as error:
        sys.stdout.write(f"Nothing was tried: {error}\n")
        return 2
    sys.stdout.write(f"{sum(found.outcomes.values())} files: {dict(found.outcomes.most_common())}\n")
    for number, (why, data) in enumerate(found.broken):
        sys.stdout.write(f"BROKEN {why}\n")
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{number}.pdf").write_bytes(data)
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
