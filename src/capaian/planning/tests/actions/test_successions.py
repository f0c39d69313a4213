"""A post ends and its SKP with it; an appraiser changes and the expectation is clarified anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.foundation.writing import action, writing
from capaian.people.models import Position, Posting, Reporting
from capaian.planning import workflow
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.skps import start_skp
from capaian.planning.actions.successions import clarify_anew, close_former, close_skp
from capaian.planning.duties import ledger
from capaian.planning.models import Skp
from capaian.planning.permissions.amendments import may_close_skp
from capaian.planning.queries.successions import clarifies_with, open_amendment_of
from capaian.planning.queries.todos import todos_for
from capaian.planning.tests import factories
from capaian.planning.tests.amending import REASON, agree

LAST = date(2026, 7, 14)
NOW = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state=workflow.AGREED)


def move(person, unit, title="Perawat Mahir di Dinas") -> Posting:
    """From 15 July in another post."""
    Posting.objects.filter(employee=person).update(end=LAST)
    position = Position.objects.create(unit=unit, title=title)
    return Posting.objects.create(employee=person, position=position, start=LAST + timedelta(days=1))


class TestClosing:
    def test_an_agreed_one_keeps_its_state_and_ends_earlier(self, cast, agreed, ani):
        move(cast.ani, cast.office)
        close_skp(skp=agreed, end=LAST, by=ani, at=NOW)
        agreed.refresh_from_db()
        assert (agreed.state, agreed.end, agreed.closed_on) == ("agreed", LAST, NOW.date())
        event = AuditEvent.objects.get(verb="skp.end")
        assert (event.before, event.after["end"]) == ({"end": "2026-12-31"}, "2026-07-14")
        assert set(Notice.objects.values_list("recipient_id", flat=True)) == {cast.ani.user_id, cast.budi.user_id}

    def test_who_comes_back_to_a_post_within_the_year_begins_another(self, cast, agreed, ani):
        away = move(cast.ani, cast.office)
        start_skp(employee=cast.ani, by=ani, at=NOW)
        Posting.objects.filter(pk=away.pk).update(end=date(2026, 9, 30))
        Posting.objects.create(employee=cast.ani, position=agreed.position, start=date(2026, 10, 1))
        october = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
        again = start_skp(employee=cast.ani, by=cast.actor(cast.ani, october.date()), at=october)
        assert (again.position, again.start) == (agreed.position, date(2026, 10, 1))
        with pytest.raises(Refused, match="sudah ada"):
            start_skp(employee=cast.ani, by=cast.actor(cast.ani, october.date()), at=october)

    def test_a_draft_is_closed_and_a_change_with_it(self, cast, agreed, ani):
        draft = factories.skp(cast.citra)
        copied = open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=NOW)
        for person in (cast.ani, cast.citra):
            move(person, cast.unit)
        close_skp(skp=draft, end=LAST, by=cast.actor(cast.citra), at=NOW)
        close_skp(skp=agreed, end=LAST, by=ani, at=NOW)
        assert [Skp.objects.get(pk=one.pk).state for one in (draft, copied, agreed)] == ["closed", "closed", "agreed"]
        assert draft.end == LAST
        assert list(Skp.objects.standing().values_list("pk", flat=True)) == [agreed.pk]

    def test_never_before_it_began(self, cast, agreed, ani):
        move(cast.ani, cast.office)
        with writing("test"):
            Skp.objects.filter(pk=agreed.pk).update(start=date(2026, 7, 15))
        agreed.refresh_from_db()
        close_skp(skp=agreed, end=LAST, by=ani, at=NOW)
        assert agreed.end == date(2026, 7, 15)

    def test_is_refused_while_the_post_is_held_or_twice_or_later(self, cast, agreed, ani):
        with pytest.raises(Refused, match="masih dipegang sesudah 14 Juli 2026"):
            close_skp(skp=agreed, end=LAST, by=ani, at=NOW)
        with pytest.raises(InvalidInput, match="berakhir lebih awal"):
            close_skp(skp=agreed, end=date(2027, 1, 1), by=ani, at=NOW)
        move(cast.ani, cast.office)
        close_skp(skp=agreed, end=LAST, by=ani, at=NOW)
        with pytest.raises(Refused, match="sudah berakhir"):
            close_skp(skp=agreed, end=LAST, by=ani, at=NOW)

    def test_a_copy_is_not_closed_on_its_own(self, agreed, ani):
        copied = open_amendment(skp=agreed, basis="change", reason=REASON, by=ani, at=NOW)
        with pytest.raises(Refused, match="sudah berakhir"):
            close_skp(skp=copied, end=LAST, by=ani, at=NOW)

    def test_by_whom(self, cast, agreed):
        assert may_close_skp(cast.actor(cast.citra), agreed)
        assert may_close_skp(cast.actor(cast.ani), agreed)
        with pytest.raises(Refused, match="pengelola kinerja unitnya"):
            close_skp(skp=agreed, end=LAST, by=cast.actor(cast.budi), at=NOW)


@action
def start_next(*, employee, posting, by, at) -> list[Skp]:
    return close_former(employee, posting, by, at)


class TestTheNextPost:
    def test_beginning_it_ends_the_former(self, cast, agreed, ani):
        posting = move(cast.ani, cast.office)
        assert start_next(employee=cast.ani, posting=posting, by=ani, at=NOW) == [agreed]
        assert Skp.objects.get(pk=agreed.pk).end == LAST
        assert start_next(employee=cast.ani, posting=posting, by=ani, at=NOW) == []

    def test_a_post_that_is_still_held_beside_it_goes_on(self, cast, agreed, ani):
        position = Position.objects.create(unit=cast.office, title="Plt. Kepala Seksi")
        acting = Posting.objects.create(employee=cast.ani, position=position, kind="plt", start=date(2026, 7, 1))
        assert start_next(employee=cast.ani, posting=acting, by=ani, at=NOW) == []


class TestClarification:
    @pytest.fixture
    def another(self, cast):
        Reporting.objects.filter(employee=cast.ani).update(end=LAST)
        Reporting.objects.create(employee=cast.ani, appraiser=cast.dewi, start=LAST + timedelta(days=1))
        return cast.dewi

    def test_is_asked_from_the_day_of_the_new_appraiser(self, agreed, another):
        assert clarifies_with(agreed, LAST) is None
        assert clarifies_with(agreed, NOW.date()) == another

    def test_is_asked_of_running_agreed_ones_only(self, cast, agreed, another, django_assert_num_queries):
        draft = factories.skp(cast.citra)
        with django_assert_num_queries(0):
            assert clarifies_with(draft, NOW.date()) is None
            assert clarifies_with(agreed, date(2027, 1, 1)) is None
        Reporting.objects.all().delete()
        assert clarifies_with(agreed, NOW.date()) is None

    def test_one_button_opens_the_change_with_the_new_appraiser(self, cast, agreed, another, ani):
        copied = clarify_anew(skp=agreed, by=ani, at=NOW)
        assert (copied.basis, copied.appraiser) == ("appraiser", another)
        assert "dari dr. Budi Hartono kepada Dewi Kaisupy" in copied.basis_reason
        assert open_amendment_of(agreed).opened_by == cast.ani.name
        agree(amendment=copied, by=cast.actor(cast.dewi), at=NOW)
        agreed.refresh_from_db()
        assert (agreed.appraiser, agreed.version) == (another, 2)
        assert clarifies_with(agreed, NOW.date()) is None

    def test_the_reason_that_is_kept_is_indonesian_whoever_acts(self, agreed, another, ani):
        with override("en"):
            copied = clarify_anew(skp=agreed, by=ani, at=NOW)
        assert copied.basis_reason.startswith("Pejabat penilai berganti dari dr. Budi Hartono kepada Dewi Kaisupy, ")
        assert copied.basis_reason.endswith("; ekspektasi diklarifikasi ulang (Lampiran II.C.7).")

    def test_is_refused_where_nobody_changed(self, agreed, ani):
        with pytest.raises(Refused, match="sama dengan buku penugasan"):
            clarify_anew(skp=agreed, by=ani, at=NOW)


class TestTheDay:
    def test_closes_what_ended_and_tells_of_new_appraisers_once(self, cast, agreed):
        bystander = factories.skp(cast.citra, state=workflow.AGREED)
        move(cast.ani, cast.office)
        Reporting.objects.filter(employee=cast.citra).update(appraiser=cast.budi)
        assert ledger.follow_ledger(NOW) == {"closed": 1, "clarify": 1}
        assert ledger.follow_ledger(NOW + timedelta(hours=6)) == {"closed": 0, "clarify": 0}
        titles = dict(Notice.objects.filter(title__startswith="Klarifikasi").values_list("recipient_id", "title"))
        assert titles == {
            cast.citra.user_id: "Klarifikasi ulang SKP 2026 dengan dr. Budi Hartono",
            cast.budi.user_id: "Klarifikasi ulang SKP 1 pegawai yang kini Anda nilai",
        }
        assert Skp.objects.get(pk=agreed.pk).end == LAST
        Reporting.objects.filter(employee=cast.citra).update(appraiser=cast.ani)
        assert ledger.follow_ledger(NOW) == {"closed": 0, "clarify": 1}
        assert AuditEvent.objects.filter(verb="skp.ask-clarification", subject_id=bystander.pk).count() == 2

    def test_tells_an_appraiser_of_many_with_the_list(self, cast):
        for person in (cast.ani, cast.citra):
            factories.skp(person, state=workflow.AGREED)
        Reporting.objects.filter(employee=cast.citra).update(appraiser=cast.budi)
        Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
        Reporting.objects.filter(employee=cast.citra).update(appraiser=cast.ani)
        Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.citra)
        assert ledger.follow_ledger(NOW)["clarify"] == 2

    def test_leaves_a_stand_in_of_days_and_a_corrected_post_alone(self, cast, agreed):
        Reporting.objects.filter(employee=cast.ani).update(
            appraiser=cast.dewi, basis="acting", start=LAST, end=LAST + timedelta(days=5)
        )
        Posting.objects.filter(employee=cast.ani).delete()
        assert ledger.follow_ledger(NOW) == {"closed": 0, "clarify": 0}

    def test_goes_on_where_one_was_closed_meanwhile(self, cast, agreed, ani):
        move(cast.ani, cast.office)
        assert ledger.close_ended(agreed, LAST, ani, NOW)
        assert not ledger.close_ended(agreed, LAST, ani, NOW)


def test_starting_the_skp_of_a_new_post_ends_that_of_the_former(cast, agreed, ani):
    posting = move(cast.ani, cast.office)
    started = start_skp(employee=cast.ani, by=ani, at=NOW)
    agreed.refresh_from_db()
    assert (agreed.end, started.start, started.position) == (LAST, date(2026, 7, 15), posting.position)


def test_a_new_post_asks_for_its_skp_before_the_former_is_closed(cast, agreed, client_as, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = client_as(cast.ani)
    assert "Susun SKP 2026" not in client.get("/skp/").text
    move(cast.ani, cast.office)
    assert "Susun SKP 2026" in client.get("/skp/").text
    assert "Susun SKP 2026" in [todo["title"] for todo in todos_for(cast.actor(cast.ani, NOW.date()), NOW)]
    client.post("/skp/")
    assert "Susun SKP 2026" not in client.get("/skp/").text
    assert "Susun SKP 2026" not in [todo["title"] for todo in todos_for(cast.actor(cast.ani, NOW.date()), NOW)]
