"""The performance agreement of a unit and year: parties, budget, fixing and reopening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Problem, Refused
from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.foundation.transitions import transition
from capaian.foundation.writing import action
from capaian.governance.models import PerformanceYear
from capaian.people.models import Position, Unit
from capaian.planning import workflow
from capaian.planning.actions.drafts import refuse
from capaian.planning.actions.recording import insist_fresh, note, values_of
from capaian.planning.models import BudgetLine, PerformanceAgreement
from capaian.planning.permissions.objectives import (
    may_add_objective,
    may_edit_agreement,
    may_fix_agreement,
    may_reopen_agreement,
)
from capaian.planning.queries.agreements import agreement_facts, head_position_of, second_party_of
from capaian.planning.rules.agreements import missing_in


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget line as typed: whole rupiah."""

    program: str
    amount: Decimal
    source: str = ""
    objective_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """Parties and budget of an agreement as typed."""

    first_party_id: int | None
    second_party: str = ""
    second_party_post: str = ""
    number: str = ""
    budget: Sequence[Budget] = ()

    def problems(self) -> list[Problem]:
        found = []
        for name, longest in (("second_party", 200), ("second_party_post", 200), ("number", 120)):
            if len(getattr(self, name)) > longest:
                found.append(Problem(_("Paling banyak %(longest)s huruf.") % {"longest": longest}, name))
        for row, one in enumerate(self.budget, start=1):
            if not one.program.strip() or len(one.program) > 300 or len(one.source) > 80:
                found.append(Problem(_("Isi nama program, paling banyak 300 huruf."), "budget", row))
            if not _whole_rupiah(one.amount):
                found.append(Problem(_("Anggaran adalah rupiah bulat, tidak kurang dari nol."), "budget", row))
        return found


def _whole_rupiah(amount: Decimal) -> bool:
    return amount.is_finite() and 0 <= amount < 10**20 and amount == amount.to_integral_value()


@action
def begin_agreement(*, unit: Unit, performance_year: PerformanceYear, by: Actor, at: datetime) -> PerformanceAgreement:
    """Begin the draft of a unit's agreement, its head and the head's superior filled in; where there is one, that one."""
    day = timezone.localdate(at)
    require(may_add_objective(by, unit, performance_year, day))
    agreement, made = PerformanceAgreement.objects.get_or_create(
        unit=unit, performance_year=performance_year, defaults={"first_party": head_position_of(unit)},
    )
    if made:
        agreement.second_party, agreement.second_party_post = second_party_of(unit, day)
        agreement.save(update_fields=["second_party", "second_party_post"])
        agreement.statuses.create(state=agreement.state, by_id=by.employee_id, by_name=by.name, at=at)
        note("agreement.begin", agreement, by, at, after=_values(agreement))
    return agreement


@action
def change_agreement(
    *, agreement: PerformanceAgreement, draft: AgreementDraft, version: str | None = None, by: Actor, at: datetime,
) -> None:
    """Change parties, number and budget while it is a draft."""
    stored = agreement.lock()
    require(may_edit_agreement(by, stored, timezone.localdate(at)))
    insist_fresh([stored, *stored.budget_lines.all()], version)
    refuse([*draft.problems(), *_strangers(stored, draft)])
    before = _values(stored)
    _store(stored, draft)
    note("agreement.change", stored, by, at, before=before, after=_values(stored))


@action
def fix_agreement(*, agreement: PerformanceAgreement, by: Actor, at: datetime) -> None:
    """Fix the agreement: from now on the unit's objectives of the year stand. Raises InvalidInput, naming what is missing."""
    day = timezone.localdate(at)
    _insist_draft(agreement.lock())
    require(may_fix_agreement(by, agreement, day))
    refuse([Problem(told(reason)) for reason in missing_in(agreement_facts(agreement))])
    agreement.fixed_on = day
    transition(agreement, verb="fix", by=by, at=at, also=("fixed_on",))


@action
def reopen_agreement(*, agreement: PerformanceAgreement, reason: str, by: Actor, at: datetime) -> None:
    """Make it a draft again, for a reason that says what has to change."""
    stored = agreement.lock()
    require(may_reopen_agreement(by, stored))
    agreement.fixed_on = None
    detail = {"fixed_on": str(stored.fixed_on)}
    transition(agreement, verb="reopen", by=by, at=at, reason=reason, detail=detail, also=("fixed_on",))


def _insist_draft(stored: PerformanceAgreement) -> None:
    if stored.state != workflow.DRAFT:
        raise Refused(_("Perjanjian kinerja ini sudah ditetapkan. Muat ulang halaman untuk melihat keadaan terbaru."))


def _strangers(agreement: PerformanceAgreement, draft: AgreementDraft) -> list[Problem]:
    """Posts of other agencies, objectives of other units or years."""
    found = []
    posts = Position.objects.filter(unit__agency_id=agreement.unit.agency_id)
    if draft.first_party_id and not posts.filter(pk=draft.first_party_id).exists():
        found.append(Problem(_("Jabatan ini tidak ditemukan."), "first_party"))
    wanted = {one.objective_id for one in draft.budget if one.objective_id}
    goals = agreement.unit.objectives.filter(performance_year=agreement.performance_year, pk__in=wanted)
    mine = set(goals.values_list("pk", flat=True))
    rows = [row for row, one in enumerate(draft.budget, start=1) if one.objective_id and one.objective_id not in mine]
    return found + [Problem(_("Sasaran ini bukan sasaran unit dan tahun ini."), "budget", row) for row in rows]


def _store(agreement: PerformanceAgreement, draft: AgreementDraft) -> None:
    agreement.first_party_id = draft.first_party_id
    agreement.second_party, agreement.second_party_post = draft.second_party.strip(), draft.second_party_post.strip()
    agreement.number = draft.number.strip()
    agreement.save()
    agreement.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement, objective_id=one.objective_id, program=one.program.strip(), amount=one.amount,
            source=one.source.strip(), ordinal=ordinal,
        )
        for ordinal, one in enumerate(draft.budget, start=1)
    )


def _values(agreement: PerformanceAgreement) -> dict[str, object]:
    lines = agreement.budget_lines.order_by("ordinal", "pk").values_list("program", "amount", "source", "objective_id")
    fixed = agreement.fixed_on.isoformat() if agreement.fixed_on else None
    budget = [[program, str(amount), *rest] for program, amount, *rest in lines]
    return values_of(agreement) | {"fixed_on": fixed, "budget": budget}


