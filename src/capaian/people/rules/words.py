"""The words by which people are found: what of a name counts, and what somebody types."""

from __future__ import annotations

import re
import unicodedata

from capaian.people.rules.nip import normal_nip

MOST_WORDS = 6
LONGEST = 40
LAST = "z" * 8  # no word goes on with this many z: the end of everything that begins alike

_BEFORE_NAMES = frozenset({"dr", "drg", "drh", "drs", "dra", "ir", "prof", "h", "hj", "apt", "ns", "kh", "tgk"})
_NIP_LEAST = 4


def words_of(text: str) -> tuple[str, ...]:
    """Kebijakan Capaian: words are compared without case, accents and apostrophes ("Nu'man" is "numan").

    Only a-z and 0-9 remain, which every database puts in the same order. Each word once, as they come.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return tuple(dict.fromkeys(word[:LONGEST] for word in re.findall(r"[a-z0-9]+", plain)))


def name_words(name: str) -> tuple[str, ...]:
    """Kebijakan Capaian: a person is found by the name without titles ("dr. Budi Hartono, M.Kes." is budi hartono)."""
    words = words_of(name.partition(",")[0])
    while len(words) > 1 and words[0] in _BEFORE_NAMES:
        words = words[1:]
    return words


def sort_key(name: str) -> str:
    """Kebijakan Capaian: lists of people are in the order of names without titles."""
    return " ".join(name_words(name))[:60]


def wanted_words(text: str) -> tuple[str, ...]:
    """Kebijakan Capaian: every word somebody types must begin a word of the person; titles typed along do no harm.

    A word with a dot inside or after it ("A.Md.Kep.", "dr.") is a title as long as anything else is left.
    """
    typed = text.replace(",", " ").split()
    kept = [word for word in typed if "." not in word] or typed
    words = words_of(" ".join(kept))
    while len(words) > 1 and words[0] in _BEFORE_NAMES:
        words = words[1:]
    return words[:MOST_WORDS]


def wanted_nip(text: str) -> str:
    """Kebijakan Capaian: four digits or more and nothing else are the beginning of a NIP, with or without its gaps."""
    digits = normal_nip(text)
    return digits if digits.isascii() and digits.isdigit() and len(digits) >= _NIP_LEAST else ""
