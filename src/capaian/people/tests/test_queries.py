from __future__ import annotations

from datetime import date

from capaian.foundation.actor import Role
from capaian.people.queries import actor_for, appraisees_on, appraiser_on


def test_the_cast_knows_who_it_is(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
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
