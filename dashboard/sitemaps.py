"""`/sitemap.xml`: the pages for search engines."""

from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from dashboard.dataset.files import FILES
from dashboard.selections.judgement import judgement_url
from inspections.frameworks.loader import all_frameworks, all_programmes
from inspections.record.current import CurrentRecord

PLAIN = (
    "/",
    "/councils/",
    "/latest/",
    "/visits/",
    "/improvements/",
    "/frameworks/",
    "/data/",
    "/data/api/",
    "/data/corrections/",
    "/data/reconciliation/",
    "/data/datapackage.json",
    "/data/inspections.zip",
    "/about/",
    "/accessibility/",
    "/privacy/",
)
BY_PROGRAMME = ("national", "ranking", "heatmap", "map", "waiting")


class PagesSitemap(Sitemap):  # type: ignore[type-arg]
    """Every page at its plain address, and the files of the data set; pages with a day are reached by links."""

    limit = 5000

    def items(self) -> Sequence[str]:
        """Addresses without the host, in the order of the list."""
        record = CurrentRecord()
        frameworks = [f"/frameworks/{known.code}/" for known in all_frameworks()]
        judgements = [judgement_url(known, judgement) for known in all_frameworks() for judgement in known.judgements]
        programmes = [f"/{page}/{known.code}/" for page in BY_PROGRAMME for known in all_programmes()]
        councils = [council.get_absolute_url() for council in record.councils()]
        scorecards = [inspection.get_absolute_url() for inspection in record.inspections()]
        visits = [visit.get_absolute_url() for visit in record.visits()]
        files = [reverse("dataset-file", args=[file.name, "csv"]) for file in FILES]
        return [*PLAIN, *files, *programmes, *frameworks, *judgements, *councils, *scorecards, *visits]

    def location(self, item: str) -> str:
        """The address as it is."""
        return item
