"""Loading CSV files: upload, preview the changes, confirm."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from inspections import actions
from inspections.actions.load.plan import Plan
from inspections.loading.exporting import export_files
from inspections.loading.planning import plan
from inspections.loading.reading import read_files
from inspections.record.files.layouts import LAYOUTS

from .rights import PUBLISH, signed_in
from .uploads import FilesField

SHOWN = 200
WAITING_KEPT = timedelta(days=1)


class FilesForm(forms.Form):
    """The files to load."""

    # A declared field is taken out of the class, so it does not hide the form's own `files`.
    files = FilesField(  # type: ignore[assignment]
        label="CSV files",
        help_text=f"Any of {', '.join(layout.file_name for layout in LAYOUTS.values())}: one, several or all.",
        error_messages={"required": "Choose at least one CSV file."},
    )

    def clean_files(self) -> list[Any]:
        """Apply the limit for uploads to all files together."""
        files = list(self.cleaned_data["files"])
        if sum(file.size for file in files) > settings.REPORT_UPLOAD_MAX_BYTES:
            limit = filesizeformat(settings.REPORT_UPLOAD_MAX_BYTES)
            raise forms.ValidationError(f"These files are larger than {limit} together: load them one by one.")
        return files


class ConfirmForm(forms.Form):
    """The edition of the preview, and the reason if something public changes."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason for the changes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where a grade or a date that is public changes. Everyone can read it.",
    )


@dataclass(frozen=True)
class FilePreview:
    """What loading would do to records of one kind, with at most SHOWN rows in each list."""

    name: str
    added: list[str]
    added_count: int
    changed: list[str]
    changed_count: int
    unchanged: int
    kept: int


@permission_required("inspections.change_inspection", raise_exception=True)
def load_grades(request: HttpRequest) -> HttpResponse:
    """Preview on upload. When a publisher confirms, everything is written or nothing."""
    form, context = FilesForm(), {}
    if request.method == "POST" and "confirm" in request.POST:
        confirmation = ConfirmForm(request.POST)
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        if not default_storage.exists(_waiting(request)):
            messages.error(request, "The files are not here any more. Upload them again.")
            return HttpResponseRedirect(reverse("admin:load_grades"))
        done = _write(request, confirmation)
        if done is not None:
            return done
        context = _preview(request, confirmation)
    elif request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            _keep(request, form.cleaned_data["files"])
            context = _preview(request, None)
    shared = {**admin.site.each_context(request), "title": "Load grades from files", "form": form}
    shared |= {"can_write": request.user.has_perm(PUBLISH), "layouts": LAYOUTS.values()}
    return TemplateResponse(request, "admin/load_grades.html", {**shared, **context})


@permission_required("inspections.view_inspection", raise_exception=True)
def export(_request: HttpRequest) -> HttpResponse:
    """All public records as CSV files in a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in export_files().items():
            archive.writestr(name, file)
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="inspections.zip"'
    return response


def _waiting(request: HttpRequest) -> str:
    """Path of the files that a person has uploaded but not confirmed yet. There is one per person."""
    return f"waiting/{request.user.pk}.zip"


def _keep(request: HttpRequest, files: Iterable[Any]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files):
            # A folder for each file, because two may have the same name. Reading drops it.
            archive.writestr(f"{number}/{PurePath(file.name).name}", file.read())
    _delete_old_uploads()
    default_storage.delete(_waiting(request))
    default_storage.save(_waiting(request), ContentFile(content.getvalue()))


def _delete_old_uploads() -> None:
    """Delete uploads that nobody has confirmed within a day."""
    if not default_storage.exists("waiting"):
        return
    for name in default_storage.listdir("waiting")[1]:
        waiting = f"waiting/{name}"
        if default_storage.get_modified_time(waiting) < timezone.now() - WAITING_KEPT:
            default_storage.delete(waiting)


def _plan(request: HttpRequest) -> Plan:
    with default_storage.open(_waiting(request)) as waiting, zipfile.ZipFile(waiting) as archive:
        return plan(read_files([_named(name, archive.read(name)) for name in archive.namelist()]))


def _named(name: str, content: bytes) -> ContentFile:
    return ContentFile(content, name=PurePath(name).name)


def _preview(request: HttpRequest, confirmation: ConfirmForm | None) -> dict[str, Any]:
    planned = _plan(request)
    if confirmation is None:
        confirmation = ConfirmForm(initial={"edition": planned.record.edition})
    return {
        "plan": planned,
        "problems": planned.problems[:SHOWN],
        "previews": list(_previews(planned)),
        "confirmation": confirmation,
    }


def _previews(planned: Plan) -> Iterable[FilePreview]:
    for layout in LAYOUTS.values():
        added, changed = planned.added[layout.name], planned.changed[layout.name]
        unchanged, kept = planned.unchanged[layout.name], planned.kept[layout.name]
        if added or changed or unchanged or kept:
            yield FilePreview(
                name=layout.file_name,
                added=[", ".join(filter(None, row.key)) for row in added[:SHOWN]],
                added_count=len(added),
                changed=[str(change) for change in changed[:SHOWN]],
                changed_count=len(changed),
                unchanged=unchanged,
                kept=kept,
            )


def _write(request: HttpRequest, confirmation: ConfirmForm) -> HttpResponse | None:
    """Load the uploaded files. Returns None, with an error on the form, if that is refused."""
    if not confirmation.is_valid():
        return None
    planned = _plan(request)
    if planned.record.edition != confirmation.cleaned_data["edition"]:
        data = cast("QueryDict", confirmation.data).copy()
        data["edition"] = str(planned.record.edition)
        confirmation.data = data
        confirmation.add_error(None, "The data has changed since this was prepared: look at what would change now.")
        return None
    try:
        edition = actions.load_records(planned, by=signed_in(request), reason=confirmation.cleaned_data["reason"])
    except actions.ActionRefusedError as refusal:
        confirmation.add_error("reason" if planned.needs_reason else None, str(refusal))
        return None
    default_storage.delete(_waiting(request))
    messages.success(request, f"Loaded: {edition}." if edition else "Nothing differed, so nothing was written.")
    return HttpResponseRedirect(reverse("admin:load_grades"))
