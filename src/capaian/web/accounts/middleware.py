"""Before every page of a signed-in person: note that the session is used, and insist on a second factor where it is due."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from capaian.web.accounts import factor

ALWAYS = frozenset({"set_language", "ui:asset", "people:link", "people:link_password"})


@cache
def open_names() -> frozenset[str]:
    """What is served to everybody who is signed in or out: the account pages, leaving, the language, the stylesheet."""
    from capaian.web.accounts.urls import urlpatterns  # noqa: PLC0415 - the views import this package

    return ALWAYS | {str(pattern.name) for pattern in urlpatterns}


class AccountsMiddleware:
    """Costs no query: the session holds when it was last noted and whether there is a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in open_names() or not request.user.is_authenticated:
            return None
        factor.note_use(request)
        return _sent_on(request) if factor.must_enrol(request) else None


def _sent_on(request: HttpRequest) -> HttpResponse:
    where = reverse("account_second_factor")
    if getattr(request, "htmx", False):
        return HttpResponse(status=HTTPStatus.FORBIDDEN, headers={"HX-Redirect": where})
    return redirect(where)
