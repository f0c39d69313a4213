"""A person's published predikat over the periods, as points of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from capaian.evaluation.models import Evaluation
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, Predikat

STEP, LEFT, TOP, ROW = 64, 118, 18, 26
MOST = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One result in the drawing."""

    x: int
    y: int
    label: str
    predikat: str
    id: int


@dataclass(frozen=True, slots=True)
class Course:
    """The points from the oldest to the newest, the rows' names, and the size of the drawing."""

    points: tuple[Point, ...]
    rows: tuple[tuple[int, str], ...]
    width: int
    height: int

    @property
    def path(self) -> str:
        """The points as an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def summary(self) -> str:
        """The drawing in words."""
        return "; ".join(f"{point.label}: {point.predikat}" for point in self.points)


def course_of(evaluations: Iterable[Evaluation]) -> Course | None:
    """The drawing, or None where fewer than two results make no course."""
    newest = list(evaluations)[:MOST]
    if len(newest) < 2:
        return None
    points = tuple(
        Point(
            LEFT + STEP // 2 + STEP * place, TOP + ROW * Predikat(one.predikat).rank, _short(one),
            one.get_predikat_display(), one.pk,
        )
        for place, one in enumerate(reversed(newest))
    )
    rows = tuple((TOP + ROW * one.rank, PREDIKAT_LABELS[one]) for one in Predikat)
    return Course(points, rows, LEFT + STEP * len(points), TOP + ROW * len(rows) + 14)


def _short(one: Evaluation) -> str:
    """"TW III 2026" under a point 64 wide."""
    return one.period.label.replace("Triwulan", "TW").replace("Bulan", "Bln").replace("Tahun ", "")
