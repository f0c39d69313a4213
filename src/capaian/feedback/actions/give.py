"""Giving feedback (PermenPANRB 6/2022 Art 17-19; Annex III.C): every entry is kept, with who gave it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.feedback import permissions
from capaian.feedback.models import Feedback, Giver, Tone
from capaian.feedback.queries import day_of, standing_of
from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.notices import NoticeKind, notify
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.kernel.berakhlak import BY_SLUG
from capaian.planning.models import Indicator, Skp

SHORTEST = 10


@action
def give_feedback(
    *, skp: Skp, indicator: Indicator | None = None, core_value: str = "", giver: str, giver_label: str = "", tone: str,
    text: str, by: Actor, at: datetime,
) -> Feedback:
    """Keep one entry on an indicator's result or on a core value.

    `giver` is a slug of models.Giver, `core_value` one of kernel.berakhlak, `giver_label` is printed in place of the
    giver ("Pasien") and compulsory for stakeholders. Raises Refused (nothing to do with this person, own SKP, SKP not
    agreed) and InvalidInput with every problem.
    """
    given = {"giver": giver, "giver_label": giver_label.strip(), "tone": tone, "text": text.strip()}
    if problems := [*_subject_problems(skp, indicator, core_value), *_problems(**given)]:
        raise InvalidInput(problems)
    require(permissions.may_give_feedback(by, skp, giver, standing_of(by, skp, day_of(skp, at))))
    entry = Feedback.objects.create(
        skp=skp, indicator=indicator, core_value=core_value, by_id=by.employee_id, by_name=by.name, at=at, **given
    )
    about = {"indicator": indicator.pk} if indicator else {"core_value": core_value}
    audit.record(by=by, at=at, verb="feedback.give", subject=entry, after={"skp": skp.pk, **about, **given})
    notify(
        agency_id=skp.employee.agency_id, user_ids=[skp.employee.user_id], kind=NoticeKind.FEEDBACK_GIVEN, at=at,
        title="Ada umpan balik baru untuk kinerja Anda", href=reverse("feedback:skp", args=[skp.pk]),
    )
    return entry


def _subject_problems(skp: Skp, indicator: Indicator | None, core_value: str) -> list[Problem]:
    if (indicator is None) == (core_value == ""):
        return [Problem(_("Pilih satu hal: sebuah indikator, atau sebuah nilai dasar."), "about")]
    if indicator is not None and indicator.result.skp_id != skp.pk:
        return [Problem(_("Indikator ini bukan bagian dari SKP pegawai tersebut."), "about")]
    if indicator is not None and indicator.dropped_on is not None:
        words = _("Indikator ini sudah dikeluarkan dari SKP pada %(day)s. Pilih yang masih berlaku.")
        return [Problem(words % {"day": long_date(indicator.dropped_on)}, "about")]
    if core_value and core_value not in BY_SLUG:
        return [Problem(_("Nilai dasar ini tidak dikenal."), "about")]
    return []


def _problems(*, giver: str, giver_label: str, tone: str, text: str) -> list[Problem]:
    problems = []
    if giver not in Giver.values:
        problems.append(Problem(_("Pemberi umpan balik ini tidak dikenal."), "giver"))
    if giver == Giver.STAKEHOLDER and not giver_label:
        problems.append(Problem(_("Tuliskan siapa yang menyampaikannya, misalnya Pasien."), "giver_label"))
    if len(giver_label) > 120:
        problems.append(Problem(_("Sebutan pemberi paling panjang 120 huruf."), "giver_label"))
    if tone not in Tone.values:
        problems.append(Problem(_("Pilih nada umpan balik."), "tone"))
    if len(text) < SHORTEST:
        words = _("Tuliskan paling sedikit %(least)s huruf agar dapat ditindaklanjuti.")
        problems.append(Problem(words % {"least": SHORTEST}, "text"))
    return problems
