"""What a person typed for a result or an indicator, and what is wrong with it. Nothing here touches the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal

from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import told
from capaian.kernel.numbers import format_id
from capaian.planning.models import (
    Aspect,
    Cascade,
    ControlLevel,
    Indicator,
    LibraryVersion,
    Measurement,
    Perspective,
    Polarity,
    ResultKind,
    ResultPlan,
    ResultSource,
)
from capaian.planning.rules.completeness import IndicatorPlan, blocks, check_indicator

LONGEST_TEXT = 1000
MOST_LINES = 20
_LINKS = {"objective_indicator": "objective_indicator_id", "definition": "definition_id"}


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """A planned result as typed. `hangs` is `result:<id>`, `indicator:<id>` (of a leader's result), `objective:<id>` or
    empty; `placeholder` says in words what it is expected to support where the leader has not planned yet."""

    statement: str
    kind: str = ResultKind.MAIN
    hangs: str = ""
    assigned_by: str = ""
    cascade: str = Cascade.INDIRECT
    source: str = ResultSource.OWN
    placeholder: str = ""
    parent_indicator: int | None = None

    @classmethod
    def of(cls, result: ResultPlan) -> ResultDraft:
        """What is stored, as if typed: the start of a change that leaves the rest as it is."""
        return cls(
            result.statement, result.kind, hangs_of(result), result.assigned_by, result.cascade, result.source,
            result.placeholder, result.parent_indicator_id,
        )

    def problems(self) -> list[Problem]:
        found = _text("statement", self.statement, LONGEST_TEXT, _("Tuliskan rencana hasil kerja."))
        if self.kind not in ResultKind.values:
            found.append(Problem(_("Pilih utama atau tambahan."), "kind"))
        for name, choices in (("cascade", Cascade), ("source", ResultSource)):
            if getattr(self, name) not in choices.values:
                found.append(Problem(_("Pilihan ini tidak dikenal."), name))
        if self.hangs.startswith(("result:", "indicator:")) and self.placeholder.strip():
            words = _("Kosongkan isian ini, karena hasil kerja pimpinan sudah dipilih di atasnya.")
            found.append(Problem(words, "placeholder"))
        for name, longest in (("assigned_by", 200), ("placeholder", 300)):
            found += _length(name, getattr(self, name), longest)
        return found


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as typed, its numbers already read. `objective_indicator` is the key indicator (IKU) it takes over,
    `definition` the version of the library it follows."""

    aspect: str
    statement: str
    target_text: str = ""
    target: Decimal | None = None
    target_high: Decimal | None = None
    unit: str = ""
    polarity: str = Polarity.HIGHER
    measurement: str = Measurement.SNAPSHOT
    perspective: str = ""
    control: str = ""
    objective_indicator: int | None = None
    definition: int | None = None

    @classmethod
    def of(cls, indicator: Indicator) -> IndicatorDraft:
        """What is stored, as if typed: the start of a change that leaves the rest as it is."""
        return cls(**{field.name: getattr(indicator, _LINKS.get(field.name, field.name)) for field in fields(cls)})

    @classmethod
    def following(cls, definition: LibraryVersion) -> IndicatorDraft:
        """The start of an indicator that means what the library says; its target is still to be found."""
        return cls(
            aspect=definition.aspect, statement=definition.name, unit=definition.unit, polarity=definition.polarity,
            measurement=definition.measurement, control=definition.control, definition=definition.pk,
        )

    def problems(self, *, measured: bool = True) -> list[Problem]:
        """`measured`: of a quantitative plan; a described one needs neither target nor unit."""
        found = [problem for name in ("target", "target_high") for problem in _number(name, getattr(self, name))]
        if found:
            return found
        plan = IndicatorPlan(None, self.statement, self.target_text, self.target, self.target_high, self.unit)
        found = [Problem(told(finding.text), finding.field) for finding in blocks(check_indicator(plan, measured=measured))]
        for name, choices in (("aspect", Aspect), ("polarity", Polarity), ("measurement", Measurement)):
            if getattr(self, name) not in choices.values:
                found.append(Problem(_("Pilihan ini tidak dikenal."), name))
        for name, optional in (("perspective", Perspective), ("control", ControlLevel)):
            if getattr(self, name) not in ("", *optional.values):
                found.append(Problem(_("Pilihan ini tidak dikenal."), name))
        for name, longest in (("statement", LONGEST_TEXT), ("target_text", 200), ("unit", 60)):
            found += _length(name, getattr(self, name), longest)
        return found

    def values(self) -> dict[str, object]:
        """What is stored; a target given only as a number is printed as that number with its unit."""
        values = {
            _LINKS.get(name, name): value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()
        }
        if not values["target_text"]:
            values["target_text"] = self._printed()
        return values

    def _printed(self) -> str:
        numbers = [format_id(value) for value in (self.target, self.target_high) if value is not None]
        return f"{' – '.join(numbers)} {self.unit.strip()}".strip()


def hangs_of(result: ResultPlan) -> str:
    """What a stored result hangs below, as the select names it."""
    if result.parent_indicator_id:
        return f"indicator:{result.parent_indicator_id}"
    if result.parent_id:
        return f"result:{result.parent_id}"
    return f"objective:{result.objective_id}" if result.objective_id else ""


def lines_of(lines: Sequence[str]) -> list[str]:
    """The lines that say something, trimmed. Raises InvalidInput where there are too many or one is too long."""
    kept = [line.strip() for line in lines if line.strip()]
    problems = [problem for line in kept for problem in _length("lines", line, LONGEST_TEXT)]
    if len(kept) > MOST_LINES:
        problems.append(Problem(_("Paling banyak %(most)s baris.") % {"most": MOST_LINES}, "lines"))
    refuse(problems)
    return kept


def refuse(problems: Sequence[Problem]) -> None:
    """Raise InvalidInput where there is any problem."""
    if problems:
        raise InvalidInput(problems)


def _text(name: str, text: str, longest: int, missing: str) -> list[Problem]:
    return _length(name, text, longest) if text.strip() else [Problem(missing, name)]


def _number(name: str, value: Decimal | None) -> list[Problem]:
    """What the database can hold exactly: 16 digits before the comma and 4 behind it; NaN and infinity are no targets."""
    if value is None or (value.is_finite() and abs(value) < 10**16 and value == value.quantize(Decimal("0.0001"))):
        return []
    return [Problem(_("Paling banyak 16 angka di depan koma dan 4 angka di belakangnya."), name)]


def _length(name: str, text: str, longest: int) -> list[Problem]:
    if len(text) <= longest:
        return []
    words = _("Terlalu panjang: %(length)s huruf, paling banyak %(longest)s.")
    return [Problem(words % {"length": len(text), "longest": longest}, name)]

