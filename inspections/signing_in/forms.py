"""allauth's forms, in this site's words, and with codes counted like passwords."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from . import attempts, audit, letters


class SignInForm(LoginForm):
    @property
    def can_send_link(self) -> bool:
        """Whether a link for a forgotten password can be sent."""
        return letters.can_send()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autofocus": True}
        self.fields["password"].widget.attrs.pop("placeholder", None)


class CountedCodeMixin(forms.Form):
    """Refuses codes after too many wrong ones, and keeps wrong ones in the audit log."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        name = self.user.get_username()
        attempts.refuse_too_many(context.request, name)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            audit.note(audit.Kind.FAILED, name, request=context.request, detail="wrong code")
            raise
        return code


class CodeForm(CountedCodeMixin, AuthenticateForm):
    pass


class ConfirmingCodeForm(CountedCodeMixin, ReauthenticateForm):
    pass


class NewAppForm(CountedCodeMixin, ActivateTOTPForm):
    pass
