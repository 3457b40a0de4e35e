"""Visits: focused visits and monitoring visits, each of which ends in a letter without grades."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from inspections.dates import PartialDate, counts_from
from inspections.wording.words import date_words

from .inspections import DraftedQuerySet, Inspection


class VisitQuerySet(DraftedQuerySet["Visit"]):
    def latest_first(self) -> VisitQuerySet:
        """By the first day on site, latest first."""
        return self.order_by("-visited_from", "-id")


class Visit(models.Model):
    """One visit of Ofsted's to one council between inspections. It has no grades, so it is in no ranking.

    `visited_from`, the first day on site, may be empty only while the visit is a draft. `counts_from` is the day from
    which it counts as published, as for inspections, and is empty if neither day is known. `theme` is in Ofsted's own
    words. `has_priority_action` says whether the letter has areas for priority action; it is empty where that is not
    known.
    """

    class Kind(models.TextChoices):
        FOCUSED = "focused_visit", "Focused visit"
        MONITORING = "monitoring_visit", "Monitoring visit"

    class Provenance(models.TextChoices):
        """Where what is on record comes from, strongest first."""

        REPORT = "report", "The visit’s own letter"
        OFFICIAL_STATISTICS = "official_statistics", "Ofsted’s official statistics"

    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FOCUSED)
    visited_from = models.DateField("first day on site", null=True, blank=True)
    visited_to = models.DateField("last day on site", null=True, blank=True)
    published_on = models.DateField(
        "published by Ofsted on", null=True, blank=True, help_text="Leave empty where it is not known."
    )
    counts_from = models.DateField("counts as published from", null=True, editable=False)
    lead_inspectors = models.CharField(max_length=240, blank=True, help_text="As the letter names them.")
    theme = models.CharField(max_length=240, blank=True, help_text="In Ofsted’s words; empty where it is not known.")
    has_priority_action = models.BooleanField(
        "areas for priority action", null=True, blank=True, help_text="Unknown where the letter has not been read."
    )
    letter_url = models.URLField("address of the letter", blank=True)
    provenance = models.CharField(max_length=20, choices=Provenance, default=Provenance.REPORT)
    source = models.CharField(
        max_length=300, blank=True, help_text="The list or page that it is taken from, where it is not the letter."
    )
    note = models.TextField(blank=True)

    status = models.CharField(max_length=10, choices=Inspection.Status, default=Inspection.Status.DRAFT, editable=False)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name="visit on record that this draft is about",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, null=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, null=True
    )
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, null=True
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    history = HistoricalRecords(excluded_fields=["lock_version"])
    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_from", "-id"]
        permissions = [("publish_visit", "Can publish, correct and withdraw visits")]
        indexes = [
            models.Index(fields=["council", "status", "-visited_from", "-id"], name="visit_council_latest"),
            models.Index(fields=["status", "-visited_from"], name="visit_status_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_visit_says_who_and_when",
                condition=~Q(status="published") | Q(published_by__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_visit_says_who_and_when",
                condition=~Q(status="withdrawn") | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_status_known", condition=Q(status__in=["draft", "published", "withdrawn"])
            ),
            models.CheckConstraint(
                name="visit_kind_known", condition=Q(kind__in=["focused_visit", "monitoring_visit"])
            ),
            models.CheckConstraint(
                name="public_visit_has_a_day",
                condition=Q(status="draft") | Q(visited_from__isnull=False, counts_from__isnull=False),
                violation_error_message="A visit needs its first day on site before it is published.",
            ),
            models.CheckConstraint(
                name="visit_ends_after_it_begins",
                condition=Q(visited_from__isnull=True)
                | Q(visited_to__isnull=True)
                | Q(visited_to__gte=F("visited_from")),
                violation_error_message="The visit would end before it begins.",
            ),
            models.CheckConstraint(
                name="visit_published_after_it_begins",
                condition=Q(visited_from__isnull=True)
                | Q(published_on__isnull=True)
                | Q(published_on__gte=F("visited_from")),
                violation_error_message="The letter would be published before the visit.",
            ),
            models.CheckConstraint(
                name="visit_counts_from_its_publication",
                condition=Q(published_on__isnull=True) | Q(counts_from=F("published_on")),
            ),
            models.UniqueConstraint(
                fields=["council", "visited_from"],
                condition=Q(status="published"),
                name="one_published_visit_per_council_and_day",
            ),
        ]

    def __str__(self) -> str:
        day = date_words(self.visited_from) if self.visited_from else "day not known"
        return f"{self.council}, {self.get_kind_display().lower()}, {day}"

    def get_absolute_url(self) -> str:
        return f"/councils/{self.council.slug}/visits/{self.first_day}/"

    @property
    def dated(self) -> str:
        """`published 12 December 2024`, or `visited 5 November 2024` if the day of publication is not known."""
        return (
            f"published {date_words(self.published_on)}"
            if self.published_on
            else f"visited {date_words(self.first_day)}"
        )

    @property
    def reckoned_from(self) -> date | None:
        """The day from which it should count as published, by the days that are known. None if none is."""
        if self.visited_from is None:
            return self.published_on
        return counts_from(PartialDate.of(self.visited_from), self.published_on)

    @property
    def public_from(self) -> date:
        """The day from which it counts as published, which everything that has been published has."""
        assert self.counts_from is not None
        return self.counts_from

    @property
    def first_day(self) -> date:
        """The first day on site, which everything that has been published has."""
        assert self.visited_from is not None
        return self.visited_from


class VisitArea(models.Model):
    """One point under *what needs to improve*, or one area for priority action, in a letter's words."""

    class Kind(models.TextChoices):
        IMPROVEMENT = "improvement", "What needs to improve"
        PRIORITY_ACTION = "priority_action", "Area for priority action"

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="areas")
    kind = models.CharField(max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField(help_text="Its place in the letter among those of its kind, from 1.")
    text = models.TextField()
    page = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="As printed; empty where it has none.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["visit", "-kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "kind", "order"], name="visit_area_order_once"),
            models.CheckConstraint(
                name="visit_area_kind_known", condition=Q(kind__in=["improvement", "priority_action"])
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
