"""The bundle's files and the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from capaian.foundation.ui import assets

FOREVER = "public, max-age=31536000, immutable"


@require_safe
def asset(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the bundle; an outdated hash gets today's content, but may not be kept."""
    found = assets.named(path)
    if found is None:
        raise Http404
    file, current = found
    accepted = request.headers.get("Accept-Encoding", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    body = {"br": file.brotli, "gzip": file.gzip, "": file.plain}[encoding]
    response = HttpResponse(body, content_type=file.content_type)
    response["Cache-Control"] = FOREVER if current else "no-cache"
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state: to look at, and to test."""
    from capaian.foundation.ui import gallery as samples  # noqa: PLC0415 - only wanted here

    if not (settings.DEMO or settings.DEBUG or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/gallery.html", samples.data(bound=request.GET.get("errors") != "0"))
