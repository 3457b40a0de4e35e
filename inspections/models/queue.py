"""Files that staff have uploaded and the reader has yet to read, with what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class QueuedFile(models.Model):
    """An uploaded file in the queue of the reader (`manage.py run_reader`).

    The content is kept only until it is read. `outcome` is empty until then, and afterwards that of a LoadResult.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        READING = "reading", "Being read"
        DONE = "done", "Done"

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    again = models.BooleanField("read a known file as a new draft", default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, blank=True)
    message = models.TextField(blank=True)
    differences = models.JSONField(default=list)
    report = models.ForeignKey("Report", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["status"], name="queued_file_status")]
        constraints = [
            models.CheckConstraint(name="queued_file_done_has_outcome", condition=Q(status="done") ^ Q(outcome=""))
        ]

    def __str__(self) -> str:
        return self.name
