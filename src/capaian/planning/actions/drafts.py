"""What a person typed for a result or an indicator, and what is wrong with it. Nothing here touches the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import told
from capaian.kernel.numbers import format_id
from capaian.planning.models import Aspect, Measurement, Polarity, ResultKind
from capaian.planning.rules.completeness import IndicatorPlan, blocks, check_indicator

LONGEST_TEXT = 1000
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """A planned result as typed. `hangs` is `result:<id>`, `objective:<id>` or empty."""

    statement: str
    kind: str = ResultKind.MAIN
    hangs: str = ""
    assigned_by: str = ""

    def problems(self) -> list[Problem]:
        found = _text("statement", self.statement, LONGEST_TEXT, _("Tuliskan rencana hasil kerja."))
        if self.kind not in ResultKind.values:
            found.append(Problem(_("Pilih utama atau tambahan."), "kind"))
        return found + _length("assigned_by", self.assigned_by, 200)


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as typed, its numbers already read."""

    aspect: str
    statement: str
    target_text: str = ""
    target: Decimal | None = None
    target_high: Decimal | None = None
    unit: str = ""
    polarity: str = Polarity.HIGHER
    measurement: str = Measurement.SNAPSHOT

    def problems(self) -> list[Problem]:
        found = [problem for name in ("target", "target_high") for problem in _number(name, getattr(self, name))]
        if found:
            return found
        plan = IndicatorPlan(None, self.statement, self.target_text, self.target, self.target_high, self.unit)
        found = [Problem(told(finding.text), finding.field) for finding in blocks(check_indicator(plan))]
        for name, choices in (("aspect", Aspect), ("polarity", Polarity), ("measurement", Measurement)):
            if getattr(self, name) not in choices.values:
                found.append(Problem(_("Pilihan ini tidak dikenal."), name))
        for name, longest in (("statement", LONGEST_TEXT), ("target_text", 200), ("unit", 60)):
            found += _length(name, getattr(self, name), longest)
        return found

    def values(self) -> dict[str, object]:
        """What is stored; a target given only as a number is printed as that number with its unit."""
        values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()}
        if not values["target_text"]:
            values["target_text"] = self._printed()
        return values

    def _printed(self) -> str:
        numbers = [format_id(value) for value in (self.target, self.target_high) if value is not None]
        return f"{' – '.join(numbers)} {self.unit.strip()}".strip()


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

