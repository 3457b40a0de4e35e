"""`fetch_reports`: download the reports whose addresses are on record, and read them into drafts."""

from argparse import ArgumentParser
from typing import IO, Any, cast

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from rich.console import Console

from inspections.actions import PublishedBatch
from inspections.intake.agreement import BATCH, disagreements, fetched_drafts, publish_agreeing
from inspections.intake.fetching import (
    NOT_FETCHED,
    FetchedFile,
    OfstedBusyError,
    fetch_reports,
    ofsted_client,
    only_one,
    reports_to_fetch,
)
from inspections.management.accounts import account_of
from inspections.management.progress import CommandProgress
from inspections.models import Inspection
from inspections.ofsted.client import SiteAwayError
from inspections.record.register import council_register
from inspections.reports.sandbox import Worker, WorkerNotStartedError
from inspections.staff import COMMAND_ACCOUNT
from inspections.wording.words import counted

MOST_NAMED = 40
NOT_DONE = {NOT_FETCHED, "refused"}


class Command(BaseCommand):
    """Fetches one file after another and stores each at once, so it can be interrupted and started again."""

    help = (
        "Download the reports whose addresses are on record and that are not loaded, one after another with a pause, "
        "and read them into drafts. A run that was interrupted can simply be started again. "
        "Exit code: 0 all read, 1 some files could not be fetched or read, 2 wrong options, 3 the reader can't be "
        "started, 4 the disk or the database can't be written, 5 Ofsted's site can't be reached or wants a break."
    )
    # Reports are read even if the pages have errors, and without loading them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--publish-agreeing",
            action="store_true",
            help="Publish the drafts that agree with what is on record in every grade and date and have no open "
            f"problem, as one edition per {BATCH}. Needs --by with an account that may publish.",
        )
        parser.add_argument(
            "--by", "--user", metavar="USERNAME", help=f"Whose change it is; {COMMAND_ACCOUNT} unless given."
        )
        parser.add_argument("--at-most", type=int, metavar="N", help="End after so many files.")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = account_of(options["by"], publishing="--publish-agreeing" if options["publish_agreeing"] else "")
        console = Console(file=cast("IO[str]", self.stdout), width=None if self.stdout.isatty() else 140)
        try:
            with only_one():
                failed = self._fetch(console, by, options["at_most"])
                if options["publish_agreeing"]:
                    self._publish(publish_agreeing(by=by))
        except OfstedBusyError as error:
            raise CommandError(str(error), returncode=2) from None
        except OSError as error:
            raise CommandError(f"The disk can't be written: {error}", returncode=4) from error
        except OperationalError as error:
            raise CommandError(f"The database can't be written: {error}", returncode=4) from error
        if failed:
            raise SystemExit(failed)

    def _fetch(self, console: Console, by: User, at_most: int | None) -> int:
        """Fetch and read. Returns the exit code."""
        inspections = list(reports_to_fetch()[:at_most])
        if not inspections:
            self.stdout.write("Every report whose address is on record is loaded.")
            return 0
        self.stdout.write(f"{counted(len(inspections), 'report')} to fetch from Ofsted’s site.")
        client, worker = ofsted_client(), Worker(council_register().councils)
        failed: list[FetchedFile] = []
        ended = ""
        try:
            with CommandProgress(console, "Fetching reports", len(inspections)) as progress:
                for file in fetch_reports(inspections, client, worker, by=by):
                    progress.advance(file.result.outcome)
                    if file.result.outcome in NOT_DONE:
                        failed.append(file)
        except SiteAwayError as error:
            ended = f"Stopped: Ofsted’s site gives nothing at the moment, {error}. Run this again later."
        except KeyboardInterrupt:
            ended = "Interrupted. Run this again to go on."
        except WorkerNotStartedError as error:
            raise CommandError(str(error), returncode=3) from error
        finally:
            client.close()
            worker.close()
        self._summarise(progress, len(inspections), failed)
        if ended:
            self.stderr.write(ended)
            return 5
        return 1 if failed else 0

    def _summarise(self, progress: CommandProgress, total: int, failed: list[FetchedFile]) -> None:
        self.stdout.write(f"{progress.outcomes.total()} of {counted(total, 'report')}: {progress.outcome_words}.")
        for file in failed:
            self.stdout.write(f"Not read: {file.result.name} ({file.address}). {file.result.message}")

    def _publish(self, batches: list[PublishedBatch]) -> None:
        for batch in batches:
            if batch.edition:
                self.stdout.write(f"{batch.edition}: {counted(len(batch.published), 'report')} published.")
            for draft, refusal in batch.refused:
                self.stdout.write(f"Stays a draft: {draft}. {refusal}")
        waiting = list(fetched_drafts())
        if waiting:
            self.stdout.write(f"{counted(len(waiting), 'draft')} to be checked by a person:")
        for draft in waiting[:MOST_NAMED]:
            self.stdout.write(f"  {_named(draft)}")
        if len(waiting) > MOST_NAMED:
            self.stdout.write(f"  and {len(waiting) - MOST_NAMED} more, at the admin’s start page.")


def _named(draft: Inspection) -> str:
    return f"{draft}: {' '.join(disagreements(draft))}"
