"""Accounts, groups and the audit log."""

from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from inspections.models import AuditEvent
from inspections.signing_in import audit
from inspections.signing_in.confirming import confirm_identity

from .base import ReadOnlyAdmin
from .rights import signed_in

# Registers them, before they are taken out.
for name in ("account", "mfa", "socialaccount"):
    import_module(f"allauth.{name}.admin")
for of_others in (User, Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(of_others)


class AuditedMixin:
    """Asks who somebody is before rights change, and keeps each change in the audit log."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            confirm_identity(request)
        response: HttpResponse = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _note(request, obj, "made; ")
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _note(request, obj, "changed; ")
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        for obj in queryset:
            _note(request, obj, "deleted; ")
        return super().log_deletions(request, queryset)  # type: ignore[misc]


def _note(request: HttpRequest, obj: Model, what: str) -> None:
    audit.note(
        audit.Kind.RIGHTS_CHANGED,
        str(obj),
        request=request,
        by=signed_in(request).username,
        detail=what + (_rights(obj) if isinstance(obj, User) else f"group {obj}"),
    )


def _rights(user: User) -> str:
    """For example: `open; groups: loaders, publishers`."""
    said = ["open" if user.is_active else "closed"]
    said += ["may do everything"] if user.is_superuser else []
    said += [] if user.is_staff else ["not for the staff side"]
    if groups := ", ".join(sorted(user.groups.values_list("name", flat=True))):
        said.append(f"groups: {groups}")
    return "; ".join(said)


@admin.register(User)
class AccountAdmin(AuditedMixin, UserAdmin):
    """Accounts. Only somebody who may do everything gives that right, or changes an account that has it."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "group_names", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    actions = ("remove_second_factors",)
    change_list_template = "admin/people.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def group_names(self, obj: User) -> str:
        return ", ".join(group.name for group in obj.groups.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if signed_in(request).is_superuser else [*fields, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.is_superuser and not signed_in(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        if request.method == "POST":
            confirm_identity(request)
        return super().user_change_password(request, id, form_url)

    @admin.action(description="Remove the second factors of the chosen accounts", permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, accounts: QuerySet[User]) -> None:
        confirm_identity(request)
        mine = signed_in(request)
        for account in accounts:
            if not self.has_change_permission(request, account):
                continue
            removed, _ = Authenticator.objects.filter(user=account).delete()
            if removed:
                audit.note(audit.Kind.FACTOR_REMOVED, account.username, request=request, by=mine.username)
        messages.success(request, "They set up a second factor again when they next publish or correct.")


@admin.register(Group)
class RightsGroupAdmin(AuditedMixin, GroupAdmin):
    pass


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """Who signed in, who could not, and whose rights were changed by whom."""

    list_display = ("at", "kind", "account", "address", "by", "detail")
    list_display_links = None
    list_filter = ("kind",)
    date_hierarchy = "at"
    search_fields = ("account", "address", "by", "detail")
    search_help_text = "A name, an address, or words of the detail"
