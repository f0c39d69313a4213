"""What only the whole sheet of the chain shows: places, codes given twice, parents, circles; and what each row would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from capaian.kernel.words import N_, say
from capaian.people.rules.staging_file import circles
from capaian.planning.rules.chain import ChainRow, Key
from capaian.planning.rules.need_sheet import ADDED, CHANGED, REJECTED, UNCHANGED, plain_words
from capaian.planning.rules.objectives import AGREEMENT, RPJMD, Place, fault_of_parent, number_in

OURS = "#"
"""A code that begins so was given by Capaian to an objective that has none."""


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    values: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownObjective:
    """An objective as the records hold it. `indicators` by their plain words, `programs` with their amounts."""

    place: Place
    statement: str
    parent: Key | None = None
    indicators: Mapping[str, KnownIndicator] = field(default_factory=dict)
    programs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownChain:
    """The records: codes of units, the uppermost one, objectives by key, spans of plans by (kind, unit, plain title), the
    years that are opened, and (unit, year) whose agreement is fixed."""

    units: AbstractSet[str] = frozenset()
    root: str = ""
    objectives: Mapping[Key, KnownObjective] = field(default_factory=dict)
    plans: Mapping[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    years: AbstractSet[int] = frozenset()
    fixed: AbstractSet[tuple[str, int]] = frozenset()


def judge_chain(rows: Sequence[ChainRow], known: KnownChain) -> list[ChainRow]:
    """Perpres 29/2014 Art 5-8: one tree from RPJMD to agreement. Every row comes back with its outcome and its problems.

    A row that cannot be placed is rejected, by column and reason, with what hangs below it; the others can be applied.
    """
    placed = [_placed(row, known) for row in rows]
    placed = [_left_standing(row, known) for row in _told_once(placed, known)]
    placed = _with_parents(placed, known)
    return [replace(row, outcome=_outcome(row, known) if row.usable else REJECTED) for row in placed]


def _placed(row: ChainRow, known: KnownChain) -> ChainRow:
    if not row.usable:
        return row
    unit = row.unit or (known.root if row.level == RPJMD else "")
    row = replace(row, unit=unit)
    if not unit:
        return row.rejected("Kode unit", N_("belum diisi"))
    if unit not in known.units:
        return row.rejected("Kode unit", say("unit %(code)s tidak dikenal", code=unit))
    return _in_year(row, known) if row.level == AGREEMENT else _in_plan(row, known)


def _in_year(row: ChainRow, known: KnownChain) -> ChainRow:
    """A row of an agreement: its year is stated, or that of its only target."""
    stated = row.first_year or (row.targets[0][0] if len(row.targets) == 1 else 0)
    row = replace(row, first_year=stated, last_year=stated, plan="")
    if not stated:
        return row.rejected("Tahun awal", N_("isi tahun perjanjian kinerja"))
    if stated not in known.years:
        return row.rejected("Tahun awal", say("tahun kinerja %(year)s belum dibuka", year=str(stated)))
    if any(year != stated for year, _text in row.targets):
        return row.rejected("Tahun awal", say("perjanjian kinerja %(year)s hanya punya target tahun itu", year=str(stated)))
    return row


def _left_standing(row: ChainRow, known: KnownChain) -> ChainRow:
    """A fixed agreement changes by no sheet; what it says already may stand in one, as it does in one that was exported."""
    if not row.usable or row.level != AGREEMENT or (row.unit, row.first_year) not in known.fixed:
        return row
    there = known.objectives.get(row.key)
    above = there.parent if there and there.parent and there.parent[1] == row.parent else None
    if not row.parent or above:
        row = replace(row, parent_key=above)
        if _outcome(row, known) == UNCHANGED:
            return row
    words = say("perjanjian kinerja %(year)s unit ini sudah ditetapkan; buka kembali dahulu", year=str(row.first_year))
    return row.rejected("Tingkat", words)


def _in_plan(row: ChainRow, known: KnownChain) -> ChainRow:
    if not row.plan:
        return row.rejected("Rencana", N_("belum diisi"))
    owner = "" if row.level == RPJMD else row.unit
    years = [year for year, _text in row.targets]
    span = known.plans.get((row.level, owner, plain_words(row.plan)), (0, 0))
    first = row.first_year or span[0] or min(years, default=0)
    last = row.last_year or span[1] or max(years, default=0)
    row = replace(row, first_year=first, last_year=last)
    if not first or not last:
        return row.rejected("Tahun awal", N_("isi tahun awal dan tahun akhir rencana"))
    if last < first:
        return row.rejected("Tahun akhir", N_("mendahului tahun awal"))
    outside = [str(year) for year in years if not first <= year <= last]
    if outside:
        words = say("di luar masa rencana %(first)s–%(last)s", first=str(first), last=str(last))
        return row.rejected(f"Target {outside[0]}", words)
    return row


def place_of_row(row: ChainRow) -> Place:
    """Kebijakan Capaian: a plan is known by its title, and an office's by its office too."""
    if row.level == AGREEMENT:
        return Place(AGREEMENT, None, row.first_year, row.last_year)
    owner = "" if row.level == RPJMD else row.unit
    return Place(row.level, (owner, plain_words(row.plan)), row.first_year, row.last_year)


def _told_once(rows: Sequence[ChainRow], known: KnownChain) -> list[ChainRow]:
    """An objective has one place and one statement, and each of its indicators and programmes one row."""
    heads: dict[Key, ChainRow] = {}
    seen: dict[tuple[Key, str, str], int] = {}
    told = []
    for row in rows:
        fault = _told_apart(row, heads, known) if row.usable else None
        if row.usable and fault is None:
            heads.setdefault(row.key, row)
            name = (row.key, plain_words(row.indicator), plain_words(row.program))
            first = seen.setdefault(name, row.number)
            if first != row.number:
                fault = "Indikator", say("sudah ada pada baris %(row)s", row=first)
        told.append(row.rejected(*fault) if fault else row)
    return told


