"""Whether an SKP can be offered to the appraiser: what is missing, and where it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from capaian.kernel.words import N_


class Severity(StrEnum):
    """A block must be mended before the SKP is offered; a warning is told and left to the two parties."""

    BLOCK = "block"
    WARNING = "warning"


class Code(StrEnum):
    """Every finding has a name, so that a screen or an import can speak about it."""

    NO_MAIN_RESULT = "no-main-result"
    NO_STATEMENT = "no-statement"
    NO_INDICATOR = "no-indicator"
    NO_INDICATOR_STATEMENT = "no-indicator-statement"
    NO_TARGET = "no-target"
    NEGATIVE_TARGET = "negative-target"
    RANGE_WITHOUT_LOWER = "range-without-lower"
    RANGE_REVERSED = "range-reversed"
    NO_UNIT = "no-unit"
    ZERO_TARGET = "zero-target"
    TARGET_IN_WORDS = "target-in-words"
    NO_PARENT = "no-parent"
    EMPTY_ANNEX = "empty-annex"


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    """An indicator as planned; `key` is its identity for the link, None while it is being typed."""

    key: int | None
    statement: str
    target_text: str
    target: Decimal | None
    target_high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A planned result with its indicators; `hangs` says whether it intervenes a leader's result or an objective."""

    key: int
    statement: str
    is_main: bool
    hangs: bool
    indicators: tuple[IndicatorPlan, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole SKP: its results, and how many lines each section of form A.1.8 has (section → count)."""

    results: tuple[ResultFacts, ...]
    annex: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `field` names the field of an indicator; `result`, `indicator`, `section` say where."""

    code: Code
    severity: Severity
    text: str
    field: str = ""
    result: int | None = None
    indicator: int | None = None
    section: str = ""


def check_plan(plan: PlanFacts) -> tuple[Finding, ...]:
    """Art 7(3), 9(2), 11-13; Annex II.A.6-8, p.50-61: what an SKP needs before it is agreed.

    Main results, indicators and targets block; the annex (A.1.8), a result that hangs below nothing and a
    target that no formula can use are warnings, because the two parties may still agree on them.
    """
    found: list[Finding] = []
    if not any(result.is_main for result in plan.results):
        found.append(_block(Code.NO_MAIN_RESULT, N_("Belum ada hasil kerja utama. Tambahkan paling sedikit satu.")))
    for result in plan.results:
        found.extend(_check_result(result))
    found.extend(
        Finding(Code.EMPTY_ANNEX, Severity.WARNING, N_("Lampiran SKP (A.1.8): bagian ini masih kosong."), section=section)
        for section, count in plan.annex.items()
        if count == 0
    )
    return tuple(found)


def check_indicator(indicator: IndicatorPlan, *, measured: bool = True) -> tuple[Finding, ...]:
    """Art 9(2)-(3); II.A.7, p.50-54: a quantitative indicator stands apart from its target, and the unit is stressed; a
    qualitative one (not `measured`) is one narrative that says both.

    A target of zero is a state of its own: achievement cannot be computed by division, so it is told, never scored 0.
    """
    found: list[Finding] = []
    wordless = not indicator.target_text.strip()
    if not indicator.statement.strip():
        found.append(_block(Code.NO_INDICATOR_STATEMENT, N_("Tuliskan indikatornya."), "statement"))
    if not measured:
        return tuple(replace(finding, indicator=indicator.key) for finding in found)
    if wordless and indicator.target is None:
        found.append(_block(Code.NO_TARGET, N_("Tuliskan target, dengan angka atau kata-kata."), "target_text"))
    if not wordless and indicator.target is None and indicator.target_high is None:
        text = N_("Target hanya berupa kata-kata: capaiannya akan dinilai tanpa angka.")
        found.append(Finding(Code.TARGET_IN_WORDS, Severity.WARNING, text, "target"))
    found.extend(_check_numbers(indicator))
    if indicator.target is not None and not indicator.unit.strip():
        found.append(_block(Code.NO_UNIT, N_("Target berupa angka memerlukan satuan."), "unit"))
    return tuple(replace(finding, indicator=indicator.key) for finding in found)


def blocks(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Annex II.A.8: the findings that must be mended before the SKP can be offered."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCK)


def _check_result(result: ResultFacts) -> list[Finding]:
    found: list[Finding] = []
    if not result.statement.strip():
        found.append(_block(Code.NO_STATEMENT, N_("Rencana hasil kerja masih kosong.")))
    if not result.indicators:
        found.append(_block(Code.NO_INDICATOR, N_("Hasil kerja ini belum mempunyai indikator.")))
    if not result.hangs:
        text = N_("Hasil kerja ini belum dikaitkan dengan hasil kerja pimpinan atau sasaran unit.")
        found.append(Finding(Code.NO_PARENT, Severity.WARNING, text))
    for indicator in result.indicators:
        found.extend(check_indicator(indicator))
    return [replace(finding, result=result.key) for finding in found]


def _check_numbers(indicator: IndicatorPlan) -> list[Finding]:
    found: list[Finding] = []
    low, high = indicator.target, indicator.target_high
    if low is not None and low < 0:
        found.append(_block(Code.NEGATIVE_TARGET, N_("Target tidak boleh kurang dari nol."), "target"))
    if high is not None and low is None:
        found.append(_block(Code.RANGE_WITHOUT_LOWER, N_("Isi juga batas bawah target."), "target"))
    if high is not None and low is not None and high < low:
        found.append(_block(Code.RANGE_REVERSED, N_("Batas atas harus sama dengan atau di atas batas bawah."), "target_high"))
    if low is not None and low == 0 and (high is None or high == 0):
        text = N_("Target nol: capaian tidak dapat dihitung dengan pembagian dan akan ditandai “target nol”.")
        found.append(Finding(Code.ZERO_TARGET, Severity.WARNING, text, "target"))
    return found


def _block(code: Code, text: str, field: str = "") -> Finding:
    return Finding(code, Severity.BLOCK, text, field)
