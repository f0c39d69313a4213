"""Roles of a matrix become planned results: taken over by the employee, or sent by the leader to everybody who is drafting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.planning import workflow
from capaian.planning.actions import telling
from capaian.planning.actions.adoption import Adopted, adopt_results
from capaian.planning.actions.drafts import ResultDraft
from capaian.planning.actions.recording import insist, note, values_of
from capaian.planning.actions.results import store_result
from capaian.planning.models import MatrixCell, ResultPlan, ResultSource, RoleMatrix, Skp
from capaian.planning.permissions.matrix import may_send_roles, may_take_roles
from capaian.planning.queries.matrix_sending import OfferedRole, Sending, sendings_of, sendings_to

MATRIX, MINE = "matrix", "mine"


@dataclass(frozen=True, slots=True)
class Sent:
    """What one press did: people, roles that entered their drafts."""

    people: int
    roles: int


@action
def send_roles(*, matrix: RoleMatrix, by: Actor, at: datetime) -> Sent:
    """II.A.5 (p.48): put every role that waits into the draft of its person; the employee still adjusts and agrees.

    Only into drafts: an agreed SKP, one under discussion, and one that needs its appraiser's approval are left alone.
    Pressed again, nothing happens twice. One audit row per result.
    """
    require(may_send_roles(by, matrix))
    RoleMatrix.objects.select_for_update(of=("self",)).get(pk=matrix.pk)
    _lock_drafts(matrix)
    sent: dict[Skp, int] = {}
    for sending in sendings_of(matrix, timezone.localdate(at)):
        if not sending.ready or sending.skp is None:
            continue
        stored = sending.skp.lock()
        if stored.state != workflow.DRAFT:
            continue
        made = [
            store_result(stored, draft.result, (), by, at, parent_id=draft.parent_id,
                         parent_indicator_id=draft.parent_indicator_id, objective_id=None, assignment_id=draft.assignment_id,
                         source=ResultSource.MATRIX)
            for draft in _drafts(matrix, sending, sending.ready)
        ]
        _remember(sending.ready, made)
        sent[sending.skp] = len(made)
    if sent:
        note("matrix.send", matrix, by, at, after={"people": len(sent), "roles": sum(sent.values())})
        telling.sent_roles(sent, matrix.skp.employee.name, at)
    return Sent(len(sent), sum(sent.values()))


def _lock_drafts(matrix: RoleMatrix) -> None:
    """Before asking what waits: who takes the own roles over at this very moment is waited for, so that none enters twice."""
    drafts = Skp.objects.select_for_update(of=("self",)).filter(employee__matrix_rows__matrix=matrix, state=workflow.DRAFT)
    list(drafts.order_by("pk").values_list("pk", flat=True))


@action
def take_roles(*, skp: Skp, cells: Sequence[int], by: Actor, at: datetime) -> int:
    """The employee takes roles over into the own draft: those that wait, and those once declined. Returns how many."""
    insist(skp, may_take_roles, by)
    taken = 0
    for sending in sendings_to(skp, timezone.localdate(at)):
        wanted = tuple(role for role in (*sending.waiting, *sending.declined) if role.cell.pk in set(cells))
        if not wanted or sending.obstacle:
            continue
        matrix = RoleMatrix.objects.select_related("skp__employee", "skp__position").get(rows=sending.row_id)
        _remember(wanted, adopt_results(skp=skp, drafts=_drafts(matrix, sending, wanted), by=by, at=at))
        taken += len(wanted)
    if not taken:
        raise InvalidInput([Problem(_("Centang paling sedikit satu peran yang dapat diambil."), "cell")])
    return taken


@action
def settle_changes(*, skp: Skp, answers: Mapping[int, str], by: Actor, at: datetime) -> int:
    """The leader changed roles after they were taken over: for each, `matrix` takes the new words, `mine` keeps the own."""
    insist(skp, may_take_roles, by)
    settled = 0
    for sending in sendings_to(skp, timezone.localdate(at)):
        for role in sending.changed:
            answer = answers.get(role.cell.pk)
            result = _here(skp, role.cell.result)
            if answer not in (MATRIX, MINE) or result is None:
                continue
            before = values_of(result)
            if answer == MATRIX:
                result.statement, result.cascade = role.cell.text, role.cell.cascade
                result.save()
            role.cell.taken = role.cell.text
            role.cell.save(update_fields=["taken"])
            note("matrix.settle", result, by, at, before=before, after={**values_of(result), "answer": answer})
            settled += 1
    return settled


def unsettle(amendment: Skp, by: Actor, at: datetime) -> int:
    """A change that is given up takes back what it settled with the matrix: a role that it took over waits again, one whose new
    words it took differs again. What was kept as one's own stays so. How many. Called inside an action."""
    copies = {row.origin_id: row for row in ResultPlan.objects.filter(skp=amendment, origin__isnull=False)}
    cells = MatrixCell.objects.filter(
        Q(result__skp=amendment, result__origin__isnull=True) | Q(result__in=list(copies), taken=F("text"))
    ).select_related("result")
    undone = 0
    for cell in cells:
        result = cell.result
        assert result is not None
        before: dict[str, object] = {"result_id": result.pk, "taken": cell.taken}
        if result.skp_id == amendment.pk:
            cell.result, cell.taken = None, ""
        elif result.statement in (cell.text, copies[result.pk].statement):
            continue
        else:
            cell.taken = result.statement
        cell.save(update_fields=["result", "taken"])
        note("matrix.unsettle", cell, by, at, before=before, after={"result_id": cell.result_id, "taken": cell.taken})
        undone += 1
    return undone


def _here(skp: Skp, result: ResultPlan | None) -> ResultPlan | None:
    """The result in this SKP: itself, or its copy where this is the working copy of an amendment."""
    if result is None or result.skp_id == skp.pk:
        return result
    copied: ResultPlan | None = ResultPlan.objects.filter(skp=skp, origin=result).first()
    return copied


def _drafts(matrix: RoleMatrix, sending: Sending, roles: Sequence[OfferedRole]) -> list[Adopted]:
    """The roles as results; who gave them is named where that is not the appraiser."""
    leader = matrix.skp.employee_id
    given = "" if sending.skp is None or sending.skp.appraiser_id == leader else matrix.skp.position.title
    return [
        Adopted(
            ResultDraft(role.cell.text, cascade=role.cell.cascade, source=ResultSource.MATRIX, assigned_by=given),
            parent_id=role.parent_id, parent_indicator_id=role.cell.indicator_id, assignment_id=role.assignment_id,
        )
        for role in roles
    ]


def _remember(roles: Sequence[OfferedRole], results: Sequence[ResultPlan]) -> None:
    cells = []
    for role, result in zip(roles, results, strict=True):
        role.cell.result, role.cell.taken = result, role.cell.text
        cells.append(role.cell)
    MatrixCell.objects.bulk_update(cells, ["result", "taken"], batch_size=200)
