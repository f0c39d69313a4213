"""Links between a result and the leader's: proposed when the leader has planned, confirmed by both, one or many at once.

A confirmed link is set on the result even where its SKP is already agreed. It changes nothing that was expected, so it is
no amendment: the version that was agreed keeps saying what the result hung below then, the record says when and by whom
it was linked, and the next version has it. A working copy in the making gets the link, too, so that its merge keeps it.

Whoever proposes (the leader's offer, an agreement, the daily duty, somebody's own choice) first locks the SKPs of the
leader, then those of the people, and only then reads what waits. So the same link is not proposed twice at one moment, and
no result is taken out between being read and being proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.notices import NoticeKind, Telling, notify_many
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.kernel.words import say
from capaian.planning.models import LinkProposal, ResultPlan, Skp
from capaian.planning.permissions.linking import Side, may_choose_link, may_settle_link, side_of
from capaian.planning.queries.cascade import parents_above
from capaian.planning.queries.linking import (
    ANNOUNCED,
    choices_for,
    leaders_of,
    offered_by,
    refused_for,
    waiting_below,
    words_of,
)
from capaian.planning.queries.successions import mark_appraised
from capaian.planning.rules.cascade import would_loop
from capaian.planning.rules.linking import best, settled
from capaian.planning.workflow import AGREED, OPEN_STATES

BATCH = 500


@action
def propose_links(*, skp: Skp, by: Actor, at: datetime) -> int:
    """For every waiting result of the people of this leader's SKP, propose the likeliest of its results. How many.

    What the daily duty does for each leader; an offer and an agreement do the same for all of theirs at once
    (`propose_links_of_all`). Nothing happens while it is a draft or a working copy. What was refused for a result is not proposed
    again. Everybody concerned is told once.
    """
    return propose_links_of_all(skps=[skp], by=by, at=at)


@action
def propose_links_of_all(*, skps: Sequence[Skp], by: Actor, at: datetime) -> int:
    """As `propose_links` for many leaders of one agency at once, in a fixed number of statements: one for leaders whose
    people wait for nothing."""
    leaders = _announced(skps)
    theirs = {row.skp_id for row in waiting_below(leaders)}
    if not theirs:
        return 0
    leaders = _announced(_held(skp.pk for skp in leaders))  # as stored: one may have been taken back since it was read
    held = {skp.pk for skp in _held(theirs)}
    made = _likeliest(leaders, [row for row in waiting_below(leaders) if row.skp_id in held], at)
    proposals = [proposal for _leader, rows in made for proposal in rows]
    LinkProposal.objects.bulk_create(proposals, batch_size=BATCH)
    _note("link.propose", proposals, by, at)
    for leader, rows in made:
        _tell(leader, rows, at)
    return len(proposals)


@action
def confirm_links(*, proposals: Sequence[LinkProposal], by: Actor, at: datetime) -> int:
    """Say yes to these, on one's own side; what both have confirmed is linked. How many were linked.

    All or none: raises InvalidInput, naming each, where a result would come to support itself or was linked otherwise
    since it was shown.
    """
    if not proposals:
        raise InvalidInput([Problem(_("Pilih paling sedikit satu kaitan."), "link")])
    for proposal in proposals:
        require(may_settle_link(by, proposal))
    stored = _locked(proposals)
    mark_appraised(by, [row.result.skp for row in stored])
    for side, field in ((Side.EMPLOYEE, "employee_at"), (Side.LEADER, "leader_at")):
        said = [row for row in stored if side_of(by, row) == side and getattr(row, field) is None]
        for row in said:
            setattr(row, field, at)
        if said:
            LinkProposal.objects.filter(pk__in=[row.pk for row in said]).update(**{field: at})
    _note("link.confirm", stored, by, at)
    both = [row for row in stored if _is_settled(row)]
    _link(both, by, at)
    return len(both)


@action
def reject_link(*, proposal: LinkProposal, by: Actor, at: datetime) -> None:
    """Say no. The result waits on, until another link is chosen; this one is not proposed again."""
    require(may_settle_link(by, proposal))
    _reject(_locked([proposal]), by, at)


@action
def choose_link(*, result: ResultPlan, parent_id: int, by: Actor, at: datetime) -> LinkProposal:
    """Propose this one of the leader's results, confirmed on one's own side; what was proposed before is refused.

    Raises InvalidInput for a result that is not offered, or that would close a circle.
    """
    require(may_choose_link(by, result))
    _held(leaders_of(result).values_list("pk", flat=True))
    result.skp.lock()
    offered = {choice.result.pk for choice in choices_for(result)}
    if parent_id not in offered:
        raise InvalidInput([Problem(_("Pilih salah satu hasil kerja pimpinan yang ditampilkan."), "parent")])
    _refuse_circles([(result, parent_id)], "parent")
    before = list(LinkProposal.objects.filter(result=result, rejected_at__isnull=True))
    same = next((row for row in before if row.parent_id == parent_id and not _is_settled(row)), None)
    _reject([row for row in before if row is not same], by, at)
    made = same or LinkProposal(result=result, parent_id=parent_id, proposed_at=at)
    made.save()
    confirm_links(proposals=[made], by=by, at=at)
    return made


def _announced(skps: Iterable[Skp]) -> list[Skp]:
    return [skp for skp in skps if skp.amends_id is None and skp.state in ANNOUNCED]


def _held(keys: Iterable[int]) -> list[Skp]:
    """These SKPs as stored, locked in one order until the transaction ends (SQLite locks the file instead)."""
    rows = Skp.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    return list(rows.select_related("employee").order_by("pk"))


def _likeliest(leaders: Sequence[Skp], waiting: Sequence[ResultPlan], at: datetime) -> list[tuple[Skp, list[LinkProposal]]]:
    """The likeliest of a leader's results for each that waits below, leader by leader; of several posts, those of all."""
    held: dict[tuple[int, int], list[Skp]] = {}
    for skp in leaders:
        held.setdefault((skp.employee_id, skp.performance_year_id), []).append(skp)
    offered = offered_by(skp.pk for skp in leaders)
    refused = refused_for(row.pk for row in waiting)
    above = parents_above([one.key for rows in offered.values() for one in rows])
    made: dict[int, tuple[Skp, list[LinkProposal]]] = {}
    for row in waiting:
        theirs = held[row.skp.appraiser_id, row.skp.performance_year_id]
        rows = [one for skp in theirs for one in offered.get(skp.pk, ())]
        match = best(words_of(row), [one for one in rows if not would_loop(row.pk, one.key, above)], refused.get(row.pk, ()))
        if match is not None:
            proposal = LinkProposal(result=row, parent_id=match.key, proposed_at=at)
            made.setdefault(theirs[0].pk, (theirs[0], []))[1].append(proposal)
    return list(made.values())


