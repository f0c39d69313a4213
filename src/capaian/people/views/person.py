"""The page of a person, and the forms with which a manager changes what the ledger says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.kernel.calendar import iso_day
from capaian.people.actions import circumstances, ledger
from capaian.people.actions.ledger import Moved
from capaian.people.forms import ledger as forms
from capaian.people.queries import ledger_person as queries

Form = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the changes: its words, its form, its action, and the hints beside its fields."""

    heading: Any
    lead: Any
    form: type[forms.ChangeForm]
    do: Callable[..., Sequence[Moved]]
    hints: dict[str, Any]


APPRAISER = Kind(
    gettext_lazy("Ganti pejabat penilai"),
    gettext_lazy("Penilai sampai kemarin tetap tercatat. Bila ada tanggal selesai, sesudahnya kembali ke penilai semula."),
    forms.AppraiserForm, ledger.change_appraiser,
    {"end": gettext_lazy("Kosongkan bila untuk seterusnya.")},
)
TRANSFER = Kind(
    gettext_lazy("Mutasi"),
    gettext_lazy("Jabatan sekarang berakhir sehari sebelum tanggal mulai (PermenPANRB 6/2022, Lampiran II.C.6 dan IV.A.13)."),
    forms.TransferForm, ledger.transfer,
    {
        "title": gettext_lazy("Jabatan kosong dengan nama ini dipakai; bila tidak ada, jabatan baru dicatat di unit itu."),
        "successor": gettext_lazy("Kosongkan bila belum ada: stafnya dinilai atasannya dahulu (Lampiran IV.A.2)."),
    },
)
ACTING = Kind(
    gettext_lazy("Penugasan Plt. atau Plh."),
    gettext_lazy("Jabatan sendiri tetap dipegang. Selama itu ia menilai staf pejabat yang digantikan (Lampiran IV.A.3)."),
    forms.ActingForm, ledger.appoint_acting,
    {
        "official": gettext_lazy("Pejabat yang jabatannya dijalankan."),
        "reports_to": gettext_lazy("Kosongkan untuk atasan pejabat yang digantikan (Lampiran IV.A.5). Tidak untuk Plh."),
    },
)
SECONDMENT = Kind(
    gettext_lazy("Penugasan di unit lain"),
    gettext_lazy("Penilainya tetap yang di unit asal, dengan umpan balik dari tempat bertugas (Lampiran IV.A.15)."),
    forms.SecondmentForm, ledger.second, {},
)
CIRCUMSTANCE = Kind(
    gettext_lazy("Catat keadaan"),
    gettext_lazy("Cuti di luar tanggungan negara, pemberhentian sementara, masa persiapan pensiun dan pejabat negara "
                 "dikecualikan dari penilaian (Lampiran II.C.8). Tugas belajar dan cuti lain tidak."),
    forms.CircumstanceForm, circumstances.record_circumstance,
    {"end": gettext_lazy("Kosongkan bila belum diketahui.")},
)
DEPARTURE = Kind(
    gettext_lazy("Akhiri kepegawaian di sini"),
    gettext_lazy("Pensiun, pindah instansi, berhenti atau meninggal. Riwayatnya tetap tersimpan."),
    forms.DepartureForm, circumstances.end_employment,
    {"successor": gettext_lazy("Kosongkan bila belum ada: stafnya dinilai atasannya (Lampiran IV.A.2).")},
)
HAND_OVER = Kind(
    gettext_lazy("Alihkan staf"),
    gettext_lazy("Semua yang dinilai orang ini mendapat penilai lain, misalnya karena ia berhalangan tanpa Plt. atau Plh."),
    forms.HandOverForm, ledger.hand_over_team,
    {
        "successor": gettext_lazy("Kosongkan untuk atasannya, berjenjang ke atas (Lampiran IV.A.2)."),
        "end": gettext_lazy("Kosongkan bila untuk seterusnya."),
    },
)
KINDS = {
    "hand_over": HAND_OVER,
    "change_appraiser": APPRAISER, "transfer": TRANSFER, "acting": ACTING, "secondment": SECONDMENT,
    "circumstance": CIRCUMSTANCE, "departure": DEPARTURE,
}


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Who this is, who appraises them, and everything by date; `?on=2026-05-03` shows the ledger of that day."""
    today = timezone.localdate(request.now)
    day = iso_day(request.GET.get("on", "")) or today
    page = queries.person_page_for(request.actor, queries.get_person_for(request.actor, pk), day, today)
    return render(request, "people/person.html", {"page": page, "today": today, "other_day": day != today})


@login_required
@Form
def change(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One of the changes: shown, rehearsed (what would change), or done."""
    today, kind = timezone.localdate(request.now), KINDS[name]
    employee = queries.get_person_to_change_for(request.actor, pk, today)
    form = kind.form(request.POST if request.method == "POST" else None, person=employee, today=today)
    fields = [(form[one], kind.hints.get(one, "")) for one in form.fields]
    return _answer(request, form, {"person": employee, "kind": kind, "fields": fields},
                   do=kind.do, given=lambda: {"employee": employee, **form.values()})


