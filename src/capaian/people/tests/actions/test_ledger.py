"""Changing who appraises whom: each exit, what was written, and the record of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.people.actions.circumstances import end_circumstance, end_employment, record_circumstance
from capaian.people.actions.ledger import (
    Moved,
    appoint_acting,
    change_appraiser,
    end_acting,
    hand_over_team,
    rehearse,
    second,
    transfer,
)
from capaian.people.models import (
    Circumstance,
    Position,
    PositionGroup,
    Posting,
    PostingKind,
    Reporting,
    RoleGrant,
    TeamMembership,
)
from capaian.people.queries import appraises_on, posting_on
from capaian.people.rules.ledger import Change, Span
from capaian.people.tests import factories as people

YEAR = people.YEAR_START
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
DAY = timedelta(days=1)


@pytest.fixture
def citra(cast):
    return cast.actor(cast.citra)


@pytest.fixture
def gani(cast):
    """A second nurse of Budi's."""
    return people.employee(cast.unit, "Gani Hamid, A.Md.Kep.", "199212312015031999", appraiser=cast.budi)


def second_manager(cast):
    """Dewi, for once with Citra's office: nobody records their own circumstance."""
    return replace(cast.actor(cast.dewi), roles=cast.actor(cast.citra).roles)


def rows(employee) -> list[tuple]:
    found = Reporting.objects.filter(employee=employee).order_by("start")
    return [(one.appraiser.name.split()[0].strip(","), one.start, one.end, one.basis) for one in found]


def reasons(caught) -> list[tuple[str, str]]:
    return [(problem.field, problem.reason) for problem in caught.value.problems]


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_manager_names_another_appraiser(cast, citra, at):
    moved = change_appraiser(employee=cast.ani, appraiser=cast.dewi, start=MARCH, decree="SK 1", by=citra, at=at)
    assert moved == (Moved(cast.ani.pk, (Change(Span(MARCH), cast.budi.pk, cast.dewi.pk),)),)
    assert rows(cast.ani) == [("dr.", YEAR, MARCH - DAY, "superior"), ("Dewi", MARCH, None, "superior")]
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_id, event.actor_id) == ("ledger.change-appraiser", cast.ani.pk, cast.citra.pk)
    assert [row["appraiser"] for row in event.after["rows"]] == [cast.budi.pk, cast.dewi.pk]
    assert appraises_on(cast.dewi.pk, cast.ani.pk, MARCH)
    assert not appraises_on(cast.dewi.pk, cast.ani.pk, MARCH - DAY)


def test_a_bounded_change_gives_back_and_saying_it_again_changes_nothing(cast, citra, at):
    given = {"employee": cast.ani, "appraiser": cast.dewi, "start": MARCH, "end": APRIL - DAY, "by": citra, "at": at}
    change_appraiser(**given)
    kept = rows(cast.ani)
    assert [row[0] for row in kept] == ["dr.", "Dewi", "dr."]
    assert change_appraiser(**given) == ()
    assert rows(cast.ani) == kept
    assert len(verbs()) == 1
    change_appraiser(employee=cast.ani, appraiser=cast.budi, start=MARCH, end=APRIL - DAY, by=citra, at=at)
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]


def test_a_rehearsal_keeps_nothing(cast, citra, at):
    moved = rehearse(change_appraiser, employee=cast.ani, appraiser=cast.dewi, start=MARCH, by=citra, at=at)
    assert moved[0].changes == (Change(Span(MARCH), cast.budi.pk, cast.dewi.pk),)
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]
    assert verbs() == []


def test_only_managers_change_the_ledger_each_within_reach(cast, at):
    given = {"employee": cast.ani, "appraiser": cast.dewi, "start": MARCH, "at": at}
    for person, reason in ((cast.ani, "pengelola kinerja"), (cast.dewi, "pengelola kinerja"), (cast.eko, "instansi lain")):
        with pytest.raises(Refused, match=reason):
            change_appraiser(by=cast.actor(person), **given)
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    change_appraiser(by=cast.actor(cast.budi), **given)
    with pytest.raises(Refused):
        change_appraiser(by=cast.actor(cast.budi), **{**given, "employee": cast.citra})
    assert verbs() == ["ledger.change-appraiser"]


