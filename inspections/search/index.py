"""The search index in the database, and searching it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from inspections.models import Grade, Inspection, Report, ReportParagraph, ReportWord, Visit

from .hits import Hit, hits, in_order, places
from .question import Question

# Stands for letters on visits where frameworks are chosen.
LETTERS = "visits"


@dataclass(frozen=True)
class SearchScope:
    """Which paragraphs are searched. An empty value means all.

    `council` is a slug, `frameworks` are codes or LETTERS, `judgement` is an id, and `grade` is the code of the grade
    given for the paragraph's judgement. The days are days of publication, both included; reports without a known day
    are outside them.
    """

    council: str = ""
    frameworks: frozenset[str] = frozenset()
    service: str = ""
    judgement: str = ""
    grade: str = ""
    published_from: date | None = None
    published_to: date | None = None

    def reports(self) -> QuerySet[Report]:
        """The reports to search, among those that public pages quote."""
        conditions = Q()
        if self.council:
            conditions &= _either("council__slug", self.council)
        if self.frameworks:
            of_letters = Q(visit__isnull=False) if LETTERS in self.frameworks else Q(pk__in=())
            conditions &= Q(inspection__framework__in=self.frameworks) | of_letters
        if self.published_from:
            conditions &= _either("published_on__gte", self.published_from)
        if self.published_to:
            conditions &= _either("published_on__lte", self.published_to)
        return Report.objects.quoted().filter(conditions)

    @property
    def is_by_place(self) -> bool:
        """Whether only some of a report's paragraphs are searched."""
        return bool(self.service or self.judgement or self.grade)

    def paragraphs(self) -> QuerySet[ReportParagraph]:
        """The paragraphs under the judgements to search."""
        service, _, judgement = self.judgement.partition(".")
        conditions = {"service": service or self.service, "judgement": judgement}
        paragraphs = ReportParagraph.objects.filter(**{name: value for name, value in conditions.items() if value})
        if self.grade:
            given = Grade.objects.filter(
                inspection=OuterRef("report__inspection"),
                service=OuterRef("service"),
                judgement=OuterRef("judgement"),
                grade=self.grade,
            )
            paragraphs = paragraphs.filter(Exists(given))
        return paragraphs.order_by()


@dataclass(frozen=True)
class SearchResults:
    """The hits, best first, and the stems that no report contains.

    `records` are the inspections and visits of the reports and letters searched, by the report's key, with their
    councils.
    """

    hits: tuple[Hit, ...]
    records: dict[int, Inspection | Visit]
    missing_stems: frozenset[str]


def index_reports(paragraphs: Iterable[ReportParagraph]) -> None:
    """Write the index of reports again, from all their paragraphs that a page can quote."""
    quotable: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for paragraph in paragraphs:
        texts = quotable[paragraph.report_id]
        if paragraph.number or paragraph.judgement or paragraph.heading:
            texts.append((paragraph.order, paragraph.text))
    ReportWord.objects.filter(report__in=quotable).delete()
    rows = [(report, stem, packed) for report, texts in quotable.items() for stem, packed in places(texts).items()]
    # A model's instance for each of a thousand words takes ten times as long as one statement for all.
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO inspections_reportword (report_id, stem, places) VALUES (%s, %s, %s)", rows)


def find(question: Question, scope: SearchScope) -> SearchResults:
    """Every paragraph that answers the question, in the reports that pages quote today."""
    records = dict(_latest_first(scope.reports()))
    rows = ReportWord.objects.filter(stem__in=question.stems, report__in=scope.reports().values("pk"))
    words = [(report, stem, bytes(packed)) for report, stem, packed in rows.values_list("report_id", "stem", "places")]
    # A report may have been published between the two queries.
    matches = [hit for hit in hits(question, words) if hit.report in records]
    if scope.is_by_place:
        paragraphs = scope.paragraphs().filter(report__in={hit.report for hit in matches})
        allowed = set(paragraphs.values_list("report_id", "order"))
        matches = [hit for hit in matches if (hit.report, hit.order) in allowed]
    rank = {key: number for number, key in enumerate(records)}
    missing_stems = question.stems - {stem for _, stem, _ in words}
    return SearchResults(tuple(in_order(matches, rank)), records, missing_stems)


def paragraphs_of(matches: Iterable[Hit]) -> dict[tuple[int, int], tuple[ReportParagraph, bool]]:
    """The paragraphs of some hits, by report key and order.

    Each with whether it is the first of its number in the report.
    """
    orders: dict[int, list[int]] = defaultdict(list)
    for hit in matches:
        orders[hit.report].append(hit.order)
    condition = Q(pk__in=())
    for report, numbers in orders.items():
        condition |= Q(report=report, order__in=numbers)
    earlier = ReportParagraph.objects.filter(
        report=OuterRef("report"), number=OuterRef("number"), order__lt=OuterRef("order")
    )
    rows = ReportParagraph.objects.filter(condition).annotate(is_first_of_number=~Exists(earlier))
    return {(row.report_id, row.order): (row, row.is_first_of_number) for row in rows}


def grades_under(inspections: Iterable[int]) -> dict[tuple[int, str], str]:
    """The grades of inspections, by the inspection's key and the judgement's id."""
    rows = Grade.objects.filter(inspection__in=set(inspections)).order_by()
    values = rows.values_list("inspection", "service", "judgement", "grade")
    return {(key, f"{service}.{judgement}"): grade for key, service, judgement, grade in values}


def _either(lookup: str, value: object) -> Q:
    """The condition on the inspection of a report or the visit of a letter."""
    return Q((f"inspection__{lookup}", value)) | Q((f"visit__{lookup}", value))


def _latest_first(reports: QuerySet[Report]) -> Iterator[tuple[int, Inspection | Visit]]:
    """The inspections and visits of reports and letters, by the report's key, without the readings."""
    dates = ("published_on", "inspected_from", "inspected_from_known_to", "inspected_from_until")
    columns = ("framework", "counts_from", *dates, "council")
    of_visits = ("kind", "counts_from", "published_on", "visited_from", "council")
    council = ("slug", "short_name", "valid_to")
    rows = (
        reports.order_by(Coalesce("inspection__counts_from", "visit__counts_from").desc(), "-pk")
        .select_related("inspection__council", "visit__council")
        .only(
            *(f"inspection__{name}" for name in columns),
            *(f"inspection__council__{name}" for name in council),
            *(f"visit__{name}" for name in of_visits),
            *(f"visit__council__{name}" for name in council),
        )
    )
    return ((report.pk, record) for report in rows if (record := report.inspection or report.visit))
