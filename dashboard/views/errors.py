"""The error pages: they say what is wrong and what there is instead."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dashboard.exports.json_text import VERSION


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an unknown or impossible value, or too much sent at once."""
    if isinstance(exception, DisallowedHost):
        # A page of ours would call request.get_host(), which Django refuses here.
        return HttpResponse("There is no site here by that name.\n", status=400, content_type="text/plain")
    if isinstance(exception, BadRequest):
        message = str(exception)
    elif isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        message = f"More than {most} files were sent at once, so none was taken. Send at most {most} at a time."
    elif isinstance(exception, TooManyFieldsSent | RequestDataTooBig):
        message = "More was sent at once than this site takes, so nothing was saved."
    else:
        # Django's own message is for whoever runs the site, and in the log.
        message = ""
    if request.path.endswith(".json"):
        return _as_json(message or "Something in the address is not understood.", (), status=400)
    return render(request, "400.html", {"message": message}, status=400)


def refused(
    request: HttpRequest, message: str, *, status: int, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Refuse a request with a sentence that says what to do, as a page or, at an address of JSON, as JSON."""
    if request.path.endswith(".json"):
        response: HttpResponse = _as_json(message, (), status=status)
    else:
        response = render(request, "400.html", {"message": message}, status=status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is at the address."""
    # Django's own 404 holds the URL patterns, which are no message for a reader.
    message = str(exception) if exception.args and isinstance(exception.args[0], str) else ""
    instead = getattr(exception, "instead", ())
    if request.path.endswith(".json"):
        return _as_json(message or "Nothing is at this address.", instead, status=404)
    return render(request, "404.html", {"message": message, "instead": instead}, status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """500: a bug of ours. Rendered without the request, so that nothing that may be broken runs again."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _as_json(message: str, instead: Sequence[tuple[str, str]], *, status: int) -> HttpResponse:
    """The error as JSON, for a program that asked for JSON."""
    said = [{"address": address, "name": name} for address, name in instead]
    return JsonResponse({"version": VERSION, "error": message, "instead": said}, status=status)
