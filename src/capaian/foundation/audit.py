"""The record of who did what. Written inside the same transaction as the deed; never read to decide anything."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from capaian.foundation.actor import Actor
from capaian.foundation.models import AuditEvent

if TYPE_CHECKING:
    from django.db.models import Model

request_id: ContextVar[str] = ContextVar("capaian_request_id", default="")


def record(
    *, by: Actor, at: datetime, verb: str, subject: Model,
    before: Mapping[str, object] | None = None, after: Mapping[str, object] | None = None,
) -> None:
    """Append one audit row. Raises RuntimeError outside a transaction: a deed and its record stand or fall together."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row is written in the transaction of the deed it records")
    AuditEvent.objects.create(
        agency_id=by.agency_id, at=at, actor_id=by.employee_id, actor_name=by.name, verb=verb,
        subject_type=subject._meta.label_lower, subject_id=subject.pk,
        before=dict(before or {}), after=dict(after or {}), request_id=request_id.get(),
    )
