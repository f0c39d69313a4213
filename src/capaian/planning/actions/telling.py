"""Whom the life of an SKP concerns, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from capaian.foundation.actor import Actor
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.kernel.words import N_, Saying, say
from capaian.planning.models import Skp
from capaian.planning.queries.turns import counterpart_of


def offered(skps: Sequence[Skp], at: datetime) -> None:
    """With whom the dialogue is held."""
    _tell(skps, [
        Telling([counterpart_of(skp).user_id], NoticeKind.PLAN_OFFERED,
                say("%(name)s mengajukan SKP %(year)s", name=skp.employee.name, year=skp.performance_year.year), "", _href(skp))
        for skp in skps
    ], at)


def returned(skp: Skp, reason: str, by: Actor, at: datetime) -> None:
    """The employee, with the reason."""
    title = say("SKP %(year)s dikembalikan %(name)s", year=skp.performance_year.year, name=by.name)
    _tell([skp], [Telling([skp.employee.user_id], NoticeKind.PLAN_RETURNED, title, reason, _href(skp))], at)


def agreed(skps: Sequence[Skp], at: datetime) -> None:
    """Everybody whose SKP was agreed to."""
    _tell(skps, [
        Telling([skp.employee.user_id], NoticeKind.PLAN_AGREED,
                say("SKP %(year)s Anda disepakati", year=skp.performance_year.year), "", _href(skp))
        for skp in skps
    ], at)


def asked(skp: Skp, words: str, by: Actor, at: datetime) -> None:
    """The employee: there are questions."""
    title = say("%(name)s bertanya tentang SKP %(year)s Anda", name=by.name, year=skp.performance_year.year)
    _talked(skp, skp.employee.user_id, title, words, at)


def adjusted(skp: Skp, reason: str, by: Actor, at: datetime) -> None:
    """The employee: something reads differently now."""
    title = say("%(name)s menyesuaikan SKP %(year)s Anda", name=by.name, year=skp.performance_year.year)
    _talked(skp, skp.employee.user_id, title, reason, at)


def answered(skp: Skp, words: str, at: datetime) -> None:
    """With whom the dialogue is held: the employee answered, or does not agree to an adjustment."""
    title = say("%(name)s menjawab tentang SKP %(year)s", name=skp.employee.name, year=skp.performance_year.year)
    _talked(skp, counterpart_of(skp).user_id, title, words, at)


def accepted(skp: Skp, at: datetime) -> None:
    """With whom the dialogue was held: the employee agrees, so it is fixed."""
    title = say(
        "%(name)s menyetujui penyesuaian; SKP %(year)s disepakati", name=skp.employee.name, year=skp.performance_year.year,
    )
    _tell([skp], [Telling([counterpart_of(skp).user_id], NoticeKind.PLAN_AGREED, title, "", _href(skp))], at)


def taken_up(skp: Skp, at: datetime) -> None:
    """The appraiser, and the superior to whom the employee turned."""
    words = {"name": skp.employee.name, "year": skp.performance_year.year}
    superior = say("%(name)s melanjutkan dialog SKP %(year)s dengan Anda", **words)
    appraiser = say("%(name)s melanjutkan dialog SKP %(year)s dengan atasan Anda", **words)
    _talked(skp, counterpart_of(skp).user_id, superior, "", at)
    _talked(skp, skp.appraiser.user_id, appraiser, "", at)


def sent_roles(skps: Mapping[Skp, int], leader: str, at: datetime) -> None:
    """Everybody into whose draft roles of a matrix were put, with how many."""
    words = N_("Sesuaikan, lengkapi indikatornya, lalu ajukan kepada pejabat penilai.")
    _tell(list(skps), [
        Telling([skp.employee.user_id], NoticeKind.PLAN_REMINDER,
                say("%(count)s peran dari matriks %(name)s masuk ke konsep SKP Anda", count=count, name=leader), words,
                _href(skp))
        for skp, count in skps.items()
    ], at)


def _talked(skp: Skp, user_id: int | None, title: Saying, text: str, at: datetime) -> None:
    _tell([skp], [Telling([user_id], NoticeKind.PLAN_TALKED, title, text, _href(skp))], at)


def _tell(skps: Sequence[Skp], tellings: list[Telling], at: datetime) -> None:
    notify_many(agency_id=skps[0].employee.agency_id, tellings=tellings, at=at)


def _href(skp: Skp) -> str:
    return reverse("planning:skp", args=[skp.pk])
