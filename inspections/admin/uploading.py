"""Uploading reports, and filling in what the reader couldn't find."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections.actions import ActionRefusedError
from inspections.intake.drafting import LoadResult, make_draft, store_report
from inspections.models import Council, Report
from inspections.models.inspections import framework_choices
from inspections.record.register import council_register
from inspections.reports.findings import Reading
from inspections.reports.sandbox import Worker, WorkerNotStartedError

from .rights import signed_in
from .uploads import FilesField

loaders_only = permission_required(["inspections.add_report", "inspections.add_inspection"], raise_exception=True)


class UploadForm(forms.Form):
    # A declared field is taken out of the class, so it does not hide the form's own `files`.
    files = FilesField(  # type: ignore[assignment]
        label="Reports",
        help_text="PDF or text, as Ofsted publishes them. You can choose several, up to 100 at a time.",
        error_messages={"required": "Choose at least one report."},
    )


@loaders_only
def upload_reports(request: HttpRequest) -> HttpResponse:
    """Read each file and show the result. A refused file doesn't affect the others."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    results: list[LoadResult] = []
    if request.method == "POST" and form.is_valid():
        results = _load(form.cleaned_data["files"], by=signed_in(request))
        form = UploadForm()
    context = {
        **admin.site.each_context(request),
        "title": "Upload reports",
        "form": form,
        "results": [(result, address_of(result.report) if result.report else "") for result in results],
        "limit": settings.REPORT_UPLOAD_MAX_BYTES,
    }
    return TemplateResponse(request, "admin/upload_reports.html", context)


def address_of(report: Report) -> str:
    """Where a report is checked: its inspection's page, or the page that asks for what is missing."""
    if report.inspection_id:
        return reverse("admin:inspections_inspection_change", args=[report.inspection_id])
    return reverse("admin:complete_report", args=[report.pk])


def _load(files: list[UploadedFile], *, by: Any) -> list[LoadResult]:
    worker = Worker(council_register().councils)
    try:
        return [_load_one(file, worker, by=by) for file in files]
    finally:
        worker.close()


def _load_one(file: UploadedFile, worker: Worker, *, by: Any) -> LoadResult:
    name = str(file.name)[-200:]
    if (file.size or 0) > settings.REPORT_UPLOAD_MAX_BYTES:
        limit = filesizeformat(settings.REPORT_UPLOAD_MAX_BYTES)
        return LoadResult(name, "refused", f"This file is larger than {limit}: check that it is the right one.")
    data = file.read()
    try:
        found = worker.read(data)
    except WorkerNotStartedError as error:
        return LoadResult(
            name, "refused", f"{error} Nothing is known to be wrong with the file: tell who runs this site."
        )
    return store_report(data, name, found, by=by)


class HeaderForm(forms.Form):
    """The facts of an inspection, filled in as far as they were read."""

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
    if report.inspection_id:
        return redirect(address_of(report))
    reading = Reading.from_json(report.reading)
    form = HeaderForm(request.POST or None, initial=_read(reading))
    if request.method == "POST" and form.is_valid():
        try:
            draft = make_draft(report, by=signed_in(request), **form.cleaned_data)
        except ActionRefusedError as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"{draft} is a draft now. Check its grades below.")
            return HttpResponseRedirect(address_of(report))
    context = {
        **admin.site.each_context(request),
        "title": "What is this report about?",
        "report": report,
        "reading": reading,
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/complete_report.html", context)


def _read(reading: Reading) -> dict[str, Any]:
    first, last = reading.inspected_from, reading.inspected_to
    return {
        "council": Council.objects.filter(slug=reading.council).first() if reading.council else None,
        "framework": reading.framework,
        "inspected_from": first.earliest if first and first.is_exact else None,
        "inspected_to": last.earliest if last and last.is_exact else None,
        "published_on": reading.published_on,
    }
