"""Fictional people: names put together from given names and a region's family names; NIP with serial 999."""

from __future__ import annotations

from datetime import date, timedelta

WOMEN = (
    "Aminah", "Ayu", "Citra", "Dahlia", "Dian", "Elisabet", "Endang", "Fatimah", "Fitri", "Hasna", "Indah", "Intan", "Kartika",
    "Lestari", "Mariam", "Maya", "Melati", "Nirmala", "Nurul", "Rahma", "Ratna", "Rosita", "Salma", "Sari", "Sinta",
    "Siti", "Sri", "Wulan", "Yuliana", "Zahra",
)
MEN = (
    "Abdul", "Agus", "Ahmad", "Andi", "Arif", "Bagus", "Bambang", "Daniel", "Darma", "Edi", "Fajar", "Gunawan", "Hadi",
    "Hasan", "Ibrahim", "Iwan", "Johan", "Kadir", "Lukman", "Marthin", "Nanang", "Pratama", "Rahmat", "Rizal", "Rudi",
    "Samsul", "Taufik", "Umar", "Wahyu", "Yusuf",
)
TITLES = ("", ", A.Md.", ", S.E.", ", S.Sos.", ", S.T.", ", S.K.M.", ", S.Pd.", ", M.Si.")


def nip_of(name: str, nip: str) -> str:
    """The number of somebody whose name was chosen: its fifteenth digit tells woman (2) from man (1)."""
    given = name.removeprefix("dr. ").removeprefix("Ir. ").split()[0]
    return f"{nip[:14]}{2 if given in WOMEN else 1}{nip[15:]}"


def person(number: int, surnames: tuple[str, ...]) -> tuple[str, str]:
    """Name and NIP of the fictional person `number`: the same number gives the same person; no two share a NIP."""
    woman = number % 2 == 0
    given = (WOMEN if woman else MEN)[(number // 2) % 30]
    name = f"{given} {surnames[(number * 5 + number // 30) % len(surnames)]}{TITLES[(number * 7) % len(TITLES)]}"
    # 7,300 birth days × 12 months of appointment × sex: more than 170,000 different numbers.
    born = date(1968, 1, 1) + timedelta(days=number % 7_300)
    month = (number // 7_300) % 12 + 1
    return name, f"{born:%Y%m%d}{born.year + 24}{month:02d}{2 if woman else 1}999"
