"""The indicator linter: what may be said better, with the reason and an example. It never blocks. Pure: words and numbers in,
hints out (docs/adr/0021; how well it does: docs/linter.md)."""

from __future__ import annotations

from capaian.planning.rules.linting.absolute import absolute_hints
from capaian.planning.rules.linting.beside import beside_hints
from capaian.planning.rules.linting.direction import direction_hints
from capaian.planning.rules.linting.language import essence
from capaian.planning.rules.linting.measurable import measurable_hints
from capaian.planning.rules.linting.result import result_hints
from capaian.planning.rules.linting.samples import SAMPLES
from capaian.planning.rules.linting.shapes import Code, Context, Exemption, Hint, Kind, Peers, Severity, Worded
from capaian.planning.rules.linting.target import target_hints

__all__ = [
    "SAMPLES", "Code", "Context", "Exemption", "Hint", "Kind", "Peers", "Severity", "Worded", "essence", "hints",
]

_FAMILIES = (result_hints, measurable_hints, target_hints, absolute_hints, direction_hints, beside_hints)


def hints(about: Worded, context: Context) -> tuple[Hint, ...]:
    """Annex II.A.1, II.A.7 and SA1: every hint about these words that the agency has not switched off; warnings first."""
    found = [hint for family in _FAMILIES for hint in family(about, context) if hint.code.value not in context.off]
    return tuple(sorted(found, key=lambda hint: hint.severity != "warning"))
