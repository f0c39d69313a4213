"""Which entry of the library a key indicator of an objective follows."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.permissions import require
from capaian.planning.actions.library_following import follow_library
from capaian.planning.forms.library import FollowForm
from capaian.planning.permissions.objectives import may_edit_objective
from capaian.planning.queries.library import written
from capaian.planning.queries.library_seed import get_key_indicator_for
from capaian.planning.views.editing import edit_page, sent


@login_required
def library_key(request: HttpRequest, key_pk: int) -> HttpResponse:
    indicator = get_key_indicator_for(request.actor, key_pk)
    require(may_edit_objective(request.actor, indicator.objective, timezone.localdate(request.now)))
    current = written(indicator.definition) if indicator.definition else ""
    form = FollowForm(sent(request), agency_id=request.actor.agency_id, initial={"entry": current})
    back = reverse("planning:objective", args=[indicator.objective_id])

    def save() -> None:
        follow_library(indicator=indicator, version=form.cleaned_data["entry"], by=request.actor, at=request.now)

    return edit_page(
        request, "planning/library/key.html", {"indicator": indicator, "back": back}, form=form, save=save, to=back,
        said=_("Indikator mengikuti kamus.") if request.POST.get("entry") else _("Indikator tidak lagi mengikuti kamus."),
    )
