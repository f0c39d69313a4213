"""Reading the record for those who inspect it: filtered, newest first, page by page on keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from capaian.foundation.actor import Actor
from capaian.foundation.models import AuditEvent, AuditHead, Job, Reading
from capaian.foundation.permissions import require
from capaian.foundation.record.permissions import may_read_record, verbs_open_to
from capaian.foundation.record.readings import EVERYBODY
from capaian.foundation.record.words import GROUPS, SUBJECTS, VERBS
from capaian.kernel.calendar import iso_day
from capaian.kernel.numbers import whole_number

PER_PAGE = 50
READINGS_PER_PAGE = 25
VERIFYING = "record.verify"

Finder = Callable[[int, str], Sequence[int]]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Name the function that finds people of an agency by name or NIP; called once, when the application starts."""
    _finders[:] = [finder]


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What the address of the record says; what cannot be meant counts as nothing."""

    person: str = ""
    person_id: int | None = None
    group: str = ""
    subject: str = ""
    subject_id: int | None = None
    since: date | None = None
    until: date | None = None
    after: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> RecordFilter:
        """From the address: ?who=ani&what=judging&since=2026-01-05&until=2026-01-31&after=1234."""
        group, subject = query.get("what", ""), query.get("subject", "")
        return cls(
            person=query.get("who", "").strip()[:100], person_id=whole_number(query.get("person")),
            group=group if group in GROUPS else "", subject=subject if subject in SUBJECTS else "",
            subject_id=whole_number(query.get("number")), after=whole_number(query.get("after")),
            since=iso_day(query.get("since", "")), until=iso_day(query.get("until", "")),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for but everything."""
        return not any((
            self.person, self.person_id, self.group, self.subject, self.subject_id, self.since, self.until,
        ))


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page; `older` is the key after which the next one begins, None on the last."""

    rows: tuple[AuditEvent, ...]
    older: int | None


def record_for(actor: Actor, wanted: RecordFilter) -> RecordPage:
    """One page of what this person may read of the agency's record, newest first. Raises Refused for everybody else."""
    require(may_read_record(actor))
    rows = list(_after(_filtered(actor, wanted), actor.agency_id, wanted.after)[: PER_PAGE + 1])
    return RecordPage(tuple(rows[:PER_PAGE]), rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None)


def _filtered(actor: Actor, wanted: RecordFilter) -> QuerySet[AuditEvent]:
    found = AuditEvent.objects.filter(agency_id=actor.agency_id).order_by("-at", "-id")
    if (verbs := verbs_open_to(actor)) is not None:
        found = found.filter(verb__in=verbs)
    if wanted.group:
        found = found.filter(verb__in=list(VERBS[wanted.group]))
    if wanted.person_id is not None:
        found = found.filter(_by([wanted.person_id]))
    if wanted.person:
        found = found.filter(_by(_named(actor.agency_id, wanted.person)))
    if wanted.subject:
        found = found.filter(subject_type=wanted.subject)
    if wanted.subject_id is not None:
        found = found.filter(subject_id=wanted.subject_id)
    if wanted.since is not None:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until is not None and wanted.until < date.max:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found


def _by(people: Sequence[int]) -> Q:
    return Q(actor_id__in=people) | Q(behalf_id__in=people)


def _named(agency_id: int, text: str) -> Sequence[int]:
    return [person for finder in _finders for person in finder(agency_id, text)]


def _midnight(day: date) -> datetime:
    """The first moment of a day on the agency's clock (the request activated its time zone)."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _after(rows: QuerySet[AuditEvent], agency_id: int, key: int | None) -> QuerySet[AuditEvent]:
    last = AuditEvent.objects.filter(agency_id=agency_id, pk=key).only("at").first() if key else None
    return rows if last is None else rows.filter(Q(at__lt=last.at) | Q(at=last.at, id__lt=last.pk))


def length_of(agency_id: int) -> int:
    """How many rows the agency's chain has, by its head."""
    return AuditHead.objects.filter(agency_id=agency_id).values_list("sequence", flat=True).first() or 0


def last_verification_for(actor: Actor) -> Job | None:
    """The newest verification of the agency's record, running or ended."""
    return Job.objects.filter(agency_id=actor.agency_id, kind=VERIFYING).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One page of who opened; `older` is the key after which the next one begins, None on the last."""

    rows: tuple[Reading, ...]
    older: int | None


def readings_about(actor: Actor, after: int | None = None) -> ReadingPage:
    """Who opened this person's appraisal, newest first: what shows everybody of the agency at once included."""
    found = Reading.objects.filter(agency_id=actor.agency_id, subject_id__in=(actor.employee_id, EVERYBODY))
    last = found.filter(pk=after).only("day").first() if after else None
    if last is not None:
        found = found.filter(Q(day__lt=last.day) | Q(day=last.day, pk__lt=last.pk))
    rows = list(found.exclude(reader_id=actor.employee_id).order_by("-day", "-pk")[: READINGS_PER_PAGE + 1])
    more = len(rows) > READINGS_PER_PAGE
    return ReadingPage(tuple(rows[:READINGS_PER_PAGE]), rows[READINGS_PER_PAGE - 1].pk if more else None)
