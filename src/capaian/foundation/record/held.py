"""What the foundation itself holds about a person: the account, who read, what was done, files, notices."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from capaian.foundation.actor import Actor
from capaian.foundation.models import AuditEvent, Job, Notice, NoticeSettings, Reading, StoredFile, User
from capaian.foundation.record.own_data import Section, rows_of
from capaian.foundation.record.readings import EVERYBODY
from capaian.kernel.words import N_


def held_by_foundation(actor: Actor) -> Iterator[Section]:
    """Never a password, a secret of a second factor or a session's key: not even to the person."""
    account = User.objects.filter(pk=actor.user_id)
    yield Section("akun", N_("Akun"), rows_of(account, "username", "email", "language", "date_joined", "last_login"))
    about = Reading.objects.filter(agency_id=actor.agency_id, subject_id__in=(actor.employee_id, EVERYBODY)).order_by("first_at")
    yield Section("siapa-membuka", N_("Siapa yang membuka penilaian saya"), rows_of(
        about, "first_at", "reader_name", "reader_post", "behalf_name", "thing", "label",
    ))
    opened = Reading.objects.filter(agency_id=actor.agency_id, reader_id=actor.employee_id).order_by("first_at")
    yield Section("yang-saya-buka", N_("Penilaian orang lain yang saya buka"), rows_of(opened, "first_at", "thing", "label"))
    deeds = AuditEvent.objects.filter(agency_id=actor.agency_id).order_by("pk")
    # Without contents: what somebody did as an appraiser is about other people.
    yield Section("tindakan-saya", N_("Tindakan saya"), rows_of(
        deeds.filter(Q(actor_id=actor.employee_id) | Q(behalf_id=actor.employee_id)), "at", "actor_name", "behalf_name", "verb",
        "subject_type", "subject_id",
    ))
    yield Section("tindakan-tentang-saya", N_("Tindakan atas data pegawai saya"), rows_of(
        deeds.filter(subject_type="people.employee", subject_id=actor.employee_id), "at", "actor_name", "behalf_name", "verb",
        "before", "after",
    ))
    files = StoredFile.objects.filter(agency_id=actor.agency_id, owner_id=actor.employee_id).order_by("pk")
    yield Section("berkas", N_("Berkas yang saya unggah"), rows_of(files, "name", "kind", "size", "sha256", "created_at"))
    notices = Notice.objects.filter(recipient_id=actor.user_id).order_by("pk")
    yield Section("pemberitahuan", N_("Pemberitahuan"), rows_of(notices, "created_at", "title", "text", "read_at", "mailed_at"))
    wishes = NoticeSettings.objects.filter(user_id=actor.user_id)
    yield Section("cara-diberi-tahu", N_("Cara saya diberi tahu"), rows_of(
        wishes, "delivery", "digest_hour", "quiet_from", "quiet_until", "muted",
    ))
    jobs = Job.objects.filter(owner_id=actor.user_id).order_by("pk")
    yield Section("pekerjaan", N_("Pekerjaan yang saya mulai"), rows_of(
        jobs, "created_at", "kind", "title", "state", "finished_at",
    ))
