"""What the admin pages of inspections and visits share: drafts that loaders edit, then records only actions change."""

from collections.abc import Collection
from contextlib import nullcontext
from typing import Any, Generic, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from inspections import actions
from inspections.models import Inspection, Report, Visit
from inspections.signing_in.confirming import confirm_identity

from . import lost, problems
from .base import RecordAdmin
from .council_names import CouncilSearchMixin
from .parts import PartFormSet
from .rights import signed_in
from .source_pages import source_of

Status = Inspection.Status
Drafted = TypeVar("Drafted", Inspection, Visit)


class DraftedAdmin(CouncilSearchMixin, RecordAdmin, Generic[Drafted]):
    """A record that begins as a draft. `url_field` holds the address of its report or letter,
    `publish_right` is the permission to publish it.

    The form of a subclass has an attribute `refusal`, and its list an annotation `problem_count`.
    """

    list_select_related = ("council",)
    list_per_page = 50
    autocomplete_fields = ("council",)
    actions = None
    url_field = ""
    publish_right = ""

    @admin.display(description="status", ordering="status")
    def status_tag(self, obj: Drafted) -> str:
        """The status in words, with a colour in addition."""
        return format_html('<span class="tag tag-{}">{}</span>', obj.status, obj.get_status_display())

    @admin.display(description="open problems", ordering="problem_count")
    def open_problems(self, obj: Any) -> int | str:
        return obj.problem_count or "–"

    def has_delete_permission(self, request: HttpRequest, obj: Drafted | None = None) -> bool:
        """Only drafts are deleted; published records are withdrawn."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.status == Status.DRAFT)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a draft may delete its parts, which have no delete pages."""
        deletable, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return deletable, counts, set(), protected

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """Make a form class for this request, which can carry an action's refusal."""
        form = cast("Any", super().get_form(request, obj, change, **kwargs))
        form.refusal = getattr(request, "refusal", "")
        return cast("type[ModelForm]", form)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Hide the links that add or edit councils and records from this page."""
        if db_field.name == self.url_field:
            kwargs["assume_scheme"] = "https"
        if db_field.name == "note":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("council", "replaces") and field is not None:
            widget = field.widget
            widget.can_add_related = widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Allow one change at a time. A refused action comes back as an error of the form."""
        try:
            with actions.in_turn() if request.method == "POST" else nullcontext():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.ActionRefusedError as refusal:
            request.refusal = str(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(
        self,
        request: HttpRequest,
        opts: Any,  # noqa: ARG002  as Django calls it
        object_id: str,
    ) -> HttpResponse:
        """Say what became of a draft, and give entries back, where Django leads to the start page with neither."""
        return lost.gone(request, object_id, self.model)

    def save_model(self, request: HttpRequest, obj: Drafted, form: ModelForm, change: bool) -> None:
        """Save a draft. A published record is corrected in `save_related`, with its parts."""
        if obj.status != Status.DRAFT:
            return
        obj.counts_from = obj.reckoned_from
        if change:
            obj.lock_version += 1
        else:
            obj.created_by = signed_in(request)
        super().save_model(request, obj, form, change)

    def correct(
        self, request: HttpRequest, form: ModelForm, formsets: Any, fields: Collection[str], **more: Any
    ) -> None:
        """Correct a published record: those of its fields that have changed, its parts, and what else is given."""
        confirm_identity(request)
        parts = [formset for formset in formsets if isinstance(formset, PartFormSet)]
        edition = actions.correct(
            form.instance,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            fields={name: form.cleaned_data[name] for name in form.changed_data if name in fields},
            parts=[part for formset in parts for part in formset.save(commit=False)],
            removed=[part for formset in parts for part in formset.deleted_objects],
            **more,
        )
        message = f"{edition}: the correction is public." if edition else "Nothing differed, so nothing was changed."
        messages.info(request, message)

    def beside(self, request: HttpRequest, obj: Drafted, reports: list[Report]) -> dict[str, Any]:
        """What the template asks for about the record's source, its problems and its own pages."""
        may_publish = request.user.has_perm(self.publish_right)
        needs_another = obj.pk in actions.read_drafts(signed_in(request), type(obj))
        shown = problems.shown(reports, obj, request.POST)
        return {
            "can_publish": obj.status == Status.DRAFT and may_publish and not needs_another,
            "second_look": actions.ANOTHER_PUBLISHES if needs_another and may_publish else "",
            "can_withdraw": obj.status == Status.PUBLISHED and may_publish,
            "can_restore": obj.status == Status.WITHDRAWN and may_publish,
            "reports": reports,
            "source": source_of(reports),
            "problems": shown,
            "open_problems": [item for item in shown if item.is_open],
            "settled_problems": [item for item in shown if not item.is_open],
            "show_save_and_add_another": False,
        }

    def response_change(self, request: HttpRequest, obj: Drafted) -> HttpResponse:
        """Continue with the page that confirms publication, or where something was closed, if that was pressed."""
        if "_publish" in request.POST and request.user.has_perm(self.publish_right):
            return HttpResponseRedirect(reverse(f"admin:inspections_{self.opts.model_name}_publish", args=[obj.pk]))
        if problems.CLOSE in request.POST:
            messages.success(request, "Saved, and closed what you chose.")
            return HttpResponseRedirect(f"{lost.change_url(obj)}#problems-heading")
        if obj.status != Status.DRAFT:
            # `save_related` has shown the result of the correction.
            return HttpResponseRedirect(lost.change_url(obj))
        return super().response_change(request, obj)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Log the reason of a correction."""
        if form.instance.status == Status.DRAFT:
            return super().construct_change_message(request, form, formsets, add)
        return f"Corrected: {form.cleaned_data['reason']}"
