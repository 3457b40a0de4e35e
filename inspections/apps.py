from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = "Inspections"

    def ready(self) -> None:
        """Begin to keep what allauth says has happened, and to check the settings of signing in."""
        from inspections.signing_in import checks, receivers  # noqa: F401
