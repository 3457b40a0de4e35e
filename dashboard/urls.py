"""Every address of the site."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from dashboard.views.councils import council_list, council_page
from dashboard.views.data import data
from dashboard.views.heatmaps import heatmap
from dashboard.views.home import home
from dashboard.views.rankings import ranking
from dashboard.views.scorecards import inspection_page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", home, name="home"),
    path("councils/", council_list, name="councils"),
    path("councils.<slug:ending>", council_list, name="councils"),
    path("councils/<slug:slug>/", council_page, name="council"),
    path("councils/<slug:slug>/<slug:published>/", inspection_page, name="scorecard"),
    path("councils/<slug:slug>/<slug:published>.<slug:ending>", inspection_page, name="scorecard"),
    path("data/", data, name="data"),
    path("ranking/", RedirectView.as_view(url="/ranking/ilacs/")),
    path("ranking/<slug:programme>/", ranking, name="ranking"),
    path("ranking/<slug:programme>.<slug:ending>", ranking, name="ranking"),
    path("ranking/<slug:programme>/<slug:day>/", ranking, name="ranking"),
    path("ranking/<slug:programme>/<slug:day>.<slug:ending>", ranking, name="ranking"),
    path("heatmap/", RedirectView.as_view(url="/heatmap/ilacs/")),
    path("heatmap/<slug:programme>/", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>.<slug:ending>", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>/<slug:day>/", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>/<slug:day>.<slug:ending>", heatmap, name="heatmap"),
]

handler400 = "dashboard.views.errors.bad_request"
handler404 = "dashboard.views.errors.not_found"
handler500 = "dashboard.views.errors.server_error"
