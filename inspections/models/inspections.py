"""Inspections: one Ofsted report on one council, as a draft, published, or withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from simple_history.models import HistoricalRecords

from inspections.dates import PartialDate, address_date, counts_from
from inspections.frameworks.definitions import Framework, Programme
from inspections.frameworks.loader import all_frameworks, framework
from inspections.wording.days import dated_words, day_words
from inspections.wording.words import date_words


def framework_choices() -> list[tuple[str, str]]:
    return [(framework.code, framework.short_name) for framework in all_frameworks()]


def made_by(day: date, known_to: str = "inspected_from_known_to") -> Q:
    """Condition for inspections made by the day, as far as is known: a month or a year must have passed.

    `known_to` is the lookup of the precision of `inspected_from`. A span is one of publication, so it only has to have
    begun (as in `PartialDate.was_by`).
    """
    tomorrow = day + timedelta(days=1)
    return (
        Q((f"{known_to}__in", ["day", "span"]), inspected_from__lte=day)
        | Q((known_to, "month"), inspected_from__lt=tomorrow.replace(day=1))
        | Q((known_to, "year"), inspected_from__lt=tomorrow.replace(month=1, day=1))
    )


Drafted = TypeVar("Drafted", bound=models.Model)


class DraftedQuerySet(models.QuerySet[Drafted]):
    """Inspections or visits, asked for in sentences. Public code starts from `published()`."""

    def published(self) -> Self:
        """What staff have published and not withdrawn."""
        return self.filter(status=Inspection.Status.PUBLISHED)

    def withdrawn(self) -> Self:
        """What staff have published and then withdrawn."""
        return self.filter(status=Inspection.Status.WITHDRAWN)

    def as_at(self, day: date) -> Self:
        """Those whose reports or letters had been published on or before the day, as far as is known."""
        return self.filter(counts_from__lte=day)


class InspectionQuerySet(DraftedQuerySet["Inspection"]):
    def waiting(self, day: date) -> InspectionQuerySet:
        """Those made by the day that don't count yet, because their day of publication is not known."""
        return self.filter(made_by(day), published_on__isnull=True, counts_from__gt=day)

    def of_programme(self, programme: Programme) -> InspectionQuerySet:
        """Those under any framework of the programme."""
        return self.filter(framework__in=[member.code for member in programme.frameworks])

    def covering(self, service: str) -> InspectionQuerySet:
        """Those with a grade for the service, or with no grade at all on record."""
        from .grades import Grade

        grades = Grade.objects.filter(inspection=OuterRef("pk"))
        return self.filter(Exists(grades.filter(service=service)) | ~Exists(grades))

    def latest_first(self) -> InspectionQuerySet:
        """By the day from which they count, latest first."""
        return self.order_by("-counts_from", "-inspected_from", "-id")

    def latest_of_council(self) -> Subquery:
        """Subquery for councils: the key of the council's latest of these inspections, or null.

        Takes one index lookup per council, so that the cost doesn't grow with the number of inspections.
        """
        return Subquery(self.filter(council=OuterRef("pk")).latest_first().values("pk")[:1])