def test_what_cannot_be_is_said_in_plain_words(cast, citra, at):
    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            change_appraiser(**{"employee": cast.ani, "appraiser": cast.dewi, "start": MARCH, "by": citra, "at": at} | changed)
        return reasons(caught)

    assert refused(end=date(2026, 2, 1)) == [("end", "Tanggal selesai mendahului tanggal mulai.")]
    assert refused(appraiser=cast.ani) == [("appraiser", "Seseorang tidak dapat menilai dirinya sendiri.")]
    assert refused(appraiser=cast.eko) == [("appraiser", "Tidak ditemukan di instansi ini.")]
    assert refused(employee=cast.budi, appraiser=cast.ani) == [("appraiser", (
        "Penilaian akan berputar: dr. Budi Hartono → Ani Lestari, A.Md.Kep. → dr. Budi Hartono. "
        "Seseorang tidak dapat menilai atasannya sendiri."
    ))]
    end_employment(employee=cast.dewi, last_day=date(2026, 2, 1), by=citra, at=at)
    assert refused() == [("appraiser", "Dewi Kaisupy, S.K.M., M.Kes. bekerja di sini hanya sampai 1 Februari 2026.")]
    cast.budi.employed_from = MAY
    cast.budi.save()
    words = "dr. Budi Hartono baru mulai bekerja pada 1 Mei 2026."
    assert refused(employee=cast.budi, appraiser=cast.citra) == [("start", words)]
    other = second_manager(cast)
    record_circumstance(employee=cast.citra, kind="unpaid-leave", start=MARCH, end=APRIL, by=other, at=at)
    assert refused(appraiser=cast.citra) == [
        ("appraiser", "Citra Wulandari, S.E. sedang tidak menjalankan tugas pada 1 Maret 2026, jadi belum dapat menilai."),
    ]
    assert [field for field, _reason in refused(employee=cast.citra, appraiser=cast.ani, by=other)] == ["start"]


def test_nobody_chooses_the_own_appraiser_nor_that_of_the_colleague_whose_role_is_used(cast, citra, at):
    lent = replace(cast.actor(cast.dewi), roles=citra.roles, behalf_id=cast.citra.pk, behalf_name=cast.citra.name)
    for actor in (citra, lent):
        with pytest.raises(Refused, match="dicatat oleh pengelola kinerja lain"):
            change_appraiser(employee=cast.citra, appraiser=cast.budi, start=MARCH, by=actor, at=at)
    change_appraiser(employee=cast.citra, appraiser=cast.budi, start=MARCH, by=second_manager(cast), at=at)
    assert verbs() == ["ledger.change-appraiser"]


def test_a_new_appraiser_who_leaves_later_is_followed_by_the_superior(cast, citra, at):
    record_circumstance(employee=cast.citra, kind="pre-retirement", start=MAY, by=second_manager(cast), at=at)
    change_appraiser(employee=cast.ani, appraiser=cast.citra, start=MARCH, by=citra, at=at)
    assert rows(cast.ani)[1:] == [("Citra", MARCH, MAY - DAY, "superior"), ("Dewi", MAY, None, "upward")]
    change_appraiser(employee=cast.ani, appraiser=cast.citra, start=MARCH, end=APRIL, by=citra, at=at)
    assert rows(cast.ani)[-1] == ("Dewi", MAY, None, "upward")


