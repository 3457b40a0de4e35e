"""The stand-in as a copy of what is on record: every council of today, and each report whose address is known.

Real reports and letters are served where they are at hand (`tests.builders.real_reports`). Elsewhere a small PDF is made
that says what the record says.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from inspections.frameworks.definitions import Framework
from inspections.frameworks.loader import framework
from tests.builders.ofsted.site import FOCUSED_VISIT, INSPECTION, SEND, WEB_PAGE, OfstedSite
from tests.builders.real_reports import PDFS, SHARED, rows
from tests.builders.reports import TableLayout, table_pdf

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
LETTERS, OTHERS = SHARED / "reports" / "visits", SHARED / "reports" / "other"
FIRST_NEW_NUMBER = 60_000_000
CLOSING = ("What needs to improve?", "■ The quality of plans.", "■ The timeliness of reviews.")
Row = dict[str, str]


def site_of_fixtures(*, with_news: bool = False) -> OfstedSite:
    """The copy; with news, also letters on visits and other inspections that are not on record."""
    site = OfstedSite()
    councils = {row["slug"]: row for row in _rows("councils")}
    of_today = {slug: row["ofsted_urn"] for slug, row in councils.items() if row["in_register_2026"] == "1"}
    for slug, urn in of_today.items():
        site.add_council(urn, councils[slug]["official_name"])
    grades = defaultdict(list)
    for row in _rows("grades"):
        grades[row["council"], row["framework"], row["inspected_from"]].append(row)
    for row in sorted(_rows("inspections"), key=lambda row: row["published_on"]):
        if row["report_url"]:
            number = int(row["report_url"].rpartition("/")[2])
            key = (row["council"], row["framework"], row["inspected_from"])
            content = _file(row, councils[row["council"]]["official_name"], grades[key])
            urn = of_today.get(row["council"], "")
            # Ofsted has no page of a council that was abolished, but still has its files.
            site.files[number] = content
            if urn:
                site.publish(urn, number, INSPECTION, _published(row), content)
    if with_news:
        _add_news(site, of_today)
    return site


def _add_news(site: OfstedSite, of_today: dict[str, str]) -> None:
    numbers = iter(range(FIRST_NEW_NUMBER, FIRST_NEW_NUMBER + 10_000))
    for row in rows(LETTERS / "expected.csv"):
        if row["council"] in of_today:
            content = (LETTERS / row["file"]).read_bytes
            day = date.fromisoformat(row["published"])
            site.publish(of_today[row["council"]], next(numbers), FOCUSED_VISIT, day, content)
    urn = of_today["lancashire"]
    site.publish(urn, next(numbers), SEND, date(2026, 10, 1), b"%PDF-1.4 of another kind")
    site.publish(urn, next(numbers), INSPECTION, date(2026, 10, 2), WEB_PAGE)


def _rows(name: str) -> Iterator[Row]:
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _published(row: Row) -> date:
    return date.fromisoformat(row["published_on"])


def _file(row: Row, official_name: str, grades: list[Row]) -> bytes | Callable[[], bytes]:
    real = PDFS / f"{row['council']}-{row['published_on']}.pdf"
    return real.read_bytes if real.exists() else partial(_made, row, official_name, grades)


def _made(row: Row, official_name: str, grades: list[Row]) -> bytes:
    """A report of two pages with the grades on record."""
    definition = framework(row["framework"])
    by_id = {f"{grade['service']}.{grade['judgement']}": grade["grade"] for grade in grades}
    table = [
        (judgement.name, _label(definition, by_id[judgement.id]))
        for judgement in definition.judgements
        if judgement.id in by_id
    ]
    began, ended = date.fromisoformat(row["inspected_from"]), row["inspected_to"]
    days = f"{began:%-d %B %Y} to {date.fromisoformat(ended or row['inspected_from']):%-d %B %Y}"
    if row["framework"].startswith("sif"):
        front = [
            official_name,
            "Inspection of services for children in need of help and",
            "protection, children looked after and care leavers",
            f"Inspection date: {days.replace(' to ', ' – ')}",
            f"Report published: {_published(row):%-d %B %Y}",
        ]
    else:
        title = f"Inspection of {official_name} children’s services"
        front = [title, f"Inspection dates: {days}", f"Lead inspector: {row['lead_inspector'] or 'Ann Example'}"]
    return table_pdf(front, table, TableLayout(header=front[0]), CLOSING)


def _label(definition: Framework, grade: str) -> str:
    return definition.scale.grade(grade).label if definition.scale.has(grade) else "Not judged"
