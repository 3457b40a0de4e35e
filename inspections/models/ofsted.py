"""Ofsted's report site as it was last seen: the councils' pages, publications not on record, and each look at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.wording.words import date_words


class OfstedLook(models.Model):
    """One run of `manage.py watch_ofsted`. `problems` are sentences. `ended_at` is empty if it was interrupted."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField("councils' pages looked at", default=0)
    found = models.PositiveIntegerField("new publications", default=0)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Look at Ofsted’s site of {date_words(self.began_at.date())}"


class OfstedPage(models.Model):
    """A council's page on Ofsted's site, as it was when it was last read."""

    council = models.OneToOneField("Council", on_delete=models.CASCADE, related_name="ofsted_page")
    address = models.URLField()
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    publications = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.address


class OfstedPublicationQuerySet(models.QuerySet["OfstedPublication"]):
    def waiting(self) -> OfstedPublicationQuerySet:
        """Those that are neither public here nor left aside by staff."""
        settled = ["published", "withdrawn"]
        is_settled = Q(report__inspection__status__in=settled) | Q(report__visit__status__in=settled)
        return self.filter(left_aside_at__isnull=True).exclude(is_settled)


class OfstedPublication(models.Model):
    """A publication that Ofsted lists for a council and that was not on record when it was found.

    `tried_at`, `attempts` and `message` say when its file was last asked for, how often in vain, and what came of it.
    """

    class Kind(models.TextChoices):
        INSPECTION = "inspection", "Inspection"
        VISIT = "visit", "Visit"
        UNKNOWN = "unknown", "Not known"

    council = models.ForeignKey("Council", on_delete=models.PROTECT, related_name="ofsted_publications")
    address = models.URLField(unique=True)
    title = models.CharField(max_length=200, help_text="As Ofsted's page gives it.")
    kind = models.CharField(max_length=10, choices=Kind)
    published_on = models.DateField()
    found_at = models.DateTimeField(auto_now_add=True)
    report = models.ForeignKey("Report", on_delete=models.SET_NULL, null=True, related_name="ofsted_publications")
    tried_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(blank=True)
    told_at = models.DateTimeField("staff told by e-mail", null=True)
    left_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    left_aside_at = models.DateTimeField(null=True, editable=False)

    objects = OfstedPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        verbose_name = "publication at Ofsted"
        verbose_name_plural = "publications at Ofsted"
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                name="publication_left_aside_says_by_whom",
                condition=Q(left_aside_at__isnull=True) ^ Q(left_aside_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.title}, {date_words(self.published_on)}"
