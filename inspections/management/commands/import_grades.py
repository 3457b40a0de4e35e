"""`manage.py import_grades [PATH …] [--commit]`: load councils, inspections, grades and evidence from CSV."""

from argparse import ArgumentParser
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from rich.console import Console

from inspections import actions
from inspections.actions.load.plan import Plan
from inspections.loading.planning import plan
from inspections.loading.preview import UNDO, preview_groups
from inspections.loading.reading import Rows, read_files
from inspections.loading.summary import summary
from inspections.management.accounts import account_of
from inspections.record.files.layouts import LAYOUTS
from inspections.staff import COMMAND_ACCOUNT
from inspections.wording.words import counted


class Command(BaseCommand):
    help = (
        "Shows what loading the CSV files would change, and every error with its file, row and column. "
        "Writes only with --commit, all or nothing. Rows that are not in the files are left as they are."
    )
    # The import works even if the pages have errors.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Files, or a folder of them; fixtures/ unless given.")
        parser.add_argument("--commit", action="store_true", help="Write the changes.")
        parser.add_argument("--by", metavar="USERNAME", help=f"Whose change it is; {COMMAND_ACCOUNT} unless given.")
        parser.add_argument("--reason", default="", help="Why something public changes; shown with the corrections.")
        parser.add_argument(
            "--leave-out",
            type=Path,
            metavar="FILE",
            help="A text file with lines of the preview: these rows are not loaded.",
        )
        parser.add_argument(
            "--undo-corrections",
            action="store_true",
            help="Load also the rows that would undo a correction made on the site.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        self.console = Console(file=cast("IO[str]", self.stdout), highlight=False, soft_wrap=True)
        paths = _files(options["paths"] or [settings.BASE_DIR / "fixtures"])
        with transaction.atomic():
            planned = self._plan(self._read(paths), _references(options["leave_out"]), undo=options["undo_corrections"])
            self._show(planned)
            if not options["commit"]:
                self._say("Nothing has been written. Add --commit to write this.")
                return
            self._write(planned, by=account_of(options["by"]), reason=options["reason"])
        self._say("")
        for line in summary(timezone.localdate()):
            self._say(line)

    def _say(self, line: str) -> None:
        self.console.print(line, markup=False)

    def _step(self, doing: str) -> AbstractContextManager[object]:
        """Show a spinner on a terminal, or print a line."""
        if self.console.is_terminal:
            return self.console.status(doing)
        self._say(doing)
        return nullcontext()

    def _read(self, paths: list[Path]) -> Rows:
        with self._step(f"Reading {', '.join(path.name for path in paths)}"), ExitStack() as stack:
            return read_files([stack.enter_context(path.open("rb")) for path in paths])

    def _plan(self, rows: Rows, leave_out: set[str], *, undo: bool) -> Plan:
        with self._step("Comparing them with what is on record"):
            planned = plan(rows, leave_out=leave_out)
            unknown = sorted(leave_out - planned.left_out)
            if unknown:
                raise CommandError(f"No row of the files is named “{unknown[0]}”: nothing has been written.")
            if planned.undoing and not undo:
                self._show_undoing(planned)
                planned = plan(rows, leave_out=leave_out | planned.undoing)
        if planned.problems:
            for problem in planned.problems:
                self._say(str(problem))
            number = len(planned.problems)
            raise CommandError(f"{number} problem{'s' if number > 1 else ''}; nothing has been written.")
        return planned

    def _show_undoing(self, planned: Plan) -> None:
        self._say("Left out, because they would undo corrections made on this site (--undo-corrections loads them):")
        for row in (row for group in preview_groups(planned) if group.code == UNDO for row in group.rows):
            self._say(f"  {row.reference}: {row.about}: {row.what}")

    def _show(self, planned: Plan) -> None:
        for name in LAYOUTS:
            counts = {
                "added": len(planned.added[name]),
                "changed": len(planned.changed[name]),
                "unchanged": planned.unchanged[name],
                "passed over": planned.kept[name],
            }
            if any(counts.values()):
                words = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)
                self._say(f"{name}.csv: {words}")
        if planned.left_out:
            self._say(f"Left out: {counted(len(planned.left_out), 'row')}")
        # Into an empty site everything is new, and nobody would choose among thousands of rows.
        for group in preview_groups(planned) if planned.record.edition else ():
            self._say(f"{group.name} ({len(group.rows):,})")
            for row in group.rows:
                self._say(f"  {row.reference}: {row.about}: {row.what}")

    def _write(self, planned: Plan, *, by: User, reason: str) -> None:
        try:
            with self._step("Writing"):
                edition = actions.load_records(planned, by=by, reason=reason)
        except actions.ActionRefusedError as error:
            raise CommandError(str(error)) from None
        self._say(f"{edition} is made." if edition else "Nothing differs from what is on record; nothing written.")


def _references(path: Path | None) -> set[str]:
    """The first part of each line of a file with lines of the preview."""
    if path is None:
        return set()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise CommandError(f"{path} can’t be read: {error.strerror}") from None
    return {line.partition(": ")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def _files(paths: list[Path]) -> list[Path]:
    """The files, and the known files in each folder, in the order in which they depend on each other."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [path / layout.file_name for layout in LAYOUTS.values() if (path / layout.file_name).is_file()]
            if not inside:
                raise CommandError(f"{path} holds none of the known files.")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise CommandError(f"{path} does not exist.")
    return files
