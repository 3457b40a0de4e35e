"""Reads files from outside in processes with limits on time, memory and writing.

A file of a few hundred bytes can make a PDF engine use all memory and abort, so no file from outside is opened in the
process that serves the site. Results are passed as JSON, never as a pickle.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from inspections.names import CouncilNames
from inspections.reports.document import PageBox
from inspections.reports.extract import MAX_BYTES
from inspections.reports.findings import Refusal, RefusalKind
from inspections.reports.limited import READY, send
from inspections.reports.outcomes import ReadingOutcome, outcome_from_json

START_SECONDS = 60
# The limit on reading is processor time. This only ends a worker that does nothing, however busy the machine is.
WALL_SECONDS = 120
# A worker is replaced after this many files, in case the PDF engine leaks memory.
FILES_PER_WORKER = 200
# The signal that ends a process when its time is used up, on systems that have it.
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
MAX_ANSWER_BYTES = 64 * 1024 * 1024
MAX_ERROR_BYTES = 64 * 1024
ROOT = Path(__file__).resolve().parents[2]
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from inspections.reports import limited; limited.serve()"


class WorkerNotStartedError(Exception):
    """No worker can be started here, so nothing is known about the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "The reader of reports can't be started, so this file was not read and may be in order. "
            f"Tell whoever runs the site: {reason}"
        )


ReadOutcome = ReadingOutcome | WorkerNotStartedError