def _locked(proposals: Sequence[LinkProposal]) -> list[LinkProposal]:
    """As stored, locked. Raises InvalidInput where one was settled otherwise meanwhile."""
    rows = LinkProposal.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in proposals])
    stored = list(rows.select_related("result__skp", "parent__skp").order_by("pk"))
    refuse = [
        Problem(_("“%(result)s” sudah dikaitkan atau ditolak sejak halaman ini dibuka.") % {"result": row.result.statement})
        for row in stored
        if row.rejected_at is not None or row.result.parent_id is not None or row.parent.dropped_on is not None
    ]
    if refuse:
        raise InvalidInput(refuse)
    return stored


def _is_settled(row: LinkProposal) -> bool:
    return settled(row.employee_at is not None, row.leader_at is not None)


def _link(rows: Sequence[LinkProposal], by: Actor, at: datetime) -> None:
    """Set the parents, in three statements however many they are."""
    if not rows:
        return
    _refuse_circles([(row.result, row.parent_id) for row in rows], "link")
    results, deeds = [], []
    for row in rows:
        result = row.result
        before = {"parent_id": None, "objective_id": result.objective_id, "placeholder": result.placeholder}
        result.parent_id, result.parent_indicator_id = row.parent_id, row.parent_indicator_id
        result.objective, result.placeholder = None, ""
        results.append(result)
        after = {"parent_id": row.parent_id, "agreed": result.skp.state == AGREED}
        deeds.append(audit.Deed("result.link", result, before, after))
    fields = ["parent", "parent_indicator", "objective", "placeholder"]
    ResultPlan.objects.bulk_update(results, fields, batch_size=BATCH)
    parent_of = {result.pk: result for result in results}
    copies = list(ResultPlan.objects.filter(origin__in=parent_of, parent__isnull=True, skp__state__in=OPEN_STATES))
    for copy in copies:
        source = parent_of[copy.origin_id]
        copy.parent_id, copy.parent_indicator_id = source.parent_id, source.parent_indicator_id
        copy.objective, copy.placeholder = None, ""
    if copies:
        ResultPlan.objects.bulk_update(copies, fields, batch_size=BATCH)
    audit.record_many(by=by, at=at, deeds=deeds)


def _reject(rows: Sequence[LinkProposal], by: Actor, at: datetime) -> None:
    for row in rows:
        row.rejected_at, row.rejected_by_name = at, by.name
        row.save(update_fields=["rejected_at", "rejected_by_name"])
    _note("link.reject", rows, by, at)


def _refuse_circles(pairs: Sequence[tuple[ResultPlan, int]], field: str) -> None:
    """Raises InvalidInput, naming each result that would come to support itself; also through another of the same batch."""
    above = parents_above([parent for _result, parent in pairs])
    found = []
    for result, parent in pairs:
        if would_loop(result.pk, parent, above):
            words = _("“%(result)s” tidak dapat dikaitkan, karena hasil kerja itu sendiri menjadi induknya.")
            found.append(Problem(words % {"result": result.statement}, field))
        above[result.pk] = parent
    if found:
        raise InvalidInput(found)


def _note(verb: str, rows: Sequence[LinkProposal], by: Actor, at: datetime) -> None:
    audit.record_many(by=by, at=at, deeds=[
        audit.Deed(verb, row, None, {"result_id": row.result_id, "parent_id": row.parent_id}) for row in rows
    ])


def _tell(skp: Skp, rows: Sequence[LinkProposal], at: datetime) -> None:
    """Each employee once, and the leader once."""
    href = reverse("planning:links")
    title = say("Hasil kerja Anda dapat dikaitkan dengan rencana %(name)s", name=skp.employee.name)
    people = {row.result.skp.employee.user_id for row in rows}
    tellings = [Telling(sorted(user for user in people if user), NoticeKind.LINK_PROPOSED, title, "", href)]
    of_leader = say("%(count)s hasil kerja pegawai dapat dikaitkan dengan rencana Anda", count=len(rows))
    tellings.append(Telling([skp.employee.user_id], NoticeKind.LINK_PROPOSED, of_leader, "", href))
    notify_many(agency_id=skp.employee.agency_id, tellings=tellings, at=at)
