"""Loading CSV files: upload, preview the changes, confirm."""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from inspections.loading.grouping import grouped
from inspections.loading.planning import plan
from inspections.loading.preview import UNDO, PreviewGroup, preview_groups
from inspections.loading.reading import Rows, read_files
from inspections.loading.workbooks import rows_with_problems, workbook
from inspections.record.files.layouts import LAYOUTS
from inspections.signing_in.confirming import confirm_identity
from inspections.wording.editions import record_completed_words
from inspections.wording.words import counted

from .rights import PUBLISH, signed_in
from .uploads import FilesField

SHOWN = 1000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAITING_KEPT = timedelta(days=1)


class FilesForm(forms.Form):
    """The files to load."""

    # A declared field is taken out of the class, so it does not hide the form's own `files`.
    files = FilesField(  # type: ignore[assignment]
        label="CSV or Excel files",
        help_text=(
            f"Any of {', '.join(layout.file_name for layout in LAYOUTS.values())}: one, several or all, or a workbook "
            "(.xlsx) with sheets of these names. Days may be written as year-month-day or as day/month/year."
        ),
        error_messages={"required": "Choose at least one file."},
    )

    def clean_files(self) -> list[Any]:
        """Apply the limit for uploads to all files together."""
        files = list(self.cleaned_data["files"])
        if sum(file.size for file in files) > settings.REPORT_UPLOAD_MAX_BYTES:
            limit = filesizeformat(settings.REPORT_UPLOAD_MAX_BYTES)
            raise forms.ValidationError(f"These files are larger than {limit} together: load them one by one.")
        return files


class ConfirmForm(forms.Form):
    """The edition of the preview, and the reason. The ticks for what is left out stand in the preview's tables."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, planned: Plan, groups: Sequence[PreviewGroup], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"edition": planned.record.edition})
        self.groups = groups
        needed = "Needed for what is replaced. " if planned.needs_reason else ""
        completed = record_completed_words(planned.files)
        self.fields["reason"].help_text = f"{needed}Everyone can read it. Without one, additions say “{completed}”."

    def ticked(self, name: str) -> set[str]:
        """What is ticked: references of rows under `leave_out`, codes of groups under `leave_out_all`."""
        return set(cast("QueryDict", self.data).getlist(name)) if self.is_bound else set()

    @property
    def left_out(self) -> set[str]:
        """References of all rows that are to be left out."""
        codes = self.ticked("leave_out_all")
        whole = {row.reference for group in self.groups if group.code in codes for row in group.rows}
        return whole | self.ticked("leave_out")


@permission_required("inspections.change_inspection", raise_exception=True)
def load_grades(request: HttpRequest) -> HttpResponse:
    """Preview on upload. When a publisher confirms, everything that is not left out is written, or nothing."""
    form, context = FilesForm(), {}
    if request.method == "POST" and "confirm" in request.POST:
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        confirm_identity(request)
        if not default_storage.exists(_waiting(request)):
            messages.error(request, "The files are not here any more. Upload them again.")
            return HttpResponseRedirect(reverse("admin:load_grades"))
        planned = plan(_rows(request))
        confirmation = ConfirmForm(planned, preview_groups(planned), request.POST)
        done = _write(request, planned, confirmation)
        if done is not None:
            return done
        context = _preview(planned, confirmation, confirmation.ticked("leave_out"))
    elif request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            _keep(request, form.cleaned_data["files"])
            planned = plan(_rows(request))
            context = _preview(planned, ConfirmForm(planned, preview_groups(planned)), planned.undoing)
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


@permission_required("inspections.view_inspection", raise_exception=True)
def export_workbook(_request: HttpRequest) -> HttpResponse:
    """All public records as an Excel workbook with lists to choose from."""
    response = HttpResponse(workbook(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="inspections.xlsx"'
    return response


@permission_required("inspections.change_inspection", raise_exception=True)
def export_problems(request: HttpRequest) -> HttpResponse:
    """The rows as this person uploaded them, with what is wrong beside each."""
    if not default_storage.exists(_waiting(request)):
        messages.error(request, "The files are not here any more. Upload them again.")
        return HttpResponseRedirect(reverse("admin:load_grades"))
    content = rows_with_problems(_files(request), plan(_rows(request)).problems)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="what-is-wrong.xlsx"'
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


def _rows(request: HttpRequest) -> Rows:
    return read_files(_files(request))


def _files(request: HttpRequest) -> list[ContentFile]:
    with default_storage.open(_waiting(request)) as waiting, zipfile.ZipFile(waiting) as archive:
        return [ContentFile(archive.read(name), name=PurePath(name).name) for name in archive.namelist()]


def _preview(planned: Plan, confirmation: ConfirmForm, ticked: Collection[str]) -> dict[str, Any]:
    return {
        "plan": planned,
        "problems": grouped(planned.problems)[:SHOWN],
        "rows_are_readable": any(problem.row > 1 for problem in planned.problems),
        "counts": list(_counts(planned)),
        "groups": [_shown(group, confirmation) for group in confirmation.groups],
        "ticked": ticked,
        "confirmation": confirmation,
    }


def _counts(planned: Plan) -> Iterator[dict[str, Any]]:
    """How many rows of each file would be added, changed, and so on."""
    for layout in LAYOUTS.values():
        name = layout.name
        counts = {
            "added": len(planned.added[name]),
            "changed": len(planned.changed[name]),
            "unchanged": planned.unchanged[name],
            "kept": planned.kept[name],
        }
        if any(counts.values()):
            yield {"name": layout.file_name, **counts}


def _shown(group: PreviewGroup, confirmation: ConfirmForm) -> dict[str, Any]:
    """A group with as many of its rows as a page takes. Rows that are ticked from the start are all shown."""
    rows = group.rows if group.code == UNDO else group.rows[:SHOWN]
    all_ticked = group.code in confirmation.ticked("leave_out_all")
    return {"group": group, "rows": rows, "more": len(group.rows) - len(rows), "all_ticked": all_ticked}


def _write(request: HttpRequest, planned: Plan, confirmation: ConfirmForm) -> HttpResponse | None:
    """Load the uploaded files. Returns None, with an error on the form, if that is refused."""
    if not confirmation.is_valid():
        return None
    if planned.record.edition != confirmation.cleaned_data["edition"]:
        data = cast("QueryDict", confirmation.data).copy()
        data["edition"] = str(planned.record.edition)
        confirmation.data = data
        confirmation.add_error(None, "The data has changed since this was prepared: look at what would change now.")
        return None
    accepted = plan(_rows(request), leave_out=confirmation.left_out) if confirmation.left_out else planned
    for problem in accepted.problems[:SHOWN]:
        confirmation.add_error(None, f"Without what you leave out, this can’t be loaded: {problem}")
    if accepted.problems:
        return None
    try:
        edition = actions.load_records(accepted, by=signed_in(request), reason=confirmation.cleaned_data["reason"])
    except actions.ActionRefusedError as refusal:
        confirmation.add_error("reason" if accepted.needs_reason else None, str(refusal))
        return None
    default_storage.delete(_waiting(request))
    left_out = f" {counted(len(accepted.left_out), 'row')} left out." if accepted.left_out else ""
    messages.success(request, f"Loaded: {edition}.{left_out}" if edition else "Nothing was written.")
    return HttpResponseRedirect(reverse("admin:load_grades"))