class WorkerDiedError(Exception):
    """The worker stopped without an answer. `refusal` says why."""

    def __init__(self, refusal: RefusalKind) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class Worker:
    """A limited process that reads one file after another. Not for use by two threads at once."""

    def __init__(self, register: Sequence[CouncilNames] = ()) -> None:
        self._register = register
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._read = 0

    def read(self, data: bytes) -> ReadingOutcome:
        """What `pipeline.read_report` finds, or a Refusal if a limit stopped the worker.

        Whatever the file holds, nothing is raised. Raises WorkerNotStartedError if there is no worker to read it.
        """
        if len(data) > MAX_BYTES:
            return Refusal(RefusalKind.TOO_LARGE)
        try:
            answer = self._ask({"do": "read", "data": base64.b64encode(data).decode("ascii")})
            return outcome_from_json(answer)
        except WorkerNotStartedError:
            raise
        except WorkerDiedError as death:
            return Refusal(death.refusal)
        except Exception:  # A malicious file may have taken over the worker, which can then answer anything.
            self.close()
            return Refusal(RefusalKind.UNREADABLE)

    def render(self, data: bytes, page: int, box: PageBox | None) -> bytes | None:
        """A PNG of that part of the page (counted from 1), or None if it can't be drawn.

        Raises WorkerNotStartedError if there is no worker to draw it.
        """
        if len(data) > MAX_BYTES:
            return None
        question = {"do": "render", "data": base64.b64encode(data).decode("ascii"), "page": page}
        try:
            answer = self._ask({**question, "box": asdict(box) if box else None})
            return base64.b64decode(answer["png"]) if answer.get("png") else None
        except WorkerNotStartedError:
            raise
        except Exception:
            self.close()
            return None

    def close(self) -> None:
        """Stop the process. The next call starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        if self._read >= FILES_PER_WORKER:
            self.close()
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            send(process.stdin, question)
            line = self._answers.get(timeout=WALL_SECONDS)
        except queue.Empty:
            self.close()
            raise WorkerDiedError(RefusalKind.NO_ANSWER) from None
        except OSError:
            line = b""
        if not line:
            self.close()
            out_of_time = -process.returncode == _OUT_OF_TIME
            raise WorkerDiedError(RefusalKind.TOO_SLOW if out_of_time else RefusalKind.UNREADABLE)
        self._read += 1
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise TypeError("the worker's answer is not an object")
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(  # noqa: S603  our own code, in our own interpreter
                [sys.executable, "-I", "-c", _BOOT, str(ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                close_fds=True,
                env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            )
        except OSError as error:
            raise WorkerNotStartedError(str(error)) from error
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._read, self._answers = process, 0, queue.Queue()
        threading.Thread(target=_listen, args=(process.stdout, self._answers), daemon=True).start()
        with suppress(OSError):  # If the process has died already, it won't say that it is ready.
            send(process.stdin, {"register": [_council_json(council) for council in self._register]})
        self._wait_until_ready(process)
        return process

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        try:
            said = self._answers.get(timeout=START_SECONDS)
        except queue.Empty:
            self.close()
            raise WorkerNotStartedError(f"it was not ready after {START_SECONDS} seconds") from None
        if said != READY:
            process.kill()
            assert process.stderr is not None
            lines = process.stderr.read(MAX_ERROR_BYTES).decode("utf-8", "replace").split("\n")
            self.close()
            raise WorkerNotStartedError(next(filter(None, reversed(lines)), "it said nothing"))


def read_safely(data: bytes, register: Sequence[CouncilNames]) -> ReadingOutcome:
    """Read one file in a limited process of its own, as `Worker.read` does."""
    worker = Worker(register)
    try:
        return worker.read(data)
    finally:
        worker.close()


def render_region(data: bytes, page: int, box: PageBox | None) -> bytes | None:
    """A PNG of a part of a page (counted from 1) or of all of it, as `Worker.render` draws it."""
    worker = Worker()
    try:
        return worker.render(data, page, box)
    finally:
        worker.close()


class Pool:
    """Long-lived limited workers for many files. A worker that dies is replaced."""

    def __init__(self, register: Sequence[CouncilNames], size: int) -> None:
        self._workers = [Worker(register) for _ in range(max(1, size))]
        self._threads: list[threading.Thread] = []
        self._stopped = threading.Event()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop every worker and wait until no thread can start it again."""
        self._stopped.set()
        while any(thread.is_alive() for thread in self._threads):
            for worker in self._workers:
                worker.close()
            for thread in self._threads:
                thread.join(timeout=0.05)
        for worker in self._workers:
            worker.close()

    def read_all(self, paths: Iterable[Path]) -> Iterator[tuple[Path, ReadingOutcome]]:
        """Each path with its result, in the order in which they are done. Files that can't be opened are refused.

        Raises WorkerNotStartedError if a worker can't be started.
        """
        waiting: queue.Queue[Path | None] = queue.Queue()
        done: queue.Queue[tuple[Path, ReadOutcome]] = queue.Queue(maxsize=2 * len(self._workers))
        count = 0
        for path in paths:
            waiting.put(path)
            count += 1
        stopped = self._stopped = threading.Event()
        for worker in self._workers:
            waiting.put(None)
            thread = threading.Thread(target=_work, args=(worker, waiting, done, stopped), daemon=True)
            self._threads.append(thread)
            thread.start()
        try:
            for _ in range(count):
                path, outcome = done.get()
                if isinstance(outcome, WorkerNotStartedError):
                    raise outcome
                yield path, outcome
        finally:
            stopped.set()


def _work(
    worker: Worker,
    waiting: queue.Queue[Path | None],
    done: queue.Queue[tuple[Path, ReadOutcome]],
    stopped: threading.Event,
) -> None:
    while (path := waiting.get()) is not None and not stopped.is_set():
        outcome = _read_file(worker, path)
        while not stopped.is_set():
            try:
                done.put((path, outcome), timeout=0.5)
                break
            except queue.Full:
                continue


def _read_file(worker: Worker, path: Path) -> ReadOutcome:
    try:
        if path.stat().st_size > MAX_BYTES:
            return Refusal(RefusalKind.TOO_LARGE)
        return worker.read(path.read_bytes())
    except OSError:
        return Refusal(RefusalKind.UNREADABLE)
    except WorkerNotStartedError as error:
        return error


def _listen(pipe: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Pass on each line from the worker. An empty line means that it has gone."""
    with suppress(OSError, ValueError):
        while line := pipe.readline(MAX_ANSWER_BYTES):
            answers.put(line)
    answers.put(b"")


def _council_json(council: CouncilNames) -> list[Any]:
    days = [day.isoformat() if day else None for day in (council.valid_from, council.valid_to)]
    return [council.slug, list(council.names), *days]
