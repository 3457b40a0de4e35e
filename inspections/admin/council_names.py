"""Names of councils in the admin: found in any spelling, and never given to two councils of the same day."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from inspections.record.register import council_register, names_taken


class CouncilSearchMixin(admin.ModelAdmin):
    """Also finds by any name of a council, as the public pages know it. `council_slug` is the lookup of its slug."""

    council_slug = "council__slug"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        """Rows that the term is found in, and those of the councils that it names."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        named = [council.slug for council in council_register().named(search_term)] if search_term else []
        if not named:
            return found, may_have_duplicates
        return found | queryset.filter(**{f"{self.council_slug}__in": named}), True


class AliasFormSet(BaseInlineFormSet):
    """Other names of one council, which no other council may have."""

    def clean(self) -> None:
        """Add an error to each name that another council of the same days has."""
        super().clean()
        by_name = {
            form.cleaned_data.get("name", ""): form
            for form in self.forms
            if not form.cleaned_data.get(DELETION_FIELD_NAME)
        }
        for name, message in names_taken(self.instance, by_name).items():
            by_name[name].add_error("name", message)
