"""The record of who did what. Written inside the same transaction as the deed; never read to decide anything.

Rows are chained per agency (foundation/record/chain.py). Inside an action they wait until its very end, so that the head
of the chain is locked for the last three statements before the commit only, not while the deed is being done.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from capaian.foundation.actor import Actor
from capaian.foundation.logs import request_id
from capaian.foundation.models import AuditEvent, AuditHead
from capaian.foundation.record import chain
from capaian.foundation.writing import at_the_end
from capaian.kernel.batches import in_batches

if TYPE_CHECKING:
    from django.db.models import Model

__all__ = ["Deed", "record", "record_many", "request_id"]

BATCH = 2_000
"""Rows chained together outside an action."""


class Deed(NamedTuple):
    """One of many deeds done at once, for `record_many`."""

    verb: str
    subject: Model
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


def record(
    *, by: Actor, at: datetime, verb: str, subject: Model,
    before: Mapping[str, object] | None = None, after: Mapping[str, object] | None = None,
) -> None:
    """Append one audit row. Raises RuntimeError outside a transaction: a deed and its record stand or fall together."""
    record_many(by=by, at=at, deeds=[Deed(verb, subject, before, after)])


def record_many(*, by: Actor, at: datetime, deeds: Iterable[Deed]) -> None:
    """Append a row for each deed, in their order, in few statements. Raises RuntimeError outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row is written in the transaction of the deed it records")
    for batch in in_batches((_event(by, at, deed) for deed in deeds), BATCH):
        at_the_end(_append, batch)


def _event(by: Actor, at: datetime, deed: Deed) -> AuditEvent:
    before, after, salt = _stored(deed.before), _stored(deed.after), secrets.token_hex(16)
    event = AuditEvent(
        agency_id=by.agency_id, at=at, actor_id=by.employee_id, actor_name=by.name, behalf_id=by.behalf_id,
        behalf_name=by.behalf_name, verb=deed.verb, subject_type=deed.subject._meta.label_lower, subject_id=deed.subject.pk,
        before=before, after=after, salt=salt, request_id=request_id.get(),
    )
    event.digest = chain.deed_digest(
        at=at, actor_id=event.actor_id, actor_name=event.actor_name, behalf_id=event.behalf_id, behalf_name=event.behalf_name,
        verb=event.verb, subject_type=event.subject_type, subject_id=event.subject_id, request_id=event.request_id,
        content=chain.content_digest(salt, before, after),
    )
    return event


def _stored(content: Mapping[str, object] | None) -> Any:
    """The content as every database gives it back. A float would come back differently from each, so it becomes text."""
    if not content:
        return {}
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder), parse_float=str, parse_constant=str)


def _append(batches: Sequence[Sequence[AuditEvent]]) -> None:
    """Chain these rows to the end of their agencies' chains, agencies in order so that nobody waits in a circle."""
    events = sorted((event for batch in batches for event in batch), key=attrgetter("agency_id"))
    for agency_id, rows in groupby(events, key=attrgetter("agency_id")):
        head = _locked_head(agency_id)
        chained = list(rows)
        for event in chained:
            event.sequence, event.previous = head.sequence + 1, head.hash
            event.hash = chain.link(
                agency_id=agency_id, sequence=event.sequence, previous=event.previous, digest=event.digest,
            )
            head.sequence, head.hash = event.sequence, event.hash
        AuditEvent.objects.bulk_create(chained, batch_size=BATCH)
        AuditHead.objects.filter(pk=head.pk).update(sequence=head.sequence, hash=head.hash)


def _locked_head(agency_id: int) -> AuditHead:
    """The end of the agency's chain, locked until the transaction ends; the first deed of an agency makes it."""
    heads = AuditHead.objects.select_for_update().filter(agency_id=agency_id)
    head = heads.first()
    if head is None:
        AuditHead.objects.bulk_create([AuditHead(agency_id=agency_id)], ignore_conflicts=True)
        head = heads.get()
    return head