def test_a_plt_of_two_weeks_and_everything_is_as_before(cast, citra, gani, at):
    """Gani acts for Budi: Ani is appraised by Gani, Gani by Dewi; the day after, both by Budi."""
    post = posting_on(cast.budi, MARCH).position
    end = MARCH + timedelta(days=13)
    moved = appoint_acting(employee=gani, position=post, kind="plt", start=MARCH, end=end, decree="SK 2", by=citra, at=at)
    span = Span(MARCH, end)
    assert {one.employee_id: one.changes for one in moved} == {
        cast.ani.pk: (Change(span, cast.budi.pk, gani.pk),), gani.pk: (Change(span, cast.budi.pk, cast.dewi.pk),),
    }
    assert rows(cast.ani)[1:] == [("Gani", MARCH, end, "acting"), ("dr.", end + DAY, None, "superior")]
    assert rows(gani)[1:] == [("Dewi", MARCH, end, "served-as-plt"), ("dr.", end + DAY, None, "superior")]
    assert posting_on(gani, MARCH).kind == PostingKind.DEFINITIVE
    assert verbs() == ["posting.act", "ledger.appoint-acting", "ledger.appoint-acting"]
    back = end_acting(posting=Posting.objects.get(kind="plt"), last_day=MARCH + DAY, by=citra, at=at)
    assert len(back) == 2
    assert rows(cast.ani)[1:] == [("Gani", MARCH, MARCH + DAY, "acting"), ("dr.", MARCH + 2 * DAY, None, "superior")]
    end_acting(posting=Posting.objects.get(kind="plt"), last_day=MARCH - DAY, by=citra, at=at)
    assert (rows(cast.ani), rows(gani)) == ([("dr.", YEAR, None, "superior")],) * 2
    assert not Posting.objects.filter(kind="plt").exists()


def test_a_plh_keeps_the_own_appraiser_and_a_superior_may_act(cast, citra, at):
    post = posting_on(cast.budi, MARCH).position
    appoint_acting(employee=cast.dewi, position=post, kind="plh", start=MARCH, end=APRIL, by=citra, at=at)
    assert [row[0] for row in rows(cast.ani)] == ["dr.", "Dewi", "dr."]
    assert rows(cast.dewi) == []
    end_acting(posting=Posting.objects.get(kind="plh"), last_day=MARCH, by=citra, at=at)
    assert rows(cast.ani)[1][2] == MARCH
    appoint_acting(employee=cast.dewi, position=post, kind="plt", start=APRIL, end=MAY, by=citra, at=at)
    assert rows(cast.dewi) == []  # nobody is put above themselves


def test_a_plt_is_appraised_by_whom_the_manager_names(cast, citra, gani, at):
    post = posting_on(cast.budi, MARCH).position
    appoint_acting(
        employee=gani, position=post, kind="plt", start=MARCH, end=APRIL, reports_to=cast.citra, by=citra, at=at,
    )
    assert rows(gani)[1] == ("Citra", MARCH, APRIL, "served-as-plt")


def test_acting_that_cannot_be_is_said(cast, citra, gani, at):
    post = posting_on(cast.budi, MARCH).position

    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            appoint_acting(**{"employee": gani, "position": post, "kind": "plt", "start": MARCH, "end": APRIL, "by": citra,
                              "at": at} | changed)
        return reasons(caught)

    assert refused(kind="definitive") == [("kind", "Pilih Plt. atau Plh.")]
    assert refused(end=YEAR) == [("end", "Tanggal selesai mendahului tanggal mulai.")]
    assert refused(employee=cast.budi) == [("employee", "dr. Budi Hartono sudah memegang jabatan ini secara definitif.")]
    assert refused(reports_to=gani) == [("reports_to", "Seseorang tidak dapat menilai dirinya sendiri.")]
    assert [field for field, _reason in refused(reports_to=cast.ani)] == ["appraiser"]  # Ani is appraised by Gani then
    appoint_acting(employee=gani, position=post, kind="plh", start=MARCH, end=APRIL, by=citra, at=at)
    assert refused(employee=cast.dewi) == [
        ("start", "Gani Hamid, A.Md.Kep. sudah bertugas sebagai Pelaksana harian (Plh.) pada jabatan ini sejak 1 Maret 2026."),
    ]
    with pytest.raises(InvalidInput):
        end_acting(posting=Posting.objects.get(kind="plh"), last_day=APRIL, by=citra, at=at)
    with pytest.raises(InvalidInput):
        end_acting(posting=posting_on(cast.budi, MARCH), last_day=MARCH, by=citra, at=at)
    elsewhere = Position.objects.get(unit__agency=cast.eko.agency)
    for who, position in ((cast.budi, post), (cast.eko, post), (cast.citra, elsewhere)):
        with pytest.raises(Refused):
            appoint_acting(
                employee=gani, position=position, kind="plt", start=MARCH, end=APRIL, by=cast.actor(who), at=at,
            )


