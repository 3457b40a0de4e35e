"""What a brief for a meeting is asked for: the council, the day and the edition."""

from dataclasses import dataclass, replace

from django.urls import reverse

from inspections.models import Inspection

from .inspections import CouncilSelection
from .paper import PaperSelection


@dataclass(frozen=True)
class BriefSelection(CouncilSelection):
    """The brief on a council."""

    @property
    def path(self) -> str:
        return reverse("brief", args=[self.council.slug])

    def of_inspection(self, inspection: Inspection) -> PaperSelection:
        """The paper on an inspection, as at the day of the brief."""
        return PaperSelection(replace(self.moment, as_at=self.day), inspection)
