"""The name a file came with, made harmless. It is only ever shown: the file itself is kept under its hash."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
ENDING = re.compile(r"\.([a-zA-Z][a-zA-Z0-9]{0,7})\s*$")
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
    stem = " ".join(kept.split()).strip(". ")
    if found := ending_of(stem):
        stem, ending = stem[: -len(found) - 1], stem[-len(found):]
    return f"{(stem or 'berkas')[: LONGEST - len(ending) - 1].strip()}.{ending}"


def ending_of(given: str) -> str:
    """`pdf` of `Surat.PDF`; "" where the name has none: the `12` of `Surat No. 12` is a number."""
    found = ENDING.search(given)
    return found[1].lower() if found else ""
