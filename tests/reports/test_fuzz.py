"""The fuzzing command itself, briefly: it finds what it should, and mutated PDFs break nothing."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspections.reports import sandbox
from inspections.reports.findings import Reading
from inspections.reports.pipeline import read_report
from tests.builders.reports import REGISTER
from tests.reports.fuzz import fuzz, made, main, mutated, silent_grades


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


def no_folder(folder: Path) -> None:
    folder.rmdir()


def no_pdf(folder: Path) -> None:
    (folder / "report.txt").write_text("Testshire")


def no_report(folder: Path) -> None:
    (folder / "page.pdf").write_bytes(b"<!DOCTYPE html>")


@pytest.mark.parametrize("prepare", [no_folder, no_pdf, no_report])
def test_a_run_that_reads_no_file_fails(
    prepare: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(tmp_path)
    assert main(["--seconds", "0.1", str(tmp_path)]) == 2
    assert "Nothing was tried: none of " in capsys.readouterr().out


def test_a_run_without_a_worker_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sandbox, "_BOOT", "import no_such_module")
    assert main(["--seconds", "0.1"]) == 2
    assert "can't be started" in capsys.readouterr().out


def test_a_run_reads_files_in_folders_of_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "2012" / "slac").mkdir(parents=True)
    (tmp_path / "2012" / "slac" / "report.pdf").write_bytes(made()["slac.pdf"])
    assert main(["--seconds", "0.5", str(tmp_path)]) == 0
    assert " files: " in capsys.readouterr().out
