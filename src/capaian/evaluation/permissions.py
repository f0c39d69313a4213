"""Who may rate, publish, set an organisation's achievement and read results (PermenPANRB 6/2022, Annex IV-V)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from capaian.evaluation import workflow
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.people.permissions.scope import manages, reads, reads_units


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to evaluate whom in a period, by the ledger of the day on which the window opens.

    That day decides because an appraiser who moves inside the window still evaluates the old unit, and one who
    moves before it does not (IV.A.14). `superior` is the appraiser's appraiser, who takes over when it is late.
    """

    employee_id: int
    employee_name: str
    appraiser_id: int | None
    appraiser_name: str
    superior_id: int | None
    superior_name: str
    agreed: bool
    state: str
    period: str
    window_start: date
    window_end: date
    today: date


def may_rate_evaluation(actor: Actor, assignment: Assignment) -> Verdict:
    """The direct superior rates, inside the window, while nothing is published (IV.A.2, IV.A.8, IV.A.11)."""
    if assignment.appraiser_id is None:
        words = _("Pejabat penilai %(name)s belum tercatat. Pengelola kinerja dapat melengkapinya.")
        return Denied(words % {"name": assignment.employee_name})
    if assignment.appraiser_id != actor.employee_id:
        return Denied(_("Hanya pejabat penilainya, %(name)s, yang dapat menilai.") % {"name": assignment.appraiser_name})
    if not assignment.agreed:
        words = _("SKP %(name)s belum disepakati, jadi belum ada yang dapat dinilai.")
        return Denied(words % {"name": assignment.employee_name})
    if assignment.state == workflow.PUBLISHED:
        return Denied(_("Hasil ini sudah diterbitkan dan tidak dapat diubah lagi. Jalan mengubahnya adalah keberatan."))
    return _inside_the_window(assignment)


def _inside_the_window(assignment: Assignment) -> Verdict:
    if assignment.today < assignment.window_start:
        words = _("Penilaian %(period)s dibuka pada %(day)s.")
        return Denied(words % {"period": assignment.period, "day": day_in_words(assignment.window_start)})
    if assignment.today > assignment.window_end:
        successor = assignment.superior_name or _("atasan pejabat penilai")
        words = _(
            "Masa penilaian %(period)s berakhir pada %(day)s. Penilaian beralih kepada %(name)s sebagai atasan pejabat "
            "penilai (PermenPANRB 6/2022, Lampiran IV.A.11)."
        )
        return Denied(words % {"period": assignment.period, "day": day_in_words(assignment.window_end), "name": successor})
    return ALLOWED


def may_publish_evaluation(actor: Actor, assignment: Assignment) -> Verdict:
    """Publishing is the appraiser's act too, inside the same window; completeness is the action's question."""
    return may_rate_evaluation(actor, assignment)


def may_see_team(actor: Actor, *, members: int) -> Verdict:
    """Appraisers of today, and those whom the period's ledger names."""
    if actor.appraises or members:
        return ALLOWED
    return Denied(_("Halaman tim hanya untuk pejabat penilai. Hasil Anda sendiri ada di menu Hasil."))


@dataclass(frozen=True, slots=True)
class Readership:
    """The people a result belongs to: the person, the appraiser and the appraiser's superior; and the person's unit."""

    employee_id: int
    appraiser_id: int
    superior_id: int | None
    state: str
    unit_path: str


def may_see_evaluation(actor: Actor, readership: Readership) -> Verdict:
    """A published result is read by those it concerns and by those who oversee; never by other colleagues."""
    close = actor.employee_id in {readership.employee_id, readership.appraiser_id, readership.superior_id}
    if not (close or reads(actor, readership.unit_path)):
        return Denied(_(
            "Hasil ini hanya dapat dibaca oleh pegawai yang bersangkutan, pejabat penilainya, atasan pejabat penilai, "
            "pengelola kinerja, tim evaluasi dan pengawas."
        ))
    if readership.state != workflow.PUBLISHED:
        return Denied(_("Hasil ini belum diterbitkan oleh pejabat penilai."))
    return ALLOWED


def may_see_overview(actor: Actor) -> Verdict:
    """Units at a glance: performance managers, the evaluation team and inspectors, each as far as the office reaches."""
    if reads_units(actor):
        return ALLOWED
    return Denied(_("Halaman Kelola hanya untuk pengelola kinerja, tim evaluasi dan pengawas."))


def may_see_achievements(actor: Actor) -> Verdict:
    """The levels of the agency's units concern whoever rates by them or oversees them."""
    if actor.appraises or reads_units(actor):
        return ALLOWED
    return Denied(_("Capaian organisasi dibuka untuk pejabat penilai, pengelola kinerja, tim evaluasi dan pengawas."))


def may_set_achievement(actor: Actor, *, heads_above: bool, relied_on: bool, unit_path: str) -> Verdict:
    """The leader one level up sets it, or a performance manager of the agency or of a unit above records it
    (SE MenPANRB 3/2023).

    `heads_above`: the actor leads the unit above. `relied_on`: a published result already rests on the level.
    """
    if not (heads_above or manages(actor, unit_path)):
        return Denied(_(
            "Capaian organisasi ditetapkan oleh pimpinan satu tingkat di atasnya, atau dicatat oleh pengelola kinerja "
            "(SE MenPANRB 3/2023)."
        ))
    if relied_on:
        return Denied(_("Sudah ada hasil yang diterbitkan dengan capaian ini, jadi tidak dapat diubah lagi."))
    return ALLOWED


def may_export_results(actor: Actor) -> Verdict:
    """Results leave the system only by those who read them by office, and no further than that reaches."""
    return may_see_overview(actor)
