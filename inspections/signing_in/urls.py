"""The addresses of signing in, below the staff side's. Of allauth's pages only those that this site uses."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.views import login_cancelled
from django.urls import include, path
from django.views.generic import RedirectView

from . import passwords, views

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("account-closed/", account.account_inactive, name="account_inactive"),
    path("confirm/password/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/provider/", views.confirm_at_provider, name="confirm_at_provider"),
    path("confirm/provider/done/", views.confirmed_at_provider, name="confirmed_at_provider"),
    path("password-forgotten/", passwords.forgotten, name="forgotten_password"),
    path("password/<slug:purpose>/<str:token>/", passwords.choose_password, name="choose_password"),
    path("password_change/", account.password_change, name="account_change_password"),
    # Whoever has no password signs in at the council.
    path("password_set/", RedirectView.as_view(pattern_name="mfa_index"), name="account_set_password"),
    path("second-factor/", second_factor.index, name="mfa_index"),
    path("login/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/app/", include("allauth.mfa.totp.urls")),
    path("second-factor/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("second-factor/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("login/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("login/at/<slug:provider_id>/", views.provider_sign_in, name="openid_connect_login"),
    path("login/at/<slug:provider_id>/done/", views.provider_callback, name="openid_connect_callback"),
]
