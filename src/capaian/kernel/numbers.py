"""Numbers as people type and read them here, and as machine files carry them.

On Indonesian screens the comma is the decimal sign and the dot groups thousands, but many people type a decimal dot.
The one doubtful spelling is a single dot with exactly three digits behind it: `5.014` is read as 5014, the way the
screen itself would print that number; `0.125` and `88.31` cannot be groups of thousands and are read as decimals.
A machine file (CSV) has no such custom: there the dot is the decimal sign and everything doubtful is refused
with both readings named, because a guess would be wrong a thousandfold and nobody would see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from capaian.kernel.rounding import half_up, plain, trimmed
from capaian.kernel.words import N_, Saying, say

__all__ = ["NotANumber", "format_id", "half_up", "parse_decimal", "parse_decimal_en", "parse_decimal_strict", "plain",
           "trimmed", "whole_number", "whole_numbers"]

_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+(,[0-9]+)?")
_DOT = re.compile(r"-?[0-9]+\.[0-9]+")
_ENGLISH = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_MISSING = {"", "-", "–", "—", "n/a", "na", "null", "none", "nihil", "kosong", "tidak ada"}
_LONGEST = 40
_LONGEST_WHOLE = 18
"""So many digits every database keeps as a number."""
_MIRROR = str.maketrans(".,", ",.")


class NotANumber(ValueError):  # noqa: N818
    """The text is no number, or could be two. `str()` is the reason in plain Indonesian."""


def whole_number(text: str | None, otherwise: int | None = None) -> int | None:
    """A record's number or a year as it stands in an address or a form; anything else is `otherwise`.

    Only the ten digits that everybody types: "²" and "٣" are digits to Python, and no number of a record.
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _LONGEST_WHOLE else otherwise


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """The records that were ticked; what is no number is left out."""
    return [number for text in texts if (number := whole_number(text)) is not None]


def parse_decimal(text: str) -> Decimal:
    """A number as typed on a screen: `88,31`, `88.31`, `1.250.000`, `1.250.000,50`; `5.014` is five thousand fourteen.

    Raises NotANumber with the reason.
    """
    typed = _tidy(text)
    if _GROUPED.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if _DOT.fullmatch(typed):
        return Decimal(typed)
    if _ENGLISH.fullmatch(typed):
        raise NotANumber(say(
            "“%(typed)s” memakai koma sebagai pemisah ribuan; tulis %(better)s.", typed=typed, better=format_id(_english(typed))
        ))
    raise NotANumber(_why_not(typed, N_("misalnya 88,31 atau 1.250.000")))


def parse_decimal_en(text: str) -> Decimal:
    """A number as typed on an English screen, the mirror image: `88.31`, `88,31`, `1,250,000.50`; `5,014` is 5014.

    Raises NotANumber with the reason.
    """
    typed = _tidy(text)
    mirrored = typed.translate(_MIRROR)
    if _GROUPED.fullmatch(mirrored):
        return Decimal(typed.replace(",", ""))
    if _DOT.fullmatch(typed) or re.fullmatch(r"-?[0-9]+", typed):
        return Decimal(typed)
    if _COMMA.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if _ENGLISH.fullmatch(mirrored):
        better = format_id(_english(mirrored)).translate(_MIRROR)
        raise NotANumber(say("“%(typed)s” memakai titik sebagai pemisah ribuan; tulis %(better)s.", typed=typed, better=better))
    raise NotANumber(_why_not(typed, N_("misalnya 88.31 atau 1,250,000")))


def parse_decimal_strict(text: str) -> Decimal:
    """A number in a machine file: digits and at most one decimal dot (`88.31`, `5.014`, `1250000`).

    Raises NotANumber; where the spelling has two readings the reason names both.
    """
    written = _tidy(text)
    if _DOT.fullmatch(written) or re.fullmatch(r"-?[0-9]+", written):
        return Decimal(written)
    if _ENGLISH.fullmatch(written) and written.count(",") == 1 and "." not in written:
        raise NotANumber(
            f"“{written}” dapat berarti {written.replace(',', '.')} (desimal) atau {written.replace(',', '')} (ribuan); "
            "tulis dengan titik desimal dan tanpa pemisah ribuan."
        )
    if _ENGLISH.fullmatch(written):
        raise NotANumber(f"“{written}” memakai pemisah ribuan; tulis {plain(_english(written))}.")
    if _COMMA.fullmatch(written):
        raise NotANumber(f"“{written}” memakai koma desimal; tulis {written.replace(',', '.')}.")
    if _GROUPED.fullmatch(written):
        raise NotANumber(
            f"“{written}” memakai pemisah ribuan, padahal titik di sini tanda desimal; "
            f"tulis {plain(parse_decimal(written))}."
        )
    raise NotANumber(_why_not(written, "misalnya 88.31 atau 1250000"))


def format_id(value: Decimal, decimals: int | None = None) -> str:
    """`1250000.5` → `1.250.000,5`; with `decimals`, rounded half-up and padded: `88,30`."""
    text = trimmed(value) if decimals is None else plain(half_up(value, decimals))
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def _tidy(text: str) -> str:
    return text.strip().replace("\N{MINUS SIGN}", "-")


def _english(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _why_not(text: str, example: str) -> Saying:
    if text.lower() in _MISSING:
        if not text:
            return say("Angkanya kosong; bila datanya belum ada, kosongkan isian dan tulis alasannya.")
        return say("“%(typed)s” bukan angka; bila datanya belum ada, kosongkan isian dan tulis alasannya.", typed=text)
    if text.endswith("%"):
        return say("Tulis angkanya saja tanpa tanda persen, %(example)s.", example=say(example))
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return say("“%(typed)s” bukan angka yang dikenal; tulis %(example)s.", typed=shown, example=say(example))
