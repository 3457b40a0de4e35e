"""The fuzzing command itself, briefly: it finds what it should, and mutated PDFs break nothing."""

import random
from dataclasses import replace

from inspections.reports.findings import Reading
from inspections.reports.pipeline import read_report
from tests.reports.fuzz import fuzz, made, mutated, silent_grades
from tests.reports.made import REGISTER


def test_mutated_pdfs_neither_stop_the_reader_nor_change_a_grade_in_silence() -> None:
    found = fuzz(made(), REGISTER, seconds=3, seed=2026)
    assert sum(found.outcomes.values()) > 3
    assert [why for why, _ in found.broken] == []


def test_a_silent_grade_would_be_found() -> None:
    whole = read_report(made()["slac.pdf"], REGISTER)
    assert isinstance(whole, Reading)
    first = whole.grades[0]
    changed = replace(whole, grades=(replace(first, grade="inadequate"), *whole.grades[1:]))
    assert silent_grades(whole, whole) == []
    assert silent_grades(whole, changed) == [first.id]


def test_a_mutation_changes_the_file_and_can_be_repeated() -> None:
    data = made()["sif.pdf"]
    assert mutated(data, random.Random(1)) == mutated(data, random.Random(1))
    assert any(mutated(data, random.Random(seed)) != data for seed in range(3))
