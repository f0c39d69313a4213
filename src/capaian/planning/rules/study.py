"""Study leave in the SKP (Annex II.B): guidance for what may be expected. It guides an expectation and decides no predikat."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from capaian.kernel.words import N_

HIGHEST = Decimal("4.00")


class Level(StrEnum):
    BACHELOR = "bachelor"
    GRADUATE = "graduate"


class Accreditation(StrEnum):
    A = "A"
    B = "B"
    C = "C"


WORDS = {
    Accreditation.A: N_("A atau Unggul"), Accreditation.B: N_("B atau Baik Sekali"), Accreditation.C: N_("C atau Baik"),
}
"""The guidance names A, B and C. Since 2018-2019 certificates say Unggul, Baik Sekali and Baik (Permendikbud 5/2020 Art 3(2)),
and BAN-PT converts A, B and C to them in this order (Peraturan BAN-PT 1/2022). Kebijakan Capaian: the guidance is read so;
it guides an expectation, so nothing is decided by it."""


class Pace(StrEnum):
    """II.B.7: against the programme's own normative length."""

    FASTER = "faster"
    ON_TIME = "on-time"
    EXTENDED = "extended"


PACES = {
    Pace.FASTER: N_("Lebih cepat"), Pace.ON_TIME: N_("Tepat waktu"), Pace.EXTENDED: N_("Adanya perpanjangan"),
}
"""As II.B.7 words them."""


@dataclass(frozen=True, slots=True)
class Band:
    """GPAs from `low` to `high`, both included; `name` is the column of the guidance, not somebody's predikat."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Guide:
    """One row of the guidance. `university` and `programme` (at least that) are None abroad."""

    level: Level
    university: Accreditation | None
    programme: Accreditation | None
    bands: tuple[Band, ...]
    source: str

    @property
    def university_words(self) -> str:
        return WORDS[self.university] if self.university else ""

    @property
    def programme_words(self) -> str:
        return WORDS[self.programme] if self.programme else ""


_NAMES = (N_("Sangat baik"), N_("Baik"), N_("Butuh perbaikan"), N_("Kurang/ Misconduct"))
_AT_HOME = "PermenPANRB 6/2022, Lampiran II.B.5, hlm. 63"
_ABROAD = "PermenPANRB 6/2022, Lampiran II.B.6, hlm. 63"


def _bands(very_good: str, good: str, improving: str) -> tuple[Band, ...]:
    """From the lowest GPA of each column; a GPA has two decimals."""
    lows = [Decimal(very_good), Decimal(good), Decimal(improving), Decimal(0)]
    highs = [HIGHEST, *(low - Decimal("0.01") for low in lows[:-1])]
    return tuple(Band(name, low, high) for name, low, high in zip(_NAMES, lows, highs, strict=True))


_A, _B, _C = Accreditation.A, Accreditation.B, Accreditation.C
GUIDES = (
    Guide(Level.BACHELOR, _A, _C, _bands("3.51", "3.01", "2.76"), _AT_HOME),
    Guide(Level.BACHELOR, _B, _C, _bands("3.61", "3.10", "2.76"), _AT_HOME),
    Guide(Level.BACHELOR, _C, _B, _bands("3.71", "3.20", "2.76"), _AT_HOME),
    Guide(Level.GRADUATE, _A, _C, _bands("3.51", "3.20", "3.00"), _AT_HOME),
    Guide(Level.GRADUATE, _B, _C, _bands("3.61", "3.25", "3.00"), _AT_HOME),
    Guide(Level.GRADUATE, _C, _B, _bands("3.71", "3.30", "3.00"), _AT_HOME),
    Guide(Level.BACHELOR, None, None, _bands("3.51", "3.01", "2.76"), _ABROAD),
    Guide(Level.GRADUATE, None, None, _bands("3.51", "3.20", "3.00"), _ABROAD),
)
