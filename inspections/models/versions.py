"""Versions: what was public of each council, inspection and visit, from one edition to another.

Editions are read from these, so they are only added and ended together with editions (`inspections.actions.versions`).
"""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from inspections.frameworks.definitions import Programme

from .inspections import made_by

Version = TypeVar("Version", bound=models.Model)


class VersionQuerySet(models.QuerySet[Version]):
    def current(self) -> Self:
        return self.filter(last_edition__isnull=True)

    def as_of(self, edition: int) -> Self:
        return self.filter(Q(last_edition__isnull=True) | Q(last_edition__gte=edition), first_edition__lte=edition)


class PublicInEditions(models.Model):
    """What was public from one edition to another."""

    first_edition = models.PositiveIntegerField()
    last_edition = models.PositiveIntegerField(null=True, help_text="Empty while it holds.")

    class Meta:
        abstract = True


def _constraints(record: str) -> list[models.BaseConstraint]:
    """One version of a record begins with an edition, one is current, and each ends after it begins."""
    return [
        models.UniqueConstraint(fields=[record, "first_edition"], name=f"{record}_version_once"),
        models.UniqueConstraint(
            fields=[record], condition=Q(last_edition__isnull=True), name=f"{record}_version_one_current"
        ),
        models.CheckConstraint(
            name=f"{record}_version_ends_after_it_begins",
            condition=Q(last_edition__isnull=True) | Q(last_edition__gte=F("first_edition")),
        ),
    ]


class InspectionVersionQuerySet(VersionQuerySet["InspectionVersion"]):
    """Versions of inspections, with the methods that inspections have."""

    def as_at(self, day: date) -> InspectionVersionQuerySet:
        """Those that count as published on or before the day."""
        return self.filter(counts_from__lte=day)

    def of_programme(self, programme: Programme) -> InspectionVersionQuerySet:
        return self.filter(framework__in=[framework.code for framework in programme.frameworks])

    def covering(self, service: str) -> InspectionVersionQuerySet:
        """Those with a grade for the service, or with no grade at all on record."""
        return self.filter(Q(services="") | Q(services__contains=f"|{service}|"))

    def waiting(self, day: date) -> InspectionVersionQuerySet:
        """Those of inspections made by the day that don't count yet, because their day of publication is not known."""
        made = made_by(day, "facts__inspected_from_known_to")
        return self.filter(made, facts__published_on=None, counts_from__gt=day)

    def latest_first(self) -> InspectionVersionQuerySet:
        """By the day from which they count, latest first.

        By the key of the inspection, not by `inspection`, which would order as Inspection's Meta does.
        """
        return self.order_by("-counts_from", "-inspected_from", "-inspection_id")

    def latest_of_council(self) -> Subquery:
        """Subquery for councils: the key of the council's latest of these versions, or null.

        The index has all the columns that are filtered by.
        """
        return Subquery(self.filter(council=OuterRef("pk")).latest_first().values("pk")[:1])


class InspectionVersion(PublicInEditions):
    """What was public of one inspection. A draft or withdrawn inspection has no current version.

    `facts` are the inspection's own fields by name. `results` is a list of judgement id, grade, provenance and evidence
    class. `evidence` has the lists `grades`, `improvements` and `figures`, each of fields by name without the empty
    ones. The paragraphs quoted are those of `report`, which never change after publication.
    """

    inspection = models.ForeignKey("Inspection", on_delete=models.PROTECT, related_name="versions")
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
        constraints = _constraints("inspection")

    def __str__(self) -> str:
        return f"inspection {self.inspection_id}, from edition {self.first_edition}"


class VisitVersionQuerySet(VersionQuerySet["VisitVersion"]):
    """Versions of visits, with the methods that visits have."""

    def as_at(self, day: date) -> VisitVersionQuerySet:
        """Those that count as published on or before the day."""
        return self.filter(counts_from__lte=day)

    def latest_first(self) -> VisitVersionQuerySet:
        """By the first day on site, latest first."""
        return self.order_by("-visited_from", "-visit_id")


class VisitVersion(PublicInEditions):
    """What was public of one visit. A draft or withdrawn visit has no current version.

    `facts` are the visit's own fields by name. `areas` is a list of what needs to improve and of areas for priority
    action, each of fields by name without the empty ones. The paragraphs quoted are those of `report`.
    """

    visit = models.ForeignKey("Visit", on_delete=models.PROTECT, related_name="versions")
    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="+")
    counts_from = models.DateField()
    visited_from = models.DateField()
    report = models.ForeignKey("Report", on_delete=models.PROTECT, null=True, related_name="+")
    facts = models.JSONField()
    areas = models.JSONField()

    objects = VisitVersionQuerySet.as_manager()

    class Meta:
        ordering = ["visit", "first_edition"]
        indexes = [
            models.Index(
                fields=["council", "-visited_from", "-visit", "first_edition", "last_edition"],
                name="visit_version_latest",
            ),
        ]
        constraints = _constraints("visit")

    def __str__(self) -> str:
        return f"visit {self.visit_id}, from edition {self.first_edition}"


class CouncilVersion(PublicInEditions):
    """What the register said of one council.

    `facts` are its own fields by name, `aliases` its other names, `successors` keys of councils. `neighbours` is a list
    of statistical neighbours: code of the set, rank, key of the neighbour, closeness, superseded.
    """

    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="versions")
    facts = models.JSONField()
    aliases = models.JSONField()
    successors = models.JSONField()
    neighbours = models.JSONField()

    objects = VersionQuerySet["CouncilVersion"].as_manager()

    class Meta:
        ordering = ["council", "first_edition"]
        constraints = _constraints("council")

    def __str__(self) -> str:
        return f"council {self.council_id}, from edition {self.first_edition}"
