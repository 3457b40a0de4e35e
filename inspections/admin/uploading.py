"""Uploading reports, and filling in what the reader couldn't find."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from inspections.actions import ActionRefusedError, remember_name
from inspections.intake.completing import make_draft, make_visit_draft
from inspections.intake.queue import enqueue, enqueue_refused, is_full
from inspections.models import Council, Inspection, QueuedFile, Report, Visit
from inspections.models.inspections import framework_choices
from inspections.reports.findings import Reading
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import outcome_from_json
from inspections.signing_in.confirming import confirm_identity

from .bodies import UPLOADS_AT_ONCE
from .rights import LOAD, signed_in
from .uploads import FilesField

# A reader that runs takes a file within a second or two of the one before.
READER_IS_PROMPT = timedelta(minutes=1)
loaders_only = permission_required(LOAD, raise_exception=True)


class UploadForm(forms.Form):
    # A declared field is taken out of the class, so it does not hide the form's own `files`.
    files = FilesField(  # type: ignore[assignment]
        label="Reports",
        help_text="PDF or text, as Ofsted publishes them. You can choose several, up to 100 at a time.",
        error_messages={"required": "Choose at least one report."},
    )

    def clean_files(self) -> list[UploadedFile]:
        """Refuse more than the reader can read in some minutes."""
        if is_full():
            raise ValidationError("Many files are waiting to be read. Upload these when most of them are done.")
        return list(self.cleaned_data["files"])


@loaders_only
def upload_reports(request: HttpRequest) -> HttpResponse:
    """Queue files for the reader, and show what became of those of the last day.

    `part=files` is the page's script: it gets the table alone, or why nothing was taken.
    """
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    is_part = request.GET.get("part") == "files"
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["files"]:
            _queue(file, by=signed_in(request))
        if not is_part:
            return redirect("admin:upload_reports")
    elif request.method == "POST" and is_part:
        return HttpResponse(
            " ".join(map(str, form.errors["files"])), status=422, content_type="text/plain; charset=utf-8"
        )
    files = list(
        QueuedFile.objects.filter(uploaded_by=signed_in(request))
        .defer("content")
        .select_related("report__inspection__council", "report__visit__council")
        .order_by("-id")
    )
    waiting = [file for file in files if not file.outcome]
    outcomes = {
        "files": [UploadedReport(file) for file in files],
        "number_waiting": len(waiting),
        "reader_seems_stopped": _reader_seems_stopped(waiting),
    }
    if is_part:
        return TemplateResponse(request, "admin/_uploaded.html", outcomes)
    context = {
        **admin.site.each_context(request),
        **outcomes,
        "title": "Upload reports",
        "form": form,
        "limit": settings.REPORT_UPLOAD_MAX_BYTES,
        "limit_together": UPLOADS_AT_ONCE * settings.REPORT_UPLOAD_MAX_BYTES,
    }
    return TemplateResponse(request, "admin/upload_reports.html", context)


@dataclass(frozen=True)
class UploadedReport:
    """An uploaded file, with where its draft is checked."""

    file: QueuedFile

    @property
    def report(self) -> Report | None:
        return self.file.report

    @property
    def address(self) -> str:
        return address_of(self.report) if self.report else ""

    @property
    def draft(self) -> Inspection | Visit | None:
        """The draft to check, if there is one."""
        about = (self.report.inspection or self.report.visit) if self.report else None
        return about if about and about.status == Inspection.Status.DRAFT else None


@loaders_only
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a file that was loaded before, to become a new draft. Lead to the page that shows the result."""
    report = get_object_or_404(Report.objects.defer("reading"), pk=pk)
    try:
        with report.file.open() as file:
            enqueue(report.name, file.read(), by=signed_in(request), again=True)
    except OSError as error:
        messages.error(request, f"The file of {report.name} can’t be read ({error}): upload it again.")
        return redirect(address_of(report))
    messages.success(request, f"{report.name} is read again, as a new draft.")
    return redirect("admin:upload_reports")


def _reader_seems_stopped(waiting: list[QueuedFile]) -> bool:
    is_reading = any(file.status == QueuedFile.Status.READING for file in waiting)
    longest = min((file.uploaded_at for file in waiting), default=None)
    return longest is not None and not is_reading and timezone.now() - longest > READER_IS_PROMPT


def address_of(report: Report) -> str:
    """Where a report is checked: its inspection's or its visit's page, or the page that asks for what is missing."""
    if report.inspection_id:
        return reverse("admin:inspections_inspection_change", args=[report.inspection_id])
    if report.visit_id:
        return reverse("admin:inspections_visit_change", args=[report.visit_id])
    return reverse("admin:complete_report", args=[report.pk])


