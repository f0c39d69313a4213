"""Giving feedback: as whom, about what, and what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.feedback import permissions
from capaian.feedback.actions import give_feedback
from capaian.feedback.models import Feedback, Giver
from capaian.feedback.queries import standing_of
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.people.models import Reporting
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning_workflow
from capaian.planning.models import Indicator
from capaian.planning.tests import factories as planning
from capaian.planning.tests.assigning import assignment

TEXT = "Kunjungan ke dusun terjauh sudah rutin."


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED)


@pytest.fixture
def indicator(skp):
    return Indicator.objects.get(result__skp=skp)


@pytest.fixture
def rudi(cast):
    """A colleague of Ani's in the same unit."""
    return people.employee(cast.unit, "Rudi Saputra, A.Md.Kep.", "199106152016031999", appraiser=cast.budi)


def give(skp, by, at, **given):
    return give_feedback(**{"skp": skp, "giver": Giver.LEADER, "tone": "positive", "text": TEXT, "by": by, "at": at} | given)


def test_the_leader_gives_it_on_a_result(cast, skp, indicator, at):
    budi = cast.actor(cast.budi)
    entry = give(skp, budi, at, indicator=indicator, text=f"  {TEXT} ")
    assert (entry.skp, entry.indicator, entry.core_value, entry.text, entry.by_id, entry.by_name, entry.at) == (
        skp, indicator, "", TEXT, cast.budi.pk, "dr. Budi Hartono", at,
    )
    assert entry.printed_giver == "Pimpinan"
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.subject_id) == ("feedback.give", cast.budi.pk, entry.pk)
    assert event.after == {
        "skp": skp.pk, "indicator": indicator.pk, "giver": "leader", "giver_label": "", "tone": "positive", "text": TEXT,
    }


def test_the_leader_notes_what_a_patient_said_about_a_value(cast, skp, at):
    entry = give(skp, cast.actor(cast.budi), at, core_value="harmonis", giver="stakeholder", giver_label=" Pasien ")
    assert (entry.printed_giver, entry.core_value, entry.indicator) == ("Pasien", "harmonis", None)
    assert AuditEvent.objects.get().after["core_value"] == "harmonis"


def test_a_colleague_and_a_subordinate_speak_as_what_they_are(cast, skp, rudi, at):
    assert give(skp, cast.actor(rudi), at, core_value="loyal", giver="peer").giver == "peer"
    budis = planning.skp(cast.budi, state=planning_workflow.AGREED)
    assert give(budis, cast.actor(cast.ani), at, core_value="loyal", giver="subordinate").giver == "subordinate"


def test_the_standing_comes_from_the_ledger(cast, skp, rudi):
    budis = planning.skp(cast.budi, state=planning_workflow.AGREED)
    day = date(2026, 1, 21)
    standings = {
        who: (set(standing_of(actor, skp, day)), set(standing_of(actor, budis, day)))
        for who in ("ani", "budi", "citra", "dewi", "eko")
        for actor in [cast.actor(getattr(cast, who))]
    }
    assert standings == {
        "ani": (set(), {"subordinate"}), "budi": ({"leader", "stakeholder"}, set()), "citra": (set(), set()),
        "dewi": (set(), {"leader", "stakeholder"}), "eko": (set(), set()),
    }
    assert standing_of(cast.actor(rudi), skp, day) == {"peer"}
    assert standing_of(cast.actor(rudi), skp, date(2025, 12, 31)) == set()


@pytest.mark.parametrize(
    ("who", "giver", "words"),
    [
        ("ani", "leader", "diberikan oleh orang lain"),
        ("citra", "peer", "rekan di unit yang sama"),
        ("dewi", "leader", "rekan di unit yang sama"),
        ("eko", "leader", "rekan di unit yang sama"),
        ("rudi", "leader", "tidak dapat memberi umpan balik sebagai “Pimpinan”"),
        ("budi", "peer", "tidak dapat memberi umpan balik sebagai “Rekan kerja setingkat”"),
    ],
)
def test_who_may_not(cast, skp, rudi, at, who, giver, words):
    person = rudi if who == "rudi" else getattr(cast, who)
    with pytest.raises(Refused, match=words):
        give(skp, cast.actor(person), at, core_value="loyal", giver=giver)
    assert Feedback.objects.count() == 0


