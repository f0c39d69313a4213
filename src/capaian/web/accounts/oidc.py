"""The office's own sign-in (OpenID Connect: ASN Digital, Keycloak), named by the environment alone.

It opens the account whose NIP the provider vouches for, and never makes one. State, nonce and PKCE are always on. The ID
token comes straight from the provider over https, which vouches for it (OpenID Connect Core 3.1.3.7, step 6); its issuer,
audience and hours are checked by allauth.
"""

from __future__ import annotations

import logging
import re
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation import accounts

logger = logging.getLogger(__name__)
PROVIDER_ID = "oidc"
NIP = re.compile(r"[0-9]{18}")  # nothing else opens an account: technical ones have other names


class Client(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks to the provider."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("the provider sent no ID token")
        return super().complete_login(request, app, token, **kwargs)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("account_oidc_callback")))


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """What is asked of the provider, and what is kept of its answer."""

    oauth2_adapter_class = Client
    pkce_enabled_default = True

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return dict(self.get_auth_params())  # nothing from the address reaches the provider

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_redirect_from_request_kwargs(request), "process": "login"}

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or {}), "nonce": nonce}
        return super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)

    def extract_uid(self, data: dict[str, Any]) -> str:
        if not (uid := str(data["id_token"].get("sub") or "")):
            raise OAuth2Error("the ID token names nobody")
        return uid

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Only what is needed to recognise the person; the rest of the provider's claims is none of ours."""
        token, info = data["id_token"], data.get("userinfo") or {}
        claim = self.app.settings["nip_claim"]
        same = info.get("sub") == token["sub"]
        nip = "".join(str(token.get(claim) or (info.get(claim) if same else "")).split())
        return {"nip": nip if NIP.fullmatch(nip) else "", "nonce": str(token.get("nonce", ""))}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class OidcAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """One provider, from the environment; accounts are found by NIP, never made."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None,
    ) -> list[SocialApp]:
        if settings.OIDC is None:
            return []
        return [SocialApp(
            provider="openid_connect", provider_id=PROVIDER_ID, name=settings.OIDC["name"], client_id=settings.OIDC["client_id"],
            secret=settings.OIDC["secret"],
            settings={"server_url": settings.OIDC["issuer"], "nip_claim": settings.OIDC["nip_claim"]},
        )]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Provider:
        return Provider(request, app=self.get_app(request, provider))

    def list_providers(self, request: HttpRequest) -> list[Provider]:
        return [Provider(request, app=app) for app in self.list_apps(request)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Exception | None = None, **_: Any
    ) -> None:
        """To the log by its kind only: the provider's answer may hold a token."""
        logger.warning("Signing in through the OpenID provider failed: %s %s", error, type(exception).__name__)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account by the NIP that the provider vouches for now, whatever was connected before."""
        claims = sociallogin.account.extra_data
        if not claims["nonce"] or not secrets.compare_digest(claims["nonce"], sociallogin.state.get("nonce", "")):
            raise ImmediateHttpResponse(refused(request, _("Jawaban penyedia tidak cocok dengan permintaan ini. Mulailah lagi.")))
        user = accounts.account_named(claims["nip"]) if claims["nip"] else None
        if user is None:
            logger.info("The provider vouched for somebody without an account here")
            raise ImmediateHttpResponse(refused(request, _(
                "Anda sudah dikenali oleh %(provider)s, tetapi NIP Anda belum mempunyai akun di Capaian. "
                "Hubungi pengelola kinerja instansi Anda."
            ) % {"provider": sociallogin.provider.name}))
        if sociallogin.user != user:
            # Connected to somebody else before (a corrected NIP), or not at all.
            SocialAccount.objects.filter(provider=PROVIDER_ID, uid=sociallogin.account.uid).delete()
            sociallogin.account.pk = None
            sociallogin.connect(request, user)


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """The way back to the sign-in page, with the reason."""
    return render(request, "socialaccount/refused.html", {"reason": reason}, status=403)
