"""The cascade as a tree that folds: from the region's objectives down to results of heads and of their people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation.ui.numbers import number
from capaian.planning.models import PlanKind
from capaian.planning.queries import tree_rows as rows
from capaian.planning.queries.tree_rows import OBJECTIVE, RESULT, Key, Row
from capaian.planning.queries.tree_sight import DEPTH, Sight


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. `people` are several where several carry the same result; `cascade` is "direct", "indirect" or
    "" below an objective; `carriers`: how many people have a result directly below; `hidden`: results below that one may
    not read; `more`: what is not shown for its number; `branch`: the address of what is below."""

    kind: str
    pk: int
    statement: str
    source: str = ""
    unit: str = ""
    people: tuple[str, ...] = ()
    cascade: str = ""
    across: bool = False
    team: str = ""
    carriers: int = 0
    href: str = ""
    branch: str = ""
    opens: bool = False
    below: tuple[Node, ...] = ()
    more: int = 0
    hidden: int = 0
    is_open: bool = False
    is_meant: bool = False
    is_masked: bool = False

    @property
    def note(self) -> str:
        """Whose it is, and how many carry it: made here, because a page may draw hundreds of lines."""
        parts = []
        if self.kind == OBJECTIVE:
            parts = [f"{_('Sasaran')} {self.source}".rstrip(), self.unit]
        elif self.people:
            parts = [", ".join(self.people), self.unit]
        if self.carriers:
            parts.append(_("didukung %(n)s orang") % {"n": number(self.carriers)})
        return " · ".join(parts)

    @property
    def toggle(self) -> str:
        """What opens it, said aloud."""
        return _("Yang mendukung %(name)s") % {"name": self.statement}


def tree_for(sight: Sight, opened: Key | None = None) -> tuple[tuple[Node, ...], int]:
    """The roots, with the way down to `opened` unfolded, and how many roots are not shown. In as many queries at any depth.

    Http404 where `opened` is another agency's or of another year, or may not be read.
    """
    way = way_to(sight, opened) if opened else []
    top, more = rows.roots_of(sight, way)
    if not way and len(top) == 1:
        way = [(OBJECTIVE, top[0]["pk"])]
    alone = rows.alone(sight, way)
    branches = _Branches(sight, way, opened, [*((OBJECTIVE, row["pk"]) for row in top), *((RESULT, row["pk"]) for row in alone)])
    nodes = [branches.of_objective(row) for row in top] + [branches.of_result(row) for row in alone]
    return tuple(branches.unfolded(node) for node in nodes), more


def below_for(sight: Sight, key: Key) -> Node:
    """One node's branch, for unfolding it where it stands. Http404 for another agency's."""
    kind, pk = key
    found = sight.objectives() if kind == OBJECTIVE else sight.results()
    if not found.filter(pk=pk).exists():
        raise Http404
    return _Branches(sight, [key], None, []).unfolded(Node(kind, pk, ""))


def way_to(sight: Sight, key: Key) -> list[Key]:
    """The way from the root to a node, itself last. Two queries."""
    kind, pk = key
    way: list[Key] = []
    objective = pk if kind == OBJECTIVE else None
    if kind == RESULT:
        steps = ["__".join(["parent"] * depth) for depth in range(DEPTH)]
        names = [f"{step}__{name}" if step else name for step in steps for name in ("pk", "objective_id")]
        found = sight.readable().filter(pk=pk).values_list(*names).first()
        if found is None:
            raise Http404
        line = [pk for pk in found[::2] if pk is not None]
        way = [(RESULT, one) for one in reversed(line)]
        objective = next((one for one in found[1::2] if one is not None), None)
    if objective is None:
        return way
    names = ["pk", *("__".join(["parent"] * depth) + "_id" for depth in range(1, DEPTH))]
    above = sight.objectives().filter(pk=objective).values_list(*names).first()
    if above is None:
        raise Http404
    return [*((OBJECTIVE, one) for one in reversed(above) if one is not None), *way]