class Inspection(models.Model):
    """One inspection of one council under one framework.

    `inspected_from` is the first day that the date can mean, and `inspected_from_known_to` its precision.
    `published_on` is empty if the day of publication is not known. `counts_from` is the day from which the inspection
    counts as published (`inspections.dates.counts_from`).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class KnownTo(models.TextChoices):
        DAY = "day", "The day"
        MONTH = "month", "The month only"
        YEAR = "year", "The year only"
        SPAN = "span", "That it was published in a span of months"

    class Source(models.TextChoices):
        REPORT = "report", "The inspection's own report"
        OFFICIAL_STATISTICS = "official_statistics", "Ofsted’s official statistics"
        LATER_REPORT = "later_report", "A later Ofsted report"
        RESEARCH = "research", "A research dataset"

    class IlacsKind(models.TextChoices):
        """Under ILACS, as Ofsted's official statistics name it."""

        STANDARD = "standard", "Standard inspection"
        SHORT = "short", "Short inspection"

    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="inspections")
    framework = models.CharField(max_length=20, choices=framework_choices)
    kind = models.CharField(max_length=10, choices=IlacsKind, blank=True, help_text="Empty where it is not known.")
    inspected_from = models.DateField(help_text="Where only a month is known, its first day.")
    inspected_from_known_to = models.CharField(
        "how much of that date is known", max_length=5, choices=KnownTo, default=KnownTo.DAY
    )
    inspected_from_until = models.DateField(
        "last day of the span", null=True, blank=True, help_text="Only where that date is known as a span of months."
    )
    inspected_to = models.DateField(null=True, blank=True)
    second_inspected_from = models.DateField("second period on site, from", null=True, blank=True)
    second_inspected_to = models.DateField("second period on site, to", null=True, blank=True)
    published_on = models.DateField(
        "published by Ofsted on", null=True, blank=True, help_text="Leave empty where it is not known."
    )
    counts_from = models.DateField("counts as published from", editable=False)
    lead_inspector = models.CharField(max_length=120, blank=True)
    report_url = models.URLField("address of the report", blank=True)
    source = models.CharField(max_length=20, choices=Source, default=Source.REPORT)
    note = models.TextField(blank=True)

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name="inspection on record that this draft is about",
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
    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-counts_from", "-id"]
        permissions = [("publish_inspection", "Can publish, correct and withdraw inspections")]
        indexes = [
            # For `latest_of_council`: everything that it filters and orders by, except the grades.
            models.Index(
                fields=["council", "status", "-counts_from", "-inspected_from", "-id", "framework"],
                name="inspection_council_latest",
            ),
            models.Index(fields=["status", "-counts_from"], name="inspection_status_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_inspection_says_who_and_when",
                condition=~Q(status="published") | Q(published_by__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_inspection_says_who_and_when",
                condition=~Q(status="withdrawn") | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_status_known", condition=Q(status__in=["draft", "published", "withdrawn"])
            ),
            models.CheckConstraint(
                name="inspected_from_is_the_first_day_it_can_mean",
                condition=Q(inspected_from_known_to="day")
                | Q(inspected_from_known_to="month", inspected_from__day=1)
                | Q(inspected_from_known_to="year", inspected_from__day=1, inspected_from__month=1)
                | Q(inspected_from_known_to="span", inspected_from__day=1),
                violation_error_message="Where only a month, a year or a span is known, give its first day.",
            ),
            models.CheckConstraint(
                name="inspected_from_until_is_for_spans",
                condition=Q(inspected_from_known_to="span", inspected_from_until__gt=F("inspected_from"))
                | (~Q(inspected_from_known_to="span") & Q(inspected_from_until__isnull=True)),
                violation_error_message="A span needs its last day, and nothing else has one.",
            ),
            models.CheckConstraint(
                name="inspection_ends_after_it_begins",
                condition=Q(inspected_to__isnull=True) | Q(inspected_to__gte=F("inspected_from")),
                violation_error_message="The inspection would end before it begins.",
            ),
            models.CheckConstraint(
                name="inspection_published_after_it_begins",
                condition=Q(published_on__isnull=True) | Q(published_on__gte=F("inspected_from")),
                violation_error_message="The report would be published before the inspection.",
            ),
            models.CheckConstraint(
                name="inspection_counts_from_its_publication",
                condition=Q(published_on__isnull=True) | Q(counts_from=F("published_on")),
            ),
            models.UniqueConstraint(
                fields=["council", "published_on"],
                condition=Q(status="published", published_on__isnull=False),
                name="one_published_inspection_per_council_and_day",
            ),
            models.UniqueConstraint(
                fields=["council", "framework", "inspected_from", "inspected_from_known_to"],
                condition=Q(status="published"),
                name="one_published_inspection_per_council_framework_and_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.framework_definition.short_name}, {date_words(self.inspected)}"

    def get_absolute_url(self) -> str:
        return f"/councils/{self.council.slug}/{self.address_date}/"

    @property
    def framework_definition(self) -> Framework:
        """The framework, as its file defines it."""
        return framework(self.framework)

    @property
    def inspected(self) -> PartialDate:
        """When the inspection began, as precisely as it is known."""
        return PartialDate.known(self.inspected_from, self.inspected_from_known_to, self.inspected_from_until)

    @property
    def reckoned_from(self) -> date:
        """The day from which it should count as published, by the days that are known."""
        return counts_from(self.inspected, self.published_on)

    @property
    def year(self) -> int:
        """Year of publication or, if that is unknown, of the inspection."""
        return (self.published_on or self.inspected_from).year

    @property
    def dated(self) -> str:
        """`published 25 January 2012`, or `inspected June 2010`."""
        return dated_words(self.published_on, self.inspected)

    @property
    def day_words(self) -> str:
        """`25 January 2012`, or `inspected June 2010`."""
        return day_words(self.published_on, self.inspected)

    @property
    def address_date(self) -> str:
        """Last part of the address: the day of publication, or `inspected-` and the date that is known."""
        return address_date(self.published_on, self.inspected)
