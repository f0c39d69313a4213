"""Until when planning is due: the regulation's days, what an agency recorded instead, and how many days are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from capaian.kernel.words import N_

LATE_START = 30
"""Days that somebody has whose SKP begins after the deadline of January, as many as January gives the others."""


@dataclass(frozen=True, slots=True)
class Default:
    """The day where nobody recorded another, and where it comes from."""

    month: int
    day: int
    source: str


DEFAULTS = {
    "agreement": Default(1, 14, N_("Minggu kedua Januari, sesudahnya dipakai rancangannya (Lampiran II.A.2.a.3)")),
    "matrix": Default(1, 24, N_("Kebijakan Capaian: sepekan sebelum SKP ditetapkan")),
    "skp": Default(1, 31, N_("Akhir Januari (Pasal 14 ayat (1) dan Lampiran II.C.4)")),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A deadline as somebody recorded it, for the whole agency (`path` empty) or a unit with all below it."""

    kind: str
    path: str
    due_on: date
    order: int  # later statements have higher numbers


def due_in(statements: Iterable[Statement], *, kind: str, year: int, path: str = "") -> date:
    """Art 14(1), II.A.2.a.3, II.C.4: the day that counts. The nearest unit's own goes before the agency's, the newest
    before older ones; without any, the regulation's."""
    said = [row for row in statements if row.kind == kind and path.startswith(row.path)]
    if said:
        return max(said, key=lambda row: (len(row.path), row.order)).due_on
    default = DEFAULTS[kind]
    return date(year, default.month, default.day)


def due_for_span(due_on: date, start: date) -> date:
    """II.C.4 speaks of the first plan of the year. Kebijakan Capaian: an SKP that begins later has thirty days."""
    return max(due_on, start + timedelta(days=LATE_START)) if start > due_on else due_on


def days_left(due_on: date, today: date) -> int:
    """II.C.4: days until the last day, which is still in time; negative: days late."""
    return (due_on - today).days


def wrong_with(due_on: date, *, year: int, today: date) -> str:
    """Kebijakan Capaian: a deadline lies in its performance year and is never set for a day that has passed; "" where it is
    in order."""
    if due_on.year != year:
        return N_("Tanggal harus di dalam tahun kinerjanya.")
    if due_on < today:
        return N_("Tanggal ini sudah lewat. Tenggat hanya dapat ditetapkan untuk hari ini atau sesudahnya.")
    return ""
