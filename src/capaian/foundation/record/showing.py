"""The record as a screen shows it: deeds in words, what changed side by side, and what a verification came to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from capaian.foundation.jobs.queries import ACTIVE
from capaian.foundation.language import told
from capaian.foundation.models import AuditEvent, Job, JobState, Reading
from capaian.foundation.record.chain import Finding, Kind
from capaian.foundation.record.checking import words_for
from capaian.foundation.record.readings import EVERYBODY, THINGS
from capaian.foundation.record.words import subject_label, verb_label
from capaian.foundation.ui.numbers import number

LONGEST = 400
"""Letters of one value that are shown; the whole is in the export of one's own data."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a deed: what stood there and what stands there now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """What the template of the record needs of one row."""

    pk: int
    sequence: int
    at: datetime
    actor_id: int
    actor_name: str
    behalf_name: str
    what: str
    verb: str
    subject: str
    subject_type: str
    subject_id: int
    changes: tuple[Change, ...]
    is_cleared: bool
    hash: str


def shown(event: AuditEvent) -> ShownEvent:
    """One row in words."""
    return ShownEvent(
        pk=event.pk, sequence=event.sequence, at=event.at, actor_id=event.actor_id, actor_name=event.actor_name,
        behalf_name=event.behalf_name, what=verb_label(event.verb), verb=event.verb, subject=subject_label(event.subject_type),
        subject_type=event.subject_type, subject_id=event.subject_id, changes=changes_of(event.before, event.after),
        is_cleared=bool(event.cleared), hash=event.hash,
    )


def changes_of(before: Any, after: Any) -> tuple[Change, ...]:
    """Field by field, in the order of the deed; what did not change is left out. A content that somebody wrote past the
    program may be anything: it is shown as it is."""
    before, after = ({"?": content} if not isinstance(content, Mapping) else content for content in (before, after))
    names = dict.fromkeys([*after, *before])
    return tuple(
        Change(name, _text(before.get(name)), _text(after.get(name)))
        for name in names if before.get(name) != after.get(name)
    )


def _text(value: object) -> str:
    if value is None or value == "":
        return "—"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass(frozen=True, slots=True)
class ShownReading:
    """What the template needs of one opening."""

    at: datetime
    who: str
    post: str
    behalf_name: str
    what: str
    label: str
    of_everybody: bool


def shown_reading(row: Reading) -> ShownReading:
    """One opening in words; a thing that is no longer noted keeps its technical name."""
    return ShownReading(
        at=row.first_at, who=row.reader_name, post=row.reader_post, behalf_name=row.behalf_name,
        what=told(THINGS.get(row.thing, row.thing)), label=row.label, of_everybody=row.subject_id == EVERYBODY,
    )


@dataclass(frozen=True, slots=True)
class ShownVerification:
    """The newest verification: running, whole, or where it breaks."""

    job_id: int
    at: datetime
    by: str
    moving: bool
    failed: bool
    whole: bool
    words: str
    findings: tuple[str, ...]


def shown_verification(job: Job | None) -> ShownVerification | None:
    """What the last verification came to; None where nobody has verified yet."""
    if job is None:
        return None
    report, done = job.checkpoint, job.state == JobState.DONE and bool(job.checkpoint)
    return ShownVerification(
        job_id=job.pk, at=job.finished_at or job.created_at, by=job.owner_name, moving=job.state in ACTIVE,
        failed=not done and job.state not in ACTIVE, whole=done and report["whole"],
        words=summary(report) if done else job.get_state_display(), findings=_findings(report) if done else (),
    )


def summary(report: Mapping[str, Any]) -> str:
    """The answer of a verification in one sentence."""
    if report["whole"]:
        return _("Catatan utuh sampai baris %(rows)s.") % {"rows": number(report["rows"])}
    return _("Catatan TIDAK utuh: %(intact)s baris pertama utuh dari %(rows)s baris.") % {
        "intact": number(report["intact"]), "rows": number(report["rows"]),
    }


def _findings(report: Mapping[str, Any]) -> tuple[str, ...]:
    found = [words_for(_read(one)) for one in report["findings"]]
    more = report["more_findings"]
    return (*found, *([_("… dan %(more)s temuan lain") % {"more": number(more)}] if more else []), *report["anchor_troubles"])


def _read(one: Mapping[str, Any]) -> Finding:
    return Finding(Kind(one["kind"]), one["agency_id"], one["sequence"], until=one["until"], id=one["id"], verb=one["verb"])
