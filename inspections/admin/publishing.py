"""Publishing and withdrawing, each with a page that asks first. Only for those with the right to."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections import actions
from inspections.intake.matching import differences
from inspections.models import Inspection, ReportProblem

from .forms import REASON_NEEDED

publishers_only = permission_required("inspections.publish_inspection", raise_exception=True)


class WithdrawalForm(forms.Form):
    """The reason, which becomes public."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone can read it in the public list of corrections.",
        error_messages={"required": REASON_NEEDED},
    )


@publishers_only
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what would become public; on confirmation makes it so, or says what stands in the way."""
    draft = get_object_or_404(Inspection.objects.select_related("council", "replaces__council"), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            inspection = _publish_as_seen(draft, request)
        except actions.ActionRefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, f"{inspection} is published.")
            return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[inspection.pk]))
    held = {grade.judgement_id for grade in draft.grades.all()}
    context = {
        "title": f"Publish {draft}?",
        "refusal": refusal,
        "problems": ReportProblem.objects.blocking().filter(report__inspection=draft),
        "missing": [known for known in draft.framework_definition.expected_judgements if known.id not in held],
        "held": len(held),
        "differences": [
            (draft.framework_definition.judgement(found.judgement).name, found) for found in differences(draft)
        ],
    }
    return _page(request, "admin/inspections/inspection/publish.html", draft, context)


def _publish_as_seen(draft: Inspection, request: HttpRequest) -> Inspection:
    """Publish the draft if it still is what the page showed."""
    with actions.in_turn():
        if not Inspection.objects.filter(pk=draft.pk, lock_version=_number(request.POST.get("seen_version"))).exists():
            raise actions.ActionRefusedError(
                "The draft has been changed since you opened this page. Look at it again before you publish it."
            )
        return actions.publish(draft, by=request.user)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


@publishers_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the reason; on confirmation takes the inspection off every public page."""
    inspection = get_object_or_404(Inspection.objects.select_related("council"), pk=pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.withdraw(inspection, by=request.user, reason=form.cleaned_data["reason"])
        except actions.ActionRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{inspection} is withdrawn ({edition}).")
            return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[inspection.pk]))
    context = {"title": f"Withdraw {inspection}?", "form": form}
    return _page(request, "admin/inspections/inspection/withdraw.html", inspection, context)


def _page(request: HttpRequest, template: str, inspection: Inspection, context: dict[str, Any]) -> HttpResponse:
    shared = {**admin.site.each_context(request), "original": inspection}
    return TemplateResponse(request, template, {**shared, **context})
