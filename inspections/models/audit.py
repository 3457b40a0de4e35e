"""The audit log: who signed in and who couldn't, and whose rights were changed by whom."""

from django.db import models
from django.utils import timezone


class AuditEvent(models.Model):
    """One event. Names are kept as text, so that the log outlives the accounts.

    `network` is what attempts are counted by: an IPv4 address, or the /64 of an IPv6 address.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        FAILED = "failed", "Failed to sign in"
        HELD_BACK = "held_back", "Has to wait after failures"
        REFUSED = "refused", "Refused to sign in"
        CONFIRMED = "confirmed", "Confirmed who they are"
        SIGNED_OUT = "signed_out", "Signed out"
        SESSION_ENDED = "session_ended", "Signed out after the longest time"
        FACTOR_ADDED = "factor_added", "Second factor added"
        FACTOR_REMOVED = "factor_removed", "Second factor removed"
        INVITED = "invited", "Invited"
        RESET_ASKED = "reset_asked", "Asked for another password"
        PASSWORD_CHANGED = "password_changed", "Password changed"
        RIGHTS_CHANGED = "rights_changed", "Account or rights changed"
        BREAK_GLASS = "break_glass", "Account for emergencies"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind)
    account = models.CharField(max_length=150)
    address = models.GenericIPAddressField(null=True, blank=True)
    network = models.CharField(max_length=43, blank=True)
    by = models.CharField(max_length=150, blank=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "account", "-at"], name="audit_by_account"),
            models.Index(fields=["kind", "network", "-at"], name="audit_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.account}"
