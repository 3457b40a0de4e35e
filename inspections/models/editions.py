"""Editions: numbered states of our data. Each is the result of one change by staff."""

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

# The field of the change by which something withdrawn is public again.
RESTORED_FIELD = "status"


class Edition(models.Model):
    """The state of the data after one change. Editions are only added, never changed."""

    class Kind(models.TextChoices):
        LOAD = "load", "Records loaded"
        PUBLISH = "publish", "Report or letter published"
        CORRECT = "correct", "Correction"
        WITHDRAW = "withdraw", "Withdrawal"

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="correction_and_withdrawal_say_why",
                condition=~Q(kind__in=["correct", "withdraw"]) | ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"


class EditionChange(models.Model):
    """One change of an edition, of an inspection, a visit, or the register (then both are empty).

    `field` is `service.judgement` for a grade, else the field's name.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    inspection = models.ForeignKey("Inspection", on_delete=models.PROTECT, related_name="changes", null=True)
    visit = models.ForeignKey("Visit", on_delete=models.PROTECT, related_name="changes", null=True)
    field = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.CheckConstraint(
                name="edition_change_is_about_one_thing",
                condition=Q(inspection__isnull=True) | Q(visit__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


def latest_edition() -> int:
    """Number of the latest edition, or 0 before the first.

    Every page asks for it, and Django takes ten times as long to write the query as the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(number) FROM inspections_edition")
        (latest,) = cursor.fetchone()
    return int(latest or 0)
