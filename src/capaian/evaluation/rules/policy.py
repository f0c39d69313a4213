"""What a scheme says about scoring, gathered for the rules of this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian.evaluation.rules.arithmetic import Bridge
from capaian.governance.schemes import Scheme

BRIDGE_KEYS = ("above_from", "meets_from", "above_main_floor", "meets_main_floor", "main_weight")


@dataclass(frozen=True, slots=True)
class Policy:
    """Cap and decimals of an achievement, the agency's bridge if it has one, and the matrix of the law."""

    cap: Decimal | None
    decimals: int
    bridge: Bridge | None
    matrix: Mapping[str, Mapping[str, str]]


def policy_of(scheme: Scheme, on: date | None = None) -> Policy:
    """PermenPANRB 6/2022 annex IV.B.3 (matrix) and the agency's own policy (cap, bridge), as the scheme has them.

    Without a day the latest values hold. Raises NoSuchValue where the scheme has no matrix.
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
    found = {key: scheme.find(f"bridge.{key}", on) for key in BRIDGE_KEYS}
    return Bridge(source=first.source, **{key: value.value if value else None for key, value in found.items()})