def _queue(file: UploadedFile, *, by: User) -> None:
    name = str(file.name)
    if (file.size or 0) > settings.REPORT_UPLOAD_MAX_BYTES:
        limit = filesizeformat(settings.REPORT_UPLOAD_MAX_BYTES)
        message = f"This file is larger than {limit}: check that it is the right one."
        enqueue_refused(name, message, by=by)
    else:
        enqueue(name, file.read(), by=by)


class NamedCouncilForm(forms.Form):
    """A form that can remember the name by which a report calls the council, for those who keep the register."""

    remember = forms.BooleanField(required=False, help_text="Later reports that use it are recognised by themselves.")

    def __init__(self, *args: Any, printed: str, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.printed = printed
        if printed and by.has_perm("inspections.change_council"):
            self.fields["remember"].label = f"Remember “{printed}” as a name of this council"
        else:
            del self.fields["remember"]

    def remember_name(self, request: HttpRequest) -> None:
        """Add the name to the register if that was ticked. Takes the tick out of the cleaned data."""
        if self.cleaned_data.pop("remember", False):
            confirm_identity(request)
            reason = f"A report calls the council “{self.printed}”."
            remember_name(self.cleaned_data["council"], self.printed, by=signed_in(request), reason=reason)


class HeaderForm(NamedCouncilForm):
    """The facts of an inspection, filled in as far as they were read."""

    field_order = ("council", "remember")
    council = forms.ModelChoiceField(Council.objects.all(), empty_label="Choose")
    framework = forms.ChoiceField(choices=lambda: [("", "Choose"), *framework_choices()])
    inspected_from = forms.DateField(label="First day of the inspection", widget=AdminDateWidget)
    inspected_to = forms.DateField(label="Last day of the inspection", widget=AdminDateWidget, required=False)
    published_on = forms.DateField(
        label="Published by Ofsted on",
        widget=AdminDateWidget,
        required=False,
        help_text="Ofsted’s page for the council gives it. Leave empty where it cannot be found.",
    )


@loaders_only
def complete_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for what the reader couldn't find, and make the draft."""
    report = get_object_or_404(Report, pk=pk)
    if report.inspection_id or report.visit_id:
        return redirect(address_of(report))
    reading = outcome_from_json(report.reading)
    if isinstance(reading, LetterReading):
        return _complete_letter(request, report, reading)
    assert isinstance(reading, Reading)
    by = signed_in(request)
    form = HeaderForm(request.POST or None, initial=_read(reading), printed=_printed(reading), by=by)
    ask = _Completion("What is this report about?", make_draft, "Check its grades below.")
    return _complete(request, report, reading, form, ask)


class LetterForm(NamedCouncilForm):
    """The facts of a visit without which there is no draft, filled in as far as they were read."""

    field_order = ("council", "remember")
    council = forms.ModelChoiceField(Council.objects.all(), empty_label="Choose")
    visited_from = forms.DateField(label="First day of the visit", widget=AdminDateWidget, required=False)
    published_on = forms.DateField(label="Published by Ofsted on", widget=AdminDateWidget, required=False)


def _complete_letter(request: HttpRequest, report: Report, letter: LetterReading) -> HttpResponse:
    """Ask to which council a letter was sent, and make the draft of its visit."""
    found = {"visited_from": letter.visited_from, "published_on": letter.published_on}
    by = signed_in(request)
    form = LetterForm(request.POST or None, initial=found, printed=_printed(letter), by=by)
    ask = _Completion("Which council was visited?", make_visit_draft, "Check it below.")
    return _complete(request, report, letter, form, ask)


@dataclass(frozen=True)
class _Completion:
    """The page's title, what makes the draft, and what its loader does next."""

    title: str
    make: Callable[..., Inspection | Visit]
    then: str


def _complete(
    request: HttpRequest,
    report: Report,
    reading: Reading | LetterReading,
    form: HeaderForm | LetterForm,
    ask: _Completion,
) -> HttpResponse:
    """Show the form, or make the draft from it."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                form.remember_name(request)
                draft = ask.make(report, by=signed_in(request), **form.cleaned_data)
        except ActionRefusedError as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{draft} is a draft now. {ask.then}")
            return HttpResponseRedirect(address_of(report))
    context = {
        **admin.site.each_context(request),
        "title": ask.title,
        "report": report,
        "reading": reading,
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/complete_report.html", context)


def _printed(reading: Reading | LetterReading) -> str:
    """The name that the report uses for a council, if nobody is known by it."""
    return "" if reading.council else reading.council_as_printed


def _read(reading: Reading) -> dict[str, Any]:
    first, last = reading.inspected_from, reading.inspected_to
    return {
        "council": Council.objects.filter(slug=reading.council).first() if reading.council else None,
        "framework": reading.framework,
        "inspected_from": first.earliest if first and first.is_exact else None,
        "inspected_to": last.earliest if last and last.is_exact else None,
        "published_on": reading.published_on,
    }
