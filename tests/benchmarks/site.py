"""A site with all real data in a temporary directory, and the cost of one of its pages."""

import gzip
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.processor_time import thread_seconds

RUNS = 15
PAGES = (
    "/",
    "/councils/",
    "/councils/county-durham/",
    "/councils/county-durham/2012-01-25/",
    "/compare/?neighbours-of=county-durham&set=2025-05",
    "/ranking/slac/2012-01-05/",
    "/ranking/slac/2012-01-05/?council=county-durham",
    "/ranking/sif/",
    "/ranking/ilacs/",
    "/heatmap/slac/",
    "/heatmap/sif/",
    "/heatmap/ilacs/",
    "/map/ilacs/",
    "/national/ilacs/",
    "/waiting/ilacs/",
    "/latest/",
    "/improvements/",
    "/judgements/ilacs-2023/overall_effectiveness/",
    "/papers/county-durham/2025-05-13/",
    "/briefs/county-durham/",
    "/data/",
)
FILES = (
    "/councils/county-durham.svg",
    "/compare.svg?neighbours-of=county-durham&set=2025-05",
    "/ranking/ilacs.svg",
    "/heatmap/ilacs.svg",
    "/map/ilacs.svg",
    "/national/ilacs.svg",
    "/national/ilacs.svg?chart=over-time",
    "/waiting/ilacs.svg",
    "/latest.atom",
    "/ranking/ilacs.csv",
    "/ranking/ilacs.xlsx",
    "/heatmap/slac.xlsx",
    "/heatmap/slac.ods",
    "/latest.ods",
    "/ranking/ilacs.pptx?council=county-durham",
    "/briefs/county-durham.docx",
    "/papers/county-durham/2025-05-13.docx",
)
PAST = ("/ranking/ilacs/?edition=1", "/heatmap/ilacs/?edition=1", "/national/ilacs/?edition=1")
# Measured with their pictures kept, as in FILES, and with theirs drawn for each answer.
DRAWN = (
    "/papers/county-durham/2025-05-13.docx",
    "/papers/county-durham/2012-01-25/2012-01-05.docx",
    "/briefs/county-durham.docx",
    "/ranking/ilacs.docx",
    "/ranking/ilacs.pptx?council=county-durham",
    "/map/ilacs.pptx",
)
# Kept under DATA_DIR once it is made, so that what is measured is the answer from there.
KEPT = ("/ranking/ilacs.png?width-cm=8", "/data/inspections.zip")


@dataclass(frozen=True)
class Cost:
    """What one page or file costs: gzipped bytes, queries, and the median of RUNS uncached answers in milliseconds.

    Processor time, in which SQLite and the drawing of pictures are included, so that other work on the machine does not
    count.
    """

    page: str
    size: int
    queries: int
    milliseconds: float


@contextmanager
def real_site() -> Iterator[None]:
    """Django set up on a new SQLite database that holds all of fixtures/; both are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": "", "HTTPS": "false", "SECRET_KEY": "for measuring only"}
        os.environ.pop("DATABASE_URL")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

        import django
        from django.conf import settings

        storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
        settings.STATIC_ROOT = folder
        settings.ALLOWED_HOSTS = ["testserver"]
        django.setup()

        from django.core.management import call_command
        from django.db import connection

        from dashboard.serving.garbage import collect_seldom
        from tests.builders.database import load_fixtures

        call_command("migrate", verbosity=0)
        load_fixtures()
        # As the served site does.
        collect_seldom()
        yield
        connection.close()


def cost_of(page: str, *, drawing: bool = False) -> Cost:
    """Measure one page or file. The first two answers warm up templates and imports and do not count.

    `drawing`: no picture is kept from one answer to the next.
    """
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _ in range(2):
        client.get(page)
    times = []
    for _ in range(RUNS):
        for picture in Path(settings.DATA_DIR).glob("pictures/*.png") if drawing else ():
            picture.unlink()
        start = thread_seconds()
        # A file that is kept is sent as it is read.
        client.get(page).getvalue()
        times.append(thread_seconds() - start)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    if answer.status_code != 200:
        raise RuntimeError(f"{page} answers {answer.status_code}")
    return Cost(page, len(gzip.compress(answer.getvalue(), 6)), len(queries), 1000 * statistics.median(times))
