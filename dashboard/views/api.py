"""What programs can ask the site for, for people and for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.api.addresses import addresses
from dashboard.api.openapi import document
from dashboard.api.resources import CHARTS, OF_ENDING, PLACES, RESOURCES, TABLES
from dashboard.exports.json_text import VERSION


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """`/data/api/`: every address, its endings and its parameters, with examples."""
    found = addresses()
    described = []
    for resource in RESOURCES:
        forms = [address for address in found if address.resource == resource]
        paths = dict.fromkeys(address.path.removesuffix(f".{address.ending}") for address in forms)
        if forms:
            described.append({"resource": resource, "paths": list(paths), "example": forms[0].example})
    context = {
        "described": described,
        "places": PLACES.values(),
        "of_table": OF_ENDING["csv"],
        "of_picture": OF_ENDING["png"],
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
