"""What both agreed to becomes the next version; rows keep their number, so what was reported keeps its indicator."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from capaian.foundation.errors import Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.transitions import transition
from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.actions.amendments import discard_amendment, open_amendment
from capaian.planning.actions.lines import write_annex
from capaian.planning.actions.promises import tell_promise
from capaian.planning.actions.versions import merge
from capaian.planning.models import (
    AnnexItem,
    BehaviourExpectation,
    DialogueEntry,
    Indicator,
    LinkProposal,
    PromiseState,
    ResultPlan,
    Skp,
    SkpVersion,
    Strategy,
)
from capaian.planning.queries.linking import waiting_below
from capaian.planning.queries.versions import (
    agreed_on_day,
    as_agreed,
    indicators_on,
    let_go_by,
    skps_to_record,
    stored_content,
)
from capaian.planning.rules.content import digest, from_json
from capaian.planning.tests import factories
from capaian.planning.tests.amending import REASON, agree


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


@pytest.fixture
def july(at):
    return at.replace(month=7, day=10)


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state=workflow.AGREED, results=2)


@pytest.fixture
def copied(agreed, ani, at) -> Skp:
    return open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=at)


def rows(skp: Skp) -> list[ResultPlan]:
    return list(ResultPlan.objects.filter(skp=skp).order_by("ordinal", "pk"))


def test_the_skps_own_rows_are_changed_and_a_version_is_kept(cast, agreed, copied, ani, july):
    first, second = rows(agreed)
    with writing("test"):
        ResultPlan.objects.filter(origin=first).update(statement="Separuh ibu hamil berisiko terpantau")
        Indicator.objects.filter(origin__result=first).update(target=Decimal(30), target_text="30 kunjungan")
    version = agree(amendment=copied, by=ani, at=july)
    assert [row.pk for row in rows(agreed)] == [first.pk, second.pk]
    assert rows(agreed)[0].statement == "Separuh ibu hamil berisiko terpantau"
    assert first.indicators.get().target == 30
    agreed.refresh_from_db()
    assert (agreed.state, agreed.version, agreed.agreed_on) == ("agreed", 2, date(2026, 1, 20))
    assert (version.number, version.basis, version.reason, version.amendment) == (2, "resources", REASON, copied)
    assert from_json(version.content) == stored_content(agreed.pk)
    assert version.digest == digest(stored_content(agreed.pk))
    assert not ResultPlan.objects.filter(skp=copied).exists()
    event = AuditEvent.objects.get(verb="skp.amend")
    assert (event.subject_id, event.before["number"], event.after["digest"]) == (agreed.pk, 1, version.digest)


def test_nothing_changed_is_a_version_with_the_same_content(agreed, copied, ani, july):
    before = stored_content(agreed.pk)
    agree(amendment=copied, by=ani, at=july)
    assert stored_content(agreed.pk) == before


def test_new_results_and_indicators_move_in(agreed, copied, ani, july):
    with writing("test"):
        added = factories.result(copied, "Kader posyandu terlatih", ordinal=3)
        home = ResultPlan.objects.get(skp=copied, origin=rows(agreed)[0])
        beside = Indicator.objects.create(result=home, aspect="quality", statement="Mutu", target_text="Baik", ordinal=2)
    agree(amendment=copied, by=ani, at=july)
    assert [row.pk for row in rows(agreed)][2] == added.pk
    assert rows(agreed)[2].indicators.count() == 1
    assert Indicator.objects.get(pk=beside.pk).result == rows(agreed)[0]


def test_what_was_removed_goes_where_nothing_hangs_on_it(agreed, copied, ani, july):
    first, second = rows(agreed)
    with writing("test"):
        ResultPlan.objects.get(origin=second).delete()
        Indicator.objects.filter(origin__result=first).delete()
    agree(amendment=copied, by=ani, at=july)
    assert rows(agreed) == [first]
    assert not Indicator.objects.filter(result__skp=agreed).exists()


def test_a_discarded_copy_does_not_hold_what_is_removed_later(agreed, copied, ani, july):
    discard_amendment(amendment=copied, by=ani, at=july)
    again = open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=july)
    with writing("test"):
        ResultPlan.objects.get(skp=again, origin=rows(agreed)[1]).delete()
    agree(amendment=again, by=ani, at=july)
    assert len(rows(agreed)) == 1


def test_what_hung_below_a_dropped_result_is_let_go_and_not_lost(cast, july):
    leader = factories.skp(cast.budi, state=workflow.AGREED, results=2)
    above = rows(leader)[1]
    below = rows(factories.skp(cast.ani, state=workflow.AGREED, parent=above))[0]
    budi = cast.actor(cast.budi)
    amendment = open_amendment(skp=leader, basis="change", reason=REASON, by=budi, at=july)
    Notice.objects.all().delete()
    with writing("test"):
        ResultPlan.objects.get(origin=above).delete()
    assert let_go_by(amendment) == [below]
    agree(amendment=amendment, by=budi, at=july)
    above.refresh_from_db()
    assert above.dropped_on == date(2026, 7, 10)
    assert above.indicators.get().dropped_on == date(2026, 7, 10)
    assert list(ResultPlan.objects.standing().filter(skp=leader)) == [rows(leader)[0]]
    below.refresh_from_db()
    assert (below.parent, below.placeholder) == (None, above.statement)
    assert AuditEvent.objects.get(verb="result.let-go").before["parent_id"] == above.pk
    assert Notice.objects.get().recipient_id == cast.ani.user_id
    assert waiting_below([leader]) == [below]


def test_what_an_ended_skp_hung_below_a_result_keeps_it_too(cast, july):
    leader = factories.skp(cast.budi, state=workflow.AGREED, results=2)
    above = rows(leader)[1]
    ended = factories.skp(cast.ani, parent=above)
    with writing("test"):
        Skp.objects.filter(pk=ended.pk).update(state=workflow.CLOSED)
    amendment = open_amendment(skp=leader, basis="change", reason=REASON, by=cast.actor(cast.budi), at=july)
    with writing("test"):
        ResultPlan.objects.get(origin=above).delete()
    agree(amendment=amendment, by=cast.actor(cast.budi), at=july)
    above.refresh_from_db()
    assert (above.dropped_on, rows(ended)[0].parent) == (date(2026, 7, 10), above)


@pytest.mark.parametrize("holds", ["dialogue", "proposal"])
def test_what_was_said_keeps_a_removed_result(cast, agreed, copied, ani, july, holds):
    second = rows(agreed)[1]
    with writing("test"):
        if holds == "dialogue":
            DialogueEntry.objects.create(skp=agreed, result=second, outcome="ask", by_id=1, by_name="Budi", at=july)
        else:
            other = rows(factories.skp(cast.citra))[0]
            LinkProposal.objects.create(result=other, parent=second, proposed_at=july)
        ResultPlan.objects.get(origin=second).delete()
    agree(amendment=copied, by=ani, at=july)
    second.refresh_from_db()
    assert second.dropped_on == date(2026, 7, 10)


def test_a_strategy_keeps_a_removed_indicator(agreed, copied, ani, july):
    indicator = rows(agreed)[0].indicators.get()
    with writing("test"):
        Strategy.objects.create(indicator=indicator, ordinal=1, statement="Jemput bola")
        Indicator.objects.filter(origin=indicator).delete()
    agree(amendment=copied, by=ani, at=july)
    indicator.refresh_from_db()
    assert indicator.dropped_on == date(2026, 7, 10)


def test_what_was_said_about_the_copy_belongs_to_the_result(cast, agreed, copied, ani, july):
    first = rows(agreed)[0]
    copy_of_first = ResultPlan.objects.get(origin=first)
    other = rows(factories.skp(cast.citra, parent=copy_of_first))[0]
    above = rows(factories.skp(cast.budi))[0]
    with writing("test"):
        ResultPlan.objects.filter(pk=other.pk).update(parent_indicator=copy_of_first.indicators.get())
        said = DialogueEntry.objects.create(skp=copied, result=copy_of_first, outcome="ask", by_id=1, by_name="Budi", at=july)
        proposed = LinkProposal.objects.create(result=copy_of_first, parent=above, proposed_at=july)
    agree(amendment=copied, by=ani, at=july)
    for row in (said, proposed, other):
        row.refresh_from_db()
    assert (said.result, proposed.result, other.parent) == (first, first, first)
    assert other.parent_indicator == first.indicators.get()


def test_expectations_are_replaced_and_a_kept_promise_stays_kept(agreed, ani, july):
    with writing("test"):
        BehaviourExpectation.objects.create(skp=agreed, core_value="akuntabel", text="Lama")
        AnnexItem.objects.create(skp=agreed, section="resources", text="Kendaraan dinas", promise=PromiseState.KEPT)
        AnnexItem.objects.create(skp=agreed, section="resources", text="Dua perawat", ordinal=2, promise=PromiseState.BROKEN)
    amendment = open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=july)
    with writing("test"):
        BehaviourExpectation.objects.filter(skp=amendment).update(text="Baru")
        AnnexItem.objects.filter(skp=amendment).delete()
        for ordinal, text in enumerate(("Satu perawat", "Kendaraan dinas"), start=1):
            AnnexItem.objects.create(skp=amendment, section="resources", text=text, ordinal=ordinal)
    agree(amendment=amendment, by=ani, at=july)
    assert [row.text for row in agreed.behaviour_expectations.all()] == ["Baru"]
    assert list(agreed.annex_items.order_by("ordinal").values_list("text", "promise")) == [
        ("Satu perawat", "open"), ("Kendaraan dinas", "kept"),
    ]


def test_a_reworded_promise_keeps_what_was_told_about_it(agreed, cast, ani, july):
    lines = ["Satu kendaraan dinas untuk kunjungan", "Dua perawat tambahan"]
    with writing("test"):
        first, second = (
            AnnexItem.objects.create(skp=agreed, section="resources", text=text, ordinal=ordinal)
            for ordinal, text in enumerate(lines, start=1)
        )
    tell_promise(item=first, state="kept", words="Datang 2 Maret.", by=ani, at=july)
    amendment = open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=july)
    tell_promise(item=second, state="broken", words="Formasi ditunda.", by=ani, at=july)  # while the change is being drafted
    for reworded in ("Satu kendaraan dinas roda empat", "Mobil dinas roda empat"):  # step by step until no word is left
        lines = [reworded, "Dua perawat tambahan sejak Agustus"]
        write_annex(skp=amendment, section="resources", lines=lines, by=ani, at=july)
    agree(amendment=amendment, by=ani, at=july)
    assert list(agreed.annex_items.order_by("ordinal").values_list("pk", "text", "promise", "told", "origin")) == [
        (first.pk, "Mobil dinas roda empat", "kept", "Datang 2 Maret.", None),
        (second.pk, "Dua perawat tambahan sejak Agustus", "broken", "Formasi ditunda.", None),
    ]
    assert AnnexItem.objects.filter(skp=amendment).count() == 0


def test_a_line_that_an_open_change_took_out_goes_and_another_change_does_not_hold_it(agreed, ani, july):
    with writing("test"):
        AnnexItem.objects.create(skp=agreed, section="resources", text="Kendaraan dinas")
    given_up = open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=july)
    discard_amendment(amendment=given_up, by=ani, at=july)
    amendment = open_amendment(skp=agreed, basis="resources", reason=REASON, by=ani, at=july)
    write_annex(skp=amendment, section="resources", lines=[], by=ani, at=july)
    agree(amendment=amendment, by=ani, at=july)
    assert [row.text for row in agreed.annex_items.all()] == []
    assert given_up.annex_items.get().origin is None


def test_a_version_agreed_meanwhile_is_not_lost(agreed, copied, ani, july):
    with writing("test"):
        Skp.objects.filter(pk=agreed.pk).update(version=2)
    with pytest.raises(Refused, match=r"disusun dari versi 1, padahal versi 2 sudah disepakati"):
        agree(amendment=copied, by=ani, at=july)
    copied.refresh_from_db()
    assert copied.state == "draft"


def test_an_skp_closed_meanwhile_changes_no_more(agreed, copied, ani, july):
    with writing("test"):
        Skp.objects.filter(pk=agreed.pk).update(closed_on=july.date())
    with pytest.raises(Refused, match="sudah ditutup"):
        agree(amendment=copied, by=ani, at=july)


def test_a_result_never_comes_to_support_itself(cast, agreed, copied, ani, july):
    first = rows(agreed)[0]
    below = rows(factories.skp(cast.citra, parent=first))[0]
    with writing("test"):
        ResultPlan.objects.filter(origin=first).update(parent=below)
    with pytest.raises(Refused, match="yang justru mendukungnya"):
        agree(amendment=copied, by=ani, at=july)


def test_a_new_parent_that_is_no_loop_is_taken(cast, agreed, copied, ani, july):
    above = rows(factories.skp(cast.budi))[0]
    with writing("test"):
        ResultPlan.objects.filter(origin=rows(agreed)[0]).update(parent=above)
    agree(amendment=copied, by=ani, at=july)
    assert rows(agreed)[0].parent == above


def test_a_link_confirmed_meanwhile_is_not_undone(cast, agreed, copied, ani, july):
    above = rows(factories.skp(cast.budi))[0]
    with writing("test"):
        ResultPlan.objects.filter(pk=rows(agreed)[0].pk).update(parent=above)
    agree(amendment=copied, by=ani, at=july)
    assert rows(agreed)[0].parent == above


def test_only_an_agreed_copy_is_merged(agreed, copied, ani, july):
    for record in (agreed, copied):
        with pytest.raises(ValueError, match="working copy"):
            merge(amendment=record, by=ani, at=july)


class TestDiscarding:
    def test_leaves_what_was_agreed_and_tells_the_other_side(self, cast, agreed, copied, ani, july):
        before = stored_content(agreed.pk)
        Notice.objects.all().delete()
        discard_amendment(amendment=copied, by=ani, at=july)
        assert (copied.state, stored_content(agreed.pk)) == ("discarded", before)
        assert Notice.objects.get().recipient_id == cast.budi.user_id
        assert AuditEvent.objects.filter(verb="skp.discard", subject_id=copied.pk).exists()

    def test_by_the_appraiser_only_where_that_side_opened_it(self, cast, agreed, copied, july):
        budi = cast.actor(cast.budi)
        with pytest.raises(Refused, match="oleh penilai yang memulainya"):
            discard_amendment(amendment=copied, by=budi, at=july)
        discard_amendment(amendment=copied, by=cast.actor(cast.ani), at=july)
        own = open_amendment(skp=agreed, basis="change", reason=REASON, by=budi, at=july)
        discard_amendment(amendment=own, by=budi, at=july)
        assert own.state == "discarded"

    def test_is_nothing_for_an_skp_itself_or_for_what_was_submitted(self, agreed, copied, ani, july):
        with pytest.raises(Refused, match="hanya perubahan SKP"):
            discard_amendment(amendment=agreed, by=ani, at=july)
        transition_in_action(copied, ani, july)
        with pytest.raises(Refused, match="Menunggu penilai"):
            discard_amendment(amendment=copied, by=ani, at=july)

    def test_an_opener_without_history_is_nobody(self, cast, copied, july):
        with writing("test"):
            copied.statuses.all().delete()
        with pytest.raises(Refused):
            discard_amendment(amendment=copied, by=cast.actor(cast.budi), at=july)


def transition_in_action(skp: Skp, by, at) -> None:
    with writing("test"):
        transition(skp, verb="submit", by=by, at=at)


class TestAsAgreedOnADay:
    @pytest.fixture
    def amended(self, agreed, copied, ani, july) -> Skp:
        """Since 10 July: the first target is 30, the second result is gone, another indicator has come."""
        first, second = rows(agreed)
        with writing("test"):
            Indicator.objects.filter(origin__result=first).update(target=Decimal(30), target_text="30 kunjungan")
            DialogueEntry.objects.create(skp=agreed, result=second, outcome="ask", by_id=1, by_name="Budi", at=july)
            ResultPlan.objects.get(origin=second).delete()
            factories.result(copied, "Kader posyandu terlatih", ordinal=3)
        agree(amendment=copied, by=ani, at=july)
        agreed.refresh_from_db()
        return agreed

    def shown(self, skp, day, **more):
        return [(row.result.statement[-1], row.target) for row in indicators_on([skp.pk], day, **more)]

    def test_the_day_before_says_what_was_agreed_then(self, amended):
        assert self.shown(amended, date(2026, 7, 9)) == [("1", 60), ("2", 60)]
        assert self.shown(amended, date(2025, 12, 31)) == [("1", 60), ("2", 60)]

    def test_from_that_day_on_what_is_agreed_now(self, amended):
        assert self.shown(amended, date(2026, 7, 10)) == [("1", 30), ("h", 60)]

    def test_what_is_to_be_kept_stays(self, amended):
        dropped = Indicator.objects.get(dropped_on__isnull=False)
        assert self.shown(amended, date(2026, 7, 10), keep=frozenset({dropped.pk})) == [("1", 30), ("2", 60), ("h", 60)]

    def test_costs_one_query_more_where_one_was_amended(self, cast, amended, django_assert_num_queries):
        other = factories.skp(cast.budi, state=workflow.AGREED, results=2)
        with django_assert_num_queries(1):
            assert len(indicators_on([other.pk], date(2026, 7, 1))) == 2
        with django_assert_num_queries(2):
            assert len(indicators_on([other.pk, amended.pk], date(2026, 7, 1))) == 4

    def test_a_form_of_the_past_prints_what_was_agreed_then(self, amended):
        loaded = skps_to_record([amended.pk]).get()
        past = as_agreed(loaded, date(2026, 7, 9))
        assert [[row.target for row in plan.indicators.all()] for plan in past.results.all()] == [[60], [60]]
        assert [plan.statement[-1] for plan in past.results.all()] == ["1", "2"]
        assert [plan.statement[-1] for plan in loaded.results.all()] == ["1", "h"]

    def test_what_was_never_amended_is_printed_as_it_stands(self, agreed):
        assert as_agreed(agreed, date(2026, 7, 9)) is agreed


def test_the_agencys_clock_decides_on_which_day_it_was_agreed(cast, agreed, copied, ani, at):
    """15.30 UTC of 9 July is half an hour after midnight of the 10th in Jayapura."""
    agree(amendment=copied, by=ani, at=at.replace(month=7, day=9, hour=15, minute=30))
    agreed.refresh_from_db()
    with writing("test"):
        SkpVersion.objects.filter(skp=agreed, number=1).update(agreed_at=at - timedelta(days=1))
    first, second = (agreed_on_day([agreed.pk], date(2026, 7, day))[agreed.pk] for day in (9, 10))
    assert first == second == stored_content(agreed.pk)
    kept = SkpVersion.objects.get(skp=agreed, number=2)
    changed = kept.content | {"appraiser_post": "Berubah"}
    with writing("test"):
        SkpVersion.objects.filter(pk=kept.pk).update(content=changed)
    posts = [agreed_on_day([agreed.pk], date(2026, 7, day))[agreed.pk].appraiser_post for day in (9, 10)]
    assert posts == ["Kepala Puskesmas Galala", "Berubah"]
