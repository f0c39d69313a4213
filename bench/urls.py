"""The product's addresses and one bare signed-in page to compare them with: session, user, frame, one query."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import include, path

from capaian.people.models import Agency


@login_required
def bare(request):
    return render(request, "bench/bare.html", {"agency": Agency.objects.get(pk=request.actor.agency_id)})


urlpatterns = [path("bare/", bare), path("", include("capaian.web.urls"))]
