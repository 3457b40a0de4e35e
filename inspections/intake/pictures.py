"""Pictures of a report's pages, drawn once and kept beside the reports, which are not served."""

from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from inspections.models import Report
from inspections.reports.sandbox import Worker, WorkerNotStartedError

# More pages than staff look at. Others are drawn when somebody opens them.
MOST_DRAWN = 12
_CITING = ("grades", "improvements", "figures", "priority_actions", "problems")


def cited_pages(report: Report) -> tuple[int, ...]:
    """The first page, and those from which grades, areas and figures were read, or that are doubtful."""
    findings = [finding for part in _CITING for finding in report.reading.get(part) or ()]
    pages = {1, *(finding["page"] for finding in findings if finding.get("page"))}
    return tuple(sorted(pages))[:MOST_DRAWN]


def picture_path(report: Report, name: str) -> str:
    """Where a picture of a report's page, or of a part of it, is kept."""
    return f"pictures/{report.sha256}/{name}.png"


def keep_picture(path: str, png: bytes) -> None:
    """Keep a picture if there is room. It is drawn again if there is none."""
    try:
        default_storage.save(path, ContentFile(png))
    except OSError:
        with suppress(OSError):
            default_storage.delete(path)


def draw_cited_pages(report: Report, content: bytes, worker: Worker) -> None:
    """Draw the pages that staff look at, so that they stand at once when a draft is opened."""
    if report.kind != Report.FileType.PDF:
        return
    for page in cited_pages(report):
        path = picture_path(report, f"page-{page}")
        if default_storage.exists(path):
            continue
        try:
            png = worker.render(content, page, None)
        except WorkerNotStartedError:
            return
        if png is not None:
            keep_picture(path, png)
