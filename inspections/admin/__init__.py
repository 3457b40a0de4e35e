"""The staff side, in Django's admin: each module registers the records it is about."""

from . import councils, inspections, records, reports  # noqa: F401