Fault = tuple[str, str]
"""Column, reason."""


def _told_apart(row: ChainRow, heads: Mapping[Key, ChainRow], known: KnownChain) -> Fault | None:
    if row.key in heads:
        return _against_head(row, heads[row.key])
    there = known.objectives.get(row.key)
    if there is not None:
        return _against_records(row, there)
    if row.code.startswith(OURS):
        words = say("%(code)s tidak dikenal; kode berawalan # hanya diberikan oleh Capaian", code=row.code)
        return "Kode sasaran", words
    return None if row.statement else ("Sasaran", N_("belum diisi"))


def _against_records(row: ChainRow, there: KnownObjective) -> Fault | None:
    mine = place_of_row(row)
    if (there.place.kind, there.place.plan) != (mine.kind, mine.plan):
        return "Kode sasaran", say("kode %(code)s sudah dipakai di rencana lain", code=row.code)
    if row.level == AGREEMENT and there.place.first_year != row.first_year:
        return "Kode sasaran", say("kode %(code)s sudah dipakai pada tahun lain", code=row.code)
    return None


def _against_head(row: ChainRow, head: ChainRow) -> Fault | None:
    """Against the first row with the same code."""
    if place_of_row(row) != place_of_row(head):
        return "Kode sasaran", say("berbeda rencana atau tahun dari baris %(row)s", row=head.number)
    if row.statement and head.statement and plain_words(row.statement) != plain_words(head.statement):
        return "Sasaran", say("berbeda dari baris %(row)s dengan kode yang sama", row=head.number)
    if row.parent and head.parent and row.parent != head.parent:
        return "Kode induk", say("berbeda dari baris %(row)s dengan kode yang sama", row=head.number)
    return None


def _with_parents(rows: Sequence[ChainRow], known: KnownChain) -> list[ChainRow]:
    """Parents found, in their place, without circles; whose parent is rejected is rejected too."""
    current = list(rows)
    while True:
        arriving = {row.key: row for row in reversed(current) if row.usable}
        judged = [_with_parent(row, arriving, known) if row.usable else row for row in current]
        judged = _without_circles(judged, known)
        if [row.usable for row in judged] == [row.usable for row in current]:
            return judged
        current = judged


def _with_parent(row: ChainRow, arriving: Mapping[Key, ChainRow], known: KnownChain) -> ChainRow:
    if not row.parent:
        return row
    keys = {key for key in (*arriving, *known.objectives) if key[1] == row.parent}
    mine = (row.unit, row.parent)
    if mine not in keys and len(keys) > 1:
        units = ", ".join(sorted(unit for unit, _code in keys))
        return row.rejected("Kode induk", say("kode %(code)s dipakai beberapa unit: %(units)s", code=row.parent, units=units))
    if not keys:
        return row.rejected("Kode induk", say("%(code)s tidak dikenal atau ditolak", code=row.parent))
    key = mine if mine in keys else next(iter(keys))
    if key == row.key:
        return row.rejected("Kode induk", N_("sasaran tidak dapat mendukung dirinya sendiri"))
    place = place_of_row(arriving[key]) if key in arriving else known.objectives[key].place
    fault = fault_of_parent(place_of_row(row), place)
    return row.rejected("Kode induk", fault) if fault else replace(row, parent_key=key)


def _without_circles(rows: Sequence[ChainRow], known: KnownChain) -> list[ChainRow]:
    above: dict[Key, Key | None] = {key: one.parent for key, one in known.objectives.items()}
    above |= {row.key: row.parent_key for row in rows if row.usable and row.parent_key}
    names = {"/".join(key): key for key in (*above, *(key for key in above.values() if key))}
    rings = circles({"/".join(key): "/".join(parent) if parent else None for key, parent in above.items()})
    caught = {names[name]: " → ".join(names[one][1] for one in (*ring, ring[0])) for ring in rings for name in ring}
    return [
        row.rejected("Kode induk", say("rantai ini berputar: %(ring)s", ring=caught[row.key]))
        if row.usable and row.parent_key and row.key in caught else row
        for row in rows
    ]


def _outcome(row: ChainRow, known: KnownChain) -> str:
    there = known.objectives.get(row.key)
    if there is None:
        return ADDED
    if row.indicator and plain_words(row.indicator) not in there.indicators:
        return ADDED
    same = (
        (not row.statement or row.statement == " ".join(there.statement.split()))
        and (not row.parent_key or row.parent_key == there.parent)
        and (there.place.first_year, there.place.last_year) == (row.first_year, row.last_year)
        and _indicator_stands(row, there)
        and (not row.program or row.level != AGREEMENT or there.programs.get(plain_words(row.program)) == row.amount)
    )
    return UNCHANGED if same else CHANGED


def _indicator_stands(row: ChainRow, there: KnownObjective) -> bool:
    if not row.indicator:
        return True
    mine = there.indicators[plain_words(row.indicator)]
    described = all(same_value(mine.values.get(name, ""), text) for name, text in row.values.items())
    return described and all(same_value(mine.targets.get(year, ""), text) for year, text in row.targets)


def same_value(one: str, two: str) -> bool:
    """Kebijakan Capaian: 48 and 48,0 are the same target; words are compared as they stand."""
    if one == two:
        return True
    first, second = number_in(one), number_in(two)
    return first is not None and first == second
