"""Charts and tables for other sites: frames, the codes to embed them, and oEmbed."""

from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from csp.decorators import csp_replace
from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dashboard.addresses import site_of
from dashboard.embedding import citation, part_of
from dashboard.pictures.png import PictureSize, png_of
from dashboard.presenters.edition_banner import banner_of
from dashboard.respond import page_at

CHART_ANCHOR = "chart-"
# 1,200 pixels wide.
CARD_SIZE = PictureSize(width_cm=24, dpi=127)


@require_safe
@xframe_options_exempt
# The decorator is annotated for views that take nothing but the request.
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embed(request: HttpRequest, address: str) -> HttpResponse:
    """`/embed/<address of a page>`: one chart or table of it, for other sites to frame. Nothing else can be framed."""
    page = page_at(f"/{address}?{request.GET.urlencode()}", site_of(request))
    shared = part_of(page, request.GET)
    return render(request, "embed.html", {"shared": shared, "banner": banner_of(page)})


@require_safe
def embed_script(_request: HttpRequest) -> HttpResponse:
    """`/embed.js`: the script that other sites can add so that frames are as high as what they show."""
    file = finders.find("js/embed.js")
    assert file
    headers = {"Cache-Control": "public, max-age=86400", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(Path(file).read_text(encoding="utf-8"), content_type="text/javascript", headers=headers)


@require_safe
def share(request: HttpRequest, address: str) -> HttpResponse:
    """`/share/<address of a page>`: the codes and files to show one chart or table of the page elsewhere."""
    page = page_at(f"/{address}?{request.GET.urlencode()}", site_of(request))
    context = {"shared": part_of(page, request.GET), "page": page, "citation": citation(page)}
    return render(request, "share.html", context)


@require_safe
def card(request: HttpRequest, address: str) -> HttpResponse:
    """`/card/<address of a page>`: the picture that messages and social sites show beside a link to it, as PNG."""
    page = page_at(f"/{address}?{request.GET.urlencode()}", site_of(request))
    return HttpResponse(png_of(page.card_shown().svg(), CARD_SIZE), content_type="image/png")


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`/oembed?url=…`: the oEmbed 1.0 response for an address of this site.

    The address may name a chart or table (`?chart=`, `?table=`, or `#chart-…` as on the page).
    """
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return HttpResponse("The formats are json and xml.\n", status=501, content_type="text/plain")
    url = urlsplit(request.GET.get("url", ""))
    if not url.path.startswith("/") or url.netloc not in {"", request.get_host()}:
        raise Http404("The url is no address of this site.")
    named = QueryDict(url.query).dict()
    if url.fragment.startswith(CHART_ANCHOR):
        named["chart"] = url.fragment.removeprefix(CHART_ANCHOR)
    page = page_at(f"{url.path}?{url.query}", site_of(request))
    described = part_of(page, named).oembed(_size(request, "maxwidth"), _size(request, "maxheight"))
    response = _as_xml(described) if form == "xml" else JsonResponse(described)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _size(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if text and not (text.isascii() and text.isdecimal() and int(text[:6]) > 0):
        raise BadRequest(f"{name} is a whole number of pixels, not “{text[:20]}”.")
    return int(text[:6]) if text else None


def _as_xml(described: dict[str, object]) -> HttpResponse:
    parts = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in described.items())
    xml = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{parts}</oembed>'
    return HttpResponse(xml, content_type="text/xml; charset=utf-8")
