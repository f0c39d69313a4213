"""A small scheme that is right, for tests to spoil."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
id: contoh-2026
title: Skema contoh
status: draft
source: Kebijakan contoh
effective: {from: 2026-01-01, until: null}
extends: null
values:
  bridge.above_from:
    - {from: 2026-01-01, until: 2026-06-30, unit: percent, kind: policy, confidence: H, source: Contoh, value: 105}
    - {from: 2026-07-01, until: null, unit: percent, kind: policy, confidence: H, source: Contoh, value: "107.5"}
  bridge.meets_from:
    - {from: 2026-01-01, until: null, unit: percent, kind: policy, confidence: H, source: Contoh, value: 90}
"""

MATRIX = """\
  predikat.matrix:
    - from: 2026-01-01
      unit: predikat
      kind: law
      confidence: H
      source: Contoh
      value:
        above: {above: SANGAT_BAIK, meets: BAIK, below: KURANG}
        meets: {above: BAIK, meets: BAIK, below: KURANG}
        below: {above: BUTUH_PERBAIKAN, meets: BUTUH_PERBAIKAN, below: SANGAT_KURANG}
"""


def value(key: str, content: str, unit: str = "percent") -> str:
    """One more key for the end of GOOD."""
    return (
        f"  {key}:\n"
        f"    - {{from: 2026-01-01, unit: {unit}, kind: policy, confidence: H, source: Contoh, value: {content}}}\n"
    )


def write(directory: Path, text: str = GOOD, name: str = "contoh-2026") -> Path:
    path = directory / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
