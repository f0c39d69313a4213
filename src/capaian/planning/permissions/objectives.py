"""Who may change what a unit is to reach: its objectives of a year, the plans behind them, its performance agreement.

Everybody of the agency reads all of it.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.permissions import ALLOWED, Denied, Verdict
from capaian.governance.models import PerformanceYear
from capaian.people.models import Posting, Unit
from capaian.people.permissions.scope import manages, manages_agency
from capaian.people.queries import on
from capaian.planning import workflow
from capaian.planning.models import Objective, PerformanceAgreement, StrategicPlan


def may_edit_objectives(actor: Actor, unit: Unit, day: date) -> Verdict:
    """Performance managers of the agency or of a unit above, and whoever holds the post that leads the unit on that day."""
    if unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if manages(actor, unit.path):
        return ALLOWED
    leads = Posting.objects.filter(
        on(day), employee_id=actor.employee_id, position__unit=unit, position__leads_unit=True
    )
    if leads.exists():
        return ALLOWED
    return Denied(_("Sasaran %(unit)s diubah oleh kepala unit itu atau pengelola kinerja.") % {"unit": unit.name})


def may_add_objective(actor: Actor, unit: Unit, year: PerformanceYear, day: date) -> Verdict:
    """As above, as long as the unit's performance agreement of the year is not fixed."""
    verdict = may_edit_objectives(actor, unit, day)
    return verdict if not verdict else _while_open(unit, year)


def may_edit_objective(actor: Actor, objective: Objective, day: date) -> Verdict:
    """An objective of a plan is changed with its plan, one of a year until the performance agreement is fixed."""
    if objective.plan is not None:
        return may_edit_plan(actor, objective.plan, day)
    if objective.performance_year is None:  # the database knows none without either
        return Denied(_("Sasaran ini tidak punya rencana maupun tahun."))
    return may_add_objective(actor, objective.unit, objective.performance_year, day)


def may_add_plan(actor: Actor, unit: Unit | None, day: date) -> Verdict:
    """The region's plan is the agency's performance managers'; an office's also its head's and its unit managers'."""
    if unit is not None:
        return may_edit_objectives(actor, unit, day)
    if manages_agency(actor):
        return ALLOWED
    return Denied(_("RPJMD disusun di sini oleh pengelola kinerja instansi."))


def may_edit_plan(actor: Actor, plan: StrategicPlan, day: date) -> Verdict:
    """The plan itself and its objectives."""
    if plan.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    return may_add_plan(actor, plan.unit, day)


def may_edit_agreement(actor: Actor, agreement: PerformanceAgreement, day: date) -> Verdict:
    """Parties and budget, while it is a draft."""
    return may_add_objective(actor, agreement.unit, agreement.performance_year, day)


def may_fix_agreement(actor: Actor, agreement: PerformanceAgreement, day: date) -> Verdict:
    """The head of the unit or a performance manager."""
    return may_edit_agreement(actor, agreement, day)


def may_reopen_agreement(actor: Actor, agreement: PerformanceAgreement) -> Verdict:
    """Performance managers: what was promised is not taken back by who promised it."""
    if agreement.unit.agency_id != actor.agency_id:
        return Denied(_("Data ini milik instansi lain."))
    if agreement.state != workflow.FIXED:
        return Denied(_("Perjanjian kinerja ini belum ditetapkan."))
    if manages(actor, agreement.unit.path):
        return ALLOWED
    return Denied(_("Perjanjian kinerja yang sudah ditetapkan hanya dibuka kembali oleh pengelola kinerja."))


def may_import_chain(actor: Actor) -> Verdict:
    """Plans of all offices come in at once, so this is the agency's performance managers'."""
    if manages_agency(actor):
        return ALLOWED
    return Denied(_("Rencana strategis diimpor oleh pengelola kinerja instansi."))


def _while_open(unit: Unit, year: PerformanceYear) -> Verdict:
    fixed = PerformanceAgreement.objects.filter(unit=unit, performance_year=year, state=workflow.FIXED)
    if not fixed.exists():
        return ALLOWED
    return Denied(_(
        "Perjanjian kinerja %(unit)s %(year)s sudah ditetapkan. Sasaran dan targetnya berubah hanya setelah pengelola kinerja "
        "membukanya kembali dengan alasan."
    ) % {"unit": unit.name, "year": year.year})
