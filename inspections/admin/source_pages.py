"""What a draft was read from, beside its form: the pages of a PDF as pictures, or the lines of a text."""

import re
from dataclasses import dataclass

from inspections.intake.pictures import cited_pages
from inspections.models import Report

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class SourceLine:
    """A line of a text, numbered as the reader numbers it: through the whole file, blank lines included."""

    number: int
    text: str


@dataclass(frozen=True)
class SourceBeside:
    """A report with the numbers of its pages that are shown and of the others, or with its lines."""

    report: Report
    pages: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    lines: tuple[SourceLine, ...] = ()


def source_of(reports: list[Report]) -> SourceBeside | None:
    """The report that was loaded last. None without a report, or if the file of a text can't be read."""
    if not reports:
        return None
    report = reports[0]
    if report.kind == Report.FileType.PDF:
        shown = cited_pages(report)
        numbers = report.pages.values_list("number", flat=True)
        return SourceBeside(report, shown, tuple(sorted(set(numbers) - set(shown))))
    try:
        with report.file.open() as file:
            text = file.read().decode("utf-8-sig", "replace")
    except OSError:
        return None
    numbered = enumerate(_LINE_END.split(text), start=1)
    return SourceBeside(
        report, lines=tuple(SourceLine(n, line.strip("\f*\t ")) for n, line in numbered if line.strip())
    )
