"""A new appraiser while an SKP, or a change of one, is in the making: it goes on with the new one (II.C.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override

from capaian.foundation.errors import Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.people.models import Reporting
from capaian.people.queries import posting_on
from capaian.people.tests import factories as people
from capaian.planning import actions, permissions, workflow
from capaian.planning.actions import dialogue
from capaian.planning.actions.amendments import discard_amendment, open_amendment
from capaian.planning.duties import handovers
from capaian.planning.models import Outcome, Skp, SkpStatus
from capaian.planning.permissions.amendments import may_discard_amendment, may_open_amendment
from capaian.planning.permissions.sides import gone_over, passed_on
from capaian.planning.queries.skps import get_skp_for, skps_to_agree_for
from capaian.planning.queries.successions import clarifies_with, skps_to_clarify, taken_over
from capaian.planning.queries.todos import todos_for
from capaian.planning.queries.turns import counterpart_of, silent_since, turn_of
from capaian.planning.tests import factories
from capaian.planning.tests.actions.test_dialogue import adjusted
from capaian.planning.tests.amending import REASON

DAY = date(2026, 7, 15)
BEFORE, NOW = datetime(2026, 7, 10, 2, 0, tzinfo=UTC), datetime(2026, 7, 15, 2, 0, tzinfo=UTC)
WORDS = {None: "Apakah tenaga dan kendaraannya sudah tersedia?"}


@pytest.fixture
def gani(cast):
    """A colleague of Budi's who appraises Ani from 15 July."""
    gani = people.employee(cast.unit, "Gani Hamid", "199212312015031999", appraiser=cast.dewi)
    Reporting.objects.filter(employee=cast.ani).update(end=DAY - timedelta(days=1))
    Reporting.objects.create(employee=cast.ani, appraiser=gani, start=DAY)
    return gani


@pytest.fixture
def budi(cast, gani):
    return cast.actor(cast.budi, DAY)


@pytest.fixture
def ani(cast, gani):
    return cast.actor(cast.ani, DAY)


@pytest.fixture
def new(cast, gani):
    return cast.actor(gani, DAY)


@pytest.fixture
def agreed(cast):
    return factories.skp(cast.ani, state=workflow.AGREED)


def change(skp, by, at=NOW):
    return open_amendment(skp=skp, basis="change", reason=REASON, by=by, at=at)


