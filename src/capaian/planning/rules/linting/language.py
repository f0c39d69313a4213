"""Just enough Indonesian to lint with: words, numbers, and what a stem has in common. Plain rules, no dictionary."""

from __future__ import annotations

import re
from decimal import Decimal

from capaian.planning.rules.linting.vocabulary import FILLERS, NOT_VERBS

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d+(?:[.,]\d+)*")
_NUMBER = re.compile(r"(?<![\w.,])-?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\w)|(?<![\w.,])-?\d+(?:[,.]\d+)?")
_PREFIXES = (
    "memper", "menge", "meng", "meny", "mem", "men", "me", "penge", "peng", "peny", "pem", "pen", "per", "pe", "ter", "di", "ber",
    "ke",
)
_SUFFIXES = ("nya", "kan", "an", "i")
_ACTIVE = re.compile(r"mem[bpfaeiou]|men[cdjztsyaeiou]|meng[aeghikouh]|me[lrmnwy][aeiou]")
SHORTEST_STEM = 4
SHORTEST_VERB = 6
LONGEST_QUOTE = 60


def words(text: str) -> list[str]:
    """Kebijakan Capaian: lower-case words and numbers in their order; signs fall away, hyphens inside a word stay."""
    return _WORD.findall(text.lower())


def numbers(text: str) -> list[Decimal]:
    """Kebijakan Capaian: the numbers of a text as an Indonesian reads them: `1.250,5` is one, and so is `92.5`."""
    return [_decimal(found) for found in _NUMBER.findall(text)]


def _decimal(found: str) -> Decimal:
    if "," in found or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", found):
        found = found.replace(".", "").replace(",", ".")
    return Decimal(found)


def plain(number: Decimal) -> Decimal:
    """Kebijakan Capaian: a number without the noughts that say nothing: 60.0000 is 60."""
    return Decimal(f"{number.normalize():f}")


def shortened(text: str) -> str:
    """Kebijakan Capaian: words to quote back, cut where they run on."""
    text = " ".join(text.split())
    return text if len(text) < LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}…"


def stem(word: str) -> str:
    """Kebijakan Capaian: what `meningkatnya`, `peningkatan` and `meningkatkan` share. Good for comparing, not for reading."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            word = word.removesuffix(suffix)
            break
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word.removeprefix(prefix)
    return word


def essence(text: str) -> frozenset[str]:
    """Kebijakan Capaian: the stems that carry the meaning, whatever their order, for telling duplicates."""
    return frozenset(stem(word) for word in words(text) if word not in FILLERS)


def is_active_verb(word: str) -> bool:
    """SA1 p.120-122: `menyusun`, `melaksanakan`; not `meningkatnya`, which tells of a state reached, nor nouns in me-."""
    if word.endswith("nya") or word in NOT_VERBS or len(word) < SHORTEST_VERB:
        return False
    return bool(_ACTIVE.match(word))

