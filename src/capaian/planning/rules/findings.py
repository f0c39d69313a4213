"""The words between the rules of completeness: the facts of a plan, and what can be found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Severity(StrEnum):
    """A block must be mended before the SKP is offered; a warning is told and left to the two parties."""

    BLOCK = "block"
    WARNING = "warning"


class Code(StrEnum):
    """Every finding has a name, so that a screen or an import can speak about it."""

    NO_MAIN_RESULT = "no-main-result"
    NO_STATEMENT = "no-statement"
    NO_INDICATOR = "no-indicator"
    NO_INDICATOR_STATEMENT = "no-indicator-statement"
    NO_TARGET = "no-target"
    NEGATIVE_TARGET = "negative-target"
    RANGE_WITHOUT_LOWER = "range-without-lower"
    RANGE_REVERSED = "range-reversed"
    NO_UNIT = "no-unit"
    ZERO_TARGET = "zero-target"
    TARGET_IN_WORDS = "target-in-words"
    NO_PARENT = "no-parent"
    WAITS_FOR_PARENT = "waits-for-parent"
    EMPTY_ANNEX = "empty-annex"
    WORDED_OTHERWISE = "worded-otherwise"
    UNIT_OF_KEY = "unit-of-key"
    UNIT_OF_DEFINITION = "unit-of-definition"
    UNIT_OF_PARENT = "unit-of-parent"
    ACTING_NOT_MAIN = "acting-not-main"
    AGREEMENT_NOT_MAIN = "agreement-not-main"
    KEY_MISSING = "key-missing"
    NO_BUDGET = "no-budget"
    NO_PERSPECTIVE = "no-perspective"
    CONTROL_BELOW = "control-below"
    PERSPECTIVE_MISSING = "perspective-missing"
    PLANNED_NOT_MAIN = "planned-not-main"


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    """An indicator as planned; `key` is its identity for the link, None while it is being typed. `taken_from` is the key
    indicator (IKU) it takes over; `key_unit` and `defined_unit` are the units of that and of its definition in the library."""

    key: int | None
    statement: str
    target_text: str
    target: Decimal | None
    target_high: Decimal | None
    unit: str
    perspective: str = ""
    control: str = ""
    taken_from: int | None = None
    key_unit: str = ""
    defined_unit: str = ""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A planned result with its indicators; `hangs` says whether it intervenes a leader's result or an objective, `waits`
    that it names in words what it will support, `source` where it comes from. `parent_unit` is the unit of the leader's
    indicator that it `represents` (direct cascade), `roles` the words of the matrix that it was taken over from."""

    key: int
    statement: str
    is_main: bool
    hangs: bool
    indicators: tuple[IndicatorPlan, ...]
    waits: bool = False
    source: str = ""
    represents: bool = False
    parent_unit: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole SKP: its results, and how many lines each section of form A.1.8 has (section → count). `measured`: the
    quantitative approach; `leading`: of a high official or a head of an independent unit; `keys`: the key indicators of the
    unit's performance agreement (number → words); `least_control`: what is expected of the post, "" where nothing is."""

    results: tuple[ResultFacts, ...]
    annex: Mapping[str, int]
    measured: bool = True
    leading: bool = False
    keys: Mapping[int, str] = field(default_factory=dict)
    least_control: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `field` names the field of an indicator; `result`, `indicator`, `section` say where, `about` what
    where nothing stored can say it."""

    code: Code
    severity: Severity
    text: str
    field: str = ""
    result: int | None = None
    indicator: int | None = None
    section: str = ""
    about: str = ""


def block(code: Code, text: str, field: str = "") -> Finding:
    """A finding that stands in the way (Kebijakan Capaian: one way to make one)."""
    return Finding(code, Severity.BLOCK, text, field)


def warning(code: Code, text: str, field: str = "") -> Finding:
    """A finding that is only told (Kebijakan Capaian: one way to make one)."""
    return Finding(code, Severity.WARNING, text, field)
