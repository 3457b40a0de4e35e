"""The staff side, in Django's admin. Each module registers its own records."""

from . import accounts, councils, inspections, ofsted, records, reports, visits  # noqa: F401
