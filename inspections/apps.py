"""The data app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Councils, inspections, grades, and the staff side that keeps them."""

    name = "inspections"
    verbose_name = "Inspections"
