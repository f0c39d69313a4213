"""What is missing in a role-result matrix (form A.1.5): columns, people and cells nobody has thought of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from capaian.planning.rules.linting import Code, Context, Hint, Kind, Severity, Worded, hints
from capaian.planning.rules.matrix_text import CellText
from capaian.planning.rules.matrix_words import similarity

MOST_ROLES = 10
ALIKE = 50
_NO_RESULT = (Code.ACTIVITY, Code.CATEGORY)


@dataclass(frozen=True, slots=True)
class Shape:
    """A matrix as numbers: its columns, its rows, and what the cells (row, column) say."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: Mapping[tuple[int, int], CellText]


@dataclass(frozen=True, slots=True)
class PlannedStrategy:
    """A strategy for a column; `owned` where its workblock (A.1.4) names an owner."""

    key: int
    column: int
    statement: str
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Reword:
    """A role that is an activity or a kind of work; the hint says why and how it may read."""

    row: int
    column: int
    text: str
    hint: Hint


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything a leader is told above the matrix. Keys of columns, rows and cells."""

    ownerless: tuple[int, ...]
    roleless: tuple[int, ...]
    empty: tuple[tuple[int, int], ...]
    overloaded: tuple[int, ...]
    idle: tuple[int, ...] = ()
    reword: tuple[Reword, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ownerless or self.roleless or self.empty or self.overloaded or self.idle or self.reword)


def columns_without_owner(shape: Shape) -> tuple[int, ...]:
    """II.A.5.h (p.46-47): the matrix makes sure that every strategy is carried by somebody; TIDAK ADA PERAN carries nothing."""
    carried = {column for (_row, column), cell in shape.cells.items() if cell.roles}
    return tuple(column for column in shape.columns if column not in carried)


def people_without_role(shape: Shape) -> tuple[int, ...]:
    """II.A.5.i (p.47): the matrix names the role of *every* employee; whoever has none has nothing to plan from."""
    busy = {row for (row, _column), cell in shape.cells.items() if cell.roles}
    return tuple(row for row in shape.rows if row not in busy)


def empty_cells(shape: Shape) -> tuple[tuple[int, int], ...]:
    """Form A.1.5 (p.48): a cell says a role or TIDAK ADA PERAN. One that says neither is pointed at, not refused: the
    regulation's own example has one (SA2, p.146)."""
    return tuple((row, column) for row in shape.rows for column in shape.columns if not shape.cells.get((row, column)))


def overloaded(shape: Shape, most: int = MOST_ROLES) -> tuple[int, ...]:
    """Kebijakan Capaian: more than ten roles for one person are pointed at; II.A.5.f.5 (p.46) has the leader weigh workload and
    names no number."""
    counts = dict.fromkeys(shape.rows, 0)
    for (row, _column), cell in shape.cells.items():
        if row in counts:
            counts[row] += len(cell.roles)
    return tuple(row for row, count in counts.items() if count > most)


def strategies_without_owner(strategies: Sequence[PlannedStrategy], shape: Shape) -> tuple[int, ...]:
    """II.A.5.h (p.46-47): a strategy is carried where its workblock names an owner or a role of its column says much the same."""
    said: dict[int, list[str]] = {}
    for (_row, column), cell in shape.cells.items():
        said.setdefault(column, []).extend(role.text for role in cell.roles)
    return tuple(
        one.key for one in strategies
        if not one.owned and not any(similarity(one.statement, text) >= ALIKE for text in said.get(one.column, ()))
    )


def roles_to_reword(shape: Shape, off: frozenset[str] = frozenset()) -> tuple[Reword, ...]:
    """II.A.5.i (p.47) and SA1 (p.120-122): a role is told as what is achieved, so an activity or the name of a kind of work is
    pointed at. `off`: hints that the agency switched off."""
    return tuple(
        Reword(row, column, role.text, hint)
        for (row, column), cell in shape.cells.items() for role in cell.roles
        if (hint := _no_result(role.text)) is not None and hint.code.value not in off
    )


@lru_cache(maxsize=4096)
def _no_result(text: str) -> Hint | None:
    found = hints(Worded(text, kind=Kind.RESULT), Context())
    return next((one for one in found if one.code in _NO_RESULT and one.severity is Severity.WARNING), None)


def gaps(shape: Shape, strategies: Sequence[PlannedStrategy] = (), off: frozenset[str] = frozenset()) -> Gaps:
    """II.A.5.g-i (p.46-47): all that is missing, at once."""
    return Gaps(
        columns_without_owner(shape), people_without_role(shape), empty_cells(shape), overloaded(shape),
        strategies_without_owner(strategies, shape), roles_to_reword(shape, off),
    )


def needs_approval(*, appraiser: int, leader: int, leaders_appraiser: int) -> bool:
    """II.A.5.f.4 (p.45): where the Pimpinan who gives the role is not the appraiser, the appraiser approves first.

    A team lead gives roles for the head who appraises both and who formed the team: that head has decided already.
    """
    return appraiser not in (leader, leaders_appraiser)
