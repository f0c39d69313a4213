"""What a scheme says about scoring, gathered for the rules of this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian.evaluation.rules.arithmetic import Bridge
from capaian.governance.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Policy:
    """Cap and decimals of an achievement, the agency's bridge if it has one, and the matrix of the law."""

    cap: Decimal | None
    decimals: int
    bridge: Bridge | None
    matrix: Mapping[str, Mapping[str, str]]


def policy_of(scheme: Scheme, on: date | None = None) -> Policy:
    """PermenPANRB 6/2022 annex IV.B.3 (matrix) and the agency's own policy (cap, bridge), as the scheme has them.

    Without a day the latest values hold. Raises NoSuchValue where the scheme has no matrix or half a bridge.
    """
    cap, decimals = scheme.find("achievement.cap", on), scheme.find("achievement.decimals", on)
    return Policy(
        cap=cap.value if cap else None, decimals=int(decimals.value) if decimals else 2,
        bridge=_bridge_of(scheme, on), matrix=scheme.get("predikat.matrix", on).value,
    )


def _bridge_of(scheme: Scheme, on: date | None) -> Bridge | None:
    first = scheme.find("bridge.above_from", on)
    if first is None:
        return None
    floors = {key: scheme.find(f"bridge.{key}", on) for key in ("above_main_floor", "meets_main_floor")}
    return Bridge(
        above_from=first.value, meets_from=scheme.get("bridge.meets_from", on).value,
        above_main_floor=floors["above_main_floor"].value if floors["above_main_floor"] else None,
        meets_main_floor=floors["meets_main_floor"].value if floors["meets_main_floor"] else None,
        main_weight=scheme.get("bridge.main_weight", on).value, source=first.source,
    )
