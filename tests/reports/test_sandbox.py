"""Files from outside are read in limited processes: what kills one is a refusal, and the next file is read."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspections.reports import limited, sandbox
from inspections.reports.findings import Reading, Refusal, RefusalKind
from inspections.reports.pipeline import read_report
from inspections.reports.sandbox import Pool, Worker, WorkerNotStartedError, read_safely, render_region
from tests.builders.reports import ILACS_2023, REGISTER, ilacs_pdf

PDF = ilacs_pdf(ILACS_2023, ("Good",) * 5, dates="11 to 22 May 2024")
limits = pytest.mark.skipif(sys.platform == "win32", reason="this system sets no limits on a process")

# Workers that behave badly: each reads the register and says that it is ready, as a real one does.
READY = "import sys, time, os; sys.stdin.readline(); print('ready', flush=True); "
# It behaves badly once it has a file.
ASKED = f"{READY}sys.stdin.readline(); "
ROOTED = f"{READY}sys.path.insert(0, sys.argv[1]); from inspections.process_limits import limit_process, limit_time; "


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(REGISTER)
    yield worker
    worker.close()


def test_the_sandbox_reads_what_the_reader_reads() -> None:
    assert read_safely(PDF, REGISTER) == read_report(PDF, REGISTER)


def test_one_worker_reads_many_files(worker: Worker) -> None:
    assert [type(worker.read(data)) for data in (PDF, b"", PDF)] == [Reading, Refusal, Reading]


def test_a_worker_is_replaced_after_its_share_of_files(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "FILES_PER_WORKER", 1)
    worker.read(PDF)
    first = worker._process
    assert isinstance(worker.read(PDF), Reading)
    assert worker._process is not first


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("os._exit(1)", "UNREADABLE"),
        ("os.abort()", "UNREADABLE"),
        ("print('no JSON', flush=True); time.sleep(60)", "UNREADABLE"),
        ("print('[]', flush=True); time.sleep(60)", "UNREADABLE"),
        ("print('{}', flush=True); time.sleep(60)", "UNREADABLE"),
        ("time.sleep(60)", "NO_ANSWER"),
    ],
)
def test_a_worker_that_dies_or_hangs_is_a_refusal(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, program: str, kind: str
) -> None:
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 1)
    monkeypatch.setattr(sandbox, "_BOOT", ASKED + program)
    assert worker.read(PDF) == Refusal(RefusalKind[kind])
    monkeypatch.undo()
    assert isinstance(worker.read(PDF), Reading)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("import os; os._exit(1)", "it said nothing"),
        ("print('hello', flush=True); import time; time.sleep(60)", "it said nothing"),
        ("import time; time.sleep(60)", "it was not ready after 1 seconds"),
    ],
    ids=["import fails", "ends", "says another thing", "hangs"],
)
def test_a_worker_that_cannot_start_says_nothing_about_the_file(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, program: str, reason: str
) -> None:
    monkeypatch.setattr(sandbox, "START_SECONDS", 1 if "not ready" in reason else 60)
    monkeypatch.setattr(sandbox, "_BOOT", program)
    with pytest.raises(WorkerNotStartedError, match=reason):
        worker.read(PDF)
    with pytest.raises(WorkerNotStartedError, match=reason):
        worker.render(PDF, 1, None)
    monkeypatch.undo()
    assert isinstance(worker.read(PDF), Reading)


def test_an_interpreter_that_cannot_be_run_says_nothing_about_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(WorkerNotStartedError, match="No such file"):
        read_safely(PDF, REGISTER)


def test_a_pool_that_cannot_start_a_worker_stops(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(PDF)
    monkeypatch.setattr(sandbox, "_BOOT", "import no_such_module")
    with Pool(REGISTER, 2) as pool, pytest.raises(WorkerNotStartedError, match="no_such_module"):
        list(pool.read_all(tmp_path.iterdir()))


@limits
@pytest.mark.parametrize(
    "deed", [f"bytearray({2 * limited.MEMORY_BYTES})", "open(PATH, 'w').write('x' * 10_000)"], ids=["memory", "writing"]
)
def test_a_worker_can_neither_take_all_memory_nor_write(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, deed: str
) -> None:
    """A worker that gets away with it answers SCAN."""
    deed = deed.replace("PATH", repr(str(tmp_path / "written")))
    program = f'limit_process({limited.MEMORY_BYTES}); {deed}; print(\'{{"refusal": "SCAN"}}\', flush=True)'
    monkeypatch.setattr(sandbox, "_BOOT", f"{ROOTED} {program}")
    assert worker.read(PDF) == Refusal(RefusalKind.UNREADABLE)


@limits
def test_a_worker_that_uses_up_its_time_is_stopped(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    spin = "limit_time(1)\nwhile True: pass"
    monkeypatch.setattr(sandbox, "_BOOT", f"{ROOTED} {spin}")
    assert worker.read(PDF) == Refusal(RefusalKind.TOO_SLOW)


def test_a_pool_reads_a_folder_and_names_what_it_cannot(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.pdf").write_bytes(PDF if number % 3 else b"")
    with Pool(REGISTER, 2) as pool:
        results = dict(pool.read_all([*sorted(tmp_path.iterdir()), tmp_path / "missing.pdf"]))
    refused = {path.name for path, result in results.items() if isinstance(result, Refusal)}
    assert refused == {"0.pdf", "3.pdf", "missing.pdf"}
    assert len(results) == 7


def test_a_pool_left_half_way_stops(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in range(20)]
    for path in paths:
        path.write_bytes(PDF)
    with Pool(REGISTER, 2) as pool:
        next(iter(pool.read_all(paths)))
    assert all(worker._process is None for worker in pool._workers)


def test_a_file_too_large_is_refused_before_it_is_sent(worker: Worker) -> None:
    assert worker.read(b"%PDF-" + b"0" * sandbox.MAX_BYTES) == Refusal(RefusalKind.TOO_LARGE)
    assert worker._process is None


def test_the_picture_of_a_row_is_a_png_of_that_part() -> None:
    reading = read_report(PDF, REGISTER)
    assert isinstance(reading, Reading)
    finding = reading.grades[0]
    assert finding.page
    part = render_region(PDF, finding.page, finding.box)
    whole = render_region(PDF, finding.page, None)
    assert part
    assert whole
    assert part.startswith(b"\x89PNG")
    assert len(part) < len(whole)


@pytest.mark.parametrize(("data", "page"), [(PDF, 99), (PDF, 0), (b"no PDF", 1), (b"", 1)])
def test_what_cannot_be_drawn_gives_no_picture(data: bytes, page: int) -> None:
    assert render_region(data, page, None) is None


@pytest.mark.parametrize(
    "answer",
    [
        "5",
        "[]",
        "null",
        '{"refusal": 5}',
        '{"refusal": "NO_SUCH"}',
        '{"kind": "pdf", "framework": null, "inspected_from": 5, "inspected_to": null}',
        '{"kind": "pdf", "framework": "sif-2013", "grades": "all good"}',
        "[" * 100_000,
        '"' + "x" * 1_000_000,
    ],
    ids=range(9),
)
def test_a_worker_that_lies_is_refused_and_replaced(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str
) -> None:
    lie = tmp_path / "answer"
    lie.write_text(f"{answer}\n", encoding="utf-8")
    honest = sandbox._BOOT
    says = f"print(open({str(lie)!r}).read(), end='', flush=True)"
    monkeypatch.setattr(sandbox, "_BOOT", f"{READY}\nfor line in sys.stdin:\n    {says}")
    assert worker.read(PDF) == Refusal(RefusalKind.UNREADABLE)
    monkeypatch.setattr(sandbox, "_BOOT", honest)
    assert isinstance(worker.read(PDF), Reading)
