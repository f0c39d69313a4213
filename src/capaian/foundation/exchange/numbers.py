"""How a number is written in an exchanged table: digits, a point for decimals, no separator for thousands.

Indonesians write 5.014 for five thousand and fourteen and 5,014 for five and a bit; a spreadsheet set to English means
the reverse. A comma is therefore refused, never interpreted, and a point before exactly three digits is pointed at.
The patterns are plain enough to mean the same to Python and to every table engine.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS, DECIMALS = 16, 4
NUMBER = rf"^-?[0-9]{{1,{DIGITS}}}([.][0-9]{{1,{DECIMALS}}})?$"
# Could be thousands: 5.014, but not 0.014.
LOOKS_LIKE_THOUSANDS = r"^-?[1-9][0-9]{0,2}[.][0-9]{3}$"

# What is wrong with a text that is not a NUMBER: the first pattern that fits says it. The last fits always.
REFUSALS: tuple[tuple[str, str], ...] = (
    (r"^([nN]/?[aA]|#[nN]/[aA]|-+|[nN]ihil|[nN]ull|[nN]one|[nN]a[nN])$",
     "bukan angka; kosongkan sel bila nilainya belum ada"),
    (r"^-?[0-9.]*,[0-9.,]*$",
     "memakai koma, sehingga tidak jelas ribuan atau desimal; tulis desimal dengan titik dan ribuan tanpa pemisah"),
    (r"^-?[0-9]+[.][0-9]+[.][0-9.]*$", "memakai titik sebagai pemisah ribuan; tulis ribuan tanpa pemisah"),
    (rf"^-?[0-9]{{{DIGITS + 1},}}([.][0-9]*)?$", f"terlalu besar; paling banyak {DIGITS} angka di depan titik desimal"),
    (rf"^-?[0-9]+[.][0-9]{{{DECIMALS + 1},}}$", f"terlalu rinci; paling banyak {DECIMALS} angka di belakang titik desimal"),
    (r"^", "bukan angka"),
)  # fmt: skip


def refusal(text: str) -> str:
    """Why a text is no number, quoting it; empty if it is one."""
    if re.search(NUMBER, text):
        return ""
    return next(f"“{text}” {reason}" for pattern, reason in REFUSALS if re.search(pattern, text))


def read_number(text: str) -> Decimal | None:
    """The number a cell holds, None for an empty cell. Raises ValueError with the reason, in Indonesian."""
    stripped = text.strip()
    if not stripped:
        return None
    reason = refusal(stripped)
    if reason:
        raise ValueError(reason)
    return Decimal(stripped)


def looks_like_thousands(text: str) -> bool:
    """Is this a number whose point may have been meant to separate thousands (5.014)?"""
    return re.search(LOOKS_LIKE_THOUSANDS, text.strip()) is not None
