"""The library as a file: out, and in from another agency."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.foundation.permissions import require
from capaian.planning.actions.library_exchange import take_library_entries
from capaian.planning.forms.library import FileForm, TakingForm
from capaian.planning.permissions.library import may_import_library
from capaian.planning.queries import get_unit_for
from capaian.planning.queries import library_exchange as queries
from capaian.planning.queries.library_exchange import ADDED, DIFFERS


@login_required
@require_safe
def library_export(request: HttpRequest) -> HttpResponse:
    """What is in use, as the file that others take."""
    text = queries.library_file_for(request.actor)
    headers = {"Content-Disposition": 'attachment; filename="kamus-indikator.json"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@login_required
def library_import(request: HttpRequest) -> HttpResponse:
    """Drop the file, see what it would change, choose, take."""
    require(may_import_library(request.actor))
    if request.method == "POST" and "text" in request.POST:
        return _take(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            shared = queries.read_library_file(form.cleaned_data["file"])
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            text = form.cleaned_data["file"].decode("utf-8-sig")
            return _preview(request, queries.preview_for(request.actor, shared), text)
    context = {"form": form}
    return render(request, "planning/library/import.html", context, status=422 if request.method == "POST" else 200)


def _preview(
    request: HttpRequest, preview: queries.Preview, text: str, form: TakingForm | None = None, status: int = 200
) -> HttpResponse:
    codes = [one.entry.code for one in (*preview.of(ADDED), *preview.of(DIFFERS))]
    unit = get_unit_for(request.actor, None, timezone.localdate(request.now))
    initial = {"text": text, "owner": unit.name if unit else ""}
    form = form or TakingForm(agency_id=request.actor.agency_id, codes=codes, initial=initial)
    chosen = form.data.getlist("codes") if form.is_bound else [one.entry.code for one in preview.of(ADDED)]  # type: ignore[attr-defined]
    context = {"preview": preview, "form": form, "chosen": chosen, "counts": preview.counts}
    return render(request, "planning/library/preview.html", context, status=status)


def _take(request: HttpRequest) -> HttpResponse:
    text = request.POST["text"]
    try:
        shared = queries.read_library_file(text.encode())
    except InvalidInput as error:
        return _unreadable(request, error)
    preview = queries.preview_for(request.actor, shared)
    codes = [one.entry.code for one in (*preview.of(ADDED), *preview.of(DIFFERS))]
    form = TakingForm(request.POST, agency_id=request.actor.agency_id, codes=codes)
    if form.is_valid():
        taken = take_library_entries(
            shared=shared, codes=form.cleaned_data["codes"], owner=form.cleaned_data["owner"], by=request.actor, at=request.now
        )
        said = ngettext("%(n)s indikator diambil.", "%(n)s indikator diambil.", len(taken))
        messages.success(request, said % {"n": len(taken)})
        return redirect("planning:library_list")
    return _preview(request, preview, text, form, status=422)


def _unreadable(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    form = FileForm({}, {})
    form.errors.clear()
    tell(form, error.problems)
    return render(request, "planning/library/import.html", {"form": form}, status=422)
