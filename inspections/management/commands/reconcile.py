"""`manage.py reconcile FILE.ods [--keep]`: hold the record against Ofsted's own statistics."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inspections.reconciliation.comparing import Reconciliation, RecordIndex, compare
from inspections.reconciliation.kept import keep
from inspections.reconciliation.outcomes import NotReadError, read_outcomes
from inspections.record.current import CurrentRecord
from inspections.wording.reconciliation import (
    agreement_sentence,
    difference_sentence,
    only_here_sentence,
    only_there_sentence,
)


class Command(BaseCommand):
    help = (
        "Compares Ofsted’s “Local authority inspection outcomes” (.ods) with the record: councils, dates, kinds and "
        "grades. Says what differs and where it stands in the file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Ofsted’s spreadsheet.")
        parser.add_argument("--keep", action="store_true", help="Show the result at /data/reconciliation/.")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        record = CurrentRecord()
        try:
            outcomes = read_outcomes(path)
            found = compare(outcomes, RecordIndex(record.names, record.inspections(), record.records()))
        except NotReadError as error:
            raise CommandError(str(error)) from error
        for line in _lines(found):
            self.stdout.write(line)
        if options["keep"]:
            keep(outcomes, path.name)
            self.stdout.write("Kept: /data/reconciliation/ shows this.")


def _lines(found: Reconciliation) -> list[str]:
    lines = [agreement_sentence(found.as_at, found.inspections, found.agreeing, found.values)]
    lines += [
        difference_sentence(str(differs.inspection), differs.what, differs.theirs, differs.ours, differs.outcome.place)
        for differs in found.differing
    ]
    lines += [only_there_sentence(outcome.council, outcome.day, outcome.place) for outcome in found.only_there]
    lines += [only_here_sentence(str(inspection)) for inspection in found.only_here]
    return lines
