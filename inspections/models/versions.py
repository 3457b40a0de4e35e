"""Versions: what was public of each council and inspection, from the edition that made it so to the one that ended it.

Editions read them back, so they are added and ended with editions alone (`inspections.actions.versions`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery


class VersionQuerySet(models.QuerySet):
    """Versions, asked for in sentences."""

    def current(self) -> VersionQuerySet:
        """Those that hold today."""
        return self.filter(last_edition__isnull=True)

    def as_of(self, edition: int) -> VersionQuerySet:
        """Those that held as of the edition."""
        return self.filter(Q(last_edition__isnull=True) | Q(last_edition__gte=edition), first_edition__lte=edition)


class InspectionVersionQuerySet(VersionQuerySet):
    """Versions of inspections, asked for in the same sentences as inspections."""

    def covering(self, service: str) -> InspectionVersionQuerySet:
        """Those that speak for the service: that grade it, or of which no grade at all is on record."""
        return self.filter(Q(services="") | Q(services__contains=f"|{service}|"))

    def latest_first(self) -> InspectionVersionQuerySet:
        """By the day from which they count, the latest first."""
        return self.order_by("-counts_from", "-inspected_from", "-inspection")

    def latest_of_council(self) -> Subquery:
        """For a query on councils: the key of the latest of these that the council has, or null.

        The index holds all that is filtered by, so that versions of other editions cost a step in it each.
        """
        return Subquery(self.filter(council=OuterRef("pk")).latest_first().values("pk")[:1])


class InspectionVersion(models.Model):
    """What was public of one inspection. None holds while it is a draft, or withdrawn.

    `facts` are the inspection's own fields by name; `results` a list of judgement id, grade and provenance;
    `evidence` the lists `grades`, `improvements` and `figures`, each of fields by name without the empty ones.
    The paragraphs quoted are those of `report`, which never change once it has been published.
    """

    inspection = models.ForeignKey("Inspection", on_delete=models.PROTECT, related_name="versions")
    first_edition = models.PositiveIntegerField()
    last_edition = models.PositiveIntegerField(null=True, help_text="Empty while it holds.")
    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=20)
    counts_from = models.DateField()
    inspected_from = models.DateField()
    services = models.CharField(max_length=120, help_text="Those graded, each between bars; empty where none is.")
    report = models.ForeignKey("Report", on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField()
    results = models.JSONField()
    evidence = models.JSONField()

    objects = InspectionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "first_edition"]
        indexes = [
            models.Index(
                fields=[
                    "council",
                    "-counts_from",
                    "-inspected_from",
                    "-inspection",
                    "first_edition",
                    "last_edition",
                    "framework",
                    "services",
                ],
                name="inspection_version_latest",
            ),
            models.Index(
                fields=["-counts_from", "-inspected_from", "-inspection", "first_edition", "last_edition", "framework"],
                name="inspection_version_by_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "first_edition"], name="inspection_version_once"),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(last_edition__isnull=True), name="inspection_version_one_current"
            ),
            models.CheckConstraint(
                name="inspection_version_ends_after_it_begins",
                condition=Q(last_edition__isnull=True) | Q(last_edition__gte=F("first_edition")),
            ),
        ]

    def __str__(self) -> str:
        return f"inspection {self.inspection_id}, from edition {self.first_edition}"


class CouncilVersion(models.Model):
    """What the register said of one council.

    `facts` are its own fields by name, `aliases` its other names, `successors` keys of councils, `neighbours` its
    statistical neighbours: lists of the set's code, rank, key of the neighbour, closeness, superseded.
    """

    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="versions")
    first_edition = models.PositiveIntegerField()
    last_edition = models.PositiveIntegerField(null=True, help_text="Empty while it holds.")
    facts = models.JSONField()
    aliases = models.JSONField()
    successors = models.JSONField()
    neighbours = models.JSONField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["council", "first_edition"]
        constraints = [
            models.UniqueConstraint(fields=["council", "first_edition"], name="council_version_once"),
            models.UniqueConstraint(
                fields=["council"], condition=Q(last_edition__isnull=True), name="council_version_one_current"
            ),
            models.CheckConstraint(
                name="council_version_ends_after_it_begins",
                condition=Q(last_edition__isnull=True) | Q(last_edition__gte=F("first_edition")),
            ),
        ]

    def __str__(self) -> str:
        return f"council {self.council_id}, from edition {self.first_edition}"


def without_version(versions: VersionQuerySet, of: str) -> Exists:
    """For a query on councils or inspections: that none of these versions is of it."""
    return ~Exists(versions.filter(**{of: OuterRef("pk")}))
