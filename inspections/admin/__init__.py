"""The staff side, in Django's admin. Each module registers its own records."""

from . import councils, inspections, records, reports  # noqa: F401
