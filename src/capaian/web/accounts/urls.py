"""Every address of accounts. Of allauth only the pages we drew are served: there is no signing up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.http import HttpResponseBase
from django.urls import URLPattern, re_path
from django.urls import path as route

from capaian.web.accounts import views
from capaian.web.accounts.answers import answered


def path(address: str, view: Callable[..., HttpResponseBase], name: str) -> Any:
    return route(address, answered(view), name=name)


urlpatterns: list[URLPattern] = [
    path("", views.home, name="account_home"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/finished/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", answered(account.password_reset_from_key),
            name="account_reset_password_from_key"),
    path("email/", account.email, name="account_email"),
    re_path(r"^email/confirm/(?P<key>[-:\w]+)/$", answered(account.confirm_email), name="account_confirm_email"),
    path("second-factor/", factor.index, name="mfa_index"),
    path("second-factor/needed/", views.second_factor, name="account_second_factor"),
    path("second-factor/code/", factor.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/removal/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("recovery-codes/renewal/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/new/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/login/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/reauthenticate/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/removal/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", views.session_end, name="account_session_end"),
    path("oidc/", views.oidc_login, name="account_oidc_login"),
    path("oidc/callback/", views.oidc_callback, name="account_oidc_callback"),
    path("oidc/cancelled/", views.oidc_cancelled, name="socialaccount_login_cancelled"),
]
