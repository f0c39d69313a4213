"""Sentences that a rule says in Indonesian and that a screen may have to say in another language.

The rules know no Django, so they only *mark* what they say: `N_` marks a constant sentence for the catalogue, `say`
keeps a filled-in sentence together with its pattern and what was filled in. Both are ordinary Indonesian text
wherever nobody asks for more (files, audit rows, JSON); `foundation.language.told` translates them at the edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


class Saying(str):
    """A filled-in Indonesian sentence that remembers its pattern and its values."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, object]


def N_(text: str) -> str:  # noqa: N802 - the customary name of the mark
    """Mark a constant sentence for the catalogue; the text itself, unchanged."""
    return text


def say(pattern: str, **values: object) -> Saying:
    """Fill `%(name)s` of an Indonesian pattern; Decimals with a decimal comma. Values may be sayings themselves.

    >>> say("lebih %(points)s poin", points=Decimal("2.5"))
    'lebih 2,5 poin'
    """
    said = Saying(pattern % {name: _indonesian(value) for name, value in values.items()} if values else pattern)
    said.pattern, said.values = pattern, values
    return said


def listed(between: str, words: Sequence[str]) -> Saying:
    """Words in a row, each a saying of its own: "Baik dan/atau Sangat Baik"."""
    said = Saying(between.join(words))
    said.pattern = "%(between)s".join(f"%(word{number})s" for number in range(len(words)))
    said.values = {"between": say(between), **{f"word{number}": say(word) for number, word in enumerate(words)}}
    return said


def _indonesian(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