class TestTheFormerOne:
    def test_agrees_to_no_change_that_was_opened_after(self, agreed, ani, budi, new, gani):
        copied = change(agreed, ani)
        assert (copied.appraiser, copied.appraiser_position) == (gani, posting_on(gani, DAY).position)
        actions.submit_skp(skp=copied, by=ani, at=NOW)
        with pytest.raises(Refused):
            actions.agree_skp(skp=copied, by=budi, at=NOW)
        actions.agree_skp(skp=copied, by=new, at=NOW)
        agreed.refresh_from_db()
        assert (agreed.version, agreed.appraiser) == (2, gani)  # clarified anew by that
        assert clarifies_with(agreed, DAY) is None

    def test_agrees_to_nothing_that_was_open_before(self, cast, agreed, budi, new, gani):
        copied = change(agreed, cast.actor(cast.ani, BEFORE.date()), BEFORE)
        actions.submit_skp(skp=copied, by=cast.actor(cast.ani, BEFORE.date()), at=BEFORE)
        assert copied.appraiser == cast.budi
        for verb in (permissions.may_ask_skp, permissions.may_adjust_skp, permissions.may_return_skp, permissions.may_agree_skp):
            verdict = verb(budi, copied)
            assert "sejak 15 Juli 2026 ialah Gani Hamid" in verdict.reason
            assert verb(new, copied)
        assert permissions.may_view_skp(budi, copied)

    def test_sees_no_more_that_it_waits_and_reads_why(self, cast, budi, new):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        titles = [[todo["title"] for todo in todos_for(who, NOW)] for who in (budi, new)]
        assert ["Periksa SKP Ani Lestari, A.Md.Kep." in those for those in titles] == [False, True]
        assert "Lampiran II.C.7" in passed_on(budi, skp)
        assert [passed_on(who, skp) for who in (new, cast.actor(cast.dewi, DAY))] == ["", ""]
        assert passed_on(budi, factories.skp(cast.citra, state=workflow.AGREED)) == ""
        assert gone_over(budi, factories.skp(cast.eko, state=workflow.CLOSED)) == ""

    def test_opens_and_gives_up_no_change_either(self, cast, agreed, ani, budi, new):
        assert "ialah Gani Hamid" in may_open_amendment(budi, agreed).reason
        assert may_open_amendment(new, agreed)
        assert may_open_amendment(ani, agreed)
        copied = change(agreed, cast.actor(cast.budi, BEFORE.date()), BEFORE)
        assert "ialah Gani Hamid" in may_discard_amendment(budi, copied).reason
        discard_amendment(amendment=copied, by=new, at=NOW)

    def test_is_told_why_it_is_no_longer_there_to_read(self, cast, budi, new):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        handovers.hand_over_dialogues(NOW)
        with pytest.raises(Refused, match=r"Anda menilai Ani Lestari, A\.Md\.Kep\. sampai 14 Juli 2026\. Sejak itu"):
            get_skp_for(budi, skp.pk)
        assert "Anda menilai" not in permissions.may_view_skp(replace(budi, day=None), Skp.objects.get()).reason
        assert get_skp_for(new, skp.pk) == skp
        assert "Anda menilai" not in permissions.may_view_skp(cast.actor(cast.eko), skp).reason

    def test_still_decides_while_somebody_stands_in_for_days(self, cast, gani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        Reporting.objects.filter(appraiser=gani).update(basis="acting", end=DAY + timedelta(days=10))
        assert permissions.may_agree_skp(cast.actor(cast.budi, DAY), skp)
        assert permissions.may_agree_skp(cast.actor(gani, DAY), Skp.objects.get(pk=skp.pk))
        assert handovers.hand_over_dialogues(NOW) == 0

    def test_is_asked_without_a_query_where_the_list_or_the_page_brought_it(self, cast, budi, new, django_assert_num_queries):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        other = factories.skp(cast.citra, state=workflow.SUBMITTED)
        Reporting.objects.filter(employee=cast.citra).delete()
        mine = get_skp_for(budi, skp.pk)
        (chosen, _seen), = skps_to_agree_for(new, [(skp.pk, None)])
        dewi = cast.actor(cast.dewi, DAY)
        lone = get_skp_for(cast.actor(cast.citra, DAY), other.pk)
        with django_assert_num_queries(0):
            assert not permissions.answers(budi, mine)
            assert permissions.answers(new, chosen)
            assert permissions.answers(dewi, lone)  # named by the SKP, and the ledger names nobody
        with django_assert_num_queries(1):
            assert not permissions.answers(budi, skp)
            assert not permissions.answers(budi, skp)


class TestGoingOver:
    def test_a_draft_names_the_new_one_and_says_nothing_in_the_history(self, cast, gani, ani):
        skp = factories.skp(cast.ani)
        assert handovers.hand_over_dialogues(NOW) == 1
        assert handovers.hand_over_dialogues(NOW) == 0
        skp = Skp.objects.get(pk=skp.pk)
        assert (skp.appraiser, skp.statuses.count()) == (gani, 0)
        event = AuditEvent.objects.get(verb="skp.hand-over")
        assert (event.actor_name, event.before["appraiser"], event.after["appraiser"]) == ("Capaian", cast.budi.pk, gani.pk)
        assert dict(Notice.objects.values_list("recipient_id", "title")) == {
            cast.ani.user_id: "Dialog SKP 2026 Anda dilanjutkan dengan Gani Hamid",
            gani.user_id: "Dialog SKP 1 pegawai kini dilanjutkan dengan Anda",
            cast.budi.user_id: "Dialog SKP 1 pegawai dilanjutkan dengan pejabat penilai yang baru",
        }

    def test_the_turn_passes_and_what_was_on_the_screen_before_counts_no_more(self, cast, gani, ani, new):
        skp = factories.skp(cast.ani)
        actions.submit_skp(skp=skp, by=cast.actor(cast.ani, BEFORE.date()), at=BEFORE)
        seen = skp.statuses.get().pk
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        assert turn_of(skp).name == "Gani Hamid"
        row = skp.statuses.order_by("pk").last()
        assert (row.state, row.by_name) == ("submitted", "Capaian")
        assert row.reason == "Pejabat penilai berganti dari dr. Budi Hartono kepada Gani Hamid (Lampiran II.C.7)."
        with pytest.raises(Refused, match="berubah sejak Anda membukanya"):
            actions.agree_skp(skp=skp, by=new, at=NOW, seen=seen)
        actions.agree_skp(skp=skp, by=new, at=NOW, seen=row.pk)
        assert Skp.objects.get(pk=skp.pk).fixed_by == ""

    def test_the_deed_itself_sees_to_it_before_the_worker_does(self, cast, gani, ani, new):
        skp = factories.skp(cast.ani)
        actions.submit_skp(skp=skp, by=ani, at=NOW)
        assert counterpart_of(skp) == gani
        assert Notice.objects.filter(recipient_id=gani.user_id, title__contains="mengajukan SKP").exists()
        actions.agree_skp(skp=skp, by=new, at=NOW)
        assert (skp.state, skp.appraiser) == (workflow.AGREED, gani)

    def test_who_does_it_is_not_told_of_it(self, cast, gani, new):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        dialogue.ask_skp(skp=skp, questions=WORDS, by=new, at=NOW)
        assert not Notice.objects.filter(recipient_id=gani.user_id).exists()
        assert Notice.objects.filter(recipient_id=cast.budi.user_id).count() == 1

    def test_an_answer_goes_to_the_new_one(self, cast, gani, ani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        dialogue.ask_skp(skp=skp, questions=WORDS, by=cast.actor(cast.budi, BEFORE.date()), at=BEFORE)
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        assert skp.state == workflow.ASKED  # what was asked is answered all the same
        dialogue.answer_skp(skp=skp, answers=WORDS, by=ani, at=NOW)
        assert Notice.objects.filter(recipient_id=gani.user_id, title__contains="menjawab").exists()

    @pytest.mark.parametrize("worker", [True, False])
    def test_what_the_former_one_adjusted_is_not_fixed_by_accepting_it(self, cast, gani, ani, new, worker):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        adjusted(skp, cast.actor(cast.budi, BEFORE.date()), BEFORE)
        if worker:
            handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        dialogue.accept_skp(skp=skp, by=ani, at=NOW)
        assert (skp.state, skp.appraiser, skp.agreed_on) == (workflow.SUBMITTED, gani, None)
        assert list(skp.dialogue.order_by("pk").values_list("outcome", "by_name")) == [
            (Outcome.ADJUST, cast.budi.name), (Outcome.AGREE, cast.ani.name),
        ]
        actions.agree_skp(skp=skp, by=new, at=NOW)
        assert skp.state == workflow.AGREED

    def test_what_went_over_since_it_was_read_is_not_fixed(self, cast, gani, ani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        adjusted(skp, cast.actor(cast.budi, BEFORE.date()), BEFORE)
        read = Skp.objects.get(pk=skp.pk)
        handovers.hand_over_dialogues(NOW)
        with pytest.raises(Refused, match="berubah sejak Anda membukanya"):
            dialogue.accept_skp(skp=read, by=ani, at=NOW)
        assert Skp.objects.get(pk=skp.pk).state == workflow.ADJUSTED

    def test_what_the_new_one_adjusts_is_fixed_by_accepting_it(self, cast, gani, ani, new):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        adjusted(skp, cast.actor(cast.budi, BEFORE.date()), BEFORE)
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        assert taken_over(skp)
        adjusted(skp, new, NOW, target="70")
        assert not taken_over(skp)
        dialogue.accept_skp(skp=skp, by=ani, at=NOW)
        assert Skp.objects.get(pk=skp.pk).state == workflow.AGREED

    def test_who_adjusted_as_plt_and_stayed_said_it_already(self, cast, gani, ani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        Reporting.objects.filter(appraiser=gani).update(basis="acting", end=DAY + timedelta(days=10))
        adjusted(skp, cast.actor(gani, DAY), NOW)
        Reporting.objects.filter(appraiser=gani).update(basis="superior", end=None)
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        dialogue.accept_skp(skp=skp, by=ani, at=NOW)
        assert (skp.state, skp.appraiser) == (workflow.AGREED, gani)

    def test_a_dialogue_with_the_superior_of_the_former_one_goes_over_as_well(self, cast, gani, new):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        early = date(2026, 2, 2)
        dialogue.take_dialogue_up(skp=skp, by=cast.actor(cast.ani, early), at=datetime(2026, 2, 2, 2, tzinfo=UTC))
        dewi = cast.actor(cast.dewi, DAY)
        assert not permissions.may_agree_skp(dewi, Skp.objects.get(pk=skp.pk))
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        assert (skp.dialogue_with, skp.dialogue_since, counterpart_of(skp)) == (None, None, gani)
        told = Notice.objects.filter(title__contains="pejabat penilai yang baru").values_list("recipient_id", flat=True)
        assert set(told) == {cast.budi.user_id, cast.dewi.user_id}
        assert permissions.may_agree_skp(new, skp)

    def test_a_superior_who_took_it_up_and_now_appraises_goes_on(self, cast, gani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        dialogue.take_dialogue_up(
            skp=skp, by=cast.actor(cast.ani, date(2026, 2, 2)), at=datetime(2026, 2, 2, 2, tzinfo=UTC)
        )
        Reporting.objects.filter(appraiser=gani).update(appraiser=cast.dewi)
        handovers.hand_over_dialogues(NOW)
        skp = Skp.objects.get(pk=skp.pk)
        assert (skp.appraiser, skp.dialogue_with) == (cast.dewi, None)
        told = Notice.objects.filter(title__contains="pejabat penilai yang baru").values_list("recipient_id", flat=True)
        assert set(told) == {cast.budi.user_id}

    def test_nothing_moves_that_was_agreed_meanwhile(self, cast, gani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        stale = Skp.objects.get(pk=skp.pk)
        actions.agree_skp(skp=skp, by=cast.actor(cast.budi, BEFORE.date()), at=BEFORE)
        by = cast.actor(cast.citra, DAY)
        assert actions.handing.hand_over(skps=[stale], by=by, at=NOW) == 0
        assert Skp.objects.get(pk=skp.pk).appraiser == cast.budi

    def test_many_are_told_of_once(self, cast, gani):
        staff = [people.employee(cast.unit, f"Pegawai {n}", f"19950{n}152020012999", appraiser=gani) for n in range(1, 5)]
        skps = [factories.skp(one) for one in staff]
        Reporting.objects.filter(appraiser=gani).update(appraiser=cast.budi)
        assert handovers.hand_over_dialogues(NOW) == 4
        title, text, href = Notice.objects.filter(recipient_id=cast.budi.user_id).values_list("title", "text", "href").get()
        assert (title, href) == ("Dialog SKP 4 pegawai kini dilanjutkan dengan Anda", "/skp/")
        assert text == "Pegawai 1, Pegawai 2, Pegawai 3…"
        assert len(skps) == Notice.objects.filter(title__startswith="Dialog SKP 2026 Anda").count()

    def test_whoever_has_a_change_open_with_the_new_one_is_not_asked_to_clarify_besides(self, cast, agreed, gani, ani):
        assert skps_to_clarify(cast.agency.pk, DAY) == [agreed]
        copied = change(agreed, cast.actor(cast.ani, BEFORE.date()), BEFORE)
        assert skps_to_clarify(cast.agency.pk, DAY) == []
        handovers.hand_over_dialogues(NOW)
        discard_amendment(amendment=Skp.objects.get(pk=copied.pk), by=ani, at=NOW)
        assert skps_to_clarify(cast.agency.pk, DAY) == [agreed]

    def test_the_new_one_is_not_silent_because_the_former_was(self, cast, gani):
        skp = factories.skp(cast.ani)
        with_ani = cast.actor(cast.ani, BEFORE.date())
        actions.submit_skp(skp=skp, by=with_ani, at=BEFORE)
        dialogue.ask_skp(skp=skp, questions=WORDS, by=cast.actor(cast.budi, BEFORE.date()), at=BEFORE)
        dialogue.answer_skp(skp=skp, answers=WORDS, by=with_ani, at=BEFORE)
        handovers.hand_over_dialogues(NOW)
        assert silent_since(Skp.objects.get(pk=skp.pk), DAY) is None

    def test_the_new_one_is_silent_though_the_former_asked_on_the_day_it_went_over(self, cast, gani):
        """In January: asked, answered and handed over within hours; then nothing until the deadline is past."""
        day, hour = date(2026, 1, 20), timedelta(hours=1)
        Reporting.objects.filter(appraiser=gani).update(start=day)
        Reporting.objects.filter(appraiser=cast.budi, employee=cast.ani).update(end=day - timedelta(days=1))
        skp, asked = factories.skp(cast.ani, state=workflow.SUBMITTED), datetime(2026, 1, 20, 2, 0, tzinfo=UTC)
        budi = cast.actor(cast.budi, day - timedelta(days=1))
        dialogue.ask_skp(skp=skp, questions=WORDS, by=budi, at=asked)
        handovers.hand_over_dialogues(asked + hour)
        skp = Skp.objects.get(pk=skp.pk)
        dialogue.answer_skp(skp=skp, answers=WORDS, by=cast.actor(cast.ani, day), at=asked + 2 * hour)
        assert silent_since(Skp.objects.get(pk=skp.pk), date(2026, 2, 2)) == date(2026, 2, 1)

    @pytest.mark.parametrize("after", [timedelta(hours=1), timedelta(hours=5)])
    def test_nor_is_it_a_word_of_the_new_one_what_the_former_said_before_it_went_over(self, cast, gani, after):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        asked, by = datetime(2026, 7, 15, 1, 0, tzinfo=UTC), cast.actor(cast.budi, BEFORE.date())
        actions.write_expectations(skp=skp, core_value="loyal", lines=["Menjaga rahasia"], by=by, at=asked)
        handovers.hand_over_dialogues(asked + after)
        skp = Skp.objects.get(pk=skp.pk)
        late = date(2026, 8, 20)  # the time to answer is over
        assert silent_since(skp, late) is not None
        actions.write_expectations(
            skp=skp, core_value="loyal", lines=["Menjaga rahasia pasien"], by=cast.actor(gani, DAY), at=asked + 2 * after,
        )
        assert silent_since(Skp.objects.get(pk=skp.pk), late) is None

    def test_what_the_history_says_is_indonesian_whoever_acts(self, cast, gani, ani):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        with override("en"):
            actions.handing.hand_over(skps=[skp], by=ani, at=NOW)
        reason = SkpStatus.objects.filter(record=skp).order_by("pk").last().reason
        assert reason == "Pejabat penilai berganti dari dr. Budi Hartono kepada Gani Hamid (Lampiran II.C.7)."

    def test_what_ran_last_year_stays(self, cast, gani):
        skp = factories.skp(cast.ani)
        later = date(2027, 1, 5)
        assert permissions.may_edit_expectations(cast.actor(cast.budi, later), skp)
        assert not permissions.sides.successor_on(skp, None)


class TestThePage:
    def test_says_it_to_the_former_one_without_buttons(self, cast, gani, client_as, monkeypatch):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        page = client_as(cast.budi).get(f"/skp/{skp.pk}/").text
        assert "sejak 15 Juli 2026 ialah Gani Hamid" in page
        assert "Giliran Gani Hamid untuk memeriksa" in page
        assert "Setujui SKP" not in page
        new = client_as(gani).get(f"/skp/{skp.pk}/").text
        assert ("Setujui SKP" in new, "ialah Gani Hamid" in new) == (True, False)
        mine = client_as(cast.ani).get(f"/skp/{skp.pk}/").text
        assert ("ialah Gani Hamid" in mine, "Giliran Gani Hamid untuk memeriksa" in mine) == (True, True)

    def test_of_an_agreed_one_says_why_the_former_one_opens_no_change(self, cast, agreed, gani, client_as, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        pages = {who.name: client_as(who).get(f"/skp/{agreed.pk}/").text for who in (cast.budi, cast.ani, gani)}
        assert ["ialah Gani Hamid" in page for page in pages.values()] == [True, False, False]
        assert ["Ubah SKP (adendum)" in page for page in pages.values()] == [False, True, True]

    def test_says_whose_adjustment_it_is_and_where_it_goes(self, cast, gani, client_as, monkeypatch):
        skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
        adjusted(skp, cast.actor(cast.budi, BEFORE.date()), BEFORE)
        handovers.hand_over_dialogues(NOW)
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        client = client_as(cast.ani)
        assert "terima penyesuaian pejabat penilai sebelumnya" in client.get(f"/skp/{skp.pk}/").text
        seen = SkpStatus.objects.filter(record=skp).order_by("pk").last().pk
        response = client.post(f"/skp/{skp.pk}/acceptance/", {"seen": seen}, follow=True)
        assert "SKP sekarang menunggu Gani Hamid, pejabat penilai yang baru." in response.text
