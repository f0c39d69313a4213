"""Numbers people would rather see: meter, distribution, sparkline, the 3×3. Server-side SVG, each with its figures in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.template import Library
from django.utils.dates import MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from capaian.foundation.ui.component import component, one_of
from capaian.foundation.ui.numbers import coordinate, number

register = Library()
Number = Decimal | int | None
PREDIKAT = {
    "SANGAT_BAIK": gettext_lazy("Sangat Baik"),
    "BAIK": gettext_lazy("Baik"),
    "BUTUH_PERBAIKAN": gettext_lazy("Butuh Perbaikan"),
    "KURANG": gettext_lazy("Kurang"),
    "SANGAT_KURANG": gettext_lazy("Sangat Kurang"),
}
LEVELS = ("above", "meets", "below")
LEVEL_LABEL = {"above": gettext_lazy("Di atas"), "meets": gettext_lazy("Sesuai"), "below": gettext_lazy("Di bawah")}
# What the law prints (PermenPANRB 6/2022, Lampiran IV.B.3), as a picture only: who decides passes the scheme's own matrix.
LAW = {
    "above": {"below": "KURANG", "meets": "BAIK", "above": "SANGAT_BAIK"},
    "meets": {"below": "KURANG", "meets": "BAIK", "above": "BAIK"},
    "below": {"below": "SANGAT_KURANG", "meets": "BUTUH_PERBAIKAN", "above": "BUTUH_PERBAIKAN"},
}


def _share(value: Number, whole: Number) -> Decimal:
    """`value` as a percentage of `whole`, kept between 0 and 100 for drawing."""
    if value is None or not whole or whole <= 0:
        return Decimal(0)
    return min(max(Decimal(value) / Decimal(whole) * 100, Decimal(0)), Decimal(100))


@component(register, "meter")
def meter(value: Number = None, max: Number = 100, tone: str = "good", label: str = "") -> Mapping[str, Any]:  # noqa: A002
    """How far along; a missing value is drawn as an empty dashed track and called missing."""
    one_of("tone", tone, ("", "good", "warn", "bad", "info"))
    missing = value is None or max is None
    words = _("belum ada data") if missing else _("%(value)s dari %(max)s") % {"value": number(value), "max": number(max)}
    return {"missing": missing, "width": f"{coordinate(_share(value, max))}%", "tone": tone,
            "label": f"{label}: {words}" if label else words}


@component(register, "quad")
def quad(
    result: str | None = None, behaviour: str | None = None, matrix: Mapping[str, Mapping[str, str]] | None = None,
) -> Mapping[str, Any]:
    """Result × behaviour with the person's cell lit. `matrix[result][behaviour]` → predikat; the law's by default."""
    for name, value in (("result", result), ("behaviour", behaviour)):
        if value:
            one_of(name, str(value), LEVELS)
    table = matrix or LAW
    columns = tuple(reversed(LEVELS))
    rows = [
        {"label": LEVEL_LABEL[level], "cells": [
            {"text": PREDIKAT.get(str(table[level][column]), table[level][column]),
             "here": str(result) == level and str(behaviour) == column}
            for column in columns]}
        for level in LEVELS
    ]
    return {"columns": [LEVEL_LABEL[column] for column in columns], "rows": rows}


LEAST = Decimal("1.5")  # percent of the height: nobody is drawn as a line on the ground, not as nothing


@component(register, "dist")
def dist(
    counts: Mapping[str, int], guidance: Mapping[str, Number] | None = None, highlight: str = "",
) -> Mapping[str, Any]:
    """People per predikat as bars. `guidance`: predikat → share of the people in percent, drawn as a dashed line."""
    plain = {str(key): value for key, value in counts.items()}
    wanted = {str(key): value for key, value in (guidance or {}).items()}
    total = sum(plain.values())
    expected = {key: Decimal(share) * total / 100 for key, share in wanted.items() if share is not None and total}
    top = max([Decimal(1), *map(Decimal, plain.values()), *expected.values()])
    bars = []
    for key, label in PREDIKAT.items():
        count, line = plain.get(key, 0), expected.get(key)
        height = max(_share(count, top), LEAST)
        bars.append({
            "label": label, "count": count, "on": key == str(highlight), "guidance": wanted.get(key),
            "share": Decimal(count) * 100 / total if total else None,
            "height": f"{coordinate(height)}%", "y": f"{coordinate(100 - height)}%",
            "line": None if line is None else f"{coordinate(100 - _share(line, top))}%",
        })
    summary = ", ".join(f"{bar['label']} {bar['count']}" for bar in bars)
    return {"bars": bars, "total": total, "guided": bool(wanted), "summary": _("Sebaran: %(list)s") % {"list": summary}}


WIDTH, HEIGHT, PAD = 160, 40, 4


def _points(values: Sequence[Number], low: Decimal, high: Decimal) -> list[tuple[str, str] | None]:
    step = Decimal(WIDTH - 2 * PAD) / max(len(values) - 1, 1)
    return [None if value is None else (coordinate(PAD + step * place), _height(Decimal(value), low, high))
            for place, value in enumerate(values)]


def _height(value: Decimal, low: Decimal, high: Decimal) -> str:
    span = high - low or Decimal(1)
    return coordinate(HEIGHT - PAD - (value - low) / span * (HEIGHT - 2 * PAD))


def _lines(points: Sequence[tuple[str, str] | None]) -> list[str]:
    """Unbroken runs only: over a missing month no line is drawn."""
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(",".join(point))
    return [" ".join(run) for run in runs if len(run) > 1]


@component(register, "sparkline")
def sparkline(values: Sequence[Any], target: Number = None, label: str = "") -> Mapping[str, Any]:
    """A course over time: plain values (from January on) or (label, value) pairs; its table opens on a press."""
    pairs = [value if isinstance(value, tuple) else (capfirst(MONTHS_3[place % 12 + 1]), value)
             for place, value in enumerate(values)]
    known = [Decimal(value) for _label, value in pairs if value is not None]
    bounds = [*known, *([Decimal(target)] if target is not None else [])]
    low, high = (min(bounds), max(bounds)) if bounds else (Decimal(0), Decimal(1))
    points = _points([value for _label, value in pairs], low, high)
    last = next((point for point in reversed(points) if point), None)
    return {
        "label": label, "pairs": pairs, "target": target, "lines": _lines(points), "dots": [p for p in points if p], "last": last,
        "target_y": None if target is None else _height(Decimal(target), low, high), "missing": not known,
    }
