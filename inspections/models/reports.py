"""Reports loaded by staff: the file, its text by page, its paragraphs, and problems found when reading it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class ReportQuerySet(models.QuerySet["Report"]):
    def quoted(self) -> ReportQuerySet:
        """What public pages quote: of each published inspection or visit the last report or letter loaded."""
        later = Report.objects.filter(pk__gt=OuterRef("pk"))
        of_inspections = Q(inspection__status="published") & ~Exists(later.filter(inspection=OuterRef("inspection")))
        of_visits = Q(visit__status="published") & ~Exists(later.filter(visit=OuterRef("visit")))
        return self.filter(of_inspections | of_visits)


class Report(models.Model):
    """An Ofsted file, on an inspection or a visit, and what the reader found in it.

    The file is only for staff, never public.
    """

    class FileType(models.TextChoices):
        PDF = "pdf", "PDF"
        TEXT = "text", "Text"

    inspection = models.ForeignKey(
        "Inspection", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    visit = models.ForeignKey("Visit", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    file = models.FileField(upload_to="%Y/%m/")
    name = models.CharField("name of the file", max_length=200)
    address = models.URLField("address it was fetched from", blank=True)
    sha256 = models.CharField("hash of the content", max_length=64)
    reading_number = models.PositiveSmallIntegerField("which reading of the file", default=1)
    text_hash = models.CharField(
        "hash of the text", max_length=64, blank=True, db_index=True, help_text="The same after saving it elsewhere."
    )
    kind = models.CharField(max_length=4, choices=FileType)
    reader_version = models.CharField(max_length=20)
    reading = models.JSONField(help_text="Everything the reader found, as it found it.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="report_is_of_one_thing", condition=Q(inspection__isnull=True) | Q(visit__isnull=True)
            ),
            models.UniqueConstraint(fields=["sha256", "reading_number"], name="reading_of_a_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ReportPage(models.Model):
    """The text of one page of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_page_once")]

    def __str__(self) -> str:
        return f"page {self.number}"


class ReportParagraph(models.Model):
    """A paragraph of a report or a letter, word for word, with what it is under.

    A report's is under the judgement whose heading stands above it; of a letter the heading itself is kept.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="paragraphs")
    order = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True, help_text="As printed; empty where it has none.")
    page = models.PositiveIntegerField(null=True, blank=True)
    service = models.CharField(max_length=20, blank=True)
    judgement = models.CharField(max_length=50, blank=True)
    heading = models.CharField(max_length=200, blank=True, help_text="Of a letter, as printed.")
    text = models.TextField()

    class Meta:
        ordering = ["report", "order"]
        constraints = [models.UniqueConstraint(fields=["report", "order"], name="report_paragraph_order_once")]

    def __str__(self) -> str:
        return f"paragraph {self.number}" if self.number else "unnumbered paragraph"


class ReportWord(models.Model):
    """The search index: where a word occurs in a report's paragraphs (see `inspections.search.index`).

    `places` are packed as described in `inspections.search.hits`. Whether a report may be quoted is checked when
    somebody searches.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="words")
    stem = models.CharField(max_length=40)
    places = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stem", "report"], name="report_word_once")]

    def __str__(self) -> str:
        return self.stem


class ReportProblemQuerySet(models.QuerySet["ReportProblem"]):
    def blocking(self) -> ReportProblemQuerySet:
        """The problems that keep a draft from being published: open ones that are more than a note."""
        return self.filter(closed_at__isnull=True).exclude(severity=ReportProblem.Severity.NOTE)


class ReportProblem(models.Model):
    """Something doubtful in a reading. A draft can't be published while one is open.

    `closed_by` is empty if the site closed it itself.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "Error"
        WARNING = "warning", "Warning"
        NOTE = "note", "Note"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=60)
    severity = models.CharField(max_length=10, choices=Severity)
    detail = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=80, blank=True, help_text="service.judgement, where it is about one.")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_because = models.TextField("why it is closed", blank=True)

    objects = ReportProblemQuerySet.as_manager()

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(
                name="closed_problem_says_when_and_why",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
            )
        ]

    def __str__(self) -> str:
        return self.detail or self.kind

    @property
    def is_blocking(self) -> bool:
        """Whether it keeps a draft from being published, as `ReportProblemQuerySet.blocking` has it."""
        return self.closed_at is None and self.severity != ReportProblem.Severity.NOTE

    @property
    def closed_by_words(self) -> str:
        """Who closed it: `Lena`, `the site itself`."""
        return str(self.closed_by or "the site itself") if self.closed_at else ""
