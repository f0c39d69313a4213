"""How long things are kept, and forgetting them when that time is over (UU 27/2022 Art 16 (2) g).

Each time is a value of the agency's scheme, else of the house's policy, with its source; the worker looks once a day.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.files import ZIP, forget, workshop
from capaian.foundation.jobs.clock import working_for
from capaian.foundation.models import AuditEvent, AuditHead, Job, Notice, Reading, StoredFile
from capaian.foundation.policy import policy_for
from capaian.foundation.record.chain import content_digest
from capaian.foundation.record.checking import CLEARING
from capaian.foundation.writing import action
from capaian.kernel.words import N_

PIECE = 2_000
HOUSE = "Capaian"
"""The name under which the house itself stands in the record."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """One kind of data: its key in a scheme (0 days: kept), what it is, and how what is older than a moment is forgotten."""

    key: str
    what: str
    forget: Callable[[int, datetime, datetime], int]


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the table everybody can read."""

    what: str
    days: int
    source: str


def _readings(agency_id: int, before: datetime, _now: datetime) -> int:
    return Reading.objects.filter(agency_id=agency_id, day__lt=timezone.localdate(before)).delete()[0]


def _notices(agency_id: int, before: datetime, _now: datetime) -> int:
    return Notice.objects.filter(agency_id=agency_id, created_at__lt=before).delete()[0]


def _jobs(agency_id: int, before: datetime, _now: datetime) -> int:
    return Job.objects.filter(agency_id=agency_id, finished_at__lt=before).delete()[0]


def _documents(agency_id: int, before: datetime, _now: datetime) -> int:
    """What jobs made to be fetched, and the folders of jobs that never came to an end."""
    made = list(StoredFile.objects.filter(agency_id=agency_id, kind=ZIP, created_at__lt=before))
    for stored in made:
        forget(stored)
    for folder in workshop(agency_id, 0).parent.glob("*"):
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)
    return len(made)


def _contents(agency_id: int, before: datetime, now: datetime) -> int:
    """Clear what was written before and after, of the rows from the first to the last one that is old enough."""
    head = AuditHead.objects.filter(agency_id=agency_id).first()
    if head is None:
        return 0
    rows = AuditEvent.objects.filter(agency_id=agency_id)
    young = rows.filter(at__gte=before).aggregate(first=Min("sequence"))["first"]
    until = head.sequence if young is None else young - 1
    if not rows.filter(sequence__lte=until, cleared="").exists():
        return 0
    house = Actor(user_id=0, employee_id=0, agency_id=agency_id, name=HOUSE)
    cleared: int = clear_contents(head=head, until=until, by=house, at=now)
    return cleared


@action
def clear_contents(*, head: AuditHead, until: int, by: Actor, at: datetime) -> int:
    """Empty the contents up to this row, keep their digests, and say so in the record; how many rows."""
    rows = AuditEvent.objects.filter(agency_id=head.agency_id, sequence__lte=until, cleared="").order_by("sequence")
    cleared = 0
    while piece := list(rows.only("before", "after", "salt", "cleared")[:PIECE]):
        for row in piece:
            row.cleared = content_digest(row.salt, row.before, row.after)
            row.before, row.after, row.salt = {}, {}, ""
        AuditEvent.objects.bulk_update(piece, ["before", "after", "salt", "cleared"], batch_size=200)
        cleared += len(piece)
    audit.record(by=by, at=at, verb=CLEARING, subject=head, after={"until": until, "rows": cleared})
    return cleared


KEEPING = (
    Keeping("retention.readings", N_("Siapa yang membuka penilaian Anda"), _readings),
    Keeping("retention.notices", N_("Pemberitahuan"), _notices),
    Keeping("retention.jobs", N_("Pekerjaan yang sudah berakhir"), _jobs),
    Keeping("retention.documents", N_("Dokumen satu unit yang dibuat sebagai pekerjaan"), _documents),
    Keeping("retention.record_content", N_("Isi catatan tindakan (siapa, kapan dan apa tetap tersimpan)"), _contents),
)


def forget_expired(now: datetime) -> dict[str, int]:
    """The worker's daily duty: forget what is older than its time, agency by agency; how many rows of each kind."""
    forgotten: dict[str, int] = {}
    for agency_id in _agencies():
        with working_for(agency_id):
            for one in KEEPING:
                days = policy_for(agency_id, one.key, timezone.localdate(now)).value
                if days:
                    count = one.forget(agency_id, now - timedelta(days=days), now)
                    forgotten[one.key] = forgotten.get(one.key, 0) + count
    return forgotten


def _agencies() -> list[int]:
    found: set[int] = set()
    for model in (Reading, Notice, Job, StoredFile, AuditHead):
        found.update(model._default_manager.values_list("agency_id", flat=True).distinct())
    return sorted(found)


def kept_for(agency_id: int, day: date) -> list[Kept]:
    """How long each kind of data is kept in this agency, and where that is written."""
    policies = [(one.what, policy_for(agency_id, one.key, day)) for one in KEEPING]
    return [Kept(what, policy.value, policy.source) for what, policy in policies]
