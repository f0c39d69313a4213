"""Beranda: what must I do now?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from capaian.web.home import desk
from capaian.web.home import standing as standing_of


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", desk(request.actor, request.now))


@login_required
@require_safe
def standing(request: HttpRequest) -> HttpResponse:
    """My figures and my team: fetched beside the first screen, or a page of its own without JavaScript."""
    template = "web/standing_cards.html" if request.htmx else "web/standing.html"
    response = render(request, template, standing_of(request.actor, request.now))
    patch_vary_headers(response, ["HX-Request"])
    return response