def test_a_post_nobody_ever_held_has_nobody_to_hand_over(cast, citra, gani, at):
    vacant = Position.objects.create(unit=cast.unit, title="Kepala Puskesmas Lain", group=PositionGroup.ADMINISTRATOR)
    assert appoint_acting(employee=gani, position=vacant, kind="plt", start=MARCH, end=APRIL, by=citra, at=at) == ()
    assert Posting.objects.filter(employee=gani, kind="plt").count() == 1


def test_a_transfer_mid_year(cast, citra, gani, at):
    """Budi moves to another unit: his people go up to Dewi; Gani follows him in the post and gets them."""
    other = people.unit(cast.agency, "Puskesmas Payahe", parent=cast.office)
    new = Position(unit=other, title="Kepala Puskesmas Payahe", group=PositionGroup.ADMINISTRATOR, leads_unit=True)
    old = posting_on(cast.budi, MARCH).position
    moved = transfer(employee=cast.budi, position=new, appraiser=cast.dewi, start=APRIL, decree="SK 3", by=citra, at=at)
    assert {one.employee_id for one in moved} == {cast.ani.pk, gani.pk}
    assert posting_on(cast.budi, APRIL).position.title == "Kepala Puskesmas Payahe"
    assert posting_on(cast.budi, APRIL - DAY).position == old
    assert rows(cast.budi) == [("Dewi", YEAR, APRIL - DAY, "superior"), ("Dewi", APRIL, None, "transfer")]
    assert rows(cast.ani)[1:] == [("Dewi", APRIL, None, "upward")]
    transfer(employee=gani, position=old, appraiser=cast.dewi, start=MAY, by=citra, at=at)
    assert rows(cast.ani)[1:] == [("Dewi", APRIL, MAY - DAY, "upward"), ("Gani", MAY, None, "superior")]
    assert rows(gani)[-1] == ("Dewi", MAY, None, "transfer")
    assert verbs()[:2] == ["posting.begin", "ledger.transfer"]


def test_a_transfer_names_a_successor_or_stays_in_the_unit(cast, citra, gani, at):
    same = Position.objects.create(unit=cast.unit, title="Dokter Ahli Muda", group=PositionGroup.FUNCTIONAL)
    assert transfer(employee=cast.budi, position=same, appraiser=cast.dewi, start=MARCH, by=citra, at=at) == ()
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]
    there = Position.objects.create(unit=cast.office, title="Dokter Ahli Madya", group=PositionGroup.FUNCTIONAL)
    transfer(employee=cast.budi, position=there, appraiser=cast.dewi, start=APRIL, successor=gani, by=citra, at=at)
    assert rows(cast.ani)[-1] == ("Gani", APRIL, None, "superior")
    assert rows(gani)[-1] == ("Dewi", APRIL, None, "upward")  # nobody succeeds above themselves


def test_a_transfer_that_cannot_be_is_said(cast, citra, gani, at):
    post = posting_on(cast.budi, MARCH).position

    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            transfer(**{"employee": gani, "position": post, "appraiser": cast.dewi, "start": MARCH, "by": citra, "at": at}
                     | changed)
        return reasons(caught)

    assert refused() == [("position", "Jabatan ini masih dipegang dr. Budi Hartono. Pindahkan atau akhiri dulu penugasannya.")]
    closed = people.unit(cast.agency, "Unit Lama")
    closed.closed_on = YEAR
    closed.save()
    away = Position.objects.create(unit=closed, title="Staf", group=PositionGroup.EXECUTOR)
    assert refused(position=away) == [("position", "Unit Unit Lama sudah ditutup pada tanggal itu.")]
    assert ("successor", "Pengganti harus orang lain.") in refused(successor=gani)
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    with pytest.raises(Refused):
        transfer(employee=gani, position=away, appraiser=cast.dewi, start=MARCH, by=cast.actor(cast.budi), at=at)


