"""One table, one door."""

from __future__ import annotations

import pytest

from capaian.foundation import audit
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.permissions import ALLOWED, Denied, require
from capaian.foundation.transitions import transition, transition_many
from capaian.foundation.workflow import Transition, Workflow
from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.tests import factories

REASON = "Target kunjungan belum menyebut satuannya"


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani)


def move(skp, verb, cast, at, reason=""):
    with writing("test"):
        transition(skp, verb=verb, by=cast.actor(cast.ani), at=at, reason=reason)


def test_a_step_leaves_a_status_row_and_an_audit_row(skp, cast, at):
    audit.request_id.set("permintaan-1")
    move(skp, "submit", cast, at)
    assert Skp.objects.get(pk=skp.pk).state == workflow.SUBMITTED
    row = skp.statuses.get()
    assert (row.state, row.by_name, row.at) == (workflow.SUBMITTED, cast.ani.name, at)
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_type, event.subject_id) == ("skp.submit", "planning.skp", skp.pk)
    assert (event.before, event.after) == ({"state": "draft"}, {"state": "submitted", "reason": ""})
    assert (event.agency_id, event.actor_id, event.request_id) == (cast.agency.pk, cast.ani.pk, "permintaan-1")


def test_a_stale_tab_is_told_so(skp, cast, at):
    other_tab = Skp.objects.get(pk=skp.pk)
    move(other_tab, "submit", cast, at)
    with pytest.raises(Refused, match="Menunggu penilai"):
        move(skp, "submit", cast, at)
    assert skp.statuses.count() == 1


def test_returning_needs_a_reason_one_can_act_on(skp, cast, at):
    move(skp, "submit", cast, at)
    with pytest.raises(Refused, match="paling sedikit 20 huruf"):
        move(skp, "return", cast, at, reason="   kurang   ")
    move(skp, "return", cast, at, reason=REASON)
    assert [row.reason for row in skp.statuses.order_by("pk")] == ["", REASON]


def test_several_move_together_or_not_at_all(skp, cast, at):
    other = factories.skp(cast.budi)
    with writing("test"):
        transition_many([], verb="submit", by=cast.actor(cast.ani), at=at)
        transition_many([skp, other], verb="submit", by=cast.actor(cast.ani), at=at, detail={other.pk: {"why": "both"}})
    assert [(row.state, row.statuses.get().state) for row in (skp, other)] == [("submitted", "submitted")] * 2
    events = AuditEvent.objects.filter(verb="skp.submit").order_by("pk")
    assert [event.after for event in events] == [
        {"state": "submitted", "reason": ""}, {"state": "submitted", "reason": "", "why": "both"},
    ]
    move(skp, "withdraw", cast, at)
    with pytest.raises(Refused, match="Disusun"), writing("test"):
        transition_many([other, skp], verb="agree", by=cast.actor(cast.ani), at=at)
    assert other.statuses.count() == 1


def test_what_can_be_done_from_a_state():
    assert workflow.SKP.verbs_from(workflow.SUBMITTED) == ("withdraw", "ask", "adjust", "return", "agree", "merge", "close")
    assert workflow.SKP.verbs_from(workflow.AGREED) == ()


def test_a_state_without_an_owner_does_not_exist():
    with pytest.raises(ValueError, match="every state needs a label and an owner"):
        Workflow("x", "a", {"a": "A"}, {"a": "nobody"}, (Transition("go", frozenset({"a"}), "b", by="nobody"),))
    with pytest.raises(ValueError, match="every state needs a label and an owner"):
        Workflow("x", "a", {"a": "A"}, {}, ())


@pytest.mark.django_db(transaction=True)
def test_no_audit_outside_a_transaction():
    from capaian.people.tests.factories import cast as make_cast  # noqa: PLC0415

    people = make_cast()
    with pytest.raises(RuntimeError, match="in the transaction of the deed"):
        audit.record(by=people.actor(people.ani), at=None, verb="x", subject=people.ani)


def test_a_verdict_is_its_own_answer():
    require(ALLOWED)
    assert bool(ALLOWED) is True
    assert bool(Denied("bukan penilai")) is False
    with pytest.raises(Refused, match="bukan penilai"):
        require(Denied("bukan penilai"))


def test_a_problem_says_where():
    assert str(Problem("bukan angka", field="target", row=7, file="a.csv")) == "a.csv, baris 7, target: bukan angka"
    assert str(Problem("kosong")) == "kosong"
    assert InvalidInput([Problem("a"), Problem("b", field="x")]).args == ("a\nx: b",)
