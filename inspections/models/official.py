"""Ofsted's own statistics, kept to hold the record against them in public."""

from django.db import models


class OfficialOutcomes(models.Model):
    """One edition of *Local authority inspection outcomes*, as read from its spreadsheet.

    `outcomes` is a list of inspections, each with the fields of `reconciliation.outcomes.Outcome`.
    """

    as_at = models.DateField(unique=True)
    published_by = models.DateField(help_text="Reports published later are not in it.")
    file_name = models.CharField(max_length=200)
    outcomes = models.JSONField()
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-as_at"]
        verbose_name_plural = "official outcomes"

    def __str__(self) -> str:
        return f"Local authority inspection outcomes as at {self.as_at}"
