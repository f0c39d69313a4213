"""What a cell of the role-result matrix says: roles line by line, or TIDAK ADA PERAN."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from capaian.kernel.words import Saying, say

NO_ROLE = "TIDAK ADA PERAN"
DIRECT = "[L]"
LONGEST = 1000
MOST_LINES = 20
_BULLET = re.compile(r"^(?:[-•*–]|\d{1,2}[.)])\s+")
_DIRECT = re.compile(r"^\[\s*l(?:angsung)?\s*\]\s*", re.IGNORECASE)
_NO_ROLE = frozenset({"tidak ada peran", "-", "–", "nihil"})


@dataclass(frozen=True, slots=True)
class Role:
    """One role-result; `direct` where its success is success of the leader's result (direct cascading)."""

    text: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says. Neither roles nor `no_role`: nobody has said anything yet."""

    roles: tuple[Role, ...] = ()
    no_role: bool = False

    def __bool__(self) -> bool:
        return self.no_role or bool(self.roles)


def read_cell(text: str) -> CellText:
    """Form A.1.5 (p.48): a cell holds one or several role-results, or TIDAK ADA PERAN; here one line is one role.

    A line that begins with [L] is a direct cascade (II.A.4, p.39-43). Bullets and numbers before a line are left out, the
    same line twice counts once, and a lone dash says TIDAK ADA PERAN.
    """
    roles: dict[str, Role] = {}
    lines = [line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line]
    if len(lines) == 1 and lines[0].casefold().rstrip(".") in _NO_ROLE:
        return CellText(no_role=True)
    for line in lines:
        bare = _BULLET.sub("", line)
        words = _DIRECT.sub("", bare)
        said = _BULLET.sub("", words) if words != bare else words
        if said and said.casefold() not in _NO_ROLE:
            roles.setdefault(said.casefold(), Role(said, words != bare))
    return CellText(tuple(roles.values()), no_role=not roles and bool(lines))


def cell_text(cell: CellText) -> str:
    """Form A.1.5 (p.48): the same cell as it is typed and exported; `read_cell` reads it back."""
    if cell.no_role:
        return NO_ROLE
    return "\n".join(f"{DIRECT} {role.text}" if role.direct else role.text for role in cell.roles)


def fingerprint(cell: CellText) -> str:
    """Kebijakan Capaian: who saves a cell says which text was on the screen, so that nobody's words are overwritten unseen."""
    text = cell_text(cell)
    return hashlib.sha256(text.encode()).hexdigest()[:10] if text else ""


def check_cell(cell: CellText) -> tuple[Saying, ...]:
    """Kebijakan Capaian: a role becomes a planned result, so it is as long as one may be; a cell holds twenty at most."""
    found = []
    if len(cell.roles) > MOST_LINES:
        found.append(say("terlalu banyak peran dalam satu sel: %(count)s, paling banyak %(most)s",
                         count=len(cell.roles), most=MOST_LINES))
    longest = max((len(role.text) for role in cell.roles), default=0)
    if longest > LONGEST:
        found.append(say("teks terlalu panjang: %(count)s huruf, paling banyak %(most)s", count=longest, most=LONGEST))
    return tuple(found)


def joined(old: CellText, new: CellText) -> CellText:
    """Kebijakan Capaian: a text given to many people is put below what stands in their cells, never in its place; a role takes
    the place of TIDAK ADA PERAN, and that never takes the place of a role."""
    if new.no_role:
        return old if old.roles else new
    known = {role.text.casefold() for role in old.roles}
    return CellText((*old.roles, *(role for role in new.roles if role.text.casefold() not in known)))


def continued(old: Sequence[str], new: Sequence[str]) -> tuple[int | None, ...]:
    """Kebijakan Capaian: a role that was reworded stays the same role, so that what became of it in an SKP is not lost.

    For each new line the place of the old one it continues: the same words first, then what is left over in order.
    """
    free = list(range(len(old)))
    places: list[int | None] = []
    for line in new:
        same = next((place for place in free if old[place] == line), None)
        places.append(same)
        if same is not None:
            free.remove(same)
    return tuple(place if place is not None or not free else free.pop(0) for place in places)
