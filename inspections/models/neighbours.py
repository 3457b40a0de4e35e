"""Statistical neighbours: the DfE's sets of councils with similar characteristics."""

from django.db import models
from django.db.models import F, Q


class NeighbourSet(models.Model):
    """A published set of statistical neighbours. Neighbours are not mutual. Always name the set."""

    code = models.SlugField(max_length=10, unique=True, help_text="Year and month of the set: 2025-05.")
    name = models.CharField(max_length=80, help_text="As pages name it: May 2025.")
    first_edition = models.PositiveIntegerField(
        null=True, editable=False, help_text="The edition that brought it; empty until it is made."
    )

    class Meta:
        ordering = ["-code"]

    def __str__(self) -> str:
        return self.name


class StatisticalNeighbour(models.Model):
    """One of the ten neighbours of a council in a set, in order of closeness from 1."""

    class Closeness(models.TextChoices):
        EXTREMELY_CLOSE = "extremely_close", "Extremely close"
        VERY_CLOSE = "very_close", "Very close"
        CLOSE = "close", "Close"
        SOMEWHAT_CLOSE = "somewhat_close", "Somewhat close"
        NOT_CLOSE = "not_close", "Not close"

    neighbour_set = models.ForeignKey(NeighbourSet, on_delete=models.CASCADE, related_name="neighbours")
    council = models.ForeignKey("Council", on_delete=models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey("Council", on_delete=models.CASCADE, related_name="neighbour_of")
    rank = models.PositiveSmallIntegerField()
    closeness = models.CharField(max_length=20, choices=Closeness)
    superseded = models.BooleanField(
        default=False, help_text="The list was withdrawn when the council was reorganised."
    )

    class Meta:
        ordering = ["neighbour_set", "council", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["neighbour_set", "council", "rank"], name="neighbour_rank_once"),
            models.UniqueConstraint(fields=["neighbour_set", "council", "neighbour"], name="neighbour_once"),
            models.CheckConstraint(name="neighbour_is_another_council", condition=~Q(council=F("neighbour"))),
            models.CheckConstraint(name="neighbour_rank_from_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.neighbour} ({self.rank})"
