"""Which of several sentences says most nearly the same as another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_EMPTY = frozenset((
    "yang", "dan", "atau", "dari", "untuk", "pada", "dalam", "dengan", "oleh", "atas", "sebagai", "adalah", "para", "serta",
    "agar", "bagi", "terhadap", "melalui", "sesuai", "persentase", "jumlah", "tingkat", "nilai", "indeks",
))
_ENDINGS = ("nya", "kan", "an", "i")
_LEAST = 12


def content_words(text: str) -> frozenset[str]:
    """Kebijakan Capaian: words that carry a sentence, without those that join it or say how it is counted, endings cut off."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = (word for word in re.findall(r"[a-z0-9]+", plain) if word not in _EMPTY and len(word) > 2)
    return frozenset(_stem(word) for word in words)


def similarity(one: str, other: str) -> int:
    """Kebijakan Capaian: how many of every hundred content words two sentences have in common."""
    left, right = content_words(one), content_words(other)
    return 100 * len(left & right) // len(left | right) if left and right else 0


def most_similar(text: str, choices: Mapping[int, str]) -> int | None:
    """Kebijakan Capaian: last year's result is proposed below the column whose words it shares most; None where it shares next
    to nothing, because a wrong guess costs more than an open question. Between equals the first counts."""
    best = max(choices, key=lambda key: similarity(text, choices[key]), default=None)
    return best if best is not None and similarity(text, choices[best]) >= _LEAST else None


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
