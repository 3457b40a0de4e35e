"""The public pages."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """The dashboard: pages, tables and charts of the data."""

    name = "dashboard"
    verbose_name = "Dashboard"
