"""One mail for each person, each notice once; a killed worker loses none."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from capaian.foundation.models import Notice, NoticeSettings
from capaian.foundation.notices import NoticeKind, Telling, mail, notify, notify_many, tasks
from capaian.foundation.notices import addresses as addresses_module

pytestmark = pytest.mark.django_db
URGENT = NoticeKind.CORRECTION_DECIDED
TASK = "capaian.foundation.tests.notices.test_mail"


@pytest.fixture(autouse=True)
def addresses(cast):
    for person in (cast.ani, cast.budi):
        person.email = f"{person.nip}@contoh.go.id"
        person.save()


def tell(cast, at, *people, kind=URGENT, title="Permintaan Anda disetujui", href="/corrections/1/"):
    notify(agency_id=cast.agency.pk, user_ids=[person.user_id for person in people], kind=kind, title=title,
           text="Berlaku mulai 1 Januari 2026.", href=href, at=at)


def test_a_mail_is_plain_text_with_the_thing_and_the_way_to_have_fewer(cast, at, settings):
    settings.SITE_URL = "https://kinerja.contoh.go.id/"
    tell(cast, at, cast.ani)
    assert mail.deliver(at) == 1
    (sent,) = outbox.outbox
    notice = Notice.objects.get()
    assert (sent.subject, sent.to) == ("Permintaan Anda disetujui", [f"{cast.ani.nip}@contoh.go.id"])
    assert f"https://kinerja.contoh.go.id/notices/{notice.pk}/" in sent.body
    assert sent.body.startswith("Yth. Ani Lestari, A.Md.Kep.,")
    assert sent.extra_headers == {
        "Message-ID": f"<{notice.mail_id}@kinerja.contoh.go.id>", "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://kinerja.contoh.go.id/notices/settings/>",
    }
    assert (notice.mailed_at, mail.deliver(at)) == (at, 0)


def test_several_notices_are_one_mail_and_a_flood_is_counted(cast, at):
    one = Telling([cast.ani.user_id], URGENT, "Kabar")
    notify_many(agency_id=cast.agency.pk, tellings=[one] * 42, at=at)
    tell(cast, at, cast.budi)
    assert mail.deliver(at) == 2
    sent = {each.subject: each.body for each in outbox.outbox}
    assert sorted(sent) == ["Capaian: 42 pemberitahuan baru", "Permintaan Anda disetujui"]
    assert "… dan 2 lagi" in sent["Capaian: 42 pemberitahuan baru"]


def test_who_read_it_chose_silence_or_has_no_address_gets_no_mail(cast, at, settings):
    NoticeSettings.objects.create(user=cast.budi.user, delivery="never")
    tell(cast, at, cast.ani, cast.budi, cast.citra)  # Citra has no address
    Notice.objects.filter(recipient=cast.ani.user).update(read_at=at)
    assert mail.deliver(at) == 0
    settings.MAIL_READY = False
    tell(cast, at, cast.ani)
    assert mail.deliver(at) == 0
    assert Notice.objects.exclude(mail_id="").count() == 0


def test_an_old_notice_waits_in_the_app_only(cast, at):
    tell(cast, at, cast.ani)
    assert mail.deliver(at + timedelta(days=8)) == 0


def test_a_killed_worker_leaves_a_claim_that_goes_out_later_as_the_same_mail(cast, at):
    tell(cast, at, cast.ani)
    ((_address, mail_id),) = mail.claims(at)  # killed here: claimed, not marked
    assert list(mail.claims(at + timedelta(minutes=14))) == []
    tell(cast, at + timedelta(minutes=14), cast.ani, title="Kabar lain")
    assert mail.deliver(at + timedelta(minutes=16)) == 2
    assert outbox.outbox[0].extra_headers["Message-ID"].split("@")[0] == f"<{mail_id}"
    assert mail.deliver(at + timedelta(minutes=40)) == 0


def test_a_second_worker_does_not_take_what_the_first_has_claimed(cast, at):
    tell(cast, at, cast.ani)
    rows = list(Notice.objects.all())
    first, second = mail.claims(at), []
    next(first)
    address = mail.addresses_of([cast.ani.user_id])[cast.ani.user_id]
    second = list(mail._claimed(cast.ani.user_id, rows, mail.Wishes(), address, at))  # it had read before the claim
    assert second == []


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({})


class Silent(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("no one there")


def test_a_refused_mail_is_tried_again_and_others_go_on(cast, at, settings):
    backend = settings.EMAIL_BACKEND
    tell(cast, at, cast.ani, cast.budi)
    settings.EMAIL_BACKEND = f"{TASK}.Refusing"
    assert mail.deliver(at) == 0
    settings.EMAIL_BACKEND = backend
    assert mail.deliver(at + timedelta(minutes=16)) == 2


def test_a_server_that_does_not_answer_ends_the_round_and_loses_nothing(cast, at, settings):
    backend = settings.EMAIL_BACKEND
    tell(cast, at, cast.ani, cast.budi)
    settings.EMAIL_BACKEND = f"{TASK}.Silent"
    assert mail.deliver(at) == 0
    assert Notice.objects.exclude(mail_id="").count() == 1
    settings.EMAIL_BACKEND = backend
    assert mail.deliver(at + timedelta(minutes=16)) == 2


def test_no_header_can_be_smuggled_in_and_no_foreign_page_be_named(cast, at):
    tell(cast, at, cast.ani, title="Disetujui\r\nBcc: semua@contoh.go.id")
    mail.deliver(at)
    assert outbox.outbox[0].subject == "Disetujui Bcc: semua@contoh.go.id"
    for href in ("https://lain.id/", "//lain.id/", "/\\lain.id", "javascript:alert(1)", "/a\r\nb", "relatif"):
        with pytest.raises(ValueError, match="page of ours"):
            tell(cast, at, cast.ani, href=href)
    with pytest.raises(ValueError, match="not a valid NoticeKind"):
        tell(cast, at, cast.ani, kind="gossip")


def test_without_people_nobody_has_an_address(monkeypatch):
    monkeypatch.setattr(addresses_module, "_sources", [])
    with pytest.raises(RuntimeError, match="registered addresses"):
        mail.addresses_of([1])


def test_a_round_ends_so_that_other_work_gets_its_turn(cast, at, monkeypatch):
    monkeypatch.setattr(mail, "MAILS_A_ROUND", 1)
    monkeypatch.setattr(mail, "PEOPLE_AT_ONCE", 1)
    tell(cast, at, cast.ani, cast.budi)
    assert (mail.deliver(at), mail.deliver(at), mail.deliver(at)) == (1, 1, 0)


def test_telling_skips_people_without_account_and_tells_nobody_twice(cast, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        notify(agency_id=cast.agency.pk, user_ids=[None, cast.ani.user_id, cast.ani.user_id], kind=URGENT,
               title="x" * 300, at=at)
    assert [notice.title for notice in Notice.objects.all()] == ["x" * 199 + "…"]


@pytest.mark.parametrize("duty", [tasks.due_deliveries, tasks.due_summaries])
def test_the_worker_queues_a_round_only_where_something_waits(cast, settings, duty):
    now = timezone.now()
    assert duty(now) is False
    tell(cast, now, cast.ani)
    assert duty(now) is True  # the test's queue runs it at once
    assert [each.subject for each in outbox.outbox] == ["Permintaan Anda disetujui"]
    assert duty(now) is False
