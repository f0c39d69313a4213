"""What an employee may claim about the own superior, unit or position, whose word decides, and how the clock stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from capaian.kernel.words import N_, say
from capaian.people.rules.ledger import Row, row_on
from capaian.people.rules.lines import DEEPEST

LEAST_EXPLANATION = 20
"""Letters: as with a reason, a word alone helps nobody to decide."""


class Standing(StrEnum):
    """How a correction's clock stands."""

    RUNNING = "running"
    LAST_DAY = "last-day"
    OVERDUE = "overdue"


def standing(today: date, due_on: date) -> Standing:
    """Kebijakan Capaian: the day on which a clock ends still belongs to it; afterwards it is overdue."""
    if today > due_on:
        return Standing.OVERDUE
    return Standing.LAST_DAY if today == due_on else Standing.RUNNING


def why_not_from(
    day: date, *, today: date, days_ahead: int, employed_from: date | None, employed_until: date | None
) -> str:
    """Kebijakan Capaian: why a correction cannot begin on a day; "" where it can. It may reach back to the first day of
    employment, because a wrong row was wrong from its first day on, but only a little way ahead: later is a transfer."""
    if employed_from is not None and day < employed_from:
        words = N_("Anda bekerja di instansi ini sejak %(day)s; pilih tanggal itu atau sesudahnya.")
        return say(words, day=f"{employed_from:%d-%m-%Y}")
    if employed_until is not None and day > employed_until:
        words = N_("Masa kerja Anda berakhir %(day)s; pilih tanggal itu atau sebelumnya.")
        return say(words, day=f"{employed_until:%d-%m-%Y}")
    if day > today + timedelta(days=days_ahead):
        words = N_("Perbaikan data paling lama %(days)s hari ke depan. Sesudahnya, pengelola kinerja mencatatnya sebagai mutasi.")
        return say(words, days=days_ahead)
    return ""


def reaches(start: int, goal: int, day: date, rows_of: Callable[[int], Sequence[Row]]) -> bool:
    """Art 1.9: whether the line of superiors upward from `start` comes to `goal` on a day; then `start` cannot appraise
    `goal`, or each would judge the other."""
    one = start
    for _step in range(DEEPEST):
        row = row_on(rows_of(one), day)
        if row is None or row.who == goal:
            return row is not None
        one = row.who
    return False


@dataclass(frozen=True, slots=True)
class Office:
    """An account that manages the unit of `path` with everything below; "" is the whole agency."""

    user_id: int
    employee_id: int
    path: str


def deciders(offices: Iterable[Office], paths: Sequence[str], employee_id: int) -> tuple[Office, ...]:
    """Kebijakan Capaian: a correction goes to those who manage every unit it touches, the nearest first: unit managers,
    else the agency's. Nobody decides about oneself."""
    able = [
        office for office in offices
        if office.employee_id != employee_id and all(path.startswith(office.path) for path in paths)
    ]
    nearest = [office for office in able if office.path]
    return tuple(nearest or able)
