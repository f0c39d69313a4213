"""Which month may be filled when. Days are days in the agency's own time zone; months are their first day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from capaian.kernel.words import N_


def first_day(day: date) -> date:
    """Art 16(3): the month a day belongs to, named by its first day."""
    return day.replace(day=1)


def last_day(month: date) -> date:
    """Art 16(3)-(4): the last day of a month: until then its progress is due. The law sets no day; a month is the
    rhythm this system starts from, and late progress is called late, not refused."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def previous_month(month: date) -> date:
    """Art 16(3): the month before."""
    return first_day(month - timedelta(days=1))


def months_between(start: date, end: date) -> int:
    """Art 16(3): how many calendar months are touched from `start` to `end`, both included (January to March: 3)."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def why_closed(month: date, *, start: date, end: date, today: date) -> str:
    """Art 16(1): progress is recorded during execution, so within the SKP and not ahead of time.

    Empty where the month may be filled today; otherwise the reason, in Indonesian. A month opens on its first day
    and stays open; a month before the SKP begins, after it ends, or in the future is closed.
    """
    if last_day(month) < start:
        return N_("Bulan ini sebelum masa SKP Anda dimulai, jadi realisasinya tidak dapat dicatat di sini.")
    if month > end:
        return N_("Bulan ini sesudah masa SKP Anda berakhir, jadi realisasinya tidak dapat dicatat di sini.")
    if month > today:
        return N_("Bulan ini belum dimulai. Progresnya dapat diisi mulai tanggal 1.")
    return ""
