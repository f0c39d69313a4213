"""Form A.1.3: the manual of an indicator of somebody's plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from capaian.planning.models import ControlLevel, Rhythm
from capaian.planning.permissions.library import may_add_to_library
from capaian.planning.queries.library import manual_of
from capaian.planning.queries.library_seed import get_indicator_to_read


@login_required
@require_safe
def indicator_manual(request: HttpRequest, indicator_pk: int) -> HttpResponse:
    """Whoever may read the plan reads the manual."""
    indicator = get_indicator_to_read(request.actor, indicator_pk)
    context = {
        "indicator": indicator, "manual": manual_of(indicator), "skp": indicator.result.skp, "rhythms": Rhythm.choices,
        "controls": ControlLevel.choices,
        "may_add": bool(may_add_to_library(request.actor, timezone.localdate(request.now))),
    }
    return render(request, "planning/library/manual.html", context)
