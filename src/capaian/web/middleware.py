"""The edge of a request: who acts, when it is, and how a refusal is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from capaian.foundation import audit
from capaian.foundation.errors import Refused
from capaian.people.queries import actor_for

GetResponse = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Sets `request.now` (the only clock), `request.actor` (lazily) and the request id of audit rows."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()
        request.actor = SimpleLazyObject(lambda: _actor(request))
        audit.request_id.set(uuid.uuid4().hex)
        return self.get_response(request)


def _actor(request: HttpRequest):
    actor = actor_for(request.user, timezone.localdate(request.now)) if request.user.is_authenticated else None
    if actor is None:
        raise PermissionDenied("Akun ini belum terhubung dengan data pegawai. Hubungi pengelola kinerja instansi Anda.")
    return actor


class RefusalMiddleware:
    """A refused action answers 403 with its reason, in the page (HTMX: in a notice), and nothing was written."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "web/refusal_partial.html" if getattr(request, "htmx", False) else "web/refusal.html"
        return render(request, template, {"reason": str(exception)}, status=403)
