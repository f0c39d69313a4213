"""Whether a target is stated in the unit of what it takes over, follows or represents."""

from __future__ import annotations

from capaian.kernel.words import N_
from capaian.planning.rules.findings import Code, Finding, IndicatorPlan, ResultFacts, block, warning

_SAME = {"%": "persen", "persentase": "persen", "prosen": "persen", "pct": "persen"}


def same_unit(one: str, other: str) -> bool:
    """II.A.7, p.50 (the unit is stressed): whether two units say the same, however they are spelled; an unsaid one is no
    contradiction."""
    first, second = _plain(one), _plain(other)
    return not first or not second or first == second


def check_units(result: ResultFacts, indicator: IndicatorPlan) -> tuple[Finding, ...]:
    """II.A.2.a.3, II.A.3 and II.A.4, p.27-43: an indicator that takes over a key indicator, or follows a definition, is
    measured in its unit; a result that represents the leader's is only told when it is counted otherwise."""
    found: list[Finding] = []
    if not same_unit(indicator.unit, indicator.key_unit):
        text = N_("Satuannya lain dari satuan indikator kinerja utama yang diambil alih, sehingga capaiannya tidak sebanding.")
        found.append(block(Code.UNIT_OF_KEY, text, "unit"))
    if not same_unit(indicator.unit, indicator.defined_unit):
        text = N_("Satuannya lain dari satuan pada kamus indikator yang diikuti, sehingga capaiannya tidak sebanding.")
        found.append(block(Code.UNIT_OF_DEFINITION, text, "unit"))
    if result.represents and not same_unit(indicator.unit, result.parent_unit):
        text = N_("Penurunan langsung mewakili hasil pimpinan, tetapi satuannya lain dari satuan indikator pimpinan.")
        found.append(warning(Code.UNIT_OF_PARENT, text, "unit"))
    return tuple(found)


def _plain(unit: str) -> str:
    words = " ".join(unit.casefold().split())
    return _SAME.get(words, words)
