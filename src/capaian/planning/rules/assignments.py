"""Assignments (penugasan) as values: what one must say, when it holds, and as what it enters the SKP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from capaian.kernel.words import N_

APPOINTMENT, VOLUNTARY = "appointment", "voluntary"
ABROAD = frozenset({"other-agency", "outside"})
"""Hosts outside one's own agency, as `models.Host` names them."""
ABROAD_NEEDS = {
    "giver_name": N_("Tuliskan nama pimpinan yang memberi penugasan."),
    "giver_post": N_("Tuliskan jabatan pimpinan itu."),
    "organisation": N_("Tuliskan nama instansi atau organisasinya."),
    "consent": N_("Tuliskan nomor dan tanggal surat persetujuan organisasi itu; kedua pihak harus setuju."),
}
"""What must be said of work for another organisation, with the words where it is missing."""


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """What was typed. `inside`: the leader is somebody of the own agency, chosen by name; `leads`: leads a unit, a team or
    people there. `year` is the performance year of the first day, where it was opened."""

    statement: str
    host: str
    inside: bool
    leads: bool
    giver_name: str
    giver_post: str
    organisation: str
    consent: str
    start: date
    end: date | None
    year_opened: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing or wrong, beside which field."""

    field: str
    text: str


def lacks(facts: AssignmentFacts) -> tuple[Lack, ...]:
    """II.A.5.f.6-11 (hlm. 45-46) and Pasal 1 angka 10: who gives it, where it is done, what is expected, from when to when; work
    for another organisation rests on that organisation's word, by letter."""
    return (*_work(facts), *(_from_abroad(facts) if facts.host in ABROAD else _from_inside(facts)))


def activates_at_once(form: str, giver_appraises: bool) -> bool:
    """II.A.5.f.10-11: an appointment by the appraiser needs nobody's consent; every other assignment needs the appraiser's."""
    return form == APPOINTMENT and giver_appraises


def kind_of(main: bool, acting: bool) -> str:
    """II.A.6.d (hlm. 50): the duty of a Plt./Plh. is a main result; of any other the appraiser says whether it is."""
    return "main" if main or acting else "additional"


def host_of(employee_path: str, giver_path: str) -> str:
    """II.A.5.f.11: within the own unit where giver and employee work in one unit or one above the other, else across units."""
    related = employee_path.startswith(giver_path) or giver_path.startswith(employee_path)
    return "unit" if employee_path and giver_path and related else "agency"


def _work(facts: AssignmentFacts) -> Iterable[Lack]:
    if not facts.statement.strip():
        yield Lack("statement", N_("Tuliskan hasil yang diharapkan dari penugasan ini."))
    if not facts.year_opened:
        yield Lack("start", N_("Tahun kinerja untuk tanggal ini belum dibuka."))
    if facts.end is not None and facts.end < facts.start:
        yield Lack("end", N_("Penugasan tidak dapat berakhir sebelum dimulai."))
    elif facts.end is not None and facts.end.year != facts.start.year:
        yield Lack("end", N_("Penugasan berlaku dalam satu tahun kinerja. Untuk tahun berikutnya, buat yang baru."))


def _from_inside(facts: AssignmentFacts) -> Iterable[Lack]:
    if not facts.inside:
        yield Lack("giver", N_("Pilih pimpinan di instansi ini yang memberi penugasan."))
    elif not facts.leads:
        yield Lack("giver", N_("Orang ini tidak tercatat memimpin unit, tim kerja atau pegawai. Pilih pimpinan yang tepat."))


def _from_abroad(facts: AssignmentFacts) -> Iterable[Lack]:
    for field, words in ABROAD_NEEDS.items():
        if not str(getattr(facts, field)).strip():
            yield Lack(field, words)
