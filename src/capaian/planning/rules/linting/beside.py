"""What stands beside: the same result twice, weights that do not sum, a day outside the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.language import essence, numbers
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Severity, Worded

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
)
_MONTH = "|".join(MONTHS)
_UNTIL = re.compile(
    r"\b(?:paling lambat|selambat-lambatnya|sebelum|hingga|sampai(?: dengan)?|s\.?d\.?|batas waktu|tenggat|selesai|tuntas|pada"
    r"|akhir)"
    r"\s+(?:(?:pada|akhir|awal|tanggal|tgl|bulan|tahun|minggu (?:pertama|kedua|ketiga|keempat|terakhir))\s+)*"
)
_MOMENT = re.compile(
    rf"(?:\d{{1,2}}\s+)?(?P<month>{_MONTH})\b(?:\s+(?P<year>20\d\d))?|\d{{1,2}}[-/.](?P<number>\d{{1,2}})[-/.](?P<dated>20\d\d)"
    r"|(?P<alone>20\d\d)\b"
)
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})\s+(20\d\d)\b")
_LONG = re.compile(r"\b(?:dalam|selama|waktu|paling lama|maksimal)\s+(\d{1,3})\s+(bulan|tahun)\b")
_WEIGHT = re.compile(r"\bbobot\s*:?\s*(\d+(?:[.,]\d+)?)")
FEWEST_WORDS = 2
COUNTED = {"jumlah"}
"""Said or left out, the same is counted."""


def beside_hints(about: Worded, context: Context) -> Iterator[Hint]:
    """II.A.7.a.8.c (p.51) asks for a time limit, which lies within the SKP; the rest keeps a plan readable."""
    if is_duplicate(about.statement, context.others):
        yield Hint(
            Code.DUPLICATE, Severity.WARNING,
            N_("Pernyataan ini sudah ada, dengan kata-kata yang hampir sama."),
            N_("Hasil yang ditulis dua kali dinilai dua kali."),
            N_("Gabungkan keduanya, atau bedakan wilayah, sasaran, atau tahapnya"),
        )
    words_ = f"{about.statement}\n{about.target_text}"
    if outside(words_, context.start, context.end) or dated_after(about.target_text, context.end):
        yield Hint(
            Code.DEADLINE, Severity.WARNING,
            N_("Batas waktu yang disebut berada di luar masa SKP ini."),
            N_("Yang selesai di luar masa SKP tidak dapat dinilai di dalamnya (batas waktu: II.A.7.a.8 huruf c, hlm. 51)."),
            _last_day(context.end), "target_text",
        )
    total = weights_sum((about.statement, about.target_text, *(context.weighed or context.others)))
    if context.weights_total is not None and total is not None and total != context.weights_total:
        yield Hint(
            Code.WEIGHTS, Severity.WARNING,
            say(N_("Bobot berjumlah %(total)s, seharusnya %(due)s."), total=total, due=context.weights_total),
            N_("Skema yang berlaku meminta jumlah bobot yang tetap."), N_("Bobot 40, 35 dan 25"),
        )


def _last_day(end: date | None) -> str:
    day = f"{end.day} {MONTHS[end.month - 1].title()} {end.year}" if end else ""
    return say(N_("Batas waktu paling lambat %(day)s"), day=day)


def is_duplicate(statement: str, others: tuple[str, ...]) -> bool:
    """Kebijakan Capaian: the same stems in any order, counted ("jumlah …") or not.

    One differing word ("wilayah I", "wilayah II") makes two results."""
    mine = essence(statement)
    return len(mine) >= FEWEST_WORDS and any(essence(other) - COUNTED == mine - COUNTED for other in others)


def weights_sum(texts: tuple[str, ...]) -> Decimal | None:
    """Kebijakan Capaian: the sum of the weights that the words name ("bobot 40 %"); None where they name none."""
    found = [number for text in texts for match in _WEIGHT.findall(text.lower()) for number in numbers(match)]
    return sum(found, Decimal(0)) if found else None


def outside(text: str, start: date | None, end: date | None) -> bool:
    """II.A.7.a.8.c (p.51): a deadline in the words ("paling lambat Maret 2027", "dalam 18 bulan") that the span cannot hold.

    A year that only names a thing ("Laporan Keuangan Tahun 2025", "UU Nomor 28 Tahun 2002") is no deadline.
    """
    if start is None or end is None:
        return False
    lower = text.lower()
    span = (end.year - start.year) * 12 + end.month - start.month + 1
    if any(int(count) * (12 if unit == "tahun" else 1) > span for count, unit in _LONG.findall(lower)):
        return True
    first, last = start.year * 12 + start.month, end.year * 12 + end.month
    return any(not first <= moment <= last for moment in _moments(lower, end.year))


def dated_after(target_text: str, end: date | None) -> bool:
    """II.A.7.a.8.c (p.51): a whole date as target is a limit without "paling lambat"; behind the span is where things stood."""
    found = (_day(match) for match in _DAY.finditer(target_text.lower()))
    return end is not None and any(day > end for day in found if day is not None)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:  # 31 Juni
        return None


def _moments(text: str, year: int) -> Iterator[int]:
    """The months (year x 12 + month) that the words set as a limit. A year alone counts only where it lies ahead: behind, it
    is where something stood ("kondisi akhir 2025")."""
    for limit in _UNTIL.finditer(text):
        moment = _MOMENT.match(text, limit.end())
        if moment is None:
            continue
        if moment["month"]:
            yield int(moment["year"] or year) * 12 + MONTHS.index(moment["month"]) + 1
        elif moment["dated"]:
            yield int(moment["dated"]) * 12 + int(moment["number"])
        elif int(moment["alone"]) > year:
            yield int(moment["alone"]) * 12 + 1