def test_a_person_without_a_post_begins_one(cast, citra, at):
    Posting.objects.filter(employee=cast.ani).delete()
    new = Position(unit=cast.unit, title="Bidan Terampil", group=PositionGroup.FUNCTIONAL)
    transfer(employee=cast.ani, position=new, appraiser=cast.budi, start=YEAR, by=citra, at=at)
    assert posting_on(cast.ani, YEAR).position.title == "Bidan Terampil"
    again = Position(unit=cast.unit, title="Bidan Mahir", group=PositionGroup.FUNCTIONAL)
    transfer(employee=cast.ani, position=again, appraiser=cast.budi, start=YEAR, by=citra, at=at)  # corrected the same day
    assert [one.position.title for one in Posting.objects.filter(employee=cast.ani)] == ["Bidan Mahir"]


def test_a_whole_team_is_handed_over(cast, citra, gani, at):
    hand_over_team(employee=cast.budi, start=MARCH, end=APRIL, successor=cast.citra, by=citra, at=at)
    assert [row[0] for row in rows(cast.ani)] == [row[0] for row in rows(gani)] == ["dr.", "Citra", "dr."]
    hand_over_team(employee=cast.budi, start=MAY, by=citra, at=at)
    assert rows(gani)[-1] == ("Dewi", MAY, None, "upward")

    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            hand_over_team(**{"employee": cast.budi, "start": MARCH, "by": citra, "at": at} | changed)
        return [field for field, _reason in reasons(caught)]

    assert refused(employee=cast.ani) == ["start"]
    assert refused(end=YEAR) == ["end"]
    assert refused(successor=cast.budi) == ["successor"]
    assert refused(successor=cast.eko) == ["successor"]


def test_a_secondment_stands_beside_the_own_post(cast, citra, at):
    there = posting_on(cast.citra, MARCH).position
    given = {"employee": cast.ani, "position": there, "start": MARCH, "end": APRIL, "by": citra, "at": at}
    assert second(**given) == ()
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]
    assert posting_on(cast.ani, MARCH).kind == PostingKind.DEFINITIVE
    assert verbs() == ["ledger.second"]
    with pytest.raises(InvalidInput, match="sudah memegang jabatan ini"):
        second(**given)
    with pytest.raises(InvalidInput, match="mendahului"):
        second(**given | {"end": YEAR})
    with pytest.raises(Refused):
        second(**given | {"by": cast.actor(cast.budi)})
    elsewhere = posting_on(cast.eko, MARCH).position
    with pytest.raises(Refused, match="Data ini milik instansi lain"):
        second(**given | {"position": elsewhere})


def test_who_is_concerned_by_a_change_of_the_ledger_is_told_once(cast, citra, at):
    names = ["Gita Sari", "Hani Putri", "Indra Wijaya", "Joko Susilo"]
    for number, name in enumerate(names):
        people.employee(cast.unit, name, f"19900{number}152015032999", appraiser=cast.budi)
    hand_over_team(employee=cast.budi, start=MARCH, end=MARCH, successor=cast.citra, by=citra, at=at)
    told = list(Notice.objects.order_by("pk").values_list("recipient", "title"))
    assert ((cast.ani.user_id, "Pejabat penilai Anda mulai 1 Maret 2026: Citra Wulandari, S.E.") in told, len(told)) == (True, 7)
    listed = "Ani Lestari, A.Md.Kep., Gita Sari, Hani Putri dan 2 orang lain mulai 1 Maret 2026"
    assert told[-2:] == [
        (cast.citra.user_id, f"Anda menjadi pejabat penilai {listed}"),
        (cast.budi.user_id, f"Anda bukan lagi pejabat penilai {listed}"),
    ]
    record_circumstance(employee=cast.ani, kind="unpaid-leave", start=APRIL, end=MAY, by=citra, at=at)
    assert (cast.ani.user_id, "Mulai 1 April 2026 tidak ada pejabat penilai yang tercatat untuk Anda") in (
        Notice.objects.values_list("recipient", "title"))


