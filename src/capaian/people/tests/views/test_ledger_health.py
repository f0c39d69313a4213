"""What the ledger lacks: found, counted, paged, linked to where it is mended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.foundation.actor import Role
from capaian.people.models import Circumstance, Position, PositionGroup, Posting, Reporting, RoleGrant
from capaian.people.queries import ledger_health as queries
from capaian.people.queries.ledger_rows import everybody_above
from capaian.people.rules.ledger import Span
from capaian.people.tests import factories as people

YEAR = people.YEAR_START
DAY = timedelta(days=1)
HEALTH = "/people/ledger/"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def whole(cast):
    """Everybody of the agency is accounted for since the beginning of the year."""
    cast.agency.ledger_since = YEAR
    cast.agency.save()
    Circumstance.objects.create(employee=cast.dewi, kind="appraised-outside", start=YEAR)
    return cast


def gaps(cast, who, today) -> dict[str, tuple]:
    found = list(queries.unaccounted_for(cast.actor(who, today), YEAR, today))
    spans = queries.gaps_of(found, YEAR, today)
    return {one.name.split()[0].strip(","): spans[one.pk] for one in found}


def test_a_whole_ledger_lacks_nothing(whole, today):
    assert queries.health_for(whole.actor(whole.citra, today), today).counts == {
        "gaps": 0, "left": 0, "circles": 0, "heads": 0, "upward": 0,
    }
    assert queries.todos_for(whole.actor(whole.citra, today), timezone.now()) == []


def test_every_kind_of_gap_is_found(whole, today):
    """Never appraised; a row that lapsed; an exemption that lapsed; days before the first row. A gap of the future is none."""
    march = date(2026, 3, 1)
    Reporting.objects.filter(employee=whole.ani).update(end=march - DAY)
    Reporting.objects.create(employee=whole.ani, appraiser=whole.budi, start=march + DAY)
    Circumstance.objects.filter(employee=whole.dewi).update(end=march)
    Reporting.objects.filter(employee=whole.budi).update(start=march)
    assert gaps(whole, whole.citra, today) == {
        "Ani": (Span(march, march),), "Dewi": (Span(march + DAY, today),), "dr.": (Span(YEAR, march - DAY),),
    }
    Reporting.objects.filter(employee=whole.citra).update(end=today)
    assert "Citra" not in gaps(whole, whole.citra, today)


def test_days_before_and_after_the_employment_do_not_count(whole, today):
    march = date(2026, 3, 1)
    Reporting.objects.filter(employee=whole.ani).update(start=march, end=march + DAY)
    whole.ani.employed_from, whole.ani.employed_until = march, march + DAY
    whole.ani.save()
    assert gaps(whole, whole.citra, today) == {}
    whole.ani.employed_from = march - DAY
    whole.ani.save()
    assert gaps(whole, whole.citra, today) == {"Ani": (Span(march - DAY, march - DAY),)}
    whole.ani.employed_from, whole.ani.employed_until = today + DAY, None
    whole.ani.save()
    assert gaps(whole, whole.citra, today) == {}


def test_absent_superiors_circles_and_two_heads(whole, today):
    citra = whole.actor(whole.citra, today)
    whole.budi.employed_until = today - DAY
    whole.budi.save()
    Circumstance.objects.create(employee=whole.dewi, kind="suspended", start=today)
    rows = queries.absent_appraisers_for(citra, today)
    assert [(one.name.split()[0], one.number) for one in rows] == [("Dewi", 2), ("dr.", 1)]
    Reporting.objects.create(employee=whole.dewi, appraiser=whole.ani, start=today)
    assert queries.circles_for(citra, today) == ((whole.dewi.pk, whole.ani.pk, whole.budi.pk),)
    second = Position.objects.create(unit=whole.unit, title="Kepala", group=PositionGroup.ADMINISTRATOR, leads_unit=True)
    Posting.objects.create(employee=whole.ani, position=second, kind="plt", start=today)
    assert not queries.crowded_units_for(citra, today).exists()
    Posting.objects.filter(employee=whole.ani).update(kind="definitive", end=today)
    assert list(queries.crowded_units_for(citra, today)) == [whole.unit]
    Reporting.objects.filter(employee=whole.ani).update(basis="upward")
    assert list(queries.stepped_up_for(citra, today)) == [whole.ani]


def test_a_unit_manager_sees_the_own_unit_only(whole, today):
    RoleGrant.objects.create(employee=whole.budi, role=Role.UNIT_MANAGER, unit=whole.unit)
    Reporting.objects.filter(employee__in=(whole.ani, whole.citra)).delete()
    assert set(gaps(whole, whole.budi, today)) == {"Ani"}
    assert set(gaps(whole, whole.citra, today)) == {"Ani", "Citra"}
    budi = whole.actor(whole.budi, today)
    assert queries.circles_for(budi, today) == ()
    assert queries.health_for(budi, today).counts["gaps"] == 1
    todo, = queries.todos_for(budi, timezone.now())
    assert (todo["title"], todo["href"]) == ("1 hal pada buku penugasan perlu dibenahi", HEALTH)
    assert queries.todos_for(whole.actor(whole.ani, today), timezone.now()) == []


def test_the_page_counts_opens_and_pages(client_as, whole, today, django_assert_num_queries):
    client = client_as(whole.citra)
    assert "Tidak ada yang perlu dibenahi." in client.get(HEALTH).content.decode()
    for number in range(26):
        people.employee(whole.unit, f"Pegawai {number:02}", f"1990010120150{number:02}999")
    with django_assert_num_queries(15):
        text = client.get(HEALTH).content.decode()
    assert "Pegawai 00" in text
    assert "Pegawai 25" not in text
    assert "Pegawai 25" in client.get(HEALTH + "?page=2").content.decode()
    assert reverse("people:change_appraiser", args=[whole.ani.pk]) not in text
    whole.budi.employed_until = today - DAY
    whole.budi.save()
    Reporting.objects.create(employee=whole.dewi, appraiser=whole.ani, start=today)
    second = Position.objects.create(unit=whole.unit, title="Kepala", group=PositionGroup.ADMINISTRATOR, leads_unit=True)
    Posting.objects.create(employee=whole.ani, position=second, kind="secondment", start=today)
    Posting.objects.filter(employee=whole.ani).update(kind="definitive", end=today)
    Reporting.objects.filter(employee=whole.citra).update(basis="upward")
    for show, words in (("left", "masih tercatat menilai 1 orang"), ("circles", "Ganti penilai"), ("heads", "Puskesmas Galala"),
                        ("upward", "Citra Wulandari"), ("nothing", "Tanpa penilai")):
        assert words in client.get(f"{HEALTH}?show={show}").content.decode(), show


def test_before_the_ledger_begins_only_today_counts(client_as, cast):
    text = client_as(cast.citra).get(HEALTH).content.decode()
    assert "belum diberi hari mulai" in text
    assert "Dewi Kaisupy" in text


def test_who_may_not_look(client_as, cast):
    assert client_as(cast.ani).get(HEALTH).status_code == 403
    inspector = people.employee(cast.office, "Gita", "198812312012032999", roles=(Role.INSPECTOR,))
    assert client_as(inspector).get(HEALTH).status_code == 200


def test_nobody_is_above_nobody(db):
    assert everybody_above([]) == set()
