"""What staff may send: files only where files are uploaded, and many fields only in the one long form.

Decided from a request's headers, before anything reads its body. Django's own limits hold for everything else: 2.5 MB
and 1,000 fields, without files.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import Resolver404, resolve, reverse
from django.utils.datastructures import MultiValueDict

UPLOAD_PAGES = {"upload_reports", "load_grades"}
# All files of one upload together, in largest files.
UPLOADS_AT_ONCE = 5
# The form of a long report has several fields for each grade, area for improvement and figure.
LONG_FORMS = {"inspections_inspection_add", "inspections_inspection_change"}
MOST_FIELDS = 10_000


class StaffBodyMiddleware:
    """Refuses bodies that a page has no use for, and reads those that need other limits than Django's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        page = _page_name(request)
        if request.content_type == "multipart/form-data":
            if page not in UPLOAD_PAGES:
                return _refused(request, "No files can be sent to this page, so nothing was taken.", status=415)
            if not request.user.is_staff:
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            most = UPLOADS_AT_ONCE * settings.REPORT_UPLOAD_MAX_BYTES
            if _content_length(request) > most:
                size = filesizeformat(most)
                return _refused(
                    request,
                    f"These files are larger than {size} together, so none was taken. Send fewer at a time.",
                    status=413,
                )
            request.upload_handlers = [CutUploadHandler(request), *request.upload_handlers]
        elif page in LONG_FORMS and (request.user.is_staff or settings.CSRF_COOKIE_NAME in request.COOKIES):
            # Without a session too, so that the entries of somebody who has been signed out can be given back.
            _read_long_form(request)
        return self.get_response(request)


class CutUploadHandler(FileUploadHandler):
    """Cuts each file a byte after the limit while it arrives, so that the page can tell that it was too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left = settings.REPORT_UPLOAD_MAX_BYTES + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002  Django's signature
        kept = raw_data[: self.left]
        self.left -= len(kept)
        return kept or None

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002  Django's signature
        return None


def _content_length(request: HttpRequest) -> int:
    """The length of the body: Django reads no further. 0, so nothing is read, if the request gives no length."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0


def _page_name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _read_long_form(request: HttpRequest) -> None:
    """Read the form's fields, of which there may be more than settings allow elsewhere."""
    try:
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadRequest(f"A form with more than {MOST_FIELDS} fields was sent, so nothing was saved.") from None
    fields = QueryDict(mutable=True)
    for name, value in pairs:
        fields.appendlist(name, value)
    # Without files Django would read the body again.
    vars(request).update(_post=fields, _files=MultiValueDict())


def _refused(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    return render(request, "400.html", {"message": message}, status=status)
