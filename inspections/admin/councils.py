"""Admin of councils and their statistical neighbours."""

from contextlib import nullcontext
from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from inspections import actions
from inspections.models import Council, CouncilAlias, NeighbourSet, StatisticalNeighbour
from inspections.signing_in.confirming import confirm_identity

from .base import ReadOnlyAdmin, RecordAdmin
from .council_names import AliasFormSet, CouncilSearchMixin
from .draft_page import public_page
from .forms import CouncilForm
from .rights import signed_in


class InBeingFilter(admin.SimpleListFilter):
    """Councils by whether they are in being today."""

    title = "in being"
    parameter_name = "in_being"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Today"), ("no", "Abolished"), ("ending", "To be abolished"), ("coming", "To come")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Council]) -> QuerySet[Council]:
        day = timezone.localdate()
        conditions = {
            "yes": Q(pk__in=Council.objects.in_being(day)),
            "no": Q(valid_to__lt=day),
            "ending": Q(valid_to__gte=day),
            "coming": Q(valid_from__gt=day),
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class AliasInline(admin.TabularInline):
    """Other names that people and reports use for the council."""

    model = CouncilAlias
    formset = AliasFormSet
    extra = 0
    verbose_name = "other name"
    verbose_name_plural = "other names, by which search and the reader know the council"


@admin.register(Council)
class CouncilAdmin(CouncilSearchMixin, RecordAdmin):
    """Councils. Changes are public, so they need a reason and make an edition. Councils are never deleted."""

    form = CouncilForm
    change_form_template = "admin/inspections/council/change_form.html"
    council_slug = "slug"
    list_display = ("short_name", "official_name", "region", "type", "valid_from", "valid_to", "dfe_la_code")
    list_filter = (InBeingFilter, "region", "type", "london")
    search_fields = ("short_name", "official_name", "ofsted_name", "aliases__name", "slug", "dfe_la_code")
    search_help_text = "Any name of the council, or its DfE code"
    filter_horizontal = ("successors",)
    readonly_fields = ("slug",)
    inlines = (AliasInline,)
    fieldsets = (
        (None, {"fields": ("short_name", "official_name", "ofsted_name", "slug")}),
        ("Where and what", {"fields": ("region", "type", "london")}),
        ("In being", {"fields": ("valid_from", "valid_to", "successors", "same_area_as")}),
        (
            "Codes",
            {
                "fields": (
                    "dfe_la_code",
                    ("gss_2012", "gss_current", "gss_last"),
                    "region_gss",
                    ("bs6879", "ofsted_urn"),
                )
            },
        ),
        ("Note", {"fields": ("note",)}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Council | None = None) -> list[Any]:
        """Ask for the reason first when correcting a council."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            fieldsets.insert(0, ("Correct what is public", {"fields": ("reason",), "classes": ("correction",)}))
        return fieldsets

    def has_delete_permission(self, _request: HttpRequest, _obj: Council | None = None) -> bool:
        """Never. A council that ends has a last day."""
        return False

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Offer to abolish the council, or to call that off."""
        council, today = kwargs.get("obj"), timezone.localdate()
        if council is not None and self.has_add_permission(request) and self.has_change_permission(request, council):
            context["can_reorganise"] = council.valid_to is None and not council.is_called_off
            context["can_call_off"] = council.valid_to is not None and not council.has_ended(today)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Allow one change at a time. A preview makes the change, shows the public page, and takes it back."""
        with actions.in_turn() if request.method == "POST" else nullcontext():
            response = super().changeform_view(request, *args, **kwargs)
            if "_preview" not in request.POST or response.status_code != HTTPStatus.FOUND:
                return response
            # Forget that it was saved.
            list(messages.get_messages(request))
            page = public_page(request, request.saved_council.get_absolute_url())  # type: ignore[attr-defined]
            transaction.set_rollback(True)
            page.headers["Cache-Control"] = "no-store"
            return page

    def save_model(self, request: HttpRequest, obj: Council, form: Any, change: bool) -> None:
        """Remember what was public before the change."""
        confirm_identity(request)
        form.before = actions.described(obj) if change else {}
        request.saved_council = obj  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Make the edition, now that other names and successors are saved too."""
        super().save_related(request, form, formsets, change)
        reason = form.cleaned_data.get("reason", "")
        actions.record_council(form.instance, by=signed_in(request), before=form.before, reason=reason)

    def get_readonly_fields(self, _request: HttpRequest, obj: Council | None = None) -> tuple[str, ...]:
        """The slug is part of public addresses, so it is chosen only once."""
        return self.readonly_fields if obj else ()


@admin.register(NeighbourSet)
class NeighbourSetAdmin(ReadOnlyAdmin):
    """Sets of statistical neighbours, loaded from files."""

    list_display = ("name", "code")
    search_fields = ("name", "code")


@admin.register(StatisticalNeighbour)
class StatisticalNeighbourAdmin(CouncilSearchMixin, ReadOnlyAdmin):
    """Neighbours in each set, loaded from files."""

    list_display = ("council", "rank", "neighbour", "closeness", "neighbour_set", "superseded")
    list_filter = ("neighbour_set", "closeness", "superseded")
    list_select_related = ("council", "neighbour", "neighbour_set")
    search_fields = ("council__short_name", "council__official_name")
    search_help_text = "The council whose neighbours you look for"
