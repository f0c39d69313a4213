"""A person's published predikat over the periods, as points of a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from capaian.evaluation.models import Evaluation
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, Predikat

STEP, LEFT, TOP, ROW = 60, 124, 18, 26
MOST = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One result in the drawing."""

    x: int
    y: int
    label: str
    year: int
    predikat: str


@dataclass(frozen=True, slots=True)
class Course:
    """The points from the oldest to the newest, the rows' names, and the size of the drawing."""

    points: tuple[Point, ...]
    rows: tuple[tuple[int, str], ...]
    width: int
    height: int
    left: int = LEFT

    @property
    def path(self) -> str:
        """The points as an SVG polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def summary(self) -> str:
        """The drawing in words."""
        return "; ".join(f"{point.label} {point.year}: {point.predikat}" for point in self.points)

    @property
    def latest(self) -> Point:
        """The newest result."""
        return self.points[-1]


def course_of(evaluations: Iterable[Evaluation]) -> Course | None:
    """The drawing, or None where fewer than two results make no course."""
    newest = list(evaluations)[:MOST]
    if len(newest) < 2:
        return None
    points = tuple(
        Point(
            LEFT + STEP // 2 + STEP * place, TOP + ROW * Predikat(one.predikat).rank, _short(one),
            one.period.performance_year.year, one.get_predikat_display(),
        )
        for place, one in enumerate(reversed(newest))
    )
    rows = tuple((TOP + ROW * one.rank, _(PREDIKAT_LABELS[one])) for one in Predikat)
    return Course(points, rows, LEFT + STEP * len(points), TOP + ROW * len(rows) + 26)


def _short(one: Evaluation) -> str:
    """"TW III": what fits under a point; the year stands below it."""
    year = f" {one.period.performance_year.year}"
    return one.period.label.removesuffix(year).replace(_("Triwulan"), _("TW"))
