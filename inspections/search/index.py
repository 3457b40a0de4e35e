"""The index of the paragraphs in the database, and what is found by it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Grade, Report, ReportParagraph, ReportWord

from .hits import Hit, hits, in_order, places
from .question import Question

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Within:
    """Which paragraphs are searched. Empty stands for "all".

    `council` is a slug, `frameworks` are codes; `judgement` is an id, `grade` the code of the grade that was given
    under the paragraph's judgement. The days are of publication, both counted in; a report whose day is not known
    is outside them.
    """

    council: str = ""
    frameworks: frozenset[str] = frozenset()
    service: str = ""
    judgement: str = ""
    grade: str = ""
    published_from: date | None = None
    published_to: date | None = None

    def reports(self) -> QuerySet[Report]:
        """The reports that public pages quote and that are searched."""
        conditions = Q()
        if self.council:
            conditions &= Q(inspection__council__slug=self.council)
        if self.frameworks:
            conditions &= Q(inspection__framework__in=self.frameworks)
        if self.published_from:
            conditions &= Q(inspection__published_on__gte=self.published_from)
        if self.published_to:
            conditions &= Q(inspection__published_on__lte=self.published_to)
        return Report.objects.quoted().filter(conditions)

    @property
    def is_by_place(self) -> bool:
        """Whether only some of a report's paragraphs are searched."""
        return bool(self.service or self.judgement or self.grade)

    def paragraphs(self) -> QuerySet[ReportParagraph]:
        """The paragraphs under the judgements that are searched."""
        service, _, judgement = self.judgement.partition(".")
        wanted = {"service": service or self.service, "judgement": judgement}
        found = ReportParagraph.objects.filter(**{name: value for name, value in wanted.items() if value})
        if self.grade:
            given = Grade.objects.filter(
                inspection=OuterRef("report__inspection"),
                service=OuterRef("service"),
                judgement=OuterRef("judgement"),
                grade=self.grade,
            )
            found = found.filter(Exists(given))
        return found.order_by()


@dataclass(frozen=True)
class SearchResults:
    """What a search found: the hits, the best first, the reports searched by their key, and the stems in none of them.

    Each report comes with its inspection and the council of that, and without its reading.
    """

    hits: tuple[Hit, ...]
    reports: dict[int, Report]
    unsaid: frozenset[str]


def index_report(report: int, paragraphs: Iterable[ReportParagraph]) -> None:
    """Write the index of a report, given by key, anew: of those paragraphs that a page can quote."""
    ReportWord.objects.filter(report_id=report).delete()
    quotable = ((one.order, one.text) for one in paragraphs if one.number or one.judgement)
    ReportWord.objects.bulk_create(
        (ReportWord(report_id=report, stem=stem, places=found) for stem, found in places(quotable).items()),
        batch_size=ROWS_AT_ONCE,
    )


def find(question: Question, within: Within) -> SearchResults:
    """Every paragraph that answers, of the reports that pages quote today. Two queries, three with a judgement."""
    reports = {report.pk: report for report in _with_inspections(within.reports())}
    rows = ReportWord.objects.filter(stem__in=question.stems, report__in=within.reports().values("pk"))
    held = [(report, stem, bytes(found)) for report, stem, found in rows.values_list("report_id", "stem", "places")]
    # Two queries are not one moment: a report may have been published between them.
    found = [hit for hit in hits(question, held) if hit.report in reports]
    if within.is_by_place:
        wanted = within.paragraphs().filter(report__in={hit.report for hit in found})
        allowed = set(wanted.values_list("report_id", "order"))
        found = [hit for hit in found if (hit.report, hit.order) in allowed]
    latest_first = sorted(reports.values(), key=lambda one: (one.inspection.counts_from, one.pk), reverse=True)
    rank = {report.pk: number for number, report in enumerate(latest_first)}
    unsaid = question.stems - {stem for _, stem, _ in held}
    return SearchResults(tuple(in_order(found, rank)), reports, unsaid)


def paragraphs_of(found: Iterable[Hit]) -> dict[tuple[int, int], ReportParagraph]:
    """The paragraphs of some hits, by their report's key and their order. One query.

    Each says by `is_first_of_number` whether its number is not that of an earlier one too.
    """
    orders: dict[int, list[int]] = defaultdict(list)
    for hit in found:
        orders[hit.report].append(hit.order)
    wanted = Q(pk__in=())
    for report, numbers in orders.items():
        wanted |= Q(report=report, order__in=numbers)
    earlier = ReportParagraph.objects.filter(
        report=OuterRef("report"), number=OuterRef("number"), order__lt=OuterRef("order")
    )
    rows = ReportParagraph.objects.filter(wanted).annotate(is_first_of_number=~Exists(earlier))
    return {(one.report_id, one.order): one for one in rows}


def grades_under(inspections: Iterable[int]) -> dict[tuple[int, str], str]:
    """The grades of inspections by the inspection's key and the judgement's id. One query."""
    rows = Grade.objects.filter(inspection__in=set(inspections)).order_by()
    found = rows.values_list("inspection", "service", "judgement", "grade")
    return {(key, f"{service}.{judgement}"): grade for key, service, judgement, grade in found}


def _with_inspections(reports: QuerySet[Report]) -> QuerySet[Report]:
    columns = ("framework", "counts_from", "published_on", "inspected_from", "inspected_from_known_to", "council")
    council = ("slug", "short_name", "valid_to")
    return (
        reports.order_by()
        .select_related("inspection__council")
        .only(*(f"inspection__{name}" for name in columns), *(f"inspection__council__{name}" for name in council))
    )
