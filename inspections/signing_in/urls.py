"""The addresses of signing in, below the staff side's. Of allauth's pages only those that this site uses."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.socialaccount.views import login_cancelled
from django.urls import include, path

from . import views

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("account-closed/", account.account_inactive, name="account_inactive"),
    path("confirm/password/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/provider/", views.confirm_at_provider, name="confirm_at_provider"),
    path("confirm/provider/done/", views.confirmed_at_provider, name="confirmed_at_provider"),
    path("password_change/", account.password_change, name="account_change_password"),
    path("second-factor/", second_factor.index, name="mfa_index"),
    path("login/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/app/", include("allauth.mfa.totp.urls")),
    path("second-factor/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("second-factor/passkeys/", include("allauth.mfa.webauthn.urls")),
    path("login/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("login/at/<slug:provider_id>/", views.provider_sign_in, name="openid_connect_login"),
    path("login/at/<slug:provider_id>/done/", views.provider_callback, name="openid_connect_callback"),
]
