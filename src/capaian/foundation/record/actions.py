"""Asking for the record to be verified. That it was, and by whom, is part of the record."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.jobs import enqueue
from capaian.foundation.jobs.runner import run_job
from capaian.foundation.models import AuditHead, Job
from capaian.foundation.permissions import require
from capaian.foundation.record.permissions import may_verify_record
from capaian.foundation.record.queries import VERIFYING, length_of
from capaian.foundation.writing import action

AT_ONCE = 5_000
"""Rows up to which one waits for the answer (a fifth of a second); a longer record is a job."""


def verify_record(*, by: Actor, at: datetime) -> Job:
    """Verify the record of the agency: a short one now, a long one as a job that can be left and found again."""
    rows = length_of(by.agency_id)
    job = start_verification(by=by, at=at)
    if rows <= AT_ONCE:
        run_job.func(job.pk)
        job.refresh_from_db()
    return job


@action
def start_verification(*, by: Actor, at: datetime) -> Job:
    """Queue the verification, and say so in the record."""
    require(may_verify_record(by))
    job = enqueue(VERIFYING, by=by, at=at, title=_("Seluruh catatan instansi"), href=reverse("record:record"))
    head, _made = AuditHead.objects.get_or_create(agency_id=by.agency_id)
    audit.record(by=by, at=at, verb=VERIFYING, subject=head)
    return job
