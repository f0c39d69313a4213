"""How account pages are answered: never kept by a browser or a proxy, 422 where a form could not be used, 404 for dead links."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache


def answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view of allauth, whose pages answer 200 whatever was typed and whatever a link is worth."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            response.status_code = _status(request, getattr(response, "context_data", None) or {})
        return response

    return wrapper


def _status(request: HttpRequest, context: dict[str, Any]) -> HTTPStatus:
    if context.get("token_fail") or ("confirmation" in context and not context["confirmation"]):
        return HTTPStatus.NOT_FOUND  # a link that opens nothing (any more)
    form = context.get("form")
    if request.method == "POST" and form is not None and form.errors:
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.OK
