from __future__ import annotations

from datetime import date

from capaian.foundation.actor import Role
from capaian.foundation.models import Notice
from capaian.foundation.notices import notify
from capaian.people.models import Delegation
from capaian.people.queries import actor_for, appraisees_on, appraiser_on


def test_the_cast_knows_who_it_is(cast, django_assert_num_queries):
    with django_assert_num_queries(2):  # the person with everything asked along, and the roles of the day with their units
        budi = actor_for(cast.budi.user, date(2026, 6, 1))
    assert budi.appraises is True
    assert budi.roles == frozenset({Role.EMPLOYEE})
    assert (budi.post, budi.agency, budi.time_zone) == ("Kepala Puskesmas Galala", "Pemerintah Kabupaten Contoh", "Asia/Jayapura")
    assert cast.actor(cast.ani).post == "Perawat Mahir · Puskesmas Galala"
    assert cast.actor(cast.ani, date(2025, 12, 31)).post == ""
    assert cast.actor(cast.citra).has(Role.PERFORMANCE_MANAGER)
    assert cast.actor(cast.ani).appraises is False


def test_nobody_is_appraised_before_the_ledger_begins(cast):
    assert appraiser_on(cast.ani, date(2025, 12, 31)) is None
    assert appraiser_on(cast.ani, date(2026, 1, 1)) == cast.budi
    assert list(appraisees_on(cast.budi.pk, date(2026, 1, 1))) == [cast.ani]


def test_a_role_used_on_somebodys_behalf_costs_one_query_more(cast, django_assert_num_queries):
    day = date(2026, 6, 1)
    lending = Delegation.objects.create(
        lender=cast.citra, delegate=cast.ani, role=Role.PERFORMANCE_MANAGER, start=day, end=day, reason="Cuti",
    )
    with django_assert_num_queries(3):
        actor = actor_for(cast.ani.user, day, lending.pk)
    assert (actor.behalf_name, actor.lent, actor.capacity_id) == (cast.citra.name, True, lending.pk)


def test_the_bell_rings_while_a_notice_is_unread(cast, at):
    assert cast.actor(cast.ani).unread is False
    notify(agency_id=cast.agency.pk, user_ids=[cast.ani.user_id], kind="role-changed", title="Peran", at=at)
    assert cast.actor(cast.ani).unread is True
    Notice.objects.update(read_at=at)
    assert cast.actor(cast.ani).unread is False
