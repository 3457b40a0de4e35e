"""Publishing and withdrawing, each with a page to confirm. Only for publishers."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections import actions
from inspections.actions.publishing import LETTER_WAS_READ, REPORT_WAS_READ
from inspections.frameworks.loader import programme
from inspections.intake.matching import differences, differing_facts
from inspections.models import Edition, Inspection, ReportProblem, Visit
from inspections.record.worded_changes import WordedChanges
from inspections.signing_in.confirming import confirmed
from inspections.wording.words import counted

from . import lost
from .drafted import Drafted
from .forms import REASON_NEEDED
from .rights import signed_in
from .work import and_the_next


def publishers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for publishers, who have just confirmed who they are."""
    return permission_required("inspections.publish_inspection", raise_exception=True)(confirmed(view))


def visits_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for publishers of visits, who have just confirmed who they are."""
    return permission_required("inspections.publish_visit", raise_exception=True)(confirmed(view))


class PublicReasonForm(forms.Form):
    """The reason for a withdrawal or a restoration, which becomes public."""

    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone can read it in the public list of corrections.",
        error_messages={"required": REASON_NEEDED},
    )


@publishers_only
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would become public. On confirmation publish it, or say why it can't be published."""
    draft = Inspection.objects.select_related("council", "replaces__council").filter(pk=pk).first()
    return _publish(request, draft, _about_inspection) if draft else lost.gone(request, pk)


@visits_only
def publish_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a visit."""
    draft = Visit.objects.select_related("council", "replaces__council").filter(pk=pk).first()
    return (
        _publish(request, draft, lambda visit: {"areas": visit.areas.all()}) if draft else lost.gone(request, pk, Visit)
    )


def _publish(request: HttpRequest, draft: Drafted, about: Callable[[Drafted], dict[str, Any]]) -> HttpResponse:
    """`about` gives the template what only an inspection or only a visit has."""
    if draft.status != Inspection.Status.DRAFT:
        messages.info(request, f"{draft} is {draft.get_status_display().lower()} already.")
        return HttpResponseRedirect(lost.change_url(draft))
    refusal = ""
    if request.method == "POST":
        try:
            record = _publish_as_seen(draft, request)
        except actions.ActionRefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, and_the_next(f"{record} is published.", signed_in(request)))
            return HttpResponseRedirect(lost.change_url(record))
    preview = actions.preview(draft, by=signed_in(request))
    name, in_words = "visit" if isinstance(draft, Visit) else "inspection", WordedChanges()
    context = {
        "title": f"Publish {draft}?",
        "refusal": refusal,
        "preview": preview,
        "changes": [in_words(change.record, change) for change in preview.changes if change.field != name],
        "reason": _suggested_reason(draft) if preview.corrects else "",
        "problems": ReportProblem.objects.blocking().filter(report__in=draft.reports.all()),
        **about(draft),
    }
    return _page(request, f"admin/inspections/{name}/publish.html", draft, context)


def _publish_as_seen(draft: Inspection | Visit, request: HttpRequest) -> Inspection | Visit:
    """Publish the draft if it is still as the page showed it."""
    by, reason = signed_in(request), request.POST.get("reason", "").strip()
    with actions.in_turn():
        _refuse_unseen(draft, request)
        return actions.publish(draft, by=by, reason=reason)


def _about_inspection(draft: Inspection) -> dict[str, Any]:
    graded = {grade.judgement_id for grade in draft.grades.all()}
    definition = draft.framework_definition
    return {
        "contents": _contents(draft),
        "missing": [judgement for judgement in definition.expected_judgements if judgement.id not in graded],
        "grade_count": len(graded),
        "differences": [
            (definition.judgement(difference.judgement).name, difference) for difference in differences(draft)
        ],
    }


def _contents(draft: Inspection) -> list[str]:
    """Everything that a draft brings, counted: grades with their evidence, areas, figures, paragraphs."""
    grades = list(draft.grades.all())
    evidence = {
        "with a page": sum(grade.page is not None for grade in grades),
        "with paragraphs": sum(grade.paragraph_first is not None for grade in grades),
        "with the line": sum(bool(grade.quoted_line) for grade in grades),
        "with a note": sum(bool(grade.note) for grade in grades),
    }
    report = draft.reports.first()
    return [
        ", ".join(
            [counted(len(grades), "grade"), *(f"{number} {words}" for words, number in evidence.items() if number)]
        ),
        counted(draft.areas_for_improvement.count(), "area for improvement", "areas for improvement"),
        counted(draft.figures.count(), "figure"),
        f"{counted(report.paragraphs.count() if report else 0, 'paragraph')} for the search",
    ]


def _suggested_reason(draft: Inspection | Visit) -> str:
    """A reason that says what differs, for the public list of corrections."""
    if isinstance(draft, Visit):
        return LETTER_WAS_READ
    facts = differing_facts(draft)
    return f"{REPORT_WAS_READ} {'; '.join(facts)}." if facts else REPORT_WAS_READ


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


@publishers_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason. On confirmation remove the inspection from every public page."""
    return _with_reason(request, pk, "withdraw", actions.withdraw, "is withdrawn")


