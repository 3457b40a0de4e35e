"""`load_reports PATH…`: read report files, or folders of them, into drafts for staff to check."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.db.models import Prefetch
from rich.console import Console
from rich.table import Column, Table

from inspections.actions import publish_batch
from inspections.intake.drafting import ReadFile, store_reports
from inspections.intake.loaded import LoadResult, already_loaded
from inspections.intake.matching import differing_facts
from inspections.management.accounts import account_of
from inspections.management.progress import CommandProgress
from inspections.models import Inspection, Report, ReportProblem, Visit
from inspections.record.register import council_register
from inspections.reports.extract import MAX_BYTES
from inspections.reports.findings import Refusal, RefusalKind
from inspections.reports.outcomes import ReadingOutcome
from inspections.reports.sandbox import Pool, WorkerNotStartedError
from inspections.staff import COMMAND_ACCOUNT
from inspections.wording.words import counted

READABLE_ENDINGS = {".pdf", ".txt"}
WIDTH_OF_A_FILE = 140
# Files stored in one transaction, and drafts published in one. Either locks the database for up to a second, longer if
# files go to a bucket.
STORED_TOGETHER, BATCH = 20, 100
SECONDS_TOGETHER = 2
REASON = "The reports themselves were read, without a problem."


class Command(BaseCommand):
    """Reads on all cores, each file in a limited process. Stores some reports at a time, so it can be interrupted.

    Files are named as they lie in the folder: many of Ofsted's share a name with others.
    """

    help = (
        "Read reports as Ofsted publishes them (PDF or text) into drafts. Files loaded before are recognised by "
        "their content, so a run that was interrupted can simply be started again. "
        "Exit code: 0 all read, 1 some files refused, 2 nothing to read, 3 the reader can't be started, 4 the disk or "
        "the database can't be written."
    )
    # Reports are read even if the pages have errors, and without loading them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="A file, or a folder of .pdf and .txt.")
        parser.add_argument(
            "--publish-clean",
            action="store_true",
            help="Publish the drafts in which nothing is doubtful and that change no public fact, as one edition per "
            "hundred. Needs --by with an account that may publish.",
        )
        parser.add_argument(
            "--reread", action="store_true", help="Put a newer reading in the place of drafts that nobody has edited."
        )
        parser.add_argument("--by", metavar="USERNAME", help=f"Whose change it is; {COMMAND_ACCOUNT} unless given.")
        parser.add_argument("--workers", type=int, default=0, help="Reading processes; one per core unless given.")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = dict(_files(options["paths"]))
        if not files:
            raise CommandError("There is no .pdf or .txt file to read there.", returncode=2)
        by = account_of(options["by"], publishing="--publish-clean" if options["publish_clean"] else "")
        console = Console(file=cast("IO[str]", self.stdout), width=None if self.stdout.isatty() else WIDTH_OF_A_FILE)
        table = Table(Column("File", overflow="fold"), "Council", "Framework", "Grades", "Problems", "Result")
        results: list[LoadResult] = []
        with (
            CommandProgress(console, "Reading reports", len(files)) as progress,
            Pool(council_register().councils, options["workers"] or os.cpu_count() or 1) as pool,
        ):
            for result in _loaded(pool, files, by=by, reread=options["reread"]):
                results.append(result)
                progress.advance(result.outcome)
        published = self._publish_clean(results, by) if options["publish_clean"] else set()
        # Read again: a draft about an inspection on record has been merged into it.
        reports = _in_full(result.report.pk for result in results if result.report)
        for result in results:
            report = reports[result.report.pk] if result.report else None
            table.add_row(*_row(result, report, published=report is not None and report.pk in published))
        console.print(table)
        console.print(f"{len(files)} files: {progress.outcome_words}")
        refused = [result for result in results if result.outcome == "refused"]
        for result in refused:
            console.print(f"Not read: {result.name}. {result.message}", soft_wrap=True)
        if refused:
            raise SystemExit(1)

    def _publish_clean(self, results: Iterable[LoadResult], by: User) -> set[int]:
        """Publish the clean drafts, an edition per hundred. Returns the keys of their reports."""
        clean: list[tuple[Inspection | Visit, int, str]] = []
        loaded = [result for result in results if result.report]
        doubtful = ReportProblem.objects.blocking().filter(report__in=[result.report for result in loaded])
        with_problems = set(doubtful.values_list("report", flat=True))
        for result in loaded:
            draft, report = result.draft or result.visit_draft, result.report
            if draft is None or report is None or report.pk in with_problems:
                continue
            # What differs of a visit is among the problems of its letter.
            if isinstance(draft, Inspection) and (differing := differing_facts(draft)):
                self.stderr.write(f"{result.name} stays a draft: {'; '.join(differing)}")
            elif draft not in [other for other, _, _ in clean]:
                clean.append((draft, report.pk, result.name))
        published: set[int] = set()
        for start in range(0, len(clean), BATCH):
            names = {draft: (report, name) for draft, report, name in clean[start : start + BATCH]}
            batch = publish_batch([draft for draft, _, _ in clean[start : start + BATCH]], by=by, reason=REASON)
            for draft, refusal in batch.refused:
                _, name = names.pop(draft)
                self.stderr.write(f"{name} stays a draft: {refusal}")
            published |= {report for report, _ in names.values()}
            if batch.edition:
                self.stdout.write(f"{batch.edition}: {counted(len(batch.published), 'report')} published.")
        return published


def _files(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name: its path within the folder that was given."""
    for path in paths:
        if path.is_dir():
            readable = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE_ENDINGS)
            yield from ((file, file.relative_to(path).as_posix()) for file in sorted(readable))
        elif path.is_file():
            yield path, path.name
        else:
            raise CommandError(f"There is no file or folder {path}.", returncode=2)


