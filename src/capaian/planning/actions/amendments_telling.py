"""Whom a change of an agreed SKP concerns, and what they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import say
from capaian.people.models import Employee
from capaian.planning.models import Skp


def opened(amendment: Skp, by: Actor, at: datetime) -> None:
    """The other side: the employee where the appraiser began, the appraiser where the employee did."""
    title = say("%(name)s memulai perubahan SKP %(year)s", name=by.name, year=_year(amendment))
    told = Telling([_other(amendment, by)], NoticeKind.PLAN_CHANGE, title, amendment.basis_reason, _href(amendment.pk))
    notify_many(agency_id=amendment.employee.agency_id, tellings=[told], at=at)


def discarded(amendment: Skp, by: Actor, at: datetime) -> None:
    """The other side."""
    title = say("%(name)s membatalkan perubahan SKP %(year)s", name=by.name, year=_year(amendment))
    told = Telling([_other(amendment, by)], NoticeKind.PLAN_CHANGE, title, "", _href(amendment.amends_id))
    notify_many(agency_id=amendment.employee.agency_id, tellings=[told], at=at)


def ended(skp: Skp, at: datetime) -> None:
    """Both: the post ended, and with it this SKP."""
    title = say("SKP %(year)s %(name)s berakhir pada %(day)s", year=_year(skp), name=skp.employee.name, day=long_date(skp.end))
    text = say("Jabatan %(post)s berakhir menurut buku penugasan. Susun SKP untuk jabatan yang baru bersama pejabat penilai.",
               post=skp.position.title)
    told = Telling([skp.employee.user_id, skp.appraiser.user_id], NoticeKind.PLAN_CHANGE, title, text, _href(skp.pk))
    notify_many(agency_id=skp.employee.agency_id, tellings=[told], at=at)


def clarifications(skps: Sequence[Skp], at: datetime) -> None:
    """II.C.7: each employee, and each new appraiser once for all of them. `named` on each SKP is the new appraiser."""
    tellings, by_appraiser = [], defaultdict(list)
    for skp in skps:
        named: Employee = skp.named  # type: ignore[attr-defined]
        by_appraiser[named].append(skp)
        title = say("Klarifikasi ulang SKP %(year)s dengan %(name)s", year=_year(skp), name=named.name)
        text = "Pejabat penilai Anda berganti, jadi ekspektasi pada SKP dibicarakan lagi dengan pejabat yang baru."
        tellings.append(Telling([skp.employee.user_id], NoticeKind.PLAN_CHANGE, title, text, _href(skp.pk)))
    for named, those in by_appraiser.items():
        names = ", ".join(skp.employee.name for skp in those[:3])
        title = say("Klarifikasi ulang SKP %(count)s pegawai yang kini Anda nilai", count=len(those))
        href = _href(those[0].pk) if len(those) == 1 else reverse("planning:skp_list")
        tellings.append(Telling([named.user_id], NoticeKind.PLAN_CHANGE, title, names, href))
    notify_many(agency_id=skps[0].employee.agency_id, tellings=tellings, at=at)


def _other(amendment: Skp, by: Actor) -> int | None:
    """The account of who did not do it."""
    other = amendment.appraiser if by.employee_id == amendment.employee_id else amendment.employee
    return other.user_id


def _href(pk: int | None) -> str:
    return reverse("planning:skp", args=[pk])


def _year(skp: Skp) -> int:
    return int(skp.performance_year.year)
