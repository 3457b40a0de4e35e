"""Areas for improvement and figures in a report."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class AreaForImprovement(models.Model):
    """One recommendation. `text` is empty if only the number of recommendations is on record."""

    class Timescale(models.TextChoices):
        IMMEDIATELY = "immediately", "Immediately"
        WITHIN_THREE_MONTHS = "within_three_months", "Within three months"
        WITHIN_SIX_MONTHS = "within_six_months", "Within six months"

    inspection = models.ForeignKey("Inspection", on_delete=models.CASCADE, related_name="areas_for_improvement")
    service = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(help_text="Its place in the report's list for the service, from 1.")
    timescale = models.CharField(
        max_length=20, choices=Timescale, blank=True, help_text="Empty where the report gives none."
    )
    addressee = models.CharField(max_length=200, blank=True, help_text="Where it is not the council itself.")
    text = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "service", "order"]
        verbose_name_plural = "areas for improvement"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "service", "order"], name="area_for_improvement_order_once"),
            models.CheckConstraint(
                name="area_for_improvement_timescale_known",
                condition=Q(timescale__in=["", "immediately", "within_three_months", "within_six_months"]),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or f"{self.get_timescale_display() or 'No timescale'} ({self.order})"


class StatedFigure(models.Model):
    """A figure as a report states it, never computed: 597 looked after children, in paragraph 9."""

    inspection = models.ForeignKey("Inspection", on_delete=models.CASCADE, related_name="figures")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, help_text="What is counted, as a code: looked_after_children.")
    value = models.PositiveIntegerField()
    qualifier = models.CharField(max_length=40, blank=True, help_text="As printed: approximately, over, more than.")
    age_band = models.CharField(max_length=40, blank=True, help_text="As printed: 0-17, under 19.")
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    quoted_line = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["inspection", "order"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="stated_figure_order_once"),
            models.UniqueConstraint(fields=["inspection", "kind", "age_band"], name="stated_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
