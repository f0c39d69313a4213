"""The list of what one was told, one press to the thing, and the settings."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice, NoticeSettings
from capaian.foundation.notices import KINDS, NoticeKind, actions, kinds, notify, queries

pytestmark = pytest.mark.django_db
LIST = reverse("notices:notices")


def tell(cast, at, person, title="SKP disepakati", kind=NoticeKind.PLAN_AGREED, href="/skp/1/"):
    notify(agency_id=person.agency_id, user_ids=[person.user_id], kind=kind, title=title, href=href, at=at)
    return Notice.objects.latest("pk")


def test_every_kind_is_in_the_table():
    assert set(KINDS) == set(NoticeKind)
    assert (str(kinds.label_of("plan-agreed")), kinds.label_of("gone")) == ("SKP disepakati", "gone")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client_as, cast, at, number, django_assert_num_queries):
    for day in range(number):
        tell(cast, at + timedelta(days=day), cast.ani)
    client = client_as(cast.ani)
    with django_assert_num_queries(6):  # session, account, actor, roles, count, notices
        page = client.get(LIST)
    assert page.content.decode().count("SKP disepakati</a>") == number


def test_unread_ones_come_first_and_the_filter_is_in_the_address(client_as, cast, at):
    old, new = tell(cast, at, cast.ani, "Lama"), tell(cast, at + timedelta(days=1), cast.ani, "Baru saja")
    actor = cast.actor(cast.ani)
    actions.mark_read(notice=new, by=actor, at=at)
    assert [notice.title for notice in queries.notices_for(actor)] == ["Lama", "Baru saja"]
    page = client_as(cast.ani).get(LIST, {"status": "belum"}).content.decode()
    assert ("Lama" in page, "Baru saja" in page) == (True, False)
    assert "Tidak ada yang cocok" in client_as(cast.ani).get(LIST, {"jenis": "role-changed"}).content.decode()
    assert "Lama" in client_as(cast.ani).get(LIST, {"jenis": "apa"}).content.decode()
    assert "Belum ada pemberitahuan" in client_as(cast.budi).get(LIST).content.decode()
    assert old.read_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_opening_marks_as_read_and_leads_to_the_thing(client_as, cast, at, method):
    notice = tell(cast, at, cast.ani)
    answer = getattr(client_as(cast.ani), method)(reverse("notices:open", args=[notice.pk]))
    notice.refresh_from_db()
    assert (answer.status_code, answer["Location"], notice.read_at is not None) == (302, "/skp/1/", True)


def test_a_notice_never_leads_away(client_as, cast, at):
    notice = tell(cast, at, cast.ani)
    Notice.objects.update(href="//lain.id/")
    assert client_as(cast.ani).get(reverse("notices:open", args=[notice.pk]))["Location"] == LIST


@pytest.mark.parametrize("name", ["open", "reading"])
@pytest.mark.parametrize("other", ["budi", "eko"])
def test_somebody_elses_notice_does_not_exist(client_as, cast, at, name, other):
    notice = tell(cast, at, cast.ani)
    assert client_as(getattr(cast, other)).post(reverse(f"notices:{name}", args=[notice.pk])).status_code == 404
    with pytest.raises(Refused):
        actions.mark_read(notice=notice, by=cast.actor(getattr(cast, other)), at=at)


def test_one_or_all_are_marked_as_read(client_as, cast, at):
    first, _second, theirs = tell(cast, at, cast.ani), tell(cast, at, cast.ani), tell(cast, at, cast.budi)
    client = client_as(cast.ani)
    assert "bell" in client.get(LIST).content.decode()
    client.post(reverse("notices:reading", args=[first.pk]))
    assert Notice.objects.filter(read_at=None).count() == 2
    client.post(reverse("notices:reading_all"))
    assert [notice.pk for notice in Notice.objects.filter(read_at=None)] == [theirs.pk]


SETTINGS = reverse("notices:settings")
GIVEN = {"delivery": "daily", "digest_hour": "16", "quiet_from": "21:00", "quiet_until": "05.00", "muted": ["plan-agreed"]}


def test_how_to_be_told_is_kept_and_recorded(client_as, cast):
    client = client_as(cast.ani)
    assert client.get(SETTINGS).status_code == 200
    assert client.post(SETTINGS, GIVEN).status_code == 302
    row = NoticeSettings.objects.get()
    assert (row.user, row.delivery, row.digest_hour, row.quiet_from, row.quiet_until, row.muted) == (
        cast.ani.user, "daily", 16, time(21), time(5), ["plan-agreed"])
    assert AuditEvent.objects.get().verb == "notices.choose"
    assert 'value="21:00"' in client.get(SETTINGS).content.decode()


@pytest.mark.parametrize(("wrong", "words"), [
    ({"quiet_from": "25:99"}, "Tulis jam seperti 21.00."),
    ({"quiet_until": ""}, "Isi awal dan akhir jam tenang, atau kosongkan keduanya."),
    ({"quiet_from": ""}, "Isi awal dan akhir jam tenang, atau kosongkan keduanya."),
    ({"delivery": "merpati"}, "merpati"),
])
def test_what_cannot_be_meant_is_told_and_kept_on_the_screen(client_as, cast, wrong, words):
    answer = client_as(cast.ani).post(SETTINGS, {**GIVEN, **wrong})
    assert (answer.status_code, words in answer.content.decode(), NoticeSettings.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"delivery": "merpati"}, "delivery"), ({"digest_hour": 24}, "digest_hour"), ({"muted": frozenset({"gossip"})}, "muted"),
])
def test_the_action_insists_too(cast, at, wrong, field):
    given = {"delivery": "daily", "digest_hour": 7, **wrong}
    with pytest.raises(InvalidInput) as refused:
        actions.choose_delivery(**given, by=cast.actor(cast.ani), at=at)
    assert [problem.field for problem in refused.value.problems] == [field]
