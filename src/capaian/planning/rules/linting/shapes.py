"""What the linter is asked about, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What the words are meant as."""

    RESULT = "result"  # rencana hasil kerja; also a cell of the matrix, an objective
    INDICATOR = "indicator"


class Severity(StrEnum):
    """A warning is worth changing something for; a tip is a matter of style. Neither blocks."""

    WARNING = "warning"
    TIP = "tip"


class Code(StrEnum):
    """The hints, by name: an agency switches one off by it."""

    NOT_MEASURABLE = "not-measurable"
    NO_UNIT = "no-unit"
    NO_BASELINE = "no-baseline"
    ACTIVITY = "activity"
    CATEGORY = "category"
    BELOW_LAST_YEAR = "below-last-year"
    SAME_FOR_ALL = "same-for-all"
    IMPOSSIBLE = "impossible-target"
    ABSOLUTE = "absolute"
    POLARITY = "polarity"
    DUPLICATE = "duplicate"
    WEIGHTS = "weights"
    DEADLINE = "deadline"


class Exemption(StrEnum):
    """II.A.7.a.7 (p.51): the main results whose target may be absolute."""

    LIFE = "life"
    INJURY = "injury"
    SECURITY = "security"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Worded:
    """The words and numbers of one result or indicator as they stand, also half typed. `polarity` is "higher", "lower" or ""."""

    statement: str
    kind: Kind = Kind.INDICATOR
    target_text: str = ""
    target: Decimal | None = None
    target_high: Decimal | None = None
    unit: str = ""
    polarity: str = ""
    exemption: str = ""  # an Exemption the writer named


@dataclass(frozen=True, slots=True)
class Peers:
    """Others of the same unit with the same indicator: how many people, and how many of them with the same target."""

    people: int = 0
    same_target: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the words. Everything may be missing: then the hints that need it keep silent."""

    off: frozenset[str] = frozenset()  # codes the agency switched off
    start: date | None = None  # the span of the SKP
    end: date | None = None
    is_staff: bool = False  # JA/JF: targets are ideally not absolute
    is_additional: bool = False  # below an additional result: the exceptions for absolute targets are for main ones
    qualitative: bool = False  # the unit is not stressed
    wants_baseline: bool = False  # a key indicator (IKU)
    baseline: Decimal | None = None
    last_year: Decimal | None = None  # last year's realisation, in the same unit
    others: tuple[str, ...] = ()  # the statements beside this one
    peers: Peers = field(default_factory=Peers)
    workplace: str = ""  # the names of the writer's post and unit: examples come from their field of work
    weights_total: Decimal | None = None  # where the scheme asks that weights sum
    weighed: tuple[str, ...] = ()  # with which words they sum, where those are others than stand beside


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint. `text` says what was seen, `reason` why it matters, `example` how it may read; `field` where."""

    code: Code
    severity: Severity
    text: str
    reason: str
    example: str
    field: str = "statement"
