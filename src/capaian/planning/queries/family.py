"""Which forms an SKP uses: of who leads (A.1.1, A.1.2), or of the others (A.1.6, A.1.7)."""

from __future__ import annotations

from capaian.people.models import PositionGroup
from capaian.planning.models import Approach, ControlLevel, Skp
from capaian.planning.rules.leading import LEADING


def leads(skp: Skp) -> bool:
    """Whether the SKP is of the family of high officials (JPT) and heads of independent units."""
    return skp.position.group in LEADING


def measured(skp: Skp) -> bool:
    """Whether the approach is quantitative: indicator, target and unit apart (Art 9(3); II.A.7, p.50)."""
    return skp.approach == Approach.QUANTITATIVE


_LEAST = {
    PositionGroup.JPT: ControlLevel.OUTPUT_LOW, PositionGroup.UNIT_HEAD: ControlLevel.OUTPUT_LOW,
    PositionGroup.ADMINISTRATOR: ControlLevel.OUTPUT_MEDIUM, PositionGroup.SUPERVISOR: ControlLevel.OUTPUT_MEDIUM,
}


def least_control(skp: Skp) -> str:
    """The level of control that II.A.5 (p.44) expects at least of the post; "" where any will do."""
    return str(_LEAST.get(PositionGroup(skp.position.group), ""))
