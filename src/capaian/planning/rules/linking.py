"""Which result of a superior a waiting result probably supports: by the words that both have. People decide, not this."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

_SILENT = frozenset((
    "yang", "dan", "atau", "di", "ke", "dari", "pada", "untuk", "dengan", "dalam", "oleh", "bagi", "per", "para", "serta", "agar",
    "sesuai", "secara", "hasil", "kerja", "kinerja", "pegawai", "unit", "tahun", "jumlah", "persentase", "persen", "capaian",
    "terlaksana", "tercapai", "tersedia", "target", "the", "of",
))
"""Words that stand in nearly every plan and tell two of them apart from nothing."""
_BEFORE = re.compile(r"^(?:meng|meny|mem|men|me|peng|peny|pem|pen|per|pe|ber|ter|di|se|ke)(?=[a-z]{3})")
_BEHIND = re.compile(r"(?<=[a-z]{4})(?:nya|kan|an|i)$")


@dataclass(frozen=True, slots=True)
class Worded:
    """A result with everything that says what it is about; `order` is its place on the form."""

    key: int
    text: str
    main: bool = True
    order: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """How well a leader's result fits: the words both have, and their share of all words of both (0 to 1, exact)."""

    key: int
    shared: tuple[str, ...]
    likeness: Fraction


def stems(text: str) -> dict[str, str]:
    """Kebijakan Capaian: words are compared by their stem ("menurunnya", "penurunan" and "turun" meet), without words
    that every plan has. Stem → the word as it was written, in order."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found: dict[str, str] = {}
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(word) > 2 and word not in _SILENT:
            found.setdefault(_stem(word), word)
    return found


def likeness(one: str, other: str) -> Fraction:
    """Kebijakan Capaian: twice the stems that both have, by the stems of both; 0 where one of them says nothing."""
    here, there = stems(one).keys(), stems(other).keys()
    return Fraction(2 * len(here & there), len(here) + len(there)) if here and there else Fraction(0)


def ranked(waiting: str, offered: Iterable[Worded]) -> tuple[Match, ...]:
    """Lampiran II.A.4, hlm. 39-43: a result supports one of the leader's. The likeliest first; where words do not tell them
    apart, main results before additional ones, in the order of the leader's form, so that the answer is always the same."""
    here = stems(waiting)
    found = [
        (one, Match(one.key, tuple(word for stem, word in here.items() if stem in stems(one.text)), likeness(waiting, one.text)))
        for one in offered
    ]
    found.sort(key=lambda pair: (-pair[1].likeness, not pair[0].main, pair[0].order, pair[0].key))
    return tuple(match for _one, match in found)


def best(waiting: str, offered: Sequence[Worded], refused: Iterable[int] = ()) -> Match | None:
    """Lampiran II.A.4: what is proposed: the likeliest that nobody has refused for this result; None where all were."""
    not_again = set(refused)
    return next((match for match in ranked(waiting, offered) if match.key not in not_again), None)


def settled(employee_said: bool, leader_said: bool) -> bool:
    """Lampiran II.A.5.a-c, Pasal 7: expectations are set by both; a link holds when the employee and the leader confirmed."""
    return employee_said and leader_said


def _stem(word: str) -> str:
    bare = _BEFORE.sub("", _BEHIND.sub("", word))
    return bare if len(bare) >= 3 else word