def _loaded(pool: Pool, files: dict[Path, str], *, by: User, reread: bool) -> Iterator[LoadResult]:
    """The result of each file. One that was loaded before is recognised by its content first, and not read."""
    unread, done = [], 0
    for path, name in files.items():
        known = None if reread else _known(path, name)
        if known is None:
            unread.append(path)
        else:
            done += 1
            yield known
    for given in _some_at_a_time(_read(pool, {path: files[path] for path in unread})):
        try:
            results = store_reports(given, by=by, reread=reread)
        except (OSError, OperationalError) as error:
            names = [file.name for file in given if not isinstance(file.outcome, Refusal)]
            raise CommandError(_nothing_more(names, error, done, len(files)), returncode=4) from error
        done += len(results)
        yield from results


def _read(pool: Pool, files: dict[Path, str]) -> Iterator[ReadFile]:
    try:
        for path, outcome in pool.read_all(files):
            yield _with_content(path, files[path], outcome)
    except WorkerNotStartedError as error:
        raise CommandError(str(error), returncode=3) from error


def _with_content(path: Path, name: str, outcome: ReadingOutcome) -> ReadFile:
    if isinstance(outcome, Refusal):
        return ReadFile(b"", name, outcome)
    try:
        return ReadFile(path.read_bytes(), name, outcome)
    except OSError:
        return ReadFile(b"", name, Refusal(RefusalKind.UNREADABLE))


def _some_at_a_time(read: Iterator[ReadFile]) -> Iterator[list[ReadFile]]:
    """Files to store together: a number of them, or those of some seconds or megabytes. None that was read is lost."""
    some: list[ReadFile] = []
    begun = 0.0
    try:
        for file in read:
            begun = begun if some else time.monotonic()
            some.append(file)
            size = sum(len(one.data) for one in some)
            if len(some) == STORED_TOGETHER or size > MAX_BYTES or time.monotonic() - begun >= SECONDS_TOGETHER:
                yield some
                some = []
    except (CommandError, KeyboardInterrupt):
        if some:
            yield some
        raise
    if some:
        yield some


def _nothing_more(names: list[str], error: Exception, done: int, total: int) -> str:
    these, them = ("this file", "it") if len(names) == 1 else ("these files", "them")
    return (
        f"{', '.join(names)} could not be stored ({error}), so the command stopped here. Nothing of {these} is kept; "
        f"the {done} of {total} files before {them} are. See that the disk has room and can be written, then run it "
        "again."
    )


def _known(path: Path, name: str) -> LoadResult | None:
    try:
        return already_loaded(path.read_bytes(), name) if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None  # The reader says what is wrong with it.


def _in_full(keys: Iterable[int]) -> dict[int, Report]:
    """The reports by their keys, with all that their rows say of them: of the problems only the blocking ones."""
    blocking = Prefetch("problems", ReportProblem.objects.blocking())
    whole = Report.objects.select_related("inspection__council", "visit__council")
    return whole.prefetch_related(blocking, "inspection__grades").in_bulk(list(keys))


def _row(result: LoadResult, report: Report | None, *, published: bool) -> tuple[str, ...]:
    if report is None:
        return (result.name, "", "", "", "", "refused")
    inspection, visit = report.inspection, report.visit
    about = inspection or visit
    problems = len(report.problems.all())
    what = inspection.framework_definition.short_name if inspection else "not found"
    return (
        result.name,
        str(about.council) if about else "not found",
        visit.get_kind_display() if visit else what,
        str(len(inspection.grades.all())) if inspection else "" if visit else "0",
        str(problems),
        "published" if published else result.outcome + ("".join(f"\n{line}" for line in result.differences)),
    )
