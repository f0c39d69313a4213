"""What the SKP of a high official or a head of an independent unit must hold (forms A.1.1 and A.1.2), and how far any post
is expected to have its results in hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from capaian.kernel.words import N_
from capaian.planning.rules.findings import Code, Finding, PlanFacts, block, warning

LEADING = ("jpt", "unit-head")
"""The groups of posts (people.models.PositionGroup) whose SKP takes over the unit's performance agreement (II.A.2)."""
AGREEMENT, BUDGET = "agreement", "budget"
_PLANNED = ("strategic", "annual")
"""Sources of which form A.1.2 (p.34) names only main results; directives and action plans may be either (II.A.2.a.6, p.28)."""
CONTROL = ("output-high", "output-medium", "output-low", "intermediate", "outcome")
"""From what is wholly one's own doing to what is mostly others' (II.A.5, p.44)."""
_LEAST = {
    "jpt": "output-low", "unit-head": "output-low", "administrator": "output-medium", "supervisor": "output-medium",
    "executor": "output-high",
}
_BESIDE_BUDGET = {
    "recipient": N_("Belum ada indikator perspektif Penerima Layanan. Pejabat penilai memastikan keempat perspektif terpenuhi."),
    "process": N_("Belum ada indikator perspektif Proses Bisnis. Pejabat penilai memastikan keempat perspektif terpenuhi."),
    "internal": N_("Belum ada indikator perspektif Penguatan Internal. Pejabat penilai memastikan keempat perspektif terpenuhi."),
}


def check_leading(plan: PlanFacts) -> tuple[Finding, ...]:
    """II.A.2.a.3 and a.8, p.27-29: what the performance agreement promises is taken over whole and is main; an item of the
    budget perspective stands in every such SKP. What comes from the strategic or the annual plan stands under A. UTAMA of
    form A.1.2 only (p.34), which is told. II.A.5, p.44 says "sebaiknya" of the level of control: a warning, for all."""
    found: list[Finding] = [*check_control(plan), *check_perspectives(plan)]
    if not plan.leading:
        return tuple(found)
    taken = {it.taken_from for result in plan.results for it in result.indicators}
    missing = N_("Indikator perjanjian kinerja ini belum diambil alih:")
    found.extend(replace(block(Code.KEY_MISSING, missing), about=words) for key, words in plan.keys.items() if key not in taken)
    for result in plan.results:
        promised = result.source == AGREEMENT or any(it.taken_from in plan.keys for it in result.indicators)
        if promised and not result.is_main:
            text = N_("Hasil kerja dari perjanjian kinerja selalu utama.")
            found.append(replace(block(Code.AGREEMENT_NOT_MAIN, text, "kind"), result=result.key))
        elif result.source in _PLANNED and not result.is_main:
            text = N_("Formulir A.1.2 menempatkan hasil kerja dari Renstra dan rencana kerja tahunan pada hasil kerja utama.")
            found.append(replace(warning(Code.PLANNED_NOT_MAIN, text, "kind"), result=result.key))
        text = N_("Perspektifnya belum dipilih, padahal formulir A.1.1 dan A.1.2 mencetaknya.")
        found.extend(
            replace(warning(Code.NO_PERSPECTIVE, text, "perspective"), result=result.key, indicator=it.key)
            for it in result.indicators if not it.perspective
        )
    if not any(it.perspective == BUDGET for result in plan.results for it in result.indicators):
        text = N_("Belum ada indikator perspektif Anggaran. SKP pimpinan memuat paling sedikit satu.")
        found.append(block(Code.NO_BUDGET, text))
    return tuple(found)


def check_perspectives(plan: PlanFacts) -> tuple[Finding, ...]:
    """II.A.2.a.8, p.29: the appraiser sees to it that who leads has results in all four perspectives. Only the budget's
    "harus ada", so the others are told; and only once every indicator has one."""
    said = [it.perspective for result in plan.results for it in result.indicators]
    if not plan.leading or not said or "" in said:
        return ()
    return tuple(
        warning(Code.PERSPECTIVE_MISSING, text) for perspective, text in _BESIDE_BUDGET.items() if perspective not in said
    )


def least_level(group: str, *, leads_team: bool) -> str:
    """II.A.5.b-d, p.44 (of who leads II.A.2.a.7, p.28): the level of control expected at least of a post. Of functional
    officials the text fixes one for those who lead a team, "atau sebutan lainnya"; for the others it says "sesuai dengan
    jenjang" and no level, so "" is answered."""
    if group == "functional" and leads_team:
        return "output-medium"
    return _LEAST.get(group, "")


def check_control(plan: PlanFacts) -> tuple[Finding, ...]:
    """II.A.5.a-e, p.44: each post is expected ("sebaiknya") to answer for results of at least a certain level. What says no
    level is not told."""
    if plan.least_control not in CONTROL:
        return ()
    least = CONTROL.index(plan.least_control)
    text = N_("Tingkat kendalinya di bawah yang diharapkan dari jabatan ini. Sebaiknya pilih hasil yang lebih tinggi.")
    return tuple(
        replace(warning(Code.CONTROL_BELOW, text, "control"), result=result.key, indicator=it.key)
        for result in plan.results for it in result.indicators if it.control in CONTROL and CONTROL.index(it.control) < least
    )


def draft_stands_in(fixed: bool, day: date, due: date) -> bool:
    """II.A.2.a.3, p.27: an agreement not fixed by the second week of January is used as a draft; before that day one may
    still wait for it."""
    return not fixed and day > due
