"""Whom it concerns that an SKP in the making goes on with a new appraiser, and what they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import N_, say
from capaian.people.models import Employee
from capaian.planning import workflow
from capaian.planning.models import Skp

TO_GO_ON = {
    workflow.DRAFT: N_("Pejabat penilai Anda berganti. Ajukan SKP ini nanti kepada pejabat yang baru."),
    workflow.SUBMITTED: N_("Pejabat penilai Anda berganti. SKP ini kini menunggu pejabat yang baru; tidak perlu diajukan ulang."),
    workflow.ASKED: N_("Pejabat penilai Anda berganti. Jawaban Anda dibaca pejabat yang baru."),
    workflow.ADJUSTED: N_("Pejabat penilai Anda berganti. Tanggapi penyesuaiannya; lalu SKP ini diperiksa pejabat yang baru."),
}
"""What the employee does next, by the state in which it went over."""


def handed_over(skps: Sequence[Skp], former: Sequence[Sequence[Employee]], by: Actor, at: datetime) -> None:
    """Each employee; each new appraiser and each former one once for all of theirs. Who does it at this moment knows."""
    tellings, to_new, to_former = [], defaultdict(list), defaultdict(list)
    for skp, those in zip(skps, former, strict=True):
        year, name = skp.performance_year.year, skp.appraiser.name
        title = say("Dialog SKP %(year)s Anda dilanjutkan dengan %(name)s", year=year, name=name)
        tellings.append(Telling(
            [skp.employee.user_id], NoticeKind.PLAN_TALKED, title, TO_GO_ON[skp.state], reverse("planning:skp", args=[skp.pk])
        ))
        to_new[skp.appraiser].append(skp)
        for one in those:
            to_former[one].append(skp)
    listing = reverse("planning:skp_list")
    for named, his in to_new.items():
        title = say("Dialog SKP %(count)s pegawai kini dilanjutkan dengan Anda", count=len(his))
        href = reverse("planning:skp", args=[his[0].pk]) if len(his) == 1 else listing
        tellings.append(Telling([named.user_id], NoticeKind.PLAN_TALKED, title, _names(his), href))
    for one, his in to_former.items():
        title = say("Dialog SKP %(count)s pegawai dilanjutkan dengan pejabat penilai yang baru", count=len(his))
        text = say(
            "%(names)s. Menurut buku penugasan, pejabat penilainya berganti, jadi SKP yang belum disepakati diputuskan pejabat "
            "yang baru (Lampiran II.C.7). SKP yang sudah Anda sepakati tetap berlaku.", names=_names(his),
        )
        tellings.append(Telling([one.user_id], NoticeKind.PLAN_TALKED, title, text, listing))
    mine = [by.user_id] if by.user_id else []
    told = [one for one in tellings if list(one.user_ids) != mine]
    notify_many(agency_id=skps[0].employee.agency_id, tellings=told, at=at)


def _names(skps: Sequence[Skp]) -> str:
    return ", ".join(skp.employee.name for skp in skps[:3]) + ("…" if len(skps) > 3 else "")
