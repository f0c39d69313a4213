"""Who may do what with SKPs. Every refusal carries a reason that the person can read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.models import Employee, Posting, Reporting, Unit
from capaian.people.permissions.scope import manages, oversees, reads_units
from capaian.people.queries import on
from capaian.planning import workflow
from capaian.planning.models import AnnexSection, Skp
from capaian.planning.permissions.sides import answers, appraises, formerly, passed_on

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_ELSEWHERE = gettext_lazy("Data ini milik instansi lain.")
_AGREED = gettext_lazy(
    "SKP ini sudah disepakati, jadi isinya tidak berubah lagi. "
    "Bila keadaan berubah, bicarakan perubahan SKP (adendum) dengan pejabat penilai Anda."
)
_WAITING = gettext_lazy("SKP sedang diperiksa pejabat penilai. Tarik kembali dulu bila ada yang ingin diubah.")
_ASKED = gettext_lazy("Pejabat penilai bertanya tentang SKP ini. Jawab dulu, atau tarik kembali bila isinya ingin Anda ubah.")
_ADJUSTED = gettext_lazy("Penyesuaian dari pejabat penilai menunggu tanggapan pegawai.")
_ENDED = gettext_lazy("Dokumen ini sudah selesai (%(state)s), jadi isinya tidak berubah lagi.")
_TAKEN_UP = gettext_lazy(
    "Pegawai melanjutkan dialog SKP ini dengan %(name)s sejak %(day)s (Lampiran II.C.5), jadi keputusannya ada di sana."
)


def may_view_skp(actor: Actor, skp: Skp) -> Verdict:
    """The employee, the appraiser, the appraiser's superior of that time, and who reads by office: the agency's performance
    managers, evaluation team and inspectors, and the performance manager of a unit within that unit."""
    if skp.employee.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if actor.employee_id in (skp.employee_id, skp.appraiser_id, skp.dialogue_with_id):
        return ALLOWED
    if oversees(actor) or (actor.scopes and manages(actor, skp.position.unit.path)):
        return ALLOWED
    if actor.appraises and (appraises(actor, skp) or _is_superior_of_appraiser(actor, skp)):
        return ALLOWED
    return Denied(
        formerly(actor, skp) or _(
            "SKP ini hanya dapat dibuka oleh pegawai yang bersangkutan, pejabat penilainya, atasan pejabat penilai, "
            "pengelola kinerja, tim evaluasi dan pengawas."
        )
    )


def may_browse_skps(actor: Actor) -> Verdict:
    """The list by which an office finds any SKP in its reach."""
    if reads_units(actor):
        return ALLOWED
    return Denied(_("Daftar SKP seluruh pegawai hanya untuk pengelola kinerja, tim evaluasi dan pengawas."))


def may_start_skp(
    actor: Actor, employee: Employee, posting: Posting | None, appraiser: Employee | None, exempt: str = ""
) -> Verdict:
    """One starts one's own SKP, for the post and the appraiser that the ledger names on that day. `exempt` says why none is
    asked of this person (II.C.8)."""
    if employee.pk != actor.employee_id:
        return Denied(_("SKP disusun oleh pegawai yang bersangkutan."))
    if exempt:
        return Denied(exempt)
    named = ((_("jabatan Anda"), posting), (_("pejabat penilai Anda"), appraiser))
    missing = _(" dan ").join(words for words, row in named if row is None)
    if missing:
        words = _("SKP belum dapat dimulai karena %(missing)s belum tercatat untuk hari ini.")
        return Denied(words % {"missing": missing})
    return ALLOWED


def may_start_for(actor: Actor, unit: Unit, day: date) -> Verdict:
    """Opening drafts for everybody of a unit: who manages its performance data, and who leads it or a unit above it."""
    if unit.agency_id != actor.agency_id:
        return Denied(str(_ELSEWHERE))
    if manages(actor, unit.path) or leads_over(actor, unit.path, day):
        return ALLOWED
    words = _("SKP pegawai %(unit)s hanya dapat diurus bersama oleh pemimpin unit itu dan pengelola kinerja.")
    return Denied(words % {"unit": unit.name})


def leads_over(actor: Actor, path: str, day: date) -> bool:
    """Whether this person holds the post that leads the unit of this path, or one above it, on that day."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
    return any(path.startswith(above) for above in held.values_list("position__unit__path", flat=True))


def may_edit_skp(actor: Actor, skp: Skp) -> Verdict:
    """Results, indicators and annex: the employee, while it is being drafted."""
    if actor.employee_id != skp.employee_id:
        return Denied(_("Hanya pegawai pemilik SKP yang dapat mengubah bagian ini."))
    return ALLOWED if skp.state == workflow.DRAFT else Denied(_why_shut(skp))


