"""Account pages of our own, and the two ends of signing in through the office's provider."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from capaian.foundation import accounts
from capaian.foundation.devices import device, short_address
from capaian.web.accounts import factor
from capaian.web.accounts.oidc import PROVIDER_ID, Client, refused

logger = logging.getLogger(__name__)


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    kinds = accounts.second_factors(request.user)
    return render(request, "account/home.html", {
        "kinds": kinds, "strong": bool({"totp", "webauthn"} & set(kinds)), "roles": factor.needing(request.actor),
        "forced": settings.SECOND_FACTOR_FORCED,
    })


@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why this role needs a second factor, and the two ways to set one up."""
    if accounts.has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "account/second_factor.html", {"roles": factor.needing(request.actor)})


class Sessions(ListUserSessionsView):
    """Where one is signed in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        rows = [
            {"pk": session.pk, "device": device(session.user_agent), "address": short_address(session.ip),
             "since": session.created_at, "seen": session.last_seen_at, "here": session.is_current()}
            for session in sorted(found["sessions"], key=lambda session: session.last_seen_at, reverse=True)
        ]
        return {**found, "rows": sorted(rows, key=lambda row: not row["here"])}


sessions = Sessions.as_view()


@login_required
@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out on another device."""
    if not accounts.end_session(request.user, pk):
        raise Http404
    messages.success(request, _("Sesi itu diakhiri."))
    return redirect("usersessions_list")


@require_POST
def oidc_login(request: HttpRequest) -> HttpResponseBase:
    """Off to the provider, by a page that leads there: our own rules keep a form from being sent to another site."""
    answer = _with_provider(request, OAuth2LoginView)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    return render(request, "socialaccount/leaving.html", {"href": answer["Location"], "provider": settings.OIDC["name"]})


@require_safe
def oidc_callback(request: HttpRequest) -> HttpResponseBase:
    """Back from the provider."""
    return _with_provider(request, OAuth2CallbackView)


def _with_provider(request: HttpRequest, view: type[OAuth2View]) -> HttpResponseBase:
    """Let allauth talk to the provider; one that does not answer is told as such."""
    if settings.OIDC is None:
        raise Http404
    try:
        return view.adapter_view(Client(request, PROVIDER_ID))(request)
    except RequestException as error:
        logger.warning("The OpenID provider does not answer: %s", type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


@require_safe
def oidc_cancelled(request: HttpRequest) -> HttpResponse:
    return refused(request, _("Anda membatalkan masuk di sana. Tidak ada yang berubah."))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: too old, or sent by another site. Nothing was done."""
    if getattr(request, "htmx", False):
        if not request.user.is_authenticated:  # the page says that the session is over, and keeps what was typed
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        response = render(request, "403_csrf_partial.html", status=HTTPStatus.FORBIDDEN)
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML show:window:top"
        return response
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)

