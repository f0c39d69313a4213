"""Which forms an SKP uses: of who leads (A.1.1, A.1.2), or of the others (A.1.6, A.1.7)."""

from __future__ import annotations

from capaian.people.models import PositionGroup
from capaian.planning.models import Approach, Skp

LEADING = (PositionGroup.JPT, PositionGroup.UNIT_HEAD)
"""Posts whose SKP takes over the unit's performance agreement (II.A.2, p.27-36)."""


def leads(skp: Skp) -> bool:
    """Whether the SKP is of the family of high officials (JPT) and heads of independent units."""
    return skp.position.group in LEADING


def measured(skp: Skp) -> bool:
    """Whether the approach is quantitative: indicator, target and unit apart (Art 9(3); II.A.7, p.50)."""
    return skp.approach == Approach.QUANTITATIVE