@publishers_only
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason. On confirmation put the withdrawn inspection back on every public page."""
    return _with_reason(request, pk, "restore", actions.restore, "is public again")


class MergeForm(PublicReasonForm):
    """Which record stays, and why the two are one."""

    into = forms.ModelChoiceField(
        Inspection.objects.none(),
        label="The record that stays",
        empty_label="Choose",
        help_text="What only the other one knows, or has from a stronger source, moves there. The other is withdrawn.",
    )
    field_order = ("into", "reason")

    def __init__(self, *args: Any, inspection: Inspection) -> None:
        super().__init__(*args)
        others = Inspection.objects.published().filter(council=inspection.council_id).exclude(pk=inspection.pk)
        frameworks = [one.code for one in programme(inspection.framework_definition.programme).frameworks]
        into = cast("forms.ModelChoiceField", self.fields["into"])
        into.queryset = others.filter(framework__in=frameworks).select_related("council")


@publishers_only
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge this record of an inspection into another record of the same."""
    inspection = get_object_or_404(Inspection.objects.select_related("council"), pk=pk)
    form = MergeForm(request.POST or None, inspection=inspection)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            edition = actions.merge(inspection, into, by=signed_in(request), reason=form.cleaned_data["reason"])
        except actions.ActionRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"The two are one record now ({edition}): {into}.")
            return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[into.pk]))
    context = {"title": f"Merge {inspection}?", "form": form, "name": "merge"}
    return _page(request, "admin/inspections/drafted/withdraw.html", inspection, context)


def _with_reason(
    request: HttpRequest, pk: int, name: str, action: Callable[..., Edition], done: str, *, visits: bool = False
) -> HttpResponse:
    record: Inspection | Visit
    if visits:
        record = get_object_or_404(Visit.objects.select_related("council"), pk=pk)
    else:
        record = get_object_or_404(Inspection.objects.select_related("council"), pk=pk)
    form = PublicReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = action(record, by=signed_in(request), reason=form.cleaned_data["reason"])
        except actions.ActionRefusedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{record} {done} ({edition}).")
            return HttpResponseRedirect(lost.change_url(record))
    context = {"title": f"{name.capitalize()} {record}?", "form": form, "name": name}
    return _page(request, "admin/inspections/drafted/withdraw.html", record, context)


def _refuse_unseen(draft: Inspection | Visit, request: HttpRequest) -> None:
    """Refuse a draft that has been saved since the page was opened."""
    seen = _number(request.POST.get("seen_version"))
    if seen is None or not type(draft).objects.filter(pk=draft.pk, lock_version=seen).exists():
        raise actions.ActionRefusedError(
            "The draft has been changed since you opened this page. Look at it again before you publish it."
        )


@visits_only
def withdraw_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason. On confirmation remove the visit from every public page."""
    return _with_reason(request, pk, "withdraw", actions.withdraw, "is withdrawn", visits=True)


@visits_only
def restore_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason. On confirmation put the withdrawn visit back on every public page."""
    return _with_reason(request, pk, "restore", actions.restore, "is public again", visits=True)


def _page(request: HttpRequest, template: str, record: Inspection | Visit, context: dict[str, Any]) -> HttpResponse:
    name = "visit" if isinstance(record, Visit) else "inspection"
    shared = {
        **admin.site.each_context(request),
        "original": record,
        "records": f"{name.capitalize()}s",
        "list_url": reverse(f"admin:inspections_{name}_changelist"),
        "change_url": lost.change_url(record),
    }
    return TemplateResponse(request, template, {**shared, **context})
