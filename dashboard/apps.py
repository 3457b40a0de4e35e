"""The public face."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Pages, tables and charts over the data."""

    name = "dashboard"
    verbose_name = "Dashboard"
