"""The name a file came with, made harmless. It is only ever shown: the file itself is kept under its hash."""

from __future__ import annotations

import unicodedata

LONGEST = 150
FORBIDDEN = frozenset('<>:"|?*\\/;%')


def clean_name(given: str, ending: str) -> str:
    """The last part of a path, without control or direction characters, quotes or semicolons, at most 150 characters;
    `ending` is added where the name has none.

    >>> clean_name("../../etc/nota\\r\\nSet-Cookie: a.pdf", "pdf")
    'notaSet-Cookie a.pdf'
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    text = unicodedata.normalize("NFC", last)
    kept = "".join(letter for letter in text if letter not in FORBIDDEN and not unicodedata.category(letter).startswith("C"))
    stem, _, found = " ".join(kept.split()).strip(". ").rpartition(".")
    if not stem:
        stem, found = found, ending
    return f"{(stem or 'berkas')[: LONGEST - len(found) - 1].strip()}.{found}"


def ending_of(given: str) -> str:
    """`pdf` of `Surat.PDF`; "" where the name has no ending."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    _, dot, ending = last.rpartition(".")
    return ending.strip().lower() if dot else ""