@login_required
@Form
def acting_end(request: HttpRequest, pk: int, posting_id: int) -> HttpResponse:
    """A Plt. or Plh. ends before its day."""
    today = timezone.localdate(request.now)
    posting = queries.get_acting_for(request.actor, pk, posting_id, today)
    form = forms.LastDayForm(request.POST if request.method == "POST" else None, today=today)
    kind = Kind(_("Akhiri penugasan lebih awal"), f"{posting.get_kind_display()} · {posting.position.title}", forms.ChangeForm,
                ledger.end_acting, {})
    return _answer(request, form, {"person": posting.employee, "kind": kind, "fields": [(form["last_day"], "")]},
                   do=kind.do, given=lambda: {"posting": posting, **form.values()})


@login_required
@Form
def circumstance_end(request: HttpRequest, pk: int, circumstance_id: int) -> HttpResponse:
    """A circumstance ends before its day, or on a day that was not known."""
    today = timezone.localdate(request.now)
    found = queries.get_circumstance_for(request.actor, pk, circumstance_id, today)
    form = forms.LastDayForm(request.POST if request.method == "POST" else None, today=today)
    kind = Kind(_("Akhiri keadaan ini"), found.get_kind_display(), forms.ChangeForm, circumstances.end_circumstance, {})
    return _answer(request, form, {"person": found.employee, "kind": kind, "fields": [(form["last_day"], "")]},
                   do=kind.do, given=lambda: {"circumstance": found, **form.values()})


def _answer(
    request: HttpRequest, form: BaseForm, context: dict[str, Any], *, do: Callable[..., Sequence[Moved]],
    given: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Rehearse where `preview` is sent, else do it and say how many people it touched; a bad form comes back with 422."""
    rehearsing = request.method == "POST" and "preview" in request.POST
    if request.method == "POST" and form.is_valid():
        run = (lambda **values: ledger.rehearse(do, **values)) if rehearsing else do
        try:
            moved = run(**given(), by=request.actor, at=request.now)
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            if not rehearsing:
                messages.success(request, _said(moved))
                return redirect("people:person", context["person"].pk)
            context["effects"] = queries.effects_of({one.employee_id: one.changes for one in moved})
            context["rehearsed"] = True
    template = "people/_effects.html" if rehearsing and request.htmx else "people/person_change.html"
    good = request.method != "POST" or "rehearsed" in context or template == "people/_effects.html"
    return render(request, template, {**context, "form": form}, status=200 if good else 422)


def _said(moved: Sequence[Moved]) -> str:
    if not moved:
        return _("Tersimpan.")
    words = ngettext("Tersimpan. Penilai %(count)d orang berubah.", "Tersimpan. Penilai %(count)d orang berubah.", len(moved))
    return words % {"count": len(moved)}