def test_leave_outside_the_state_takes_the_days_out_and_gives_them_back(cast, citra, at):
    moved = record_circumstance(employee=cast.ani, kind="unpaid-leave", start=MARCH, end=MAY, decree="SK 4", by=citra, at=at)
    assert moved == (Moved(cast.ani.pk, (Change(Span(MARCH, MAY), cast.budi.pk, None),)),)
    assert rows(cast.ani) == [("dr.", YEAR, MARCH - DAY, "superior"), ("dr.", MAY + DAY, None, "superior")]
    leave = Circumstance.objects.get()
    moved = end_circumstance(circumstance=leave, last_day=APRIL - DAY, by=citra, at=at)
    assert moved == (Moved(cast.ani.pk, (Change(Span(APRIL, MAY), None, cast.budi.pk),)),)
    assert rows(cast.ani)[1] == ("dr.", APRIL, None, "superior")
    end_circumstance(circumstance=leave, last_day=MARCH - DAY, by=citra, at=at)  # it never happened
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]
    assert not Circumstance.objects.exists()
    assert verbs() == ["circumstance.record", "ledger.circumstance"] + ["circumstance.end", "ledger.circumstance-end"] * 2


def test_study_leave_does_not_exempt(cast, citra, at):
    assert record_circumstance(employee=cast.ani, kind="study-leave", start=MARCH, by=citra, at=at) == ()
    assert rows(cast.ani) == [("dr.", YEAR, None, "superior")]
    assert end_circumstance(circumstance=Circumstance.objects.get(), last_day=MAY, by=citra, at=at) == ()


def test_the_superior_steps_in_for_a_long_leave_until_it_ends(cast, citra, gani, at):
    moved = record_circumstance(employee=cast.budi, kind="long-leave", start=MARCH, end=MAY, step_up=True, by=citra, at=at)
    assert {one.employee_id for one in moved} == {cast.ani.pk, gani.pk}
    assert rows(cast.ani)[1] == ("Dewi", MARCH, MAY, "upward")
    post = posting_on(cast.budi, MARCH).position
    appoint_acting(employee=gani, position=post, kind="plh", start=MARCH, end=MARCH + DAY, by=citra, at=at)
    assert [row[0] for row in rows(cast.ani)] == ["dr.", "Gani", "Dewi", "dr."]
    end_circumstance(circumstance=Circumstance.objects.get(), last_day=APRIL - DAY, by=citra, at=at)
    assert rows(gani)[1:] == [("Dewi", MARCH, APRIL - DAY, "upward"), ("dr.", APRIL, None, "superior")]
    again = date(2026, 9, 1)
    record_circumstance(employee=cast.budi, kind="long-leave", start=again, end=again + DAY, step_up=True, by=citra, at=at)
    end_circumstance(circumstance=Circumstance.objects.get(start=again), last_day=again, by=citra, at=at)
    assert rows(gani)[-2:] == [("Dewi", again, again, "upward"), ("dr.", again + DAY, None, "superior")]


def test_a_suspended_official_is_passed_over(cast, citra, at):
    record_circumstance(employee=cast.budi, kind="suspended", start=MARCH, step_up=True, by=citra, at=at)
    assert rows(cast.budi) == [("Dewi", YEAR, MARCH - DAY, "superior")]
    assert rows(cast.ani)[1:] == [("Dewi", MARCH, None, "upward")]
    end_circumstance(circumstance=Circumstance.objects.get(), last_day=APRIL - DAY, by=citra, at=at)
    assert rows(cast.budi)[1:] == [("Dewi", APRIL, None, "superior")]
    assert rows(cast.ani)[1:] == [("Dewi", MARCH, APRIL - DAY, "upward"), ("dr.", APRIL, None, "superior")]


