"""Every address of the site."""

from django.contrib import admin
from django.urls import path

from dashboard.views.heatmaps import heatmap
from dashboard.views.rankings import ranking

urlpatterns = [
    path("admin/", admin.site.urls),
    path("ranking/<slug:programme>/", ranking, name="ranking"),
    path("ranking/<slug:programme>.<slug:ending>", ranking, name="ranking"),
    path("ranking/<slug:programme>/<slug:day>/", ranking, name="ranking"),
    path("ranking/<slug:programme>/<slug:day>.<slug:ending>", ranking, name="ranking"),
    path("heatmap/<slug:programme>/", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>.<slug:ending>", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>/<slug:day>/", heatmap, name="heatmap"),
    path("heatmap/<slug:programme>/<slug:day>.<slug:ending>", heatmap, name="heatmap"),
]
