"""The description of the API, for people and for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.addresses import site_of
from dashboard.api.described import AddressesTable, described_resources
from dashboard.api.openapi import document
from dashboard.api.resources import CHARTS, OF_ENDING, PLACES, TABLES, THEME
from dashboard.dataset.catalog import MEDIA_TYPE, PROFILE, catalog
from dashboard.exports.json_text import VERSION


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """`/data/api/`: every address, its endings and its parameters, with examples."""
    described = described_resources()
    context = {
        "described": described,
        "addresses": AddressesTable(described),
        "places": PLACES.values(),
        "of_table": OF_ENDING["csv"],
        "of_picture": [*OF_ENDING["png"], THEME],
        "tables": TABLES,
        "charts": CHARTS,
        "version": VERSION,
    }
    return render(request, "api.html", context)


@require_safe
def openapi(request: HttpRequest, **_ending: str) -> HttpResponse:
    """`/data/openapi.json`: the same for programs, in OpenAPI 3.1."""
    site = request.build_absolute_uri("/").removesuffix("/")
    return JsonResponse(document(site), json_dumps_params={"ensure_ascii": False})


@require_safe
def api_catalog(request: HttpRequest) -> HttpResponse:
    """`/.well-known/api-catalog`: the links by which programs find the API and the data set."""
    links = catalog(site_of(request))
    response = JsonResponse(links, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    response.headers["Link"] = f'<{request.path}>; rel="api-catalog"; profile="{PROFILE}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
