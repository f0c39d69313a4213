"""The rooms of planning in the order of the year: where somebody who does not know the house finds the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from capaian.foundation.actor import Actor
from capaian.people.permissions.scope import manages_units, reads_units

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
    return render(request, "planning/rooms.html", {"groups": groups})
