"""A target below what was reached already, the same for everybody, or beyond what can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from capaian.kernel.words import N_, say
from capaian.planning.rules.linting.direction import contradicts
from capaian.planning.rules.linting.language import numbers, plain
from capaian.planning.rules.linting.shapes import Code, Context, Hint, Kind, Severity, Worded
from capaian.planning.rules.linting.vocabulary import MAY_BE_NEGATIVE, MAY_EXCEED, SHARE, TO_FIVE, TO_FOUR, TO_HUNDRED, TO_ONE

MANY_PEERS = 3
"""Kebijakan Capaian: with three others or more, the same target for all is no longer chance."""

WHOLE = Decimal(100)
_SCALES = ((TO_HUNDRED, WHOLE), (TO_FIVE, Decimal(5)), (TO_FOUR, Decimal(4)), (TO_ONE, Decimal(1)))
_PARTS = re.compile(r"(\d+)\s*(?:[a-z]+\s+)?dari\s+(\d+)\b")


def target_hints(about: Worded, context: Context) -> Iterator[Hint]:
    """II.A.7.a.8-9 (p.51-52): realistic and challenging, seen from the last realisation and from each person's potential."""
    if about.kind is not Kind.INDICATOR:
        return
    if (why := impossible(about)) is not None:
        yield Hint(
            Code.IMPOSSIBLE, Severity.WARNING, why,
            N_("Target yang mustahil tidak dapat dinilai adil; target harus realistis (II.A.7.a.8 huruf b, hlm. 51)."),
            N_("“Persentase desa terlayani” paling banyak 100; yang dapat melebihinya menyebut pembanding: “… terhadap target”"),
            "target",
        )
    elif (last := context.last_year) is not None and falls_behind(about, last) and not contradicts(about):
        yield Hint(
            Code.BELOW_LAST_YEAR, Severity.WARNING,
            say(N_("Target ini lebih mudah daripada realisasi tahun lalu (%(last)s)."), last=plain(last)),
            N_("Realisasi terakhir ikut ditimbang; bila target diturunkan, sampaikan alasannya (II.A.7.a.9 huruf c, hlm. 52)."),
            _better_than(last, about), "target",
        )
    if same_for_all(about, context):
        yield Hint(
            Code.SAME_FOR_ALL, Severity.WARNING,
            say(N_("%(people)s rekan dengan indikator ini mempunyai target yang sama persis."), people=context.peers.people),
            N_("Target mempertimbangkan potensi masing-masing pegawai dan wilayahnya (II.A.7.a.9 huruf a, hlm. 51)."),
            N_("Lebih tinggi bagi yang berpengalaman atau wilayahnya padat, lebih rendah bagi pegawai baru atau wilayah jauh"),
            "target",
        )


def impossible(about: Worded) -> str | None:
    """II.A.7.a.8.b (p.51): what no year can bring: more than the whole of a share, above the end of a scale, below zero."""
    statement, text = about.statement.lower(), about.target_text.lower()
    found = _numbers_of(about)
    if any(number < 0 for number in found) and not MAY_BE_NEGATIVE.search(statement):
        return N_("Target kurang dari nol tidak dapat dicapai.")
    if (most := _scale(about, statement, text)) is not None and any(number > most for number in found):
        return say(N_("Nilai tertinggi ukuran ini %(most)s; targetnya melebihi itu."), most=most)
    parts = _PARTS.search(text)
    if parts and int(parts[1]) > int(parts[2]):
        return N_("Bagian tidak dapat melebihi seluruhnya.")
    return None


def falls_behind(about: Worded, last_year: Decimal | None) -> bool:
    """II.A.7.a.9.c (p.52): worse than the last realisation, in the direction that is good. A range counts by its better end."""
    if about.target is None or last_year is None or about.polarity not in {"higher", "lower"}:
        return False
    best = about.target if about.target_high is None or about.polarity == "lower" else about.target_high
    return best < last_year if about.polarity == "higher" else best > last_year


def same_for_all(about: Worded, context: Context) -> bool:
    """II.A.7.a.9.a (p.51): one target for everybody with the same indicator. The whole of a share, or none of a harm, is
    a standard rather than a habit."""
    peers = context.peers
    if about.target is None or about.target == 0 or (about.target == WHOLE and _is_share(about, about.statement.lower())):
        return False
    return peers.people >= MANY_PEERS and peers.same_target == peers.people


def _numbers_of(about: Worded) -> list[Decimal]:
    given = [number for number in (about.target, about.target_high) if number is not None]
    return given or numbers(about.target_text.replace("–", " – ").replace("→", " → "))[-2:]


def _is_share(about: Worded, statement: str) -> bool:
    unit = about.unit.strip().lower()
    if unit:
        return unit in {"%", "persen", "persentase", "prosen"}
    return bool(SHARE.match(statement.strip())) or "%" in about.target_text or "persen" in about.target_text.lower()


def _scale(about: Worded, statement: str, text: str) -> Decimal | None:
    if MAY_EXCEED.search(statement):
        return None
    if _is_share(about, statement):
        return WHOLE
    countable = about.unit.strip().lower() not in {"", "indeks", "nilai", "skor", "poin", "angka", "level"}
    return None if countable else next((most for pattern, most in _SCALES if pattern.search(statement)), None)


def _better_than(last: Decimal, about: Worded) -> str:
    amount = say(N_("%(number)s %(unit)s"), number=plain(last), unit=about.unit.strip()) if about.unit.strip() else plain(last)
    if about.polarity == "lower":
        return say(N_("Tahun lalu %(amount)s → target paling banyak %(amount)s"), amount=amount)
    return say(N_("Tahun lalu %(amount)s → target paling sedikit %(amount)s"), amount=amount)