def may_edit_expectations(actor: Actor, skp: Skp) -> Verdict:
    """Art 10(4): special expectations are the leader's; the employee may note them down while drafting. Not while the
    employee decides about an adjustment: nobody agrees to what changes meanwhile."""
    if answers(actor, skp):
        open_now = skp.state in (workflow.DRAFT, workflow.SUBMITTED, workflow.ASKED)
        return ALLOWED if open_now else Denied(_why_shut(skp))
    return may_edit_skp(actor, skp)


def may_edit_annex(actor: Actor, skp: Skp, section: str) -> Verdict:
    """Art 11-13: the annex is drafted by the employee; the consequences also by the appraiser, until agreed."""
    if section == AnnexSection.CONSEQUENCES:
        return may_edit_expectations(actor, skp)
    if answers(actor, skp):
        return Denied(_("Bagian ini diisi pegawai. Pejabat penilai dapat mengisi konsekuensi dan ekspektasi khusus."))
    return may_edit_skp(actor, skp)


def _by_owner(reason: StrPromise) -> Callable[[Actor, Skp], Verdict]:
    """What only the employee does; `reason` tells everybody else so."""
    def may(actor: Actor, skp: Skp) -> Verdict:
        return ALLOWED if actor.employee_id == skp.employee_id else Denied(str(reason))
    return may


def _by_counterpart(reason: StrPromise) -> Callable[[Actor, Skp], Verdict]:
    """What only whoever holds the dialogue with the employee does; who held it before is told who does now."""
    def may(actor: Actor, skp: Skp) -> Verdict:
        if answers(actor, skp):
            return ALLOWED
        now = passed_on(actor, skp)
        if now:
            return Denied(now)
        if skp.dialogue_with is not None and skp.dialogue_since is not None and appraises(actor, skp):
            told = {"name": skp.dialogue_with.name, "day": day_in_words(skp.dialogue_since)}
            return Denied(str(_TAKEN_UP) % told)
        return Denied(str(reason))
    return may


# The employee offers it, takes it back while nobody has agreed, answers what was asked and replies to what was adjusted, agrees
# to what was adjusted, and goes to the appraiser's superior (II.C.5; when that is open, `queries.turns` says).
may_submit_skp = _by_owner(gettext_lazy("Hanya pegawai pemilik SKP yang dapat mengajukannya."))
may_withdraw_skp = _by_owner(gettext_lazy("Hanya pegawai pemilik SKP yang dapat menariknya kembali."))
may_answer_skp = _by_owner(gettext_lazy("Hanya pegawai pemilik SKP yang menjawab dalam dialog ini."))
may_accept_skp = _by_owner(gettext_lazy("Hanya pegawai pemilik SKP yang dapat menyetujui penyesuaian."))
may_take_up_dialogue = _by_owner(gettext_lazy("Hanya pegawai pemilik SKP yang dapat membawa dialog kepada atasan penilai."))

# Whoever holds the dialogue with the employee asks, proposes another wording, kind or target (Art 7, 11(2)), sends it back, and
# fixes it (Art 14(3)).
may_ask_skp = _by_counterpart(gettext_lazy("Hanya pejabat penilai SKP ini yang bertanya dalam dialog ini."))
may_adjust_skp = _by_counterpart(gettext_lazy("Hanya pejabat penilai SKP ini yang dapat menyesuaikannya."))
may_return_skp = _by_counterpart(gettext_lazy("Hanya pejabat penilai SKP ini yang dapat mengembalikannya."))
may_agree_skp = _by_counterpart(gettext_lazy("Hanya pejabat penilai SKP ini yang dapat menyetujuinya."))


def _why_shut(skp: Skp) -> str:
    """Why nothing is changed in this state, and what to do instead."""
    known = {
        workflow.SUBMITTED: _WAITING, workflow.ASKED: _ASKED, workflow.ADJUSTED: _ADJUSTED, workflow.AGREED: _AGREED,
    }
    return str(known.get(skp.state) or _ENDED % {"state": skp.state_label})


def _is_superior_of_appraiser(actor: Actor, skp: Skp) -> bool:
    """Whether the ledger names this person as the appraiser's own appraiser at any time within the SKP's span."""
    overlaps = Q(start__lte=skp.end) & (Q(end__isnull=True) | Q(end__gte=skp.start))
    return Reporting.objects.filter(
        overlaps, employee_id=skp.appraiser_id, appraiser_id=actor.employee_id
    ).exists()
