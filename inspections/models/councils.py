"""English councils responsible for children's services, with their names, codes and changes over time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from inspections.dates import NO_DAY, REGISTER_BEGINS
from inspections.names import display_name


class CouncilQuerySet(models.QuerySet["Council"]):
    def in_being(self, day: date) -> CouncilQuerySet:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Council(models.Model):
    """A council of the register.

    `valid_from` is empty if it began before 2009, `valid_to` if no end is known. Both may be days to come.
    """

    class Region(models.TextChoices):
        EAST_MIDLANDS = "East Midlands"
        EAST_OF_ENGLAND = "East of England", "East of England"
        LONDON = "London"
        NORTH_EAST = "North East"
        NORTH_WEST = "North West"
        SOUTH_EAST = "South East"
        SOUTH_WEST = "South West"
        WEST_MIDLANDS = "West Midlands"
        YORKSHIRE_AND_THE_HUMBER = "Yorkshire and The Humber", "Yorkshire and The Humber"

    class Type(models.TextChoices):
        COUNTY = "county", "County council"
        LONDON_BOROUGH = "london_borough", "London borough"
        METROPOLITAN_DISTRICT = "metropolitan_district", "Metropolitan district"
        UNITARY = "unitary", "Unitary authority"
        CITY_OF_LONDON = "city_of_london", "City of London"
        ISLES_OF_SCILLY = "isles_of_scilly", "Isles of Scilly"

    class London(models.TextChoices):
        INNER = "inner", "Inner London"
        OUTER = "outer", "Outer London"

    slug = models.SlugField(max_length=80, unique=True, help_text="The council's part of its pages' addresses.")
    official_name = models.CharField(max_length=120)
    short_name = models.CharField("usual name", max_length=80)
    ofsted_name = models.CharField("name Ofsted uses", max_length=120, blank=True)
    dfe_la_code = models.CharField("DfE code", max_length=3, blank=True)
    gss_2012 = models.CharField("ONS code in 2012", max_length=9, blank=True)
    gss_current = models.CharField("ONS code today", max_length=9, blank=True)
    gss_last = models.CharField("last ONS code", max_length=9, blank=True)
    region = models.CharField(max_length=40, choices=Region)
    region_gss = models.CharField("ONS code of the region", max_length=9, blank=True)
    type = models.CharField(max_length=30, choices=Type)
    london = models.CharField("part of London", max_length=10, choices=London, blank=True)
    valid_from = models.DateField("in being from", null=True, blank=True)
    valid_to = models.DateField("in being to", null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)
    same_area_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The council that took over exactly the same area, where there is one.",
    )
    bs6879 = models.CharField("BS 6879 code", max_length=5, blank=True)
    ofsted_urn = models.CharField("Ofsted URN", max_length=10, blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords()
    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["short_name", "slug"]
        constraints = [
            models.CheckConstraint(
                name="council_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                violation_error_message="The council would end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return f"/councils/{self.slug}/"

    @property
    def display_name(self) -> str:
        """The usual name, with the last year of a council that was abolished, since its name may live on.

        As of the day of the page (`inspections.names.named_as_of`).
        """
        return display_name(self.short_name, self.valid_to)

    @property
    def begun(self) -> date | None:
        """The day on which it came into being, or None for a council of the register's first day.

        On that day county councils became unitary councils that had run the same children's services before. None too
        for a council whose reorganisation was called off.
        """
        return None if self.valid_from in {REGISTER_BEGINS, NO_DAY} else self.valid_from

    @property
    def is_called_off(self) -> bool:
        """Whether it was planned in a reorganisation that has been called off. It is kept for earlier editions."""
        return self.valid_from == NO_DAY

    def has_begun(self, day: date) -> bool:
        return self.valid_from is None or self.valid_from <= day

    def has_ended(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day

    def in_being(self, day: date) -> bool:
        return self.has_begun(day) and not self.has_ended(day)


class CouncilAlias(models.Model):
    """Another name that people and reports use for a council."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "council aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="alias_once_per_council",
                violation_error_message="The council has this alias already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
