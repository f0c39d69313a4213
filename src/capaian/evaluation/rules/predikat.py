"""The two ratings and the predikat (PermenPANRB 6/2022, Lampiran IV.B.3): what the matrix says and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.trace import Step, Traced
from capaian.kernel.words import N_

ARTICLE = "PermenPANRB 6/2022, Lampiran IV.B.3"


class Rating(StrEnum):
    """IV.B.3: the three ratings, of results and of behaviour alike; best first."""

    ABOVE = "above"
    MEETS = "meets"
    BELOW = "below"

    @property
    def label(self) -> str:
        """The words on the official form."""
        return RATING_LABELS[self]

    @property
    def rank(self) -> int:
        """Its place from the best (0)."""
        return list(Rating).index(self)


class Predikat(StrEnum):
    """IV.B.3: the five predikat, best first."""

    SANGAT_BAIK = "SANGAT_BAIK"
    BAIK = "BAIK"
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN"
    KURANG = "KURANG"
    SANGAT_KURANG = "SANGAT_KURANG"

    @property
    def label(self) -> str:
        """The words on the official form."""
        return PREDIKAT_LABELS[self]

    @property
    def rank(self) -> int:
        """Its place from the best (0)."""
        return list(Predikat).index(self)


RATING_LABELS: Mapping[Rating, str] = {
    Rating.ABOVE: N_("Di atas ekspektasi"),
    Rating.MEETS: N_("Sesuai ekspektasi"),
    Rating.BELOW: N_("Di bawah ekspektasi"),
}
PREDIKAT_LABELS: Mapping[Predikat, str] = {
    Predikat.SANGAT_BAIK: N_("Sangat Baik"),
    Predikat.BAIK: N_("Baik"),
    Predikat.BUTUH_PERBAIKAN: N_("Butuh Perbaikan"),
    Predikat.KURANG: N_("Kurang/Misconduct"),
    Predikat.SANGAT_KURANG: N_("Sangat Kurang"),
}
# What older files and other applications write for the same predikat or rating.
PREDIKAT_ALIASES: Mapping[str, Predikat] = {
    **{predikat.replace("_", " ").lower(): predikat for predikat in Predikat},
    **{label.lower(): predikat for predikat, label in PREDIKAT_LABELS.items()},
    "cukup": Predikat.BUTUH_PERBAIKAN,
    "cukup/butuh perbaikan": Predikat.BUTUH_PERBAIKAN,
    "butuh perbaikan/cukup": Predikat.BUTUH_PERBAIKAN,
    "misconduct": Predikat.KURANG,
    "sb": Predikat.SANGAT_BAIK,
    "b": Predikat.BAIK,
    "bp": Predikat.BUTUH_PERBAIKAN,
    "k": Predikat.KURANG,
    "sk": Predikat.SANGAT_KURANG,
}
RATING_ALIASES: Mapping[str, Rating] = {
    **{str(rating): rating for rating in Rating},
    **{label.lower(): rating for rating, label in RATING_LABELS.items()},
    "di atas": Rating.ABOVE,
    "sesuai": Rating.MEETS,
    "di bawah": Rating.BELOW,
}

Matrix = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A better predikat within reach: the two ratings it takes, and which of them must rise."""

    predikat: Predikat
    result: Rating
    behaviour: Rating
    raises: tuple[str, ...]


def read_predikat(text: str, *, field: str = "predikat") -> Predikat:
    """IV.B.3: the predikat a file or person means by `text` ("Cukup", "Misconduct", "sangat-baik"); InvalidInput if none."""
    known = PREDIKAT_ALIASES.get(_words(text))
    if known is None:
        choices = ", ".join(PREDIKAT_LABELS.values())
        raise InvalidInput([Problem(f"“{text}” bukan predikat; pilih salah satu: {choices}", field)])
    return known


def read_rating(text: str, *, field: str = "rating") -> Rating:
    """IV.B.3: the rating a file or person means by `text` ("above", "Sesuai ekspektasi"); InvalidInput if none."""
    known = RATING_ALIASES.get(_words(text))
    if known is None:
        raise InvalidInput([Problem(f"“{text}” bukan rating; pilih above, meets atau below", field)])
    return known


def decide(*, matrix: Matrix, result: Rating | str, behaviour: Rating | str, article: str = ARTICLE) -> Traced[Predikat]:
    """IV.B.3 (p.99, 102): the predikat in the cell where the rating of results meets the rating of behaviour.

    `matrix` is the scheme's value for `predikat.matrix`: result → behaviour → predikat, nine cells.
    """
    row, column = Rating(result), Rating(behaviour)
    predikat = Predikat(matrix[row][column])
    step = Step(
        rule=N_("Matriks rating hasil kerja × rating perilaku kerja"),
        article=article,
        inputs={"rating hasil kerja": str(row), "rating perilaku kerja": str(column)},
        value=str(predikat),
    )
    return Traced(predikat, (step,))


def what_would_change(*, matrix: Matrix, result: Rating | str, behaviour: Rating | str) -> tuple[Change, ...]:
    """IV.B.3: every better predikat that higher ratings would have given, each by the least that had to rise.

    Ordered by how many steps the ratings must rise, then best first; empty at the top of the matrix.
    """
    row, column = Rating(result), Rating(behaviour)
    now = Predikat(matrix[row][column])
    better = [
        Change(predikat, up, across, _raises(row, up, column, across))
        for up in list(Rating)[: row.rank + 1]
        for across in list(Rating)[: column.rank + 1]
        if (predikat := Predikat(matrix[up][across])).rank < now.rank
    ]
    least = [change for change in better if not any(_needs_less(other, change) for other in better)]
    return tuple(sorted(least, key=lambda change: (_steps(row, column, change), change.predikat.rank)))


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").lower().split())


def _raises(row: Rating, up: Rating, column: Rating, across: Rating) -> tuple[str, ...]:
    return tuple(axis for axis, changed in (("result", up != row), ("behaviour", across != column)) if changed)


def _steps(row: Rating, column: Rating, change: Change) -> int:
    return row.rank - change.result.rank + column.rank - change.behaviour.rank


def _needs_less(other: Change, change: Change) -> bool:
    """Whether `other` gives at least as good a predikat for no higher, and not the same, ratings."""
    no_higher = other.result.rank >= change.result.rank and other.behaviour.rank >= change.behaviour.rank
    same = (other.result, other.behaviour) == (change.result, change.behaviour)
    return no_higher and not same and other.predikat.rank <= change.predikat.rank
