"""What an edit of an SKP has in common: lock it, ask, notice a newer version, write the audit row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import Verdict, require
from capaian.planning.models import Skp
from capaian.planning.queries.freshness import version_of

STALE = "version"


def insist(skp: Skp, permission: Callable[[Actor, Skp], Verdict], by: Actor) -> Skp:
    """The SKP as stored, locked; Refused where its *stored* state or this person does not allow the edit."""
    stored: Skp = skp.lock()
    require(permission(by, stored))
    return stored


def insist_fresh(records: Iterable[Model], version: str | None) -> None:
    """Raise InvalidInput (field `version`) where the records changed since the form was opened. None skips it."""
    if version is None or version == version_of(records):
        return
    reason = _(
        "Bagian ini sudah diubah dari layar lain sejak Anda membukanya. Isian Anda masih ada di bawah: "
        "bandingkan, lalu simpan sekali lagi bila isian Anda yang berlaku."
    )
    raise InvalidInput([Problem(reason, STALE)])


def values_of(record: Model) -> dict[str, object]:
    """The stored values of a record, for the audit row."""
    return {
        field.attname: field.value_from_object(record) for field in record._meta.concrete_fields if not field.primary_key
    }


def note(
    verb: str, subject: Model, by: Actor, at: datetime, *,
    before: dict[str, object] | None = None, after: dict[str, object] | None = None,
) -> None:
    """Write the audit row of an edit."""
    audit.record(by=by, at=at, verb=verb, subject=subject, before=before, after=after)
