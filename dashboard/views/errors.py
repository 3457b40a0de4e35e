"""The error pages: they say what is wrong and what there is instead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dashboard.addresses import STAFF_SIDE
from dashboard.errors import status_of_error
from dashboard.exports.problems import OEMBED, problem_at
from dashboard.selections.parameters import WrongValueError
from inspections.admin import lost


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
    if response := _for_program(request, message or "Something in the address is not understood.", status=400):
        return response
    context: dict[str, Any] = {"message": message}
    if isinstance(exception, WrongValueError):
        wrong, replaced = exception.form_field.parameter, exception.replaced
        context |= {
            "wrong": wrong,
            "fields": {wrong.name: exception.form_field},
            "kept": [(name, text) for name, texts in request.GET.lists() for text in texts if name not in replaced],
        }
    return render(request, "400.html", context, status=400)


def refused(
    request: HttpRequest, message: str, *, status: int, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Refuse a request with a sentence that says what to do, as a page or in the form for programs."""
    response = _for_program(request, message, status=status) or render(
        request, "400.html", {"message": message}, status=status
    )
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a page of the staff side for those who may do something else there."""
    return lost.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing is at the address; 410: something was, and was withdrawn."""
    if request.path.startswith(STAFF_SIDE) and request.user.is_staff:
        return lost.not_found(request, exception)
    # Django's own 404 holds the URL patterns, which are no message for a reader.
    message = str(exception) if exception.args and isinstance(exception.args[0], str) else ""
    instead = getattr(exception, "instead", ())
    status = status_of_error(exception)
    if response := _for_program(request, message or "Nothing is at this address.", status=status, instead=instead):
        return response
    return render(request, "404.html", {"message": message, "instead": instead}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a bug of ours. Rendered without the request, so that nothing that may be broken runs again."""
    if response := _for_program(request, "Something went wrong on this site.", status=500):
        return response
    return HttpResponse(render_to_string("500.html"), status=500)


def _for_program(
    request: HttpRequest, message: str, *, status: int, instead: Sequence[tuple[str, str]] = ()
) -> HttpResponse | None:
    """The error in the form for programs, or None at an address of people."""
    body = problem_at(request.path, message, status=status, instead=instead)
    if body is None:
        return None
    response = HttpResponse(body.text, content_type=body.media_type, status=status)
    if request.path == OEMBED:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
