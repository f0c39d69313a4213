"""Can it be measured, in which unit, and from where does it start?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.examples import example_for
from capaian.planning.rules.linting.language import numbers, plain, words
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Kind, Severity, Worded
from capaian.planning.rules.linting.vocabulary import (
    CHANGE,
    GRADED,
    MEASURES,
    REACHED,
    STARTS_FROM,
    UNIT_IMPLIED,
    USUAL_UNITS,
    VAGUE,
)

_UNIT_AFTER = re.compile(r"\d\s*(?:%|[A-Za-z°/])")


def measurable_hints(about: Worded, context: Context) -> Iterator[Hint]:
    """Art 9(2), II.A.7.a.5 and a.8 (p.51): an indicator measures quantity, quality, time or cost, specifically."""
    if about.kind is not Kind.INDICATOR or not about.statement.strip():
        return
    statement = about.statement.lower()
    numbered = about.target is not None or bool(numbers(about.target_text))
    described = context.qualitative and bool(about.target_text.strip() or REACHED.search(statement) or numbers(statement))
    measured = "%" in statement or (bool(MEASURES.search(statement)) and not is_vague(about))
    if not numbered and not described and not measured:
        yield Hint(
            Code.NOT_MEASURABLE, Severity.WARNING,
            N_("Belum tampak apa yang dihitung atau dibandingkan."),
            N_("Indikator mengukur kuantitas, kualitas, waktu atau biaya, supaya semua membacanya sama (Pasal 9 ayat 2)."),
            example_for(Code.NOT_MEASURABLE, about, context),
        )
    elif numbered and not context.qualitative and lacks_unit(about):
        yield Hint(
            Code.NO_UNIT, Severity.WARNING,
            N_("Target berupa angka, satuannya belum ada."),
            N_("Tanpa satuan, angka yang sama dapat dibaca berbeda (II.A.7, hlm. 50-54)."),
            _with_unit(about), "unit",
        )
    if lacks_baseline(about, context):
        yield Hint(
            Code.NO_BASELINE, Severity.WARNING,
            N_("Belum tampak dari keadaan mana perubahan ini dihitung."),
            N_("Target ditimbang terhadap data terkini, baseline atau realisasi terakhir (II.A.7.a.9 huruf c, hlm. 52)."),
            _from_where(about), "target_text",
        )


def likely_unit(statement: str) -> str:
    """Kebijakan Capaian: what "jumlah posyandu" counts, or what a length, an area, a time is told in; "" where nobody knows."""
    found = words(statement)
    if len(found) > 1 and found[0] in {"jumlah", "banyaknya"}:
        return found[1]
    return next((unit for word, unit in USUAL_UNITS if word in found[:2]), "")


def _with_unit(about: Worded) -> str:
    unit = likely_unit(about.statement)
    number = about.target if about.target is not None else numbers(about.target_text)[0]
    if not unit:
        return N_("60 → 60 kunjungan; 3 → 3 hari kerja")
    return say(N_("%(number)s → %(number)s %(unit)s"), number=plain(number), unit=unit)


def _from_where(about: Worded) -> str:
    if about.target is None:
        return N_("“Penurunan waktu tunggu” → “Waktu tunggu turun dari 60 menjadi 45 menit”")
    amount = say(N_("%(number)s %(unit)s"), number=plain(about.target), unit=about.unit.strip() or likely_unit(about.statement))
    return say(N_("Tulis pada target: “dari … menjadi %(amount)s”"), amount=amount)


def is_vague(about: Worded) -> bool:
    """II.A.7.a.8.a (p.51): "puas", "optimal" as a target: everybody reads it otherwise, unless it is a grade of a scale."""
    return bool(VAGUE.fullmatch(about.target_text.strip().lower())) and not GRADED.search(about.statement.lower())


def lacks_unit(about: Worded) -> bool:
    """II.A.7 (p.50-54): a number without a unit, where the words do not imply one (a share, an index, a score)."""
    if about.unit.strip() or _UNIT_AFTER.search(about.target_text):
        return False
    return not (UNIT_IMPLIED.search(about.statement.lower()) or "%" in about.statement or "(dalam " in about.statement)


def lacks_baseline(about: Worded, context: Context) -> bool:
    """II.A.7.a.9.c (p.52): a change is told, but not from where; a key indicator always says from where it starts."""
    if context.baseline is not None or context.last_year is not None:
        return False
    text = f"{about.statement} {about.target_text}".lower()
    if "→" in text or "->" in text or STARTS_FROM.search(text):
        return False
    if context.wants_baseline:
        return about.target is not None or bool(numbers(about.target_text)) or not about.target_text.strip()
    return bool(CHANGE.match(about.statement.lower().strip()))
