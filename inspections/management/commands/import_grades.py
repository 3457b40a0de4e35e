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
from inspections.loading.reading import Rows, read_files
from inspections.loading.summary import summary
from inspections.record.files.layouts import LAYOUTS
from inspections.staff import COMMAND_ACCOUNT, account_for_commands


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

    def handle(self, *_args: Any, **options: Any) -> None:
        self.console = Console(file=cast("IO[str]", self.stdout), highlight=False, soft_wrap=True)
        paths = _files(options["paths"] or [settings.BASE_DIR / "fixtures"])
        with transaction.atomic():
            planned = self._plan(self._read(paths))
            self._show(planned)
            if not options["commit"]:
                self._say("Nothing has been written. Add --commit to write this.")
                return
            self._write(planned, by=self._account(options["by"]), reason=options["reason"])
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

    def _plan(self, rows: Rows) -> Plan:
        with self._step("Comparing them with what is on record"):
            planned = plan(rows)
        if planned.problems:
            for problem in planned.problems:
                self._say(str(problem))
            number = len(planned.problems)
            raise CommandError(f"{number} problem{'s' if number > 1 else ''}; nothing has been written.")
        return planned

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
            for change in planned.changed[name]:
                self._say(f"  {change}")

    def _account(self, name: str | None) -> User:
        try:
            return account_for_commands(name)
        except LookupError as error:
            raise CommandError(str(error)) from None

    def _write(self, planned: Plan, *, by: User, reason: str) -> None:
        try:
            with self._step("Writing"):
                edition = actions.load_records(planned, by=by, reason=reason)
        except actions.ActionRefusedError as error:
            raise CommandError(str(error)) from None
        self._say(f"{edition} is made." if edition else "Nothing differs from what is on record; nothing written.")


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
