"""Every state × verb × role, and what happens when it is tried."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import Refused
from capaian.people.models import Reporting
from capaian.people.tests import factories as people
from capaian.planning import actions, permissions, workflow
from capaian.planning.actions import dialogue
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.tests import factories

STATES = tuple(workflow.SKP.labels)
REASON = "Target kunjungan terlalu rendah dibanding tahun lalu."
VERBS = {
    "submit": ("ani", {workflow.DRAFT}, workflow.SUBMITTED),
    "withdraw": ("ani", {workflow.SUBMITTED, workflow.ASKED, workflow.ADJUSTED}, workflow.DRAFT),
    "ask": ("budi", {workflow.SUBMITTED}, workflow.ASKED),
    "answer": ("ani", {workflow.ASKED}, workflow.SUBMITTED),
    "adjust": ("budi", {workflow.SUBMITTED, workflow.ADJUSTED}, workflow.ADJUSTED),
    "reply": ("ani", {workflow.ADJUSTED}, workflow.SUBMITTED),
    "accept": ("ani", {workflow.ADJUSTED}, workflow.AGREED),
    "return": ("budi", {workflow.SUBMITTED}, workflow.DRAFT),
    "agree": ("budi", {workflow.SUBMITTED}, workflow.AGREED),
}
WORDS = {None: "Apakah tenaga dan kendaraannya sudah tersedia?"}
ATTEMPTS = {
    "submit": lambda skp, **who: actions.submit_skp(skp=skp, **who),
    "withdraw": lambda skp, **who: actions.withdraw_skp(skp=skp, **who),
    "ask": lambda skp, **who: dialogue.ask_skp(skp=skp, questions=WORDS, **who),
    "answer": lambda skp, **who: dialogue.answer_skp(skp=skp, answers=WORDS, **who),
    "adjust": lambda skp, **who: dialogue.adjust_result(
        result=skp.results.get(), adjustment=dialogue.Adjustment("Kunjungan rumah terlaksana", "main"), reason=REASON, **who
    ),
    "reply": lambda skp, **who: dialogue.reply_skp(skp=skp, words=WORDS, **who),
    "accept": lambda skp, **who: dialogue.accept_skp(skp=skp, **who),
    "return": lambda skp, **who: actions.return_skp(skp=skp, reason=REASON, **who),
    "agree": lambda skp, **who: actions.agree_skp(skp=skp, **who),
}


def test_every_verb_of_the_table_is_tried():
    elsewhere = {"accept-change", "merge", "discard", "close", "confirm"}  # of working copies and of the ledger
    assert {step.verb for step in workflow.SKP.transitions} - elsewhere == set(VERBS)
    for step in workflow.SKP.transitions:
        if step.verb in VERBS:
            assert VERBS[step.verb][1:] == (step.sources, step.target)


@pytest.mark.parametrize("person", ["ani", "budi", "citra", "dewi", "eko"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_state_verb_and_role(cast, at, verb, state, person):
    skp = factories.skp(cast.ani, state=state)
    who, sources, target = VERBS[verb]
    by = cast.actor(getattr(cast, person))
    if person == who and state in sources:
        ATTEMPTS[verb](skp, by=by, at=at)
        assert Skp.objects.get(pk=skp.pk).state == target
        row = SkpStatus.objects.get(record=skp)
        assert (row.state, row.by_id, row.at) == (target, by.employee_id, at)
    else:
        with pytest.raises(Refused):
            ATTEMPTS[verb](skp, by=by, at=at)
        assert Skp.objects.get(pk=skp.pk).state == state
        assert not SkpStatus.objects.filter(record=skp).exists()


EDITORS = {
    # what: (person, state) pairs that may
    "skp": {("ani", "draft")},
    "expectations": {("ani", "draft"), ("budi", "draft"), ("budi", "submitted"), ("budi", "asked")},
    "consequences": {("ani", "draft"), ("budi", "draft"), ("budi", "submitted"), ("budi", "asked")},
    "resources": {("ani", "draft")},
    "accountability": {("ani", "draft")},
}


@pytest.mark.parametrize("person", ["ani", "budi", "citra", "dewi", "eko"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("what", EDITORS)
def test_who_edits_what_and_when(cast, what, state, person):
    skp = factories.skp(cast.ani, state=state)
    by = cast.actor(getattr(cast, person))
    verdict = {
        "skp": lambda: permissions.may_edit_skp(by, skp),
        "expectations": lambda: permissions.may_edit_expectations(by, skp),
    }.get(what, lambda: permissions.may_edit_annex(by, skp, what))()
    assert bool(verdict) is ((person, state) in EDITORS[what])
    assert verdict or verdict.reason


def test_after_agreement_the_refusal_speaks_of_an_amendment(cast):
    skp = factories.skp(cast.ani, state=workflow.AGREED)
    for verdict in (
        permissions.may_edit_skp(cast.actor(cast.ani), skp),
        permissions.may_edit_expectations(cast.actor(cast.budi), skp),
    ):
        assert "perubahan SKP" in verdict.reason


@pytest.mark.parametrize(
    ("person", "allowed"), [("ani", True), ("budi", True), ("citra", True), ("dewi", True), ("rudi", False), ("eko", False)]
)
def test_who_reads_an_skp(cast, person, allowed):
    people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    cast_of = {"rudi": type(cast.ani).objects.get(name="Rudi Saputra")}
    who = cast_of.get(person) or getattr(cast, person)
    assert bool(permissions.may_view_skp(cast.actor(who), factories.skp(cast.ani))) is allowed


def test_an_inspector_reads_and_somebody_elses_appraiser_does_not(cast):
    inspector = people.employee(cast.office, "Sari Inspektur", "198012312005012999", roles=(Role.INSPECTOR,))
    other = people.employee(cast.office, "Joko Kepala Bidang", "197912312005011999")
    people.employee(cast.office, "Lia Staf", "199312312019032999", appraiser=other)
    skp = factories.skp(cast.ani)
    assert permissions.may_view_skp(cast.actor(inspector), skp)
    assert not permissions.may_view_skp(cast.actor(other), skp)


def test_the_superior_of_another_time_does_not_read(cast):
    skp = factories.skp(cast.ani)
    row = Reporting.objects.get(employee=cast.budi)
    row.start, row.end = date(2025, 1, 1), date(2025, 12, 31)
    row.save()
    assert not permissions.may_view_skp(cast.actor(cast.dewi), skp)
    row.end = date(2026, 1, 1)
    row.save()
    assert permissions.may_view_skp(cast.actor(cast.dewi), skp)


@pytest.mark.parametrize(
    ("person", "unit", "allowed"),
    [
        ("budi", "unit", True), ("budi", "office", False), ("dewi", "office", True), ("dewi", "unit", False),
        ("citra", "unit", True), ("citra", "office", True), ("ani", "unit", False), ("eko", "unit", False),
    ],
)
def test_who_writes_the_objectives_of_a_unit(cast, person, unit, allowed):
    by = cast.actor(getattr(cast, person))
    verdict = permissions.may_edit_objectives(by, getattr(cast, unit), date(2026, 1, 21))
    assert bool(verdict) is allowed
    assert verdict or verdict.reason
