"""Reading one cell of a spreadsheet of people. Each reader returns the value as text or raises BadCell with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from capaian.kernel.words import N_, say

DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
YEAR_FIRST = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
YES, NO = frozenset({"ya", "y", "1", "true", "yes", "x"}), frozenset({"tidak", "t", "0", "false", "no", "-"})
OLDEST, LATEST = 1900, 2100


class BadCell(Exception):  # noqa: N818 - an answer, not a fault
    """Why a cell cannot be read, in Indonesian."""


def read_text(longest: int) -> Callable[[str], str]:
    """Kebijakan Capaian: a text on one line, blanks joined, no longer than the records keep."""

    def read(text: str) -> str:
        plain = " ".join(text.split())
        if len(plain) > longest:
            raise BadCell(say("terlalu panjang; paling banyak %(most)s huruf", most=longest))
        return plain

    return read


def read_code(longest: int) -> Callable[[str], str]:
    """Kebijakan Capaian: a code has no slash, because paths of units are written with slashes."""

    def read(text: str) -> str:
        code = read_text(longest)(text)
        if "/" in code:
            raise BadCell(N_("kode tidak boleh memuat garis miring"))
        return code

    return read


def read_date(text: str) -> str:
    """Kebijakan Capaian: 2026-03-01 or 01-03-2026, the day before the month; a year of two digits is not guessed."""
    plain = text.strip()
    if match := YEAR_FIRST.match(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := DAY_FIRST.match(plain):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise BadCell(say("“%(text)s” bukan tanggal; tulis 2026-03-01 atau 01-03-2026", text=plain[:20]))
    try:
        found = date(year, month, day)
    except ValueError:
        raise BadCell(say("“%(text)s” tidak ada di kalender", text=plain[:20])) from None
    if not OLDEST <= year <= LATEST:
        raise BadCell(say("tahun %(year)s tidak masuk akal", year=year))
    return found.isoformat()


def read_choice(choices: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    """Kebijakan Capaian: one of a few words, however they are capitalised or dotted."""
    known = {_plain(word): value for value, words in choices.items() for word in (value, *words)}

    def read(text: str) -> str:
        if (value := known.get(_plain(text))) is None:
            raise BadCell(say("“%(text)s” tidak dikenal; pilihannya: %(words)s", text=text[:40],
                              words=", ".join(words[0] for words in choices.values())))
        return value

    return read


def read_yes_no(text: str) -> str:
    """Kebijakan Capaian: ya or tidak, also as a spreadsheet's own ticks."""
    plain = text.strip().lower()
    if plain not in YES | NO:
        raise BadCell(say("“%(text)s” tidak dikenal; tulis ya atau tidak", text=text[:20]))
    return "ya" if plain in YES else "tidak"


def read_email(text: str) -> str:
    """Kebijakan Capaian: an address a letter could reach, in lower case, so that it signs in as it is typed."""
    plain = text.strip().lower()
    if not EMAIL.match(plain) or len(plain) > 254:
        raise BadCell(say("“%(text)s” bukan alamat surel", text=plain[:60]))
    return plain


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[.\-_]+", " ", text.lower()).split())
