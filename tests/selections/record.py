"""A record of two councils and two sets of neighbours, without a database."""

from datetime import date
from types import SimpleNamespace

from inspections.names import CouncilNames, CouncilRegister

TODAY = date(2026, 9, 1)


class TwoCouncils:
    """Testshire and Sampleshire, both in London, as `inspections.record` reads them."""

    edition = 7

    names = CouncilRegister(
        CouncilNames(slug, (slug.title(), f"County of {slug.title()}")) for slug in ("testshire", "sampleshire")
    )

    def councils(self):
        return [SimpleNamespace(slug=slug, region="London", type="county") for slug in self.names.by_slug]

    def neighbour_sets(self):
        return {"2025-05": "May 2025", "2021-04": "April 2021"}

    def neighbours_of(self, slug):
        return [SimpleNamespace(neighbour_set=SimpleNamespace(code="2025-05"))]

    def neighbour_slugs(self, slug, set_code):
        return frozenset({"sampleshire"})
