"""Dates and file names on official forms: Indonesian whatever language the reader's screen has."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)


def long_date(day: date) -> str:
    """`20 Januari 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span(start: date, end: date) -> str:
    """The head line's period, as the forms print it: `1 JANUARI SD 31 DESEMBER TAHUN 2026`."""
    first = f"{start.day} {MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} SD {end.day} {MONTHS[end.month - 1]} TAHUN {end.year}".upper()


def file_name(*parts: str) -> str:
    """`A.1.7 - Ani Lestari - 2026.pdf`: plain ASCII that every file system and mail program takes."""
    joined = " - ".join(_safe(part) for part in parts)
    return f"{joined}.pdf"


def _safe(part: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9.,() -]+", " ", ascii_only)
    return re.sub(r"\s+", " ", kept).strip(" .")[:80].strip(" .") or "tanpa nama"
