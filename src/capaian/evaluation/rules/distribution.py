"""How the predikat of a unit spread, beside what its achievement suggests (SE MenPANRB 3/2023). Guidance, never a rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from capaian.evaluation.rules.predikat import Predikat
from capaian.foundation.errors import InvalidInput, Problem
from capaian.kernel.rounding import half_up, plain
from capaian.kernel.trace import Step
from capaian.kernel.words import N_, listed, say

if TYPE_CHECKING:
    from datetime import date

    from capaian.governance.schemes import Scheme

ARTICLE = "SE MenPANRB 3/2023, tahap 2 (pola distribusi)"
OVER = N_(
    "%(names)s: %(have)s dari %(total)s orang (%(share)s %%), paling banyak %(bound)s; "
    "lebih %(people)s orang (%(points)s poin persentase)."
)
UNDER = N_(
    "%(names)s: %(have)s dari %(total)s orang (%(share)s %%), paling sedikit %(bound)s; "
    "kurang %(people)s orang (%(points)s poin persentase)."
)
SMALL_UNIT = 10


class Kind(StrEnum):
    """What a finding is: a limit passed, the expected peak not the peak, or a remark about the unit itself."""

    LIMIT = "limit"
    MODE = "mode"
    SMALL_UNIT = "small-unit"
    EMPTY = "empty"


class Severity(StrEnum):
    """All of it is advisory; a violation is a number of the circular passed, a warning is a word of it."""

    VIOLATION = "violation"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Limit:
    """A share (percent) or head count that the classes in `of` together keep to."""

    of: tuple[Predikat, ...]
    least: Fraction | None = None
    most: Fraction | None = None
    unit: str = "percent"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern of one level of organisation achievement: the class that should be the peak, and the limits."""

    mode: Predikat | None
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about the distribution: which classes, their share, the bound, and how far off in points and people."""

    kind: Kind
    severity: Severity
    predikat: tuple[Predikat, ...]
    message: str
    share: str = ""
    bound: str = ""
    unit: str = "percent"
    points: str = ""
    people: int = 0

    def as_json(self) -> dict[str, object]:
        """The finding as plain data, numbers as strings."""
        return {
            "kind": str(self.kind), "severity": str(self.severity), "predikat": [str(one) for one in self.predikat],
            "share": self.share, "bound": self.bound, "unit": self.unit, "points": self.points,
            "people": str(self.people), "message": self.message,
        }  # fmt: skip


def read_pattern(value: Mapping[str, Any]) -> Pattern:
    """SE 3/2023: a pattern from scheme data `{mode: BAIK, limits: [{of: [BAIK], most: 70, unit: percent}]}`."""
    limits = tuple(
        Limit(
            of=tuple(Predikat(one) for one in limit["of"]),
            least=Fraction(limit["least"]) if "least" in limit else None,
            most=Fraction(limit["most"]) if "most" in limit else None,
            unit=limit.get("unit", "percent"),
        )
        for limit in value.get("limits", ())
    )
    return Pattern(Predikat(value["mode"]) if value.get("mode") else None, limits)


def check(
    *, patterns: Mapping[str, Mapping[str, Any]], organisation: str, counts: Mapping[Predikat, int] | Mapping[str, int],
    small_unit: int = SMALL_UNIT,
) -> tuple[Finding, ...]:
    """SE MenPANRB 3/2023, stage 2: which share is off for a unit at this achievement, by how many points and people.

    `counts` are people per predikat (absent = 0). A unit below `small_unit` people gets a note: percentages say little
    there. An empty unit gets that note alone. Raises InvalidInput for an unknown level or a negative count.
    """
    people = _counted(counts)
    pattern = _pattern(patterns, organisation)
    total = sum(people.values())
    if total == 0:
        return (Finding(Kind.EMPTY, Severity.NOTE, (), N_("Belum ada predikat di unit ini, jadi tidak ada yang dibandingkan.")),)
    findings = [found for limit in pattern.limits for found in _limit(limit, people, total)]
    findings += _mode(pattern.mode, people, total)
    if total < small_unit:
        text = say(
            "Unit ini hanya %(total)s orang; di bawah %(least)s orang persentase tidak bermakna banyak.",
            total=total, least=small_unit,
        )
        findings.append(Finding(Kind.SMALL_UNIT, Severity.NOTE, (), text))
    return tuple(findings)


def compared(
    *, patterns: Mapping[str, Mapping[str, Any]], organisation: str, counts: Mapping[Predikat, int] | Mapping[str, int],
    article: str = ARTICLE,
) -> tuple[Step, ...]:
    """SE MenPANRB 3/2023, stage 2: every share that `check` holds against a bound, kept or not."""
    people = _counted(counts)
    pattern = _pattern(patterns, organisation)
    total = sum(people.values())
    bounds = [(limit.of, _said(limit)) for limit in pattern.limits]
    if pattern.mode:
        bounds.append(((pattern.mode,), "yang terbanyak"))
    return tuple(
        Step(
            "Bagian pegawai dibandingkan dengan pola", article,
            {"capaian organisasi": organisation, "predikat": " + ".join(of), "jumlah pegawai": str(total), "batas": bound},
            f"{sum(people[one] for one in of)} orang" + (f", {_share(people, of, total)} %" if total else ""),
            "persen 2 desimal, half-up",
        )
        for of, bound in bounds
    )  # fmt: skip


def parameters(scheme: Scheme, on: date | None = None) -> dict[str, Any]:
    """SE MenPANRB 3/2023: what a scheme gives `check`, as it holds on a day."""
    patterns = scheme.get("distribution.patterns", on)
    return {"patterns": patterns.value, "small_unit": scheme.get("distribution.small_unit", on).value}


def _counted(counts: Mapping[Predikat, int] | Mapping[str, int]) -> dict[Predikat, int]:
    given: Mapping[str, int] = {str(key): value for key, value in counts.items()}
    unknown = [Problem(f"“{key}” bukan predikat", "counts") for key in given if key not in set(Predikat)]
    negative = [Problem(f"jumlah {key} tidak boleh negatif ({n})", "counts") for key, n in given.items() if n < 0]
    if unknown or negative:
        raise InvalidInput([*unknown, *negative])
    return {predikat: given.get(str(predikat), 0) for predikat in Predikat}


def _limit(limit: Limit, people: Mapping[Predikat, int], total: int) -> Iterable[Finding]:
    have = sum(people[one] for one in limit.of)
    scale = Fraction(total, 100) if limit.unit == "percent" else Fraction(1)
    if limit.most is not None and have > limit.most * scale:
        allowed = (limit.most * scale).__floor__()
        yield _off(of=limit.of, have=have, total=total, bound=limit.most, unit=limit.unit, people=have - allowed,
                   side="paling banyak")
    if limit.least is not None and have < limit.least * scale:
        needed = (limit.least * scale).__ceil__()
        yield _off(of=limit.of, have=have, total=total, bound=limit.least, unit=limit.unit, people=needed - have,
                   side="paling sedikit")


def _off(
    *, of: Sequence[Predikat], have: int, total: int, bound: Fraction, unit: str, people: int, side: str,
) -> Finding:
    share = Fraction(have * 100, total)
    bound_share = bound if unit == "percent" else bound * 100 / total
    points = half_up(abs(share - bound_share), 2)
    names = listed(N_(" dan/atau "), [one.label for one in of])
    said = say(N_("%(n)s %%") if unit == "percent" else N_("%(n)s orang"), n=plain(bound))
    message = say(
        OVER if side == "paling banyak" else UNDER, names=names, have=have, total=total, share=half_up(share, 2),
        bound=said, people=people, points=points,
    )
    return Finding(
        Kind.LIMIT, Severity.VIOLATION, tuple(of), message,
        share=plain(half_up(share, 2)), bound=plain(bound), unit=unit, points=plain(points), people=people,
    )  # fmt: skip


def _mode(mode: Predikat | None, people: Mapping[Predikat, int], total: int) -> list[Finding]:
    """“Sebagian besar” is read as: no other class is larger (a reading, so only a warning)."""
    if mode is None or people[mode] >= max(people.values()):
        return []
    top = max(people, key=lambda predikat: people[predikat])
    gap = people[top] - people[mode]
    points = half_up(Fraction(gap * 100, total), 2)
    moved = -(-gap // 2)
    message = say(
        "%(mode)s diharapkan menjadi yang terbanyak, tetapi %(top)s lebih banyak %(gap)s orang (%(points)s poin persentase).",
        mode=say(mode.label), top=say(top.label), gap=gap, points=points,
    )
    return [Finding(
        Kind.MODE, Severity.WARNING, (mode,), message,
        share=plain(half_up(Fraction(people[mode] * 100, total), 2)),
        bound=plain(half_up(Fraction(people[top] * 100, total), 2)), points=plain(points), people=moved,
    )]  # fmt: skip


def _pattern(patterns: Mapping[str, Mapping[str, Any]], organisation: str) -> Pattern:
    if organisation not in patterns:
        raise InvalidInput([Problem(f"“{organisation}” bukan capaian kinerja organisasi", "organisation")])
    return read_pattern(patterns[organisation])


def _share(people: Mapping[Predikat, int], of: Sequence[Predikat], total: int) -> str:
    return plain(half_up(Fraction(sum(people[one] for one in of) * 100, total), 2))


def _said(limit: Limit) -> str:
    unit = "%" if limit.unit == "percent" else "orang"
    least = f"paling sedikit {plain(limit.least)} {unit}" if limit.least is not None else ""
    most = f"paling banyak {plain(limit.most)} {unit}" if limit.most is not None else ""
    return ", ".join(filter(None, (least, most)))