class _Branches:
    """The lines below every node of a way, read at once."""

    def __init__(self, sight: Sight, way: Sequence[Key], opened: Key | None, beside: Sequence[Key]) -> None:
        self.sight, self.opened = sight, opened
        self.objectives = f"{reverse('planning:objective_list')}?year={sight.year}&unit="
        self.branch = {OBJECTIVE: _before("planning:cascade_objective"), RESULT: _before("planning:cascade_result")}
        self.plan = _before("planning:skp")
        self.levels = rows.levels_of(sight, way)
        self.next = dict(pairwise(way))
        shown = {*way, *beside}
        for level in self.levels.values():
            shown.update((OBJECTIVE, row["pk"]) for row in level.objectives)
            shown.update((RESULT, row["pk"]) for row in level.results)
        self.counts: Mapping[Key, rows.Below] = rows.counts_below(sight, shown)

    def unfolded(self, node: Node) -> Node:
        """The node with everything below it that was loaded."""
        key = (node.kind, node.pk)
        node = replace(node, is_meant=key == self.opened)
        level = self.levels.get(key)
        if level is None:
            return node
        on_the_way = self.next.get(key)
        results = [self.of_result(row) for row in level.results]
        inside = [self.of_objective(row) for row in level.objectives] + _together(results, on_the_way)
        inside += self._masked(on_the_way, results)
        count = self.counts[key]
        hidden = count.results - count.seen
        return replace(
            node, below=tuple(self.unfolded(one) for one in inside), more=level.rest(count.seen), hidden=hidden,
            is_open=bool(inside or hidden),
        )

    def of_objective(self, row: Row) -> Node:
        count = self.counts[OBJECTIVE, row["pk"]]
        source = "" if row["performance_year_id"] or not row["plan__kind"] else str(PlanKind(row["plan__kind"]).label)
        return Node(
            OBJECTIVE, row["pk"], row["statement"], source=source, unit=row["unit__name"], carriers=count.people,
            href=f"{self.objectives}{row['unit_id']}", opens=row["inside"] or count.results > 0,
            branch=f"{self.branch[OBJECTIVE]}{row['pk']}/",
        )

    def of_result(self, row: Row) -> Node:
        count = self.counts[RESULT, row["pk"]]
        path = row["skp__position__unit__path"]
        above = row["parent__skp__position__unit__path"] or row["objective__unit__path"] or path
        readable = self.sight.opens((row["skp__employee_id"], row["skp__appraiser_id"]), path)
        return Node(
            RESULT, row["pk"], row["statement"], unit=row["skp__position__unit__name"], people=(row["skp__employee__name"],),
            cascade=row["cascade"] if row["parent_id"] else "", across=not path.startswith(above),
            team=row["assignment__team__name"] or "", carriers=count.people, opens=count.results > 0,
            href=f"{self.plan}{row['skp_id']}/#result-{row['pk']}" if readable else "",
            branch=f"{self.branch[RESULT]}{row['pk']}/",
        )

    def _masked(self, on_the_way: Key | None, results: Iterable[Node]) -> list[Node]:
        """The next result of the way where it may not be read: its line is shown, its words are not."""
        if on_the_way is None or on_the_way[0] == OBJECTIVE or on_the_way[1] in {node.pk for node in results}:
            return []
        count = self.counts[on_the_way]
        branch = f"{self.branch[RESULT]}{on_the_way[1]}/"
        return [Node(*on_the_way, "", opens=count.results > 0, carriers=count.people, branch=branch, is_masked=True)]


def _together(nodes: Iterable[Node], on_the_way: Key | None) -> list[Node]:
    """Those who carry the same result, with nothing below, as one line with several people. What is on the way stands alone."""
    found: dict[object, Node] = {}
    for node in nodes:
        alone = node.opens or (RESULT, node.pk) == on_the_way
        key: object = node.pk if alone else (node.statement.casefold(), node.cascade, node.unit, node.team)
        same = found.get(key)
        found[key] = node if same is None else replace(same, people=(*same.people, *node.people), href="")
    return list(found.values())


def _before(name: str) -> str:
    """The address of such a page up to its number: asking for each of a hundred lines takes longer than drawing them."""
    return reverse(name, args=[0]).removesuffix("0/")
