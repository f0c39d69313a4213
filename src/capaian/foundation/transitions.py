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
from capaian.foundation.workflow import MINIMUM_REASON


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
    step = record.WORKFLOW.find(verb, stored.state)
    if step is None:
        label = record.WORKFLOW.labels[stored.state]
        words = _("Tidak dapat dilakukan karena statusnya “%(label)s”. Muat ulang halaman untuk melihat keadaan terbaru.")
        raise Refused(words % {"label": label})
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
