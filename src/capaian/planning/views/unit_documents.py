"""The documents of a whole unit, made as a job."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.people.models import Unit
from capaian.planning import queries
from capaian.planning.actions.printing import print_unit
from capaian.planning.forms.documents import UnitDocumentsForm
from capaian.planning.forms.units import UnitChoice
from capaian.planning.queries.documents import counts_to_print_for, get_unit_to_print_for, printable_units_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_documents(request: HttpRequest) -> HttpResponse:
    """Choose unit, documents and states; the work itself is found under Pekerjaan."""
    context = _choices(request)
    form = context["form"]
    try:
        if form.is_bound and form.is_valid():
            given = form.cleaned_data
            job = print_unit(unit=given.pop("unit"), forms=given.pop("documents"), **given, by=request.actor, at=request.now)
            messages.success(request, _("Pekerjaan dimulai. Anda boleh meninggalkan halaman ini."))
            return redirect("jobs:job", job.pk)
    except InvalidInput as invalid:
        tell(form, invalid.problems)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "planning/documents/unit.html", context, status=status)


def _choices(request: HttpRequest) -> dict[str, Any]:
    """The form with the units in reach and the counts of the one at hand: the one given, if it is one."""
    today = timezone.localdate(request.now)
    given = request.POST if request.method == "POST" else None
    year = year_in((given or request.GET).get("year"), today.year)
    shown = get_unit_to_print_for(request.actor, whole_number(request.GET.get("unit"), 0) or None, today)
    choice = UnitChoice(
        label=_("Unit kerja, dengan semua unit di bawahnya"), error_messages={"required": _("Pilih unit kerja.")},
        units=printable_units_for(request.actor, today), agency_id=request.actor.agency_id, day=today,
        initial=shown, kept=shown.pk,
    )
    years = sorted({today.year, year, *queries.performance_years_for(request.actor)}, reverse=True)
    form = UnitDocumentsForm(given, unit=choice, years=years, initial={"year": year})
    unit = _unit_given(request, form, today) if form.is_bound else shown
    if unit is not None:
        form.count(counts_to_print_for(request.actor, unit, year, today))
    return {"form": form, "unit": unit, "year": year, "shown": unit or shown}


def _unit_given(request: HttpRequest, form: UnitDocumentsForm, today: date) -> Unit | None:
    """The unit that was sent, by number from a list or in words; None where no unit is meant. Refused out of reach."""
    form.is_valid()
    meant = form.cleaned_data.get("unit")
    numbered = whole_number(request.POST.get("unit")) if form.listed else None
    pk = meant.pk if meant else numbered
    return get_unit_to_print_for(request.actor, pk, today) if pk else None