def test_not_before_the_skp_is_agreed(cast, at):
    draft = planning.skp(cast.ani)
    with pytest.raises(Refused, match="belum disepakati"):
        give(draft, cast.actor(cast.budi), at, core_value="loyal")


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({}, "about", "Pilih satu hal"),
        ({"core_value": "rajin"}, "about", "tidak dikenal"),
        ({"core_value": "loyal", "giver": "robot"}, "giver", "tidak dikenal"),
        ({"core_value": "loyal", "giver": "stakeholder"}, "giver_label", "siapa yang menyampaikannya"),
        ({"core_value": "loyal", "giver_label": "x" * 121}, "giver_label", "paling panjang 120"),
        ({"core_value": "loyal", "tone": "angry"}, "tone", "Pilih nada"),
        ({"core_value": "loyal", "text": " pendek  "}, "text", "paling sedikit 10 huruf"),
    ],
)
def test_what_cannot_be_used_is_said(cast, skp, at, given, field, words):
    with pytest.raises(InvalidInput) as caught:
        give(skp, cast.actor(cast.budi), at, **given)
    (problem,) = caught.value.problems
    assert (problem.field, words in problem.reason) == (field, True)
    assert (Feedback.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_not_about_two_things_nor_somebody_elses_result(cast, skp, indicator, at):
    with pytest.raises(InvalidInput, match="Pilih satu hal"):
        give(skp, cast.actor(cast.budi), at, indicator=indicator, core_value="loyal")
    other = planning.skp(cast.citra, state=planning_workflow.AGREED)
    foreign = Indicator.objects.get(result__skp=other)
    with pytest.raises(InvalidInput, match="bukan bagian dari SKP"):
        give(skp, cast.actor(cast.budi), at, indicator=foreign)


def test_who_reads_all_of_it(cast, skp, rudi):
    readers = {who: bool(permissions.may_read_feedback(cast.actor(person), skp)) for who, person in (
        ("ani", cast.ani), ("budi", cast.budi), ("citra", cast.citra), ("dewi", cast.dewi), ("rudi", rudi),
    )}
    assert readers == {"ani": True, "budi": True, "citra": True, "dewi": True, "rudi": False}
    assert permissions.may_open_feedback(cast.actor(rudi), skp, frozenset({"peer"}))
    assert not permissions.may_open_feedback(cast.actor(rudi), skp, frozenset())


def test_the_person_is_told_that_there_is_feedback_not_from_whom(cast, skp, indicator, at):
    give(skp, cast.actor(cast.budi), at, indicator=indicator)
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.kind, notice.title, notice.text, notice.href) == (
        cast.ani.user_id, "feedback-given", "Ada umpan balik baru untuk kinerja Anda", "", f"/feedback/skp/{skp.pk}/")


def test_a_plt_speaks_as_leader_while_acting(cast, skp, rudi):
    day = date(2026, 5, 4)
    Reporting.objects.filter(employee=cast.ani).update(end=date(2026, 5, 3))
    Reporting.objects.create(employee=cast.ani, appraiser=rudi, start=day, end=day, basis="acting")
    assert standing_of(cast.actor(rudi, day), skp, day) == {Giver.LEADER, Giver.STAKEHOLDER}
    after = date(2026, 5, 5)
    assert standing_of(cast.actor(rudi, after), skp, after) == {Giver.PEER}


def test_who_gives_work_by_an_approved_assignment_speaks_as_leader_and_reads_no_more(cast, skp, at):
    giver = people.employee(people.unit(cast.agency, "Dinas Pendidikan"), "Fajar", "197001012000011999", leads=True)
    row = assignment(cast.ani, giver)
    actor, day = cast.actor(giver), date(2026, 3, 1)
    assert standing_of(actor, skp, day) == set()
    with writing("test"):
        row.state = planning_workflow.ACTIVE
        row.save()
    assert standing_of(actor, skp, day) == {Giver.LEADER}
    assert not permissions.may_read_feedback(actor, skp)
