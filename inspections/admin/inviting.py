"""Inviting somebody: an account with its rights, and a link by which they choose their password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections.signing_in import audit, letters
from inspections.signing_in.confirming import confirm_identity
from inspections.signing_in.links import INVITATION, make_link
from inspections.staff import ADMINISTRATORS

from .rights import signed_in

# The groups of a role, and what they may do in words.
ROLES = {
    "loader": (("loaders",), "load and check reports"),
    "publisher": (("publishers",), "publish and correct"),
    "both": (("loaders", "publishers"), "load, check, publish and correct"),
    "administrator": ((ADMINISTRATORS,), "keep the accounts of others"),
}


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=150,
        help_text="Also the name by which they sign in.",
        widget=forms.EmailInput,
    )
    first_name = forms.CharField(label="First name", max_length=150)
    last_name = forms.CharField(label="Last name", max_length=150)
    role = forms.ChoiceField(
        label="They may",
        choices=[(code, words.capitalize()) for code, (_, words) in ROLES.items()],
        widget=forms.RadioSelect,
    )

    def clean_email(self) -> str:
        """Refuse an address that has an account already, unless its owner has never signed in."""
        email: str = self.cleaned_data["email"].lower()
        self.waiting = User.objects.filter(Q(username__iexact=email) | Q(email__iexact=email)).first()
        if self.waiting is not None and not _is_waiting(self.waiting):
            raise forms.ValidationError(
                f"{self.waiting.username} has this address already. Change that account’s groups instead."
            )
        return email


def _is_waiting(account: User) -> bool:
    """Whether an account has been invited and has not been used."""
    return (
        account.is_active
        and account.is_staff
        and not account.is_superuser
        and account.last_login is None
        and not account.has_usable_password()
        and not account.socialaccount_set.exists()  # type: ignore[attr-defined]
    )


@permission_required(("auth.add_user", "auth.change_user"), raise_exception=True)
def invite(request: HttpRequest) -> HttpResponse:
    """Make the account and send the link, or show it once where no e-mail is sent."""
    form = InvitationForm(request.POST or None)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Invite somebody",
        "form": form,
        "can_send": letters.can_send(),
        "at_council": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "list_url": reverse("admin:auth_user_changelist"),
    }
    if request.method == "POST":
        confirm_identity(request)
        if form.is_valid():
            account = _account(form, request)
            link, role = make_link(request, account, INVITATION), ROLES[form.cleaned_data["role"]][1]
            by = signed_in(request).get_full_name() or "An administrator"
            message = letters.letter("invitation", account.email, account=account, link=link, role=role, by=by)
            failure = letters.send(message) if letters.can_send() else ""
            if letters.can_send() and not failure:
                messages.success(request, f"The invitation is on its way to {account.email}. It lasts seven days.")
                return HttpResponseRedirect(reverse("admin:auth_user_changelist"))
            context |= {"title": f"{account.username} is invited", "link": link, "failure": failure}
    return TemplateResponse(request, "admin/invite.html", context)


@transaction.atomic
def _account(form: InvitationForm, request: HttpRequest) -> User:
    """A new account, or the one that waits, with the rights of the role. An older link no longer works."""
    answers = form.cleaned_data
    account = form.waiting or User(username=answers["email"])
    account.email, account.is_staff = answers["email"], True
    account.first_name, account.last_name = answers["first_name"], answers["last_name"]
    account.set_unusable_password()
    account.save()
    groups, words = ROLES[answers["role"]]
    account.groups.set(Group.objects.filter(name__in=groups))
    said = f"to {words}; groups: {', '.join(groups)}"
    audit.note(audit.Kind.INVITED, account.username, request=request, by=signed_in(request).username, detail=said)
    return account
