"""An agreed SKP changes only by a working copy that both agree to; what was reported keeps its indicator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import action, writing
from capaian.people.models import Posting, Reporting
from capaian.planning import workflow
from capaian.planning.actions.amendments import discard_amendment, open_amendment
from capaian.planning.actions.versions import record_version, record_versions
from capaian.planning.models import (
    AmendmentBasis,
    AnnexItem,
    BehaviourExpectation,
    ResultPlan,
    Skp,
    SkpVersion,
)
from capaian.planning.queries.versions import content_of, skps_to_record, stored_content
from capaian.planning.rules.content import digest, from_json
from capaian.planning.tests import factories
from capaian.planning.tests.amending import REASON, agree


@action
def record(*, skps, by, at) -> list[SkpVersion]:
    return record_versions(skps=skps, by=by, at=at)


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state=workflow.AGREED, results=2)


@pytest.fixture
def copied(agreed, ani, at) -> Skp:
    return open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=at)


class TestVersionOne:
    def test_keeps_what_was_agreed_with_its_digest_and_who_agreed(self, agreed, ani, at):
        with writing("test"):
            version = record_version(skp=agreed, by=ani, at=at)
        assert (version.number, version.agreed_with, version.agreed_at) == (1, "dr. Budi Hartono", at)
        assert from_json(version.content) == stored_content(agreed.pk)
        assert version.digest == digest(stored_content(agreed.pk))
        assert agreed.version == Skp.objects.get(pk=agreed.pk).version == 1

    def test_many_are_recorded_at_once_and_none_twice(self, cast, agreed, ani, at, django_assert_num_queries):
        other = factories.skp(cast.budi, state=workflow.AGREED)
        with django_assert_num_queries(14):  # five to read, two to write, the rest for the record and the transaction
            assert len(record(skps=[agreed, other], by=ani, at=at)) == 2
        assert record(skps=[agreed, other], by=ani, at=at) == []


class TestOpening:
    def test_copies_everything_and_remembers_where_it_came_from(self, agreed, ani, at):
        with writing("test"):
            BehaviourExpectation.objects.create(skp=agreed, core_value="akuntabel", text="Melapor tepat waktu")
            AnnexItem.objects.create(skp=agreed, section="resources", text="Kendaraan dinas")
        copied = open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=at)
        assert (copied.state, copied.amends, copied.version, copied.basis) == ("draft", agreed, 1, "change")
        assert content_of(skps_to_record([copied.pk]).get()) == stored_content(agreed.pk)
        assert set(ResultPlan.objects.filter(skp=copied).values_list("origin_id", flat=True)) == set(
            ResultPlan.objects.filter(skp=agreed).values_list("pk", flat=True)
        )
        assert not Skp.objects.standing().filter(pk=copied.pk).exists()

    def test_records_version_one_of_an_skp_agreed_before_versions_were_kept(self, agreed, ani, at):
        with writing("test"):
            agreed.statuses.create(state="agreed", by_id=1, by_name="dr. Budi Hartono", at=at - timedelta(days=3))
        open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=at)
        assert SkpVersion.objects.get(skp=agreed).agreed_at == at - timedelta(days=3)

    def test_tells_the_other_side_and_the_record(self, cast, agreed, at):
        opened = open_amendment(skp=agreed, basis="feedback", reason=REASON, by=cast.actor(cast.budi), at=at)
        assert list(Notice.objects.values_list("recipient_id", "title")) == [
            (cast.ani.user_id, "dr. Budi Hartono memulai perubahan SKP 2026")
        ]
        event = AuditEvent.objects.get(verb="amendment.open")
        assert (event.subject_id, event.after["basis"], event.after["from_version"]) == (opened.pk, "feedback", 1)

    def test_one_at_a_time_and_the_refusal_names_who_began_when(self, cast, agreed, copied, at):
        with pytest.raises(Refused, match=r"sudah dimulai oleh Ani Lestari, A.Md.Kep. pada 21 Januari 2026"):
            open_amendment(skp=agreed, basis="change", reason=REASON, by=cast.actor(cast.budi), at=at)

    @pytest.mark.parametrize(
        ("basis", "reason", "fields"),
        [("", "pendek", ["basis", "reason"]), ("change", " " * 30, ["reason"]), ("change", "x" * 1001, ["reason"])],
    )
    def test_says_what_is_missing(self, agreed, ani, at, basis, reason, fields):
        with pytest.raises(InvalidInput) as error:
            open_amendment(skp=agreed, basis=basis, reason=reason, by=ani, at=at)
        assert [problem.field for problem in error.value.problems] == fields

    def test_is_refused_to_others(self, cast, agreed, at):
        for stranger in (cast.citra, cast.dewi, cast.eko):
            with pytest.raises(Refused, match="pegawai pemilik SKP atau pejabat penilainya"):
                open_amendment(skp=agreed, basis="change", reason=REASON, by=cast.actor(stranger), at=at)

    def test_is_refused_on_a_copy_a_draft_and_a_closed_one(self, cast, agreed, copied, ani, at):
        with pytest.raises(Refused, match="sudah perubahan"):
            open_amendment(skp=copied, basis="change", reason=REASON, by=ani, at=at)
        with pytest.raises(Refused, match="belum disepakati"):
            open_amendment(
                skp=factories.skp(cast.budi), basis="change", reason=REASON, by=cast.actor(cast.budi), at=at
            )
        with writing("test"):
            Skp.objects.filter(pk=agreed.pk).update(closed_on=at.date())
        with pytest.raises(Refused, match="sudah berakhir pada 31 Desember 2026"):
            open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=at)

    def test_a_new_appraiser_stands_on_the_copy(self, cast, agreed, ani, at):
        with pytest.raises(InvalidInput, match="tidak mencatat pejabat penilai baru"):
            open_amendment(skp=agreed, basis=AmendmentBasis.APPRAISER, reason=REASON, by=ani, at=at)
        Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
        copied = open_amendment(skp=agreed, basis=AmendmentBasis.APPRAISER, reason=REASON, by=ani, at=at)
        assert (copied.appraiser, copied.appraiser_position.title) == (cast.dewi, "Kepala Dinas Kesehatan")
        agree(amendment=copied, by=cast.actor(cast.dewi), at=at)
        assert Skp.objects.get(pk=agreed.pk).appraiser == cast.dewi

    def test_a_plh_of_days_stands_on_it_only_where_both_say_so(self, cast, agreed, ani, at):
        Reporting.objects.filter(employee=cast.ani).update(
            appraiser=cast.dewi, basis="acting", start=at.date(), end=at.date() + timedelta(days=9)
        )
        copied = open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=at)
        assert copied.appraiser == cast.budi
        discard_amendment(amendment=copied, by=ani, at=at)
        assert open_amendment(skp=agreed, basis="appraiser", reason=REASON, by=ani, at=at).appraiser == cast.dewi

    def test_a_new_appraiser_without_a_post(self, cast, agreed, ani, at):
        Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
        Posting.objects.filter(employee=cast.dewi).delete()
        assert open_amendment(skp=agreed, basis="appraiser", reason=REASON, by=ani, at=at).appraiser_position is None
