"""Noticing that a record changed between opening a form and sending it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from capaian.foundation.models import AuditEvent


def version_of(records: Iterable[Model]) -> str:
    """A short fingerprint of records as fetched; equal exactly where nothing was changed, added or taken away."""
    rows = [
        "|".join(f"{field.attname}={field.value_to_string(record)!r}" for field in record._meta.concrete_fields)
        for record in sorted(records, key=lambda record: (record._meta.label, record.pk))
    ]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a record last, and when: told on the screen that compares two people's words, decided upon nowhere."""

    by_name: str
    at: datetime


def last_change_of(subjects: Sequence[Model], verb: str = "") -> LastChange | None:
    """The newest row of the record about any of these, of one kind where `verb` says so. One query."""
    if not subjects:
        return None
    rows = AuditEvent.objects.filter(
        subject_type=subjects[0]._meta.label_lower, subject_id__in=[subject.pk for subject in subjects]
    )
    row = (rows.filter(verb=verb) if verb else rows).order_by("-at", "-pk").first()
    return LastChange(row.actor_name, row.at) if row else None
