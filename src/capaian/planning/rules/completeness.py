"""Whether an SKP can be offered to the appraiser: what is missing, and where it is mended."""

from __future__ import annotations

from dataclasses import replace

from capaian.kernel.words import N_
from capaian.planning.rules.findings import Code, Finding, IndicatorPlan, PlanFacts, ResultFacts, Severity, block, warning
from capaian.planning.rules.leading import check_leading
from capaian.planning.rules.units import check_units

__all__ = [
    "Code", "Finding", "IndicatorPlan", "PlanFacts", "ResultFacts", "Severity", "blocks", "check_acting", "check_indicator",
    "check_plan", "check_wording",
]

ACTING, OWN = "acting", "own"
"""Sources of a result (planning.models.ResultSource) that mean something here."""


def check_plan(plan: PlanFacts) -> tuple[Finding, ...]:
    """Art 7(3), 9(2), 11-13; Annex II.A.2, II.A.6-8, p.27-61: what an SKP needs before it is agreed.

    Main results, indicators and targets block; the annex (A.1.8), a result that hangs below nothing and a
    target that no formula can use are warnings, because the two parties may still agree on them.
    """
    found: list[Finding] = []
    if not any(result.is_main for result in plan.results):
        found.append(block(Code.NO_MAIN_RESULT, N_("Belum ada hasil kerja utama. Tambahkan paling sedikit satu.")))
    for result in plan.results:
        found.extend(_check_result(plan, result))
    found.extend(check_leading(plan))
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
        found.append(block(Code.NO_INDICATOR_STATEMENT, N_("Tuliskan indikatornya."), "statement"))
    if not measured:
        return tuple(replace(finding, indicator=indicator.key) for finding in found)
    if wordless and indicator.target is None:
        found.append(block(Code.NO_TARGET, N_("Tuliskan target, dengan angka atau kata-kata."), "target_text"))
    if not wordless and indicator.target is None and indicator.target_high is None:
        text = N_("Target hanya berupa kata-kata: capaiannya akan dinilai tanpa angka.")
        found.append(warning(Code.TARGET_IN_WORDS, text, "target"))
    found.extend(_check_numbers(indicator))
    if indicator.target is not None and not indicator.unit.strip():
        found.append(block(Code.NO_UNIT, N_("Target berupa angka memerlukan satuan."), "unit"))
    return tuple(replace(finding, indicator=indicator.key) for finding in found)


def blocks(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Annex II.A.8: the findings that must be mended before the SKP can be offered."""
    return tuple(finding for finding in findings if finding.severity is Severity.BLOCK)


def check_acting(result: ResultFacts) -> tuple[Finding, ...]:
    """II.A.6.d, p.50: the duty of a Plt. or Plh., or of a structural post filled by order, is a main result."""
    if result.source != ACTING or result.is_main:
        return ()
    return (block(Code.ACTING_NOT_MAIN, N_("Tugas Plt., Plh. atau jabatan struktural selalu hasil kerja utama."), "kind"),)


def check_wording(result: ResultFacts) -> tuple[Finding, ...]:
    """II.A.5, p.48: what a cell of the matrix says becomes the result in the SKP. Other words are told, not refused: the
    regulation's own example has them (SA2, p.145 and 155). Capitals, spaces and the last full stop make no difference."""
    said = _plain(result.statement)
    text = N_("Kata-katanya lain dari peran dalam matriks:")
    return tuple(
        replace(warning(Code.WORDED_OTHERWISE, text), about=role) for role in result.roles if _plain(role) != said
    )


def _plain(text: str) -> str:
    return "".join(text.casefold().split()).rstrip(".;,")


def _check_result(plan: PlanFacts, result: ResultFacts) -> list[Finding]:
    found: list[Finding] = []
    if not result.statement.strip():
        found.append(block(Code.NO_STATEMENT, N_("Rencana hasil kerja masih kosong.")))
    if not result.indicators:
        found.append(block(Code.NO_INDICATOR, N_("Hasil kerja ini belum mempunyai indikator.")))
    found.extend([*check_acting(result), *check_wording(result)])
    if not result.hangs and result.waits:
        text = N_("Kaitannya masih sementara: hasil kerja pimpinan belum ada. Kaitannya diusulkan setelah pimpinan menyusun.")
        found.append(warning(Code.WAITS_FOR_PARENT, text))
    elif not result.hangs and (not plan.leading or result.source in ("", OWN)):
        text = N_("Hasil kerja ini belum dikaitkan dengan hasil kerja pimpinan atau sasaran unit.")
        found.append(warning(Code.NO_PARENT, text))
    for indicator in result.indicators:
        found.extend(check_indicator(indicator, measured=plan.measured))
        found.extend(replace(finding, indicator=indicator.key) for finding in check_units(result, indicator))
    return [replace(finding, result=result.key) for finding in found]


def _check_numbers(indicator: IndicatorPlan) -> list[Finding]:
    found: list[Finding] = []
    low, high = indicator.target, indicator.target_high
    if low is not None and low < 0:
        found.append(block(Code.NEGATIVE_TARGET, N_("Target tidak boleh kurang dari nol."), "target"))
    if high is not None and low is None:
        found.append(block(Code.RANGE_WITHOUT_LOWER, N_("Isi juga batas bawah target."), "target"))
    if high is not None and low is not None and high < low:
        found.append(block(Code.RANGE_REVERSED, N_("Batas atas harus sama dengan atau di atas batas bawah."), "target_high"))
    if low is not None and low == 0 and (high is None or high == 0):
        text = N_("Target nol: capaian tidak dapat dihitung dengan pembagian dan akan ditandai “target nol”.")
        found.append(warning(Code.ZERO_TARGET, text, "target"))
    return found