def test_circumstances_that_cannot_be_are_said(cast, citra, at):
    def refused(**changed):
        with pytest.raises(InvalidInput) as caught:
            record_circumstance(**{"employee": cast.ani, "kind": "suspended", "start": MARCH, "by": citra, "at": at} | changed)
        return reasons(caught)

    assert refused(kind="holiday") == [("kind", "Pilih keadaannya.")]
    assert refused(end=YEAR) == [("end", "Tanggal selesai mendahului tanggal mulai.")]
    record_circumstance(employee=cast.ani, kind="suspended", start=MARCH, end=APRIL, by=citra, at=at)
    words = "Bertumpuk dengan Diberhentikan sementara yang mulai 1 Maret 2026. Akhiri dulu yang itu."
    assert refused(kind="unpaid-leave") == [("start", words)]
    assert [field for field, _reason in refused()] == ["start"]
    record_circumstance(employee=cast.ani, kind="study-leave", start=MARCH, by=citra, at=at)
    with pytest.raises(InvalidInput):
        end_circumstance(circumstance=Circumstance.objects.get(kind="suspended"), last_day=APRIL, by=citra, at=at)
    for who in (cast.budi, cast.eko):
        with pytest.raises(Refused):
            record_circumstance(employee=cast.ani, kind="suspended", start=MAY, by=cast.actor(who), at=at)
        with pytest.raises(Refused):
            end_circumstance(circumstance=Circumstance.objects.first(), last_day=MARCH, by=cast.actor(who), at=at)


def test_somebody_leaves_and_their_people_go_up(cast, citra, at):
    Posting.objects.create(employee=cast.budi, position=posting_on(cast.citra, YEAR).position, kind="plt", start=MAY)
    moved = end_employment(employee=cast.budi, last_day=APRIL - DAY, decree="SK 5", by=citra, at=at)
    assert {one.employee_id: one.changes for one in moved} == {
        cast.ani.pk: (Change(Span(APRIL), cast.budi.pk, cast.dewi.pk),),
        cast.budi.pk: (Change(Span(APRIL), cast.dewi.pk, None),),
    }
    cast.budi.refresh_from_db()
    assert cast.budi.employed_until == APRIL - DAY
    assert [(one.kind, one.end) for one in cast.budi.postings.all()] == [("definitive", APRIL - DAY)]
    assert rows(cast.ani)[1:] == [("Dewi", APRIL, None, "upward")]
    with pytest.raises(InvalidInput, match="hanya sampai 31 Maret 2026"):
        end_employment(employee=cast.budi, last_day=MAY, by=citra, at=at)
    assert not TeamMembership.objects.exists()


def test_somebody_leaves_to_a_named_successor(cast, citra, gani, at):
    end_employment(employee=cast.budi, last_day=APRIL - DAY, successor=gani, by=citra, at=at)
    assert rows(cast.ani)[1:] == [("Gani", APRIL, None, "superior")]
    assert rows(gani)[1:] == [("Dewi", APRIL, None, "upward")]
    with pytest.raises(InvalidInput, match="Pengganti harus orang lain"):
        end_employment(employee=gani, last_day=MAY, successor=gani, by=citra, at=at)
    with pytest.raises(Refused):
        end_employment(employee=gani, last_day=MAY, by=cast.actor(cast.dewi), at=at)


def test_after_a_ring_in_old_data_the_superior_is_not_oneself(cast, citra, at):
    """Old data may hold a ring; leaving it does not put anybody above themselves."""
    Reporting.objects.create(employee=cast.dewi, appraiser=cast.ani, start=YEAR)
    end_employment(employee=cast.budi, last_day=APRIL - DAY, by=citra, at=at)
    assert rows(cast.ani)[-1] == ("Dewi", APRIL, None, "upward")
