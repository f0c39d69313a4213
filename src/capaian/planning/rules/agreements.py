"""What a performance agreement must say before it can be fixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capaian.kernel.words import N_, Saying, say

STRATEGIC = ("SASARAN STRATEGIS", "PROGRAM")
_CENTRAL = (STRATEGIC, ("SASARAN PROGRAM", "PROGRAM"), ("SASARAN KEGIATAN", "KEGIATAN"))
_REGIONAL = (STRATEGIC, STRATEGIC, ("SASARAN PROGRAM/ KEGIATAN", "PROGRAM/ KEGIATAN"))


@dataclass(frozen=True, slots=True)
class ObjectiveFact:
    """An objective of the agreement: its words and the (indicator, printed target) below it."""

    statement: str
    indicators: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What of an agreement is judged; `alone`: promised by who heads the institution, with nobody above to promise to."""

    first_party: str
    second_party: str
    second_party_post: str
    objectives: Sequence[ObjectiveFact] = ()
    budget_lines: int = 0
    alone: bool = False


def missing_in(facts: AgreementFacts) -> list[Saying | str]:
    """Perpres 29/2014 Art 10-11, PermenPANRB 53/2014 Lampiran I: both parties, objectives with indicators and targets.

    Who heads the institution promises alone. A missing budget is told by `doubtful_in`: some units have none of their own.
    """
    found: list[Saying | str] = []
    if not facts.first_party:
        found.append(N_("Pihak pertama (kepala unit) belum dipilih."))
    named = (facts.second_party, facts.second_party_post)
    if not all(named) and not (facts.alone and not any(named)):
        found.append(N_("Nama dan jabatan pihak kedua belum diisi."))
    if not facts.objectives:
        found.append(N_("Belum ada sasaran untuk unit dan tahun ini."))
    for one in facts.objectives:
        if not one.indicators:
            found.append(say("Sasaran “%(statement)s” belum punya indikator.", statement=one.statement))
        found += [
            say("Indikator “%(indicator)s” belum punya target.", indicator=statement)
            for statement, target in one.indicators if not target.strip()
        ]
    return found


def doubtful_in(facts: AgreementFacts) -> list[str]:
    """PermenPANRB 53/2014 Lampiran I: the attachment names programme and budget; an agreement without is told, not blocked."""
    return [] if facts.budget_lines else [N_("Belum ada baris anggaran. Isi bila unit ini mengelola anggaran.")]


def columns_at(sphere: str, depth: int) -> tuple[str, str]:
    """PermenPANRB 53/2014 Lampiran I: what the attachment calls the objectives of a level, and what pays for them; of the
    centre also PermenPANRB 6/2022 SA2 tables 3-4 (p.129-130: a directorate general, a directorate). `depth` 0 is the
    institution. Kebijakan Capaian: below a regional body both names stand, for units there have either."""
    levels = _CENTRAL if sphere == "central" else _REGIONAL
    return levels[min(depth, len(levels) - 1)]
