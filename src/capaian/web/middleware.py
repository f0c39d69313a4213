"""The edge of a request: in which language, who acts, when it is, and how a refusal is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from capaian.foundation import audit, tenancy
from capaian.foundation.actor import CAPACITY, Actor
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import User
from capaian.people.queries import actor_for

OPENING = ("home", "standing")
GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Indonesian unless this person chose otherwise: the language of the browser says little about an office computer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ActorMiddleware:
    """Sets `request.now` (the only clock), `request.actor` (lazily) and the request id of audit rows.

    With the actor comes the agency's time zone: 08.14 on a screen in Sofifi is 08.14 WIT.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        audit.request_id.set(uuid.uuid4().hex)
        try:
            with tenancy.nowhere():  # until it is known who asks
                response = self.get_response(request)
                if response.streaming:
                    response.streaming_content = _as_seen(response.streaming_content, tenancy.sight())  # type: ignore[attr-defined]
            return _keep_what_was_typed(request, response)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Who is signed in asks on the day it is at the own agency: known before a view asks which day that is. Not for parts of
        pages that are the same for everybody, and not where somebody is still signing in."""
        match = request.resolver_match
        asks = match is not None and (match.app_name not in ("", "ui") or match.url_name in OPENING)
        if asks and request.user.is_authenticated:
            request.actor.day  # type: ignore[attr-defined]  # noqa: B018 - asked for, so that it is known


def _as_seen(rows: Iterable[bytes], sight: str) -> Iterator[bytes]:
    """A table that is still being written when the request is over is read with the same eyes."""
    with tenancy.seeing(sight):
        yield from rows


def _actor(request: HttpRequest) -> Actor:
    actor = None
    if request.user.is_authenticated:
        capacity = request.session.get(CAPACITY)
        try:
            with tenancy.everywhere():  # whose agency it is shows only now
                actor = _on_own_day(request.user, request.now, capacity)  # type: ignore[attr-defined]
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        if actor is not None and capacity is not None and actor.capacity_id is None:
            del request.session[CAPACITY]
    if actor is None:
        raise PermissionDenied(_("Akun ini belum terhubung dengan data pegawai. Hubungi pengelola kinerja instansi Anda."))
    tenancy.see_agency(actor.agency_id)
    timezone.activate(ZoneInfo(actor.time_zone))
    return actor


def _on_own_day(user: User, now: datetime, capacity: int | None) -> Actor | None:
    """Which day it is where somebody works shows only with the person: asked again where it is another one there already."""
    day = timezone.localdate(now)
    actor = actor_for(user, day, capacity)
    if actor is None or (there := timezone.localdate(now, ZoneInfo(actor.time_zone))) == day:
        return actor
    return actor_for(user, there, capacity)


def _keep_what_was_typed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An ended session answers an HTMX request with 401 instead of the sign-in page in the middle of a form."""
    if not getattr(request, "htmx", False) or response.status_code != HTTPStatus.FOUND:
        return response
    if response["Location"].partition("?")[0] != resolve_url(settings.LOGIN_URL):
        return response
    return HttpResponse(status=HTTPStatus.UNAUTHORIZED)


class RefusalMiddleware:
    """A refused action answers 403 with its reason, unusable input 422 with its problems; nothing was written.

    An HTMX request gets them as a notice at the top of the page, which stays as it was.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return _told(request, HTTPStatus.FORBIDDEN, {"reason": str(exception)})
        if isinstance(exception, InvalidInput):
            return _told(request, HTTPStatus.UNPROCESSABLE_ENTITY, {"problems": [str(p) for p in exception.problems]})
        return None


def _told(request: HttpRequest, status: HTTPStatus, data: dict[str, object]) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = render(request, "web/refusal_partial.html", data, status=status)
        response["HX-Retarget"] = "#notices"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "web/refusal.html", {**data, "back": _back(request)}, status=status)


def _back(request: HttpRequest) -> str:
    """The page the person came from, if it is ours."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return referer if ours else resolve_url("home")
