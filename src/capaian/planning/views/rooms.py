"""The rooms of planning in the order of the year: where somebody who does not know the house finds the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.ui.numbers import number
from capaian.governance.actions import open_year
from capaian.people.permissions.scope import manages_agency, manages_units, reads_units
from capaian.planning.permissions.needs import may_begin_analysis
from capaian.planning.permissions.objectives import may_import_chain
from capaian.planning.queries.objectives import agency_of, performance_years_for
from capaian.planning.queries.rooms import Progress, progress_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def everyone(_actor: Actor) -> bool:
    return True


def leaders(actor: Actor) -> bool:
    """Who plans with others: appraisers, and whoever manages or reads units by office."""
    return actor.appraises or reads_units(actor)


def unit_leaders(actor: Actor) -> bool:
    """Who leads people or manages units; reading them by office is not enough to remind anybody."""
    return actor.appraises or manages_units(actor)


@dataclass(frozen=True, slots=True)
class Room:
    """A door: its word, what is done behind it, its address, who is shown it."""

    title: StrOrPromise
    text: StrOrPromise
    url_name: str
    seen_by: Callable[[Actor], bool] = everyone


ROOMS: tuple[tuple[StrOrPromise, tuple[Room, ...]], ...] = (
    (_("Dari kebutuhan ke perjanjian kinerja"), (
        Room(_("Kebutuhan"), _("Apa yang dibutuhkan warga dan organisasi, ditimbang dan diputuskan."), "planning:needs_list"),
        Room(_("Rencana strategis"), _("RPJMD dan Renstra dengan sasaran, indikator kunci dan target tiap tahun."),
             "planning:plan_list"),
        Room(_("Sasaran unit"), _("Sasaran setiap unit pada satu tahun."), "planning:objective_list"),
        Room(_("Perjanjian kinerja"), _("Janji kepala unit atas satu tahun, dengan anggarannya."), "planning:agreement_list"),
    )),
    (_("Membagi peran"), (
        Room(_("Matriks peran dan hasil"), _("Siapa berperan apa dalam hasil pimpinannya (A.1.5)."), "planning:matrix_list"),
        Room(_("Pohon kinerja"), _("Dari sasaran daerah sampai hasil kerja seorang pegawai."), "planning:cascade"),
        Room(_("Cakupan"), _("Hasil tanpa induk, hasil yang tidak dipikul siapa pun, orang tanpa SKP."), "planning:coverage",
             leaders),
        Room(_("Penugasan"), _("Tugas dari pimpinan mana pun, berlaku setelah disetujui pejabat penilai."),
             "planning:assignments"),
    )),
    (_("SKP"), (
        Room(_("SKP saya dan tim"), _("Menyusun, membicarakan dan menyepakati ekspektasi setahun."), "planning:skp_list"),
        Room(_("Kaitan hasil kerja"), _("Kaitan yang diusulkan ke hasil pimpinan yang baru tersedia."), "planning:links"),
        Room(_("SKP per unit"), _("Siapa menunggu siapa; membuka rancangan dan mengingatkan sekaligus."), "planning:unit_plans",
             unit_leaders),
        Room(_("Dokumen satu unit"), _("Formulir SKP dan lampirannya untuk semua pegawai satu unit, dalam satu berkas."),
             "planning:unit_documents", leaders),
        Room(_("Tenggat"), _("Kapan perencanaan harus selesai, dan perpanjangan yang dicatat."), "planning:deadlines",
             manages_units),
    )),
    (_("Ukuran"), (
        Room(_("Kamus indikator"), _("Arti setiap ukuran, sama di semua unit, dengan contoh baik dan buruk."),
             "planning:library_list"),
    )),
)


@login_required
@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    """The doors this person may open, by stage."""
    groups = [
        (title, [(room, reverse(room.url_name)) for room in doors if room.seen_by(request.actor)]) for title, doors in ROOMS
    ]
    year = timezone.localdate(request.now).year
    progress = progress_for(request.actor, year)
    opened = progress is None or year in performance_years_for(request.actor)  # who only plans is told in the rooms
    context = {
        "groups": groups, "year": year, "standing": _standing(progress) if progress else {}, "opened": opened,
        "may_open": not opened and manages_agency(request.actor),
        "begin": opened and progress is not None and not progress.begun and bool(may_begin_analysis(request.actor)),
        "may_import": bool(may_import_chain(request.actor)),
    }
    return render(request, "planning/rooms.html", context)


@login_required
@require_POST
def year_opening(request: HttpRequest) -> HttpResponse:
    """Open the running year for the agency: nothing of it can be planned before. A second press finds it open."""
    year = timezone.localdate(request.now).year
    try:
        open_year(agency=agency_of(request.actor), year=year, by=request.actor, at=request.now)
    except Refused:
        if not (manages_agency(request.actor) and year in performance_years_for(request.actor)):
            raise
    else:
        messages.success(request, gettext("Tahun kinerja %(year)s dibuka.") % {"year": year})
    return redirect("planning:rooms")


def _standing(found: Progress) -> dict[str, tuple[str, str]]:
    """Room → how far it is this year, and the tone: what waits for somebody is a warning."""
    return {
        "planning:needs_list": _words(
            found.analyses, gettext("%(count)s analisis"), found.undecided, gettext("%(count)s kebutuhan belum diputuskan")),
        "planning:plan_list": _words(found.plans, gettext("%(count)s rencana berlaku")),
        "planning:objective_list": _words(found.objectives, gettext("%(count)s sasaran")),
        "planning:agreement_list": _words(
            found.agreements, gettext("%(count)s perjanjian, semua ditetapkan"),
            found.drafts, gettext("%(count)s masih rancangan")),
        "planning:matrix_list": _words(found.matrices, gettext("%(count)s matriks")),
    }


def _words(count: int, words: str, waiting: int = 0, waits: str = "") -> tuple[str, str]:
    if not count:
        return gettext("Belum ada"), ""
    shown, said, tone = (waiting, waits, "warn") if waiting else (count, words, "info")
    return said % {"count": number(shown)}, tone
