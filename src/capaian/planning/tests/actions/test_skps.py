from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import writing
from capaian.people.models import Posting, Reporting, RoleGrant
from capaian.people.tests import factories as people
from capaian.planning import actions, workflow
from capaian.planning.models import Skp, SkpStatus
from capaian.planning.tests import factories


@pytest.fixture
def year(cast):
    return factories.performance_year(cast.agency)


def start(cast, at, person="ani"):
    who = getattr(cast, person)
    return actions.start_skp(employee=who, by=cast.actor(who), at=at)


def test_starting_takes_post_and_appraiser_from_the_ledger(cast, at, year):
    skp = start(cast, at)
    assert (skp.employee, skp.appraiser, skp.position.title) == (cast.ani, cast.budi, "Perawat Mahir")
    assert skp.appraiser_position.title == "Kepala Puskesmas Galala"
    assert (skp.start, skp.end, skp.state) == (date(2026, 1, 1), date(2026, 12, 31), workflow.DRAFT)
    assert SkpStatus.objects.get(record=skp).state == workflow.DRAFT
    row = AuditEvent.objects.get()
    assert (row.verb, row.subject_id, row.actor_id) == ("skp.start", skp.pk, cast.ani.pk)


def test_an_skp_begins_and_ends_with_the_post(cast, at, year):
    Posting.objects.filter(employee=cast.ani).update(start=date(2026, 1, 5), end=date(2026, 6, 30))
    Posting.objects.filter(employee=cast.budi).delete()
    skp = start(cast, at)
    assert (skp.start, skp.end, skp.appraiser_position) == (date(2026, 1, 5), date(2026, 6, 30), None)


def test_nothing_starts_twice(cast, at, year):
    start(cast, at)
    with pytest.raises(Refused, match="sudah ada"):
        start(cast, at)
    assert Skp.objects.count() == 1


def test_nobody_starts_the_skp_of_another(cast, at, year):
    with pytest.raises(Refused, match="pegawai yang bersangkutan"):
        actions.start_skp(employee=cast.ani, by=cast.actor(cast.budi), at=at)


@pytest.mark.parametrize(("gone", "words"), [(Posting, "jabatan Anda belum"), (Reporting, "pejabat penilai Anda belum")])
def test_a_gap_in_the_ledger_says_who_mends_it(cast, at, year, gone, words):
    gone.objects.filter(employee=cast.ani).delete()
    with pytest.raises(Refused) as refusal:
        start(cast, at)
    assert words in str(refusal.value)
    assert "Citra Wulandari, S.E." in str(refusal.value)
    assert not Skp.objects.exists()


def test_a_year_that_is_not_opened_is_refused_even_where_nobody_manages(cast, at):
    RoleGrant.objects.all().delete()
    with pytest.raises(Refused, match=r"Tahun kinerja 2026 belum dibuka\. Minta pengelola kinerja instansi Anda"):
        start(cast, at)


def test_an_incomplete_skp_is_not_offered_and_everything_missing_is_told(cast, at, year):
    skp = start(cast, at)
    with pytest.raises(InvalidInput) as told:
        actions.submit_skp(skp=skp, by=cast.actor(cast.ani), at=at)
    assert [problem.reason for problem in told.value.problems] == [
        "Belum ada hasil kerja utama. Tambahkan paling sedikit satu."
    ]
    assert Skp.objects.get().state == workflow.DRAFT


def test_offered_returned_with_a_reason_offered_again_agreed(cast, at):
    skp, ani, budi = factories.skp(cast.ani), cast.actor(cast.ani), cast.actor(cast.budi)
    actions.submit_skp(skp=skp, by=ani, at=at)
    with pytest.raises(Refused, match="paling sedikit 20 huruf"):
        actions.return_skp(skp=skp, reason="kurang", by=budi, at=at)
    actions.return_skp(skp=skp, reason="Target kunjungan terlalu rendah.", by=budi, at=at)
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.agree_skp(skp=skp, by=budi, at=at)
    stored = Skp.objects.get(pk=skp.pk)
    assert (stored.state, stored.agreed_on) == (workflow.AGREED, date(2026, 1, 21))
    assert list(stored.statuses.order_by("pk").values_list("state", "reason")) == [
        ("submitted", ""), ("draft", "Target kunjungan terlalu rendah."), ("submitted", ""), ("agreed", ""),
    ]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["skp.submit", "skp.return", "skp.submit", "skp.agree", "skp.version"]
    assert AuditEvent.objects.get(verb="skp.agree").after["agreed_on"] == "2026-01-21"


def test_nobody_agrees_to_what_was_not_read(cast, at):
    skp, ani, budi = factories.skp(cast.ani), cast.actor(cast.ani), cast.actor(cast.budi)
    actions.submit_skp(skp=skp, by=ani, at=at)
    seen = skp.statuses.get().pk
    actions.withdraw_skp(skp=skp, by=ani, at=at)
    actions.submit_skp(skp=skp, by=ani, at=at)
    with pytest.raises(Refused, match="berubah sejak Anda membukanya"):
        actions.agree_skp(skp=skp, by=budi, at=at, seen=seen)
    assert Skp.objects.get().agreed_on is None
    actions.agree_skp(skp=skp, by=budi, at=at, seen=skp.statuses.order_by("-pk").first().pk)


def test_several_are_agreed_all_or_none(cast, at):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    mine, his = (factories.skp(person, state=workflow.SUBMITTED) for person in (cast.ani, rudi))
    budi = cast.actor(cast.budi)
    with writing("test"):
        Skp.objects.filter(pk=his.pk).update(state=workflow.DRAFT)
    with pytest.raises(Refused):
        actions.agree_skps(skps=[(mine, None), (his, None)], by=budi, at=at)
    assert set(Skp.objects.values_list("state", flat=True)) == {workflow.SUBMITTED, workflow.DRAFT}
    with writing("test"):
        Skp.objects.filter(pk=his.pk).update(state=workflow.SUBMITTED)
    assert actions.agree_skps(skps=[(mine, None), (his, None)], by=budi, at=at) == 2
    assert set(Skp.objects.values_list("state", "agreed_on")) == {(workflow.AGREED, date(2026, 1, 21))}


def test_agreeing_to_none_is_told(cast, at):
    with pytest.raises(InvalidInput, match="Pilih paling sedikit satu"):
        actions.agree_skps(skps=[], by=cast.actor(cast.budi), at=at)


def test_each_step_is_told_to_whose_turn_it_is(cast, at):
    skp, ani, budi = factories.skp(cast.ani), cast.actor(cast.ani), cast.actor(cast.budi)
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.return_skp(skp=skp, reason="Target kunjungan terlalu rendah.", by=budi, at=at)
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.agree_skps(skps=[(skp, None)], by=budi, at=at)
    told = [(notice.recipient_id, notice.kind, notice.title, notice.text) for notice in Notice.objects.order_by("pk")]
    assert told == [
        (cast.budi.user_id, "plan-offered", "Ani Lestari, A.Md.Kep. mengajukan SKP 2026", ""),
        (cast.ani.user_id, "plan-returned", "SKP 2026 dikembalikan dr. Budi Hartono", "Target kunjungan terlalu rendah."),
        (cast.budi.user_id, "plan-offered", "Ani Lestari, A.Md.Kep. mengajukan SKP 2026", ""),
        (cast.ani.user_id, "plan-agreed", "SKP 2026 Anda disepakati", ""),
    ]
    assert {notice.href for notice in Notice.objects.all()} == {f"/skp/{skp.pk}/"}
