"""What the demonstration shows of corrections and notices: one request that is due soon, one decided, a few pieces of news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile
from django.urls import reverse

from capaian.foundation.actor import Actor, Role
from capaian.foundation.notices import NoticeKind, notify
from capaian.foundation.notices.actions import mark_all_read
from capaian.people.actions.corrections import reject_correction, send_correction
from capaian.people.models import CorrectionSubject
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.organisation import Holder
from capaian.web.demonstration.shapes import Region

WHY_NOT = "SK terakhir Anda masih menyebut jabatan yang tercatat. Kirim lagi bila SK yang baru sudah terbit."


def of_region(region: Region, holders: Sequence[Holder], clock: Clock, keeper: Holder) -> None:
    """One colleague of the demonstration's employee waits for a decision; the employee has had one."""
    named = {holder.employee.name: holder for holder in holders if holder.is_cast}
    mine = named.get(region.cast.employee)
    team = [holder for holder in holders if holder.leader is not None and mine is not None and holder.leader is mine.leader]
    if mine is None or mine.leader is None or mine.leader.leader is None or len(team) < 2:
        return
    long_ago, yesterday = _morning(clock.today - timedelta(days=20)), _morning(clock.today - timedelta(days=1))
    manager = _actor(keeper, frozenset({Role.PERFORMANCE_MANAGER}))
    old = send_correction(
        employee=mine.employee, subject=CorrectionSubject.POSITION, position_title=f"{mine.position.title} Penyelia",
        effective_from=date(clock.year, 1, 1), by=_actor(mine), at=long_ago,
        explanation="Menurut usulan kenaikan jenjang, jabatan saya seharusnya sudah berubah.",
    )
    reject_correction(correction=old, reason=WHY_NOT, by=manager, at=long_ago + timedelta(days=1))
    mark_all_read(by=manager, at=long_ago + timedelta(days=2))
    letter = f"Surat tugas contoh\n\n{team[1].employee.name} bertugas langsung di bawah {mine.leader.leader.employee.name}.\n"
    send_correction(
        employee=team[1].employee, subject=CorrectionSubject.APPRAISER, appraiser=mine.leader.leader.employee,
        effective_from=clock.today.replace(day=1), by=_actor(team[1]), at=yesterday,
        explanation="Sejak awal bulan saya diperbantukan di dinas, sesuai surat tugas terlampir.",
        proof=ContentFile(letter.encode(), name="surat-tugas.txt"),
    )
    notify(
        agency_id=mine.employee.agency_id, user_ids=[mine.leader.employee.user_id], kind=NoticeKind.FEEDBACK_GIVEN, at=yesterday,
        title="Ada umpan balik baru untuk kinerja Anda", href=reverse("planning:skp_list"),
    )


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)


def _actor(holder: Holder, roles: frozenset[Role] = frozenset()) -> Actor:
    one = holder.employee
    return Actor(user_id=one.user_id or 0, employee_id=one.pk, agency_id=one.agency_id, name=one.name, roles=roles)
