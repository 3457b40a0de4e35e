"""`watch_ofsted`: see what Ofsted has published that is not on record, and make drafts of it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import IO, Any, cast

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from rich.console import Console

from inspections.intake.fetching import OfstedBusyError, ofsted_client, only_one
from inspections.intake.news import fetch_publications, publications_to_fetch, tell_staff
from inspections.intake.watching import Watch
from inspections.management.accounts import account_of
from inspections.management.progress import CommandProgress
from inspections.models import OfstedLook, OfstedPublication
from inspections.ofsted.client import PoliteClient, SiteAwayError
from inspections.record.register import council_register
from inspections.reports.sandbox import Worker, WorkerNotStartedError
from inspections.staff import COMMAND_ACCOUNT
from inspections.wording.words import counted, date_words

MOST_FILES = 50
LOOKS_KEPT = 100


class Command(BaseCommand):
    """Looks, then fetches. Everything found is kept at once, so that an interrupted run loses nothing."""

    help = (
        "Look at Ofsted's list and the councils' pages, keep the publications that are not on record, fetch them into "
        "drafts, and tell staff. Made to be run once or twice a day; a second run does nothing twice. "
        "Exit code: 0 all in order, whether or not there was something new, 1 something did not look as expected or "
        "could not be read, 2 wrong options, 3 the reader can't be started, 4 the disk or the database can't be "
        "written, 5 Ofsted's site can't be reached or wants a break."
    )
    # Reports are read even if the pages have errors, and without loading them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--by", "--user", metavar="USERNAME", help=f"Whose drafts they are; {COMMAND_ACCOUNT} unless given."
        )
        parser.add_argument(
            "--at-most",
            type=int,
            metavar="N",
            default=MOST_FILES,
            help="Fetch so many files, the latest first; the next run goes on. %(default)s unless given.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        by = account_of(options["by"])
        console = Console(file=cast("IO[str]", self.stdout), width=None if self.stdout.isatty() else 140)
        try:
            with only_one():
                code = self._watch(console, by, options["at_most"])
        except OfstedBusyError as error:
            raise CommandError(str(error), returncode=2) from None
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except WorkerNotStartedError as error:
            raise CommandError(str(error), returncode=3) from error
        except (OSError, OperationalError) as error:
            raise CommandError(f"The disk or the database can't be written: {error}", returncode=4) from error
        if code:
            raise SystemExit(code)

    def _watch(self, console: Console, by: User, at_most: int) -> int:
        before = OfstedLook.objects.first()
        look = OfstedLook.objects.create(began_at=timezone.now())
        client = ofsted_client()
        watch = Watch(client)
        away = ""
        try:
            self._look(console, watch, look)
            watch.problems += self._fetch(client, by, at_most)
            look.ended_at = timezone.now()
        except SiteAwayError as error:
            away = f"Ofsted’s site gives nothing at the moment: {error}. What was not looked at is next time."
            watch.problems.append(away)
        finally:
            client.close()
            look.found, look.problems = len(watch.found), watch.problems
            look.save()
        known_problems = set(before.problems) if before else set()
        not_told = tell_staff([problem for problem in watch.problems if problem not in known_problems])
        _forget_old_looks()
        self._summarise(look, watch, [*watch.problems, *filter(None, [not_told])])
        if away:
            return 5
        return 1 if watch.problems or not_told else 0

    def _look(self, console: Console, watch: Watch, look: OfstedLook) -> None:
        pages = watch.pages(timezone.localdate())
        with CommandProgress(console, "Looking at councils’ pages", len(pages)) as progress:
            for page in pages:
                watch.look_at(page)
                look.pages += 1
                progress.advance("looked at")

    def _fetch(self, client: PoliteClient, by: User, at_most: int) -> list[str]:
        """Fetch what waits. Returns sentences on what could not be fetched or read."""
        publications = list(publications_to_fetch()[:at_most])
        if not publications:
            return []
        worker = Worker(council_register().councils)
        problems = []
        try:
            for publication, result in fetch_publications(publications, client, worker, by=by):
                if result.report is None:
                    problems.append(f"{publication} ({publication.address}): {result.message}")
                else:
                    self.stdout.write(f"Fetched: {publication}. {result.message}")
        finally:
            worker.close()
        return problems

    def _summarise(self, look: OfstedLook, watch: Watch, problems: Iterable[str]) -> None:
        for publication in watch.found:
            day = date_words(publication.published_on)
            self.stdout.write(f"New: {publication.council}, {publication.title}, {day}: {publication.address}")
        for problem in problems:
            self.stdout.write(f"To look at: {problem}")
        waiting = OfstedPublication.objects.waiting().count()
        pages, new = counted(look.pages, "council’s page", "councils’ pages"), counted(look.found, "new publication")
        self.stdout.write(f"Looked at {pages}: {new}, {waiting} waiting.")


def _forget_old_looks() -> None:
    kept = OfstedLook.objects.values_list("pk", flat=True)[:LOOKS_KEPT]
    OfstedLook.objects.exclude(pk__in=list(kept)).delete()
