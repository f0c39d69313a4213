"""Needs that come in as a sheet: what each row says, and what it would add or change. Nothing is cleared by an empty cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from capaian.kernel.words import N_, say
from capaian.people.rules.staging import CellProblem, read_fields
from capaian.people.rules.staging_cells import BadCell, read_choice, read_text
from capaian.people.rules.staging_shapes import Field
from capaian.planning.rules.needs import HIGHEST, LOWEST, Criterion

ADDED, CHANGED, UNCHANGED, REJECTED = "added", "changed", "unchanged", "rejected"
OTHER = "other"
SECTORS = {"pendidikan": "education", "kesehatan": "health", "infrastruktur": "infrastructure"}
EVIDENCE = {
    "survey": ("survei kebutuhan warga", "survei"), "complaint": ("pengaduan",), "document": ("dokumen strategis", "dokumen"),
    "workload": ("beban kerja",),
}
Evidence = tuple[str, str, str]
"""Kind, source, finding."""


@dataclass(frozen=True, slots=True)
class KnownNeed:
    """A need as the records hold it."""

    sector: str
    sector_name: str
    scores: Mapping[str, int] = field(default_factory=dict)
    evidence: frozenset[Evidence] = frozenset()


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A row of the sheet and its outcome; `scores` are those it states."""

    number: int
    statement: str
    outcome: str
    sector: str = ""
    sector_name: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)
    evidence: Evidence | None = None
    problems: tuple[CellProblem, ...] = ()


def read_score(text: str) -> str:
    """Kebijakan Capaian: a score is a whole number from 1 to 5, nothing in between and nothing guessed."""
    if text not in {str(number) for number in range(LOWEST, HIGHEST + 1)}:
        raise BadCell(say("“%(text)s” bukan nilai; tulis bilangan bulat 1 sampai 5, atau kosongkan", text=text[:20]))
    return text


def need_fields(criteria: Sequence[Criterion]) -> tuple[Field, ...]:
    """Kebijakan Capaian: the sheet of an analysis has a column for each of its criteria."""
    return (
        Field("statement", "Kebutuhan", read_text(1000), True, ("uraian kebutuhan",), width=60),
        Field("sector", "Bidang", read_text(80), True, ("sektor",),
              N_("Pendidikan, Kesehatan, Infrastruktur, atau nama bidang lain."), 20),
        *(
            Field(f"score_{one.slug}", one.label, read_score, note=N_("1 sampai 5; kosong bila belum dinilai."), width=12)
            for one in criteria
        ),
        Field("kind", "Jenis bukti", read_choice(EVIDENCE), note=N_("Survei, Pengaduan, Dokumen, atau Beban kerja."), width=22),
        Field("source", "Sumber bukti", read_text(300), width=40),
        Field("finding", "Temuan", read_text(1000), width=60),
    )


def read_need(number: int, cells: Mapping[str, str], criteria: Sequence[Criterion]) -> NeedRow:
    """Kebijakan Capaian: a cell that cannot be read rejects its row, by column and reason; evidence comes whole or not."""
    values, problems = read_fields(need_fields(criteria), cells)
    given = [values.get(name, "") for name in ("kind", "source", "finding")]
    if any(given) and not all(given):
        problems.append(CellProblem("Jenis bukti", N_("isi jenis, sumber, dan temuan, atau kosongkan ketiganya")))
    sector = values.get("sector", "")
    known = SECTORS.get(sector.lower())
    return NeedRow(
        number, values.get("statement", str(cells.get("statement", "")))[:1000], REJECTED if problems else ADDED,
        sector=known or OTHER, sector_name="" if known else sector,
        scores={one.slug: int(values[f"score_{one.slug}"]) for one in criteria if f"score_{one.slug}" in values},
        evidence=(given[0], given[1], given[2]) if all(given) else None, problems=tuple(problems),
    )


def judge_needs(rows: Sequence[NeedRow], known: Mapping[str, KnownNeed]) -> list[NeedRow]:
    """Kebijakan Capaian: a need is known by its words; given twice, the second row is rejected; what stands is unchanged."""
    seen: dict[str, int] = {}
    judged = []
    for row in rows:
        name = plain_words(row.statement)
        first = seen.setdefault(name, row.number) if name else row.number
        if row.outcome == REJECTED:
            judged.append(row)
        elif first != row.number:
            twice = CellProblem("Kebutuhan", say("sudah ada pada baris %(row)s", row=first))
            judged.append(_with(row, REJECTED, (*row.problems, twice)))
        else:
            judged.append(_with(row, _outcome(row, known.get(name)), row.problems))
    return judged


def plain_words(text: str) -> str:
    """Kebijakan Capaian: capitals and blanks do not make another need."""
    return " ".join(text.lower().split())


def _outcome(row: NeedRow, known: KnownNeed | None) -> str:
    if known is None:
        return ADDED
    same = (row.sector, row.sector_name) == (known.sector, known.sector_name)
    scored = all(known.scores.get(slug) == score for slug, score in row.scores.items())
    rests = row.evidence is None or row.evidence in known.evidence
    return UNCHANGED if same and scored and rests else CHANGED


def _with(row: NeedRow, outcome: str, problems: tuple[CellProblem, ...]) -> NeedRow:
    return NeedRow(row.number, row.statement, outcome, row.sector, row.sector_name, row.scores, row.evidence, problems)
