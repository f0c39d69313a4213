"""The employee number: 18 digits that tell the birth date, the first appointment, the sex and a serial."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from capaian.kernel.words import N_, say

LENGTH = 18
PPPK_FIRST = 21
"""From this pair of digits on, the number is that of a PPPK: it counts appointments, where a PNS has the month."""
YOUNGEST = 17
_SEPARATORS = re.compile(r"[\s.\-'’]+")


@dataclass(frozen=True, slots=True)
class NipFinding:
    """What is wrong with a number. `errors` refuse it; `warnings` are shown and the number is kept."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the number can be used."""
        return not self.errors


def normal_nip(text: str) -> str:
    """Kebijakan Capaian: spaces, dots, dashes and the apostrophe of a spreadsheet in a NIP mean nothing."""
    return _SEPARATORS.sub("", text)


def birth_date_of(nip: str) -> date | None:
    """Perka BKN 22/2007: the first eight digits are the birth date; None where they are no date."""
    return _day(nip[:8]) if len(nip) >= 8 and nip[:8].isascii() and nip[:8].isdigit() else None


def check_nip(nip: str, *, birth_date: date | None = None, kind: str | None = None) -> NipFinding:
    """Perka BKN 22/2007: 8 digits birth date, 6 digits year and month of appointment as CPNS, 1 sex, 3 serial.

    A PPPK has, instead of the month, how often they were appointed, counted from 21. A structure that no number can have
    is an error. A number that disagrees with the birth date or the kind ("pns", "cpns", "pppk") on record is only a
    warning: which of the two is wrong, nobody here can know.
    """
    if not (nip.isascii() and nip.isdigit()):
        return NipFinding(errors=(N_("NIP hanya berisi angka."),))
    if len(nip) != LENGTH:
        return NipFinding(errors=(say("NIP terdiri atas 18 angka; yang ini %(number)s angka.", number=len(nip)),))
    born, year, month = birth_date_of(nip), int(nip[8:12]), int(nip[12:14])
    errors = [
        reason for wrong, reason in (
            (born is None, say("Delapan angka pertama NIP (%(digits)s) bukan tanggal lahir.", digits=nip[:8])),
            (not (1 <= month <= 12 or month >= PPPK_FIRST),
             say("Angka ke-13 dan 14 NIP (%(digits)s) bukan bulan pengangkatan (01–12) atau urutan PPPK (mulai 21).",
                 digits=nip[12:14])),
            (nip[14] not in "12", say("Angka ke-15 NIP (%(digit)s) bukan 1 (laki-laki) atau 2 (perempuan).", digit=nip[14])),
        ) if wrong
    ]
    if errors or born is None:
        return NipFinding(errors=tuple(errors))
    return NipFinding(warnings=tuple(_doubts(born, year, month, birth_date, kind)))


def _doubts(born: date, year: int, month: int, birth_date: date | None, kind: str | None) -> list[str]:
    found: list[str] = []
    if birth_date is not None and birth_date != born:
        found.append(say("Tanggal lahir pada NIP (%(nip)s) berbeda dengan yang tercatat (%(recorded)s).",
                         nip=f"{born:%d-%m-%Y}", recorded=f"{birth_date:%d-%m-%Y}"))
    if year < born.year + YOUNGEST:
        found.append(say("Tahun pengangkatan pada NIP (%(year)s) kurang dari 17 tahun sesudah tahun lahir.", year=year))
    if kind == "pppk" and month < PPPK_FIRST:
        found.append(N_("NIP ini bentuknya NIP PNS, sedangkan pegawai ini tercatat sebagai PPPK."))
    if kind in {"pns", "cpns"} and month >= PPPK_FIRST:
        found.append(N_("NIP ini bentuknya nomor induk PPPK, sedangkan pegawai ini tercatat sebagai PNS atau CPNS."))
    return found


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
