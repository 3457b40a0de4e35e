"""Every address of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from dashboard.addresses import CSV_METADATA, page_paths
from dashboard.sitemaps import PagesSitemap
from dashboard.views.api import api, api_catalog, openapi
from dashboard.views.briefs import brief_page
from dashboard.views.changes import changes
from dashboard.views.check import check
from dashboard.views.compare import compare
from dashboard.views.corrections import correction_list, edition_page
from dashboard.views.councils import council_list, council_page
from dashboard.views.data import data
from dashboard.views.dataset import data_package, dataset, dataset_file, dataset_files
from dashboard.views.doors import improved_door, paper_door
from dashboard.views.embeds import card, embed, embed_script, oembed, share
from dashboard.views.frameworks import framework, frameworks
from dashboard.views.heatmaps import heatmap
from dashboard.views.home import home
from dashboard.views.improvements import improvements
from dashboard.views.judgements import judgement, judgement_door
from dashboard.views.latest import latest
from dashboard.views.maps import tile_map
from dashboard.views.national import national
from dashboard.views.papers import latest_paper, paper_page
from dashboard.views.plain import about, accessibility, icon, privacy, robots, security
from dashboard.views.programmes import programme_door
from dashboard.views.rankings import ranking
from dashboard.views.reconciliation import reconciliation
from dashboard.views.scorecards import inspection_page
from dashboard.views.search import council_names, search
from dashboard.views.short_links import short_link
from dashboard.views.visits import visit_list, visit_page
from dashboard.views.waiting import waiting
from inspections.frameworks.loader import all_frameworks


class JudgementId:
    """A judgement's code after its service's, as in `safeguarding.overall`, where the point begins no ending."""

    regex = r"[^./]+\.[^./]+"

    def to_python(self, value: str) -> str:
        """The id, or ValueError if no framework has it."""
        if not any(framework.has(value) for framework in all_frameworks()):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """The id as it is."""
        return value


register_converter(JudgementId, "judgement_id")

urlpatterns = [
    path("admin/", include("inspections.signing_in.urls")),
    path("admin/", admin.site.urls),
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("favicon.ico", icon, {"name": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", icon, {"name": "touch-icon.png"}, name="touch-icon"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/api-catalog", api_catalog, name="api-catalog"),
    path(".well-known/security.txt", security, name="security"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PagesSitemap}}, name="sitemap"),
    *page_paths("councils/", council_list, "councils"),
    *page_paths("councils/<slug:slug>/", council_page, "council"),
    *page_paths("councils/<slug:slug>/visits/<slug:first_day>/", visit_page, "visit"),
    *page_paths("councils/<slug:slug>/<slug:published>/", inspection_page, "scorecard"),
    *page_paths("compare/", compare, "compare"),
    path("data/", data, name="data"),
    path("data/api/", api, name="api"),
    path("data/openapi.json", openapi, {"ending": "json"}, name="openapi"),
    *page_paths("data/corrections/", correction_list, "corrections"),
    *page_paths("data/reconciliation/", reconciliation, "reconciliation"),
    *page_paths("data/editions/<int:number>/", edition_page, "edition"),
    path("data/inspections.zip", dataset, {"ending": "zip"}, name="dataset"),
    path("data/datapackage.json", data_package, {"ending": "json"}, name="data-package"),
    path("data/files/", dataset_files, name="dataset-files"),
    path("data/files/<slug:name>.<slug:ending>", dataset_file, name="dataset-file"),
    *page_paths("changes/", changes, "changes"),
    *page_paths("briefs/<slug:slug>/", brief_page, "brief"),
    path("card/<path:address>", card, name="card"),
    path("check/", check, name="check"),
    path("embed.js", embed_script, name="embed-script"),
    path("embed/<path:address>", embed, name="embed"),
    path("frameworks/", frameworks, name="frameworks"),
    path("frameworks/<slug:code>/", framework, name="framework"),
    path("judgements/", judgement_door, name="judgement-door"),
    path("judgements/<slug:framework>/<judgement_id:code>", RedirectView.as_view(pattern_name="judgement")),
    *page_paths("judgements/<slug:framework>/<str:code>/", judgement, "judgement"),
    path("go/improved/", improved_door, name="improved-door"),
    path("go/paper/", paper_door, name="paper-door"),
    *page_paths("improvements/", improvements, "improvements"),
    path("l/<slug:code>", short_link, name="short-link"),
    *page_paths("latest/", latest, "latest"),
    path("national/", programme_door, {"page": "national"}, name="national-door"),
    *page_paths("national/<slug:programme>/", national, "national"),
    *page_paths("national/<slug:programme>/<slug:day>/", national, "national"),
    path("names.json", council_names, name="names"),
    # Not by `page_paths`: answers to questions are not for other sites to frame.
    path("search/", search, name="search"),
    path(f"search.{CSV_METADATA}", search, {"ending": CSV_METADATA}),
    path("search.<slug:ending>", search, name="search"),
    path("share/<path:address>", share, name="share"),
    path("oembed", oembed, name="oembed"),
    path("papers/<slug:slug>/", latest_paper, name="latest-paper"),
    *page_paths("papers/<slug:slug>/<slug:published>/", paper_page, "paper"),
    *page_paths("papers/<slug:slug>/<slug:published>/<slug:day>/", paper_page, "paper"),
    path("ranking/", programme_door, {"page": "ranking"}, name="ranking-door"),
    *page_paths("ranking/<slug:programme>/", ranking, "ranking"),
    *page_paths("ranking/<slug:programme>/<slug:day>/", ranking, "ranking"),
    path("heatmap/", programme_door, {"page": "heatmap"}, name="heatmap-door"),
    *page_paths("heatmap/<slug:programme>/", heatmap, "heatmap"),
    *page_paths("heatmap/<slug:programme>/<slug:day>/", heatmap, "heatmap"),
    path("waiting/", programme_door, {"page": "waiting"}, name="waiting-door"),
    *page_paths("waiting/<slug:programme>/", waiting, "waiting"),
    *page_paths("waiting/<slug:programme>/<slug:day>/", waiting, "waiting"),
    path("map/", programme_door, {"page": "map"}, name="map-door"),
    *page_paths("map/<slug:programme>/", tile_map, "map"),
    *page_paths("map/<slug:programme>/<slug:day>/", tile_map, "map"),
    *page_paths("visits/", visit_list, "visits"),
]

handler400 = "dashboard.views.errors.bad_request"
handler403 = "dashboard.views.errors.forbidden"
handler404 = "dashboard.views.errors.not_found"
handler500 = "dashboard.views.errors.server_error"
