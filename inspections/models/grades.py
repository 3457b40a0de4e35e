"""Grades: the result of one judgement in one inspection, and its source."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class Grade(models.Model):
    """One grade. `judgement` is the code of a judgement of the inspection's framework, within `service`."""

    class Value(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        ADEQUATE = "adequate", "Adequate"
        REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
        INADEQUATE = "inadequate", "Inadequate"
        NOT_JUDGED = "not_judged", "Not judged"

    class Provenance(models.TextChoices):
        """From the strongest to the weakest. The labels are for forms; `wording` has the words of sentences."""

        REPORT = "report", "Read from the report itself"
        OFFICIAL_STATISTICS = "official_statistics", "Ofsted’s official statistics"
        LATER_REPORT = "later_report", "Stated in a later Ofsted report"
        RESEARCH = "research", "A research dataset"
        DERIVED = "derived", "Derived, with the reasoning"

    class EvidenceClass(models.TextChoices):
        """How a grade of a research dataset was tied to its council, the strongest first."""

        NAMED = "named", "The dataset names the council"
        ORDER_AND_SIF = "order_and_sif", "Place in the alphabet, and six equal SIF grades"
        ORDER_AND_LATER_GRADES = "order_and_later_grades", "Place in the alphabet, and equal later grades"
        ORDER = "order", "Place in the alphabet alone"

    inspection = models.ForeignKey("Inspection", on_delete=models.CASCADE, related_name="grades")
    service = models.CharField(max_length=20)
    judgement = models.CharField(max_length=50)
    grade = models.CharField(max_length=25, choices=Value)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.REPORT)
    evidence = models.CharField(
        max_length=25,
        choices=EvidenceClass,
        blank=True,
        help_text="How a grade of a research dataset was tied to its council.",
    )
    source = models.CharField(max_length=300, blank=True, help_text="The address or the name of the document.")
    note = models.TextField(blank=True)

    page = models.PositiveIntegerField(null=True, blank=True)
    paragraph_first = models.PositiveIntegerField("first paragraph", null=True, blank=True)
    paragraph_last = models.PositiveIntegerField("last paragraph", null=True, blank=True)
    paragraphs_derived = models.BooleanField(
        default=False, help_text="The range was found by reading, not by the report's headings."
    )
    quoted_line = models.TextField(blank=True, help_text="The line the grade was read from, word for word.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "service", "judgement"],
                name="one_grade_per_inspection_and_judgement",
                violation_error_message="This judgement has a grade already.",
            ),
            models.CheckConstraint(
                name="grade_is_known",
                condition=Q(
                    grade__in=["outstanding", "good", "adequate", "requires_improvement", "inadequate", "not_judged"]
                ),
            ),
            models.CheckConstraint(
                name="grade_provenance_is_known",
                condition=Q(provenance__in=["report", "official_statistics", "later_report", "research", "derived"]),
            ),
            models.CheckConstraint(
                name="grade_evidence_is_known",
                condition=Q(evidence="")
                | Q(provenance="research", evidence__in=["named", "order_and_sif", "order_and_later_grades", "order"]),
                violation_error_message="Only a grade of a research dataset has an evidence class.",
            ),
            models.CheckConstraint(
                name="derived_grade_says_how",
                condition=~Q(provenance="derived") | ~Q(note=""),
                violation_error_message="A derived grade needs its reasoning in the note.",
            ),
            models.CheckConstraint(
                name="grade_paragraphs_in_order",
                condition=Q(paragraph_first__isnull=True, paragraph_last__isnull=True)
                | Q(
                    paragraph_first__isnull=False,
                    paragraph_last__isnull=False,
                    paragraph_last__gte=F("paragraph_first"),
                ),
                violation_error_message="Give both the first and the last paragraph, in order.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}.{self.judgement}: {self.get_grade_display()}"

    @property
    def judgement_id(self) -> str:
        """`service.judgement`, as in the framework's file."""
        return f"{self.service}.{self.judgement}"


def is_weaker(provenance: str, other: str) -> bool:
    """Whether a grade of this provenance must not replace one of the other."""
    from_strongest = Grade.Provenance.values
    return from_strongest.index(provenance) > from_strongest.index(other)
