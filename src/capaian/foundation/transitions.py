"""Moving one record along its workflow: the only door through which a state changes.

`transition()` checks the table, appends the status row and writes the audit row. Whether *this person* may is
asked before, in the module's `permissions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.models import StatefulModel
from capaian.foundation.workflow import MINIMUM_REASON, Transition, Workflow
from capaian.kernel.batches import in_batches

BATCH = 500


def transition(
    record: StatefulModel, *, verb: str, by: Actor, at: datetime, reason: str = "",
    detail: Mapping[str, object] | None = None, also: Sequence[str] = (),
) -> None:
    """Move `record` along its workflow: lock, check, append the status row, write the audit row.

    `also` names fields already set on `record` that must be stored in the same statement as the state,
    because a constraint ties them together (a published evaluation is complete).

    Raises Refused where the record's *stored* state does not allow the verb (a second click, another tab)
    or where a reason is needed and too short.
    """
    stored = record.lock()
    step = _step(record.WORKFLOW, verb, stored.state)
    reason = reason.strip()
    if step.needs_reason and len(reason) < MINIMUM_REASON:
        words = _("Tuliskan alasan yang dapat ditindaklanjuti, paling sedikit %(least)s huruf.")
        raise Refused(words % {"least": MINIMUM_REASON})
    before = stored.state
    record.state = step.target
    record.save(update_fields=["state", *also])
    record.statuses.create(state=step.target, by_id=by.employee_id, by_name=by.name, at=at, reason=reason)
    audit.record(
        by=by, at=at, verb=f"{record.WORKFLOW.name}.{verb}", subject=record,
        before={"state": before}, after={"state": step.target, "reason": reason, **(detail or {})},
    )


def transition_many(
    records: Sequence[StatefulModel], *, verb: str, by: Actor, at: datetime,
    detail: Mapping[int, Mapping[str, object]] | None = None, also: Sequence[str] = (),
) -> None:
    """Move several records of one kind along the same way, all or none, in a number of statements that does not grow with
    them by more than their rows. `detail` is by key, `also` as in `transition`. For verbs that need no reason.

    Raises Refused where the stored state of any of them does not allow the verb.
    """
    if not records:
        return
    model = type(records[0])
    stored: dict[int, str] = {}
    for keys in in_batches([record.pk for record in records], BATCH):
        stored.update(model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys).values_list("pk", "state"))
    steps = {record.pk: _step(record.WORKFLOW, verb, stored[record.pk]) for record in records}
    for record in records:
        record.state = steps[record.pk].target
    model._base_manager.bulk_update(records, ["state", *also], batch_size=BATCH)
    statuses = records[0].statuses.model
    statuses.objects.bulk_create(
        [
            statuses(record_id=record.pk, state=record.state, by_id=by.employee_id, by_name=by.name, at=at)
            for record in records
        ],
        batch_size=BATCH,
    )
    audit.record_many(by=by, at=at, deeds=[
        audit.Deed(
            f"{record.WORKFLOW.name}.{verb}", record, {"state": stored[record.pk]},
            {"state": record.state, "reason": "", **(detail or {}).get(record.pk, {})},
        )
        for record in records
    ])


def _step(workflow: Workflow, verb: str, state: str) -> Transition:
    step = workflow.find(verb, state)
    if step is None:
        words = _("Tidak dapat dilakukan karena statusnya “%(label)s”. Muat ulang halaman untuk melihat keadaan terbaru.")
        raise Refused(words % {"label": workflow.labels[state]})
    return step
