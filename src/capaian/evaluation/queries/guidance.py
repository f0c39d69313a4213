"""The distribution of predikat beside the guidance for the organisation's level: advice, never a quota."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian.evaluation.models import OrganisationLevel, PredikatChoice
from capaian.evaluation.rules.distribution import Finding, Kind, Severity, check
from capaian.governance.schemes import Scheme, load

CIRCULAR = "se-menpanrb-3-2023"


@dataclass(frozen=True, slots=True)
class Guidance:
    """`counts` per predikat; `curve` their guided share in percent (drawn from the form's curve); what is off."""

    level: str
    counts: Mapping[str, int]
    curve: Mapping[str, Decimal]
    peak: str
    findings: tuple[Finding, ...]
    source: str

    @property
    def level_label(self) -> str:
        """The organisation's level in words, "" while it is not set."""
        return str(OrganisationLevel(self.level).label) if self.level else ""


def guidance_for(
    scheme: Scheme, day: date, level: str, counts: Mapping[str, int], circular: Scheme | None = None
) -> Guidance:
    """The guidance for a level, or none while no level is set. No query.

    `circular` is the loaded SE MenPANRB 3/2023 where many units are compared at once.
    """
    complete = {value: counts.get(value, 0) for value in PredikatChoice.values}
    if not level:
        return Guidance("", complete, {}, "", (), "")
    curve = scheme.get("distribution.curves", on=day)
    heights = curve.value[level]
    total = sum(heights.values())
    shares = {name: height * 100 / total for name, height in heights.items()}
    findings, source = _findings(circular or load(CIRCULAR), level, complete)
    return Guidance(level, complete, shares, max(shares, key=lambda name: shares[name]), findings, source)


def _findings(circular: Scheme, level: str, counts: Mapping[str, int]) -> tuple[tuple[Finding, ...], str]:
    """What the circular's shares say of these counts; its percentages are read on their latest wording.

    In a small unit one person is many points, so there only the remark is told and no share.
    """
    patterns, small = circular.get("distribution.patterns"), circular.get("distribution.small_unit")
    found = check(patterns=patterns.value, organisation=level, counts=counts, small_unit=int(small.value))
    if any(finding.kind is Kind.SMALL_UNIT for finding in found):
        found = tuple(finding for finding in found if finding.severity is Severity.NOTE)
    return found, patterns.source
