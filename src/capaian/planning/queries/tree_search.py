"""Finding objectives and results in the cascade by their words, or by the names of people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from capaian.planning.queries.tree_rows import OBJECTIVE, RESULT
from capaian.planning.queries.tree_sight import Sight

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: `key` opens the way to it."""

    key: str
    statement: str
    note: str


def search_for(sight: Sight, words: str) -> list[Found]:
    """Objectives and readable results with all of these words, or of people with them. Two queries."""
    of_objectives, of_results = Q(), Q()
    for word in words.split()[:6]:
        of_objectives &= Q(statement__icontains=word)
        of_results &= Q(statement__icontains=word) | Q(skp__employee__name__icontains=word)
    objectives = sight.objectives().filter(of_objectives).select_related("unit").order_by("statement", "pk")[:MOST_FOUND]
    results = sight.readable().filter(of_results).select_related("skp__employee").order_by("statement", "pk")[:MOST_FOUND]
    return [
        *(Found(f"{OBJECTIVE}-{row.pk}", row.statement, row.unit.name) for row in objectives),
        *(Found(f"{RESULT}-{row.pk}", row.statement, row.skp.employee.name) for row in results),
    ]
