"""`run_reader`: read the files that staff upload, in a process of its own, until it is stopped.

While no file waits it draws pictures that will be asked for.
"""

import os
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from dashboard.drawing_ahead import DrawingAhead
from inspections.intake.queue import delete_old_results, read_waiting

# Seconds between looks at the queue, and after the database couldn't be reached.
PAUSE, LONG_PAUSE = 1.0, 10.0


class Command(BaseCommand):
    help = (
        "Read the reports that staff upload, one after another, and make their drafts. Runs beside the server until it "
        "is stopped; several can run at once. A file that was being read is read again after five minutes. While none "
        "waits, draw the pictures of papers before anybody asks for them."
    )
    # Reports are read even if the pages have errors.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="End when no file waits.")
        parser.add_argument("--parent", type=int, metavar="PID", help="End with this process, which started this one.")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["until_empty"]:
            # Ends as Ctrl+C ends it, so that the process in which it reads ends too.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        ahead = DrawingAhead()
        try:
            while True:
                pause = self._work(None if options["until_empty"] else ahead)
                if options["until_empty"] or options["parent"] not in {None, os.getppid()}:
                    return
                time.sleep(pause)
        except KeyboardInterrupt:
            return

    def _work(self, ahead: DrawingAhead | None) -> float:
        """Read what waits or, if nothing does, draw one paper's pictures. Returns how long to pause then."""
        try:
            close_old_connections()
            if not read_waiting() and ahead:
                ahead.draw_next()
            delete_old_results()
        except (DatabaseError, InterfaceError) as error:
            self.stderr.write(f"The queue of uploaded files can't be read at the moment: {error}")
            connection.close()
            return LONG_PAUSE
        return PAUSE
