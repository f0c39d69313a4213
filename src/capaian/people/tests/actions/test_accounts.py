"""Links into accounts: made by somebody who answers for it, used once, recorded and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator

from capaian.foundation import accounts
from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice, User
from capaian.people.actions import accounts as actions
from capaian.people.models import Delegation, Employee, Invitation, Reporting, RoleGrant
from capaian.people.permissions.accounts import may_invite_unit
from capaian.people.queries import actor_for
from capaian.people.queries.accounts import actor_of, live_link
from capaian.people.tests import factories as people

REASON = "Lupa kata sandi, datang sendiri"
FRESH = "gerimis-di-pelabuhan-galala"
BY_OFFICE = "Akun pegawai dibukakan oleh pengelola kinerja instansi, pengelola kinerja unitnya, atau pengelola sistem."
STRONGER = "Orang ini memegang peran yang tidak Anda pegang. Pengelola sistem instansi Anda dapat membantunya."


def make(cast, subject, at, by="citra", **more):
    return actions.make_link(employee=subject, by=cast.actor(getattr(cast, by), at.date()), at=at, **{"reason": REASON, **more})


def use(made, at, password=FRESH):
    link = live_link(accounts.digest(made.token), at)
    assert link is not None
    return actions.use_link(link=link, password=password, by=actor_of(link), at=at)


@pytest.fixture
def fitri(cast):
    """A new colleague of Ani's, without an account."""
    person = people.employee(cast.unit, "Fitri Handayani", "199605052022032999", appraiser=cast.budi)
    account, person.user, person.email = person.user, None, "fitri@contoh.example"
    person.save()
    account.delete()
    return person


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_forgotten_password_is_set_anew_once(cast, at):
    made = make(cast, cast.ani, at)
    link = made.link
    assert (link.purpose, link.expires_at - at, link.made_by_name) == ("reset", timedelta(hours=72), cast.citra.name)
    assert made.token not in str(Invitation.objects.values())
    told = Notice.objects.get(recipient=cast.ani.user)
    assert (told.title, REASON in told.text) == (f"{cast.citra.name} membuat tautan kata sandi baru untuk akun Anda", True)
    user = use(made, at)
    assert (user == cast.ani.user, user.check_password(FRESH)) == (True, True)
    assert live_link(accounts.digest(made.token), at) is None
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        actions.use_link(link=made.link, password=FRESH, by=actor_of(made.link), at=at)
    assert verbs() == ["account.link.make", "account.link.use"]
    deeds = list(AuditEvent.objects.order_by("pk").values_list("actor_id", "subject_id"))
    assert deeds == [(cast.citra.pk, cast.ani.pk), (cast.ani.pk, cast.ani.pk)]
    assert Notice.objects.filter(recipient=cast.ani.user).count() == 2


def test_an_account_is_opened(cast, fitri, at):
    made = make(cast, fitri, at)
    assert (made.link.purpose, Notice.objects.count(), User.objects.filter(username=fitri.nip).exists()) == ("open", 0, False)
    user = use(made, at)
    fitri.refresh_from_db()
    assert (fitri.user, user.username, user.email, user.check_password(FRESH)) == (user, fitri.nip, "fitri@contoh.example", True)
    assert verbs() == ["account.link.make", "account.open", "account.link.use"]


def test_a_new_link_takes_back_the_one_before(cast, at):
    first, second = make(cast, cast.ani, at), make(cast, cast.ani, at)
    assert live_link(accounts.digest(first.token), at) is None
    assert live_link(accounts.digest(second.token), at) == second.link
    assert verbs() == ["account.link.make", "account.link.revoke", "account.link.make"]


def test_a_link_is_taken_back(cast, at):
    made = make(cast, cast.ani, at)
    actions.revoke_link(link=made.link, by=cast.actor(cast.citra), at=at)
    assert live_link(accounts.digest(made.token), at) is None
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        actions.revoke_link(link=made.link, by=cast.actor(cast.citra), at=at)
    with pytest.raises(Refused, match="Akun pegawai dibukakan"):
        actions.revoke_link(link=made.link, by=cast.actor(cast.budi), at=at)


def test_a_link_is_over_after_its_hours(cast, at):
    made = make(cast, cast.ani, at)
    late = at + timedelta(hours=72)
    assert live_link(accounts.digest(made.token), late - timedelta(seconds=1)) == made.link
    assert live_link(accounts.digest(made.token), late) is None
    with pytest.raises(Refused):
        actions.use_link(link=made.link, password=FRESH, by=actor_of(made.link), at=late)


def test_nobody_uses_the_link_of_another(cast, at):
    made = make(cast, cast.ani, at)
    with pytest.raises(Refused):
        actions.use_link(link=made.link, password=FRESH, by=cast.actor(cast.budi), at=at)
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize(("ticked", "left"), [(True, 0), (False, 2)])
def test_second_factors_go_only_where_the_maker_said_so(cast, at, ticked, left):
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=cast.ani.user, type=kind, data={})
    use(make(cast, cast.ani, at, clear_second_factor=ticked), at)
    assert Authenticator.objects.filter(user=cast.ani.user).count() == left
    cleared = AuditEvent.objects.filter(verb="account.second-factor.clear").values_list("after", flat=True)
    assert [(deed["cleared"], deed["made_by"]) for deed in cleared] == ([(2, cast.citra.name)] if ticked else [])


@pytest.mark.parametrize("reason", ["", "   lupa   ", "x" * 301])
def test_a_reason_is_needed(cast, at, reason):
    with pytest.raises(InvalidInput) as told:
        make(cast, cast.ani, at, reason=reason)
    assert [problem.field for problem in told.value.problems] == ["reason"]
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("by", ["ani", "budi", "dewi"])
def test_colleagues_and_appraisers_open_nobodys_account(cast, at, by):
    subject = cast.ani if by != "ani" else cast.budi
    with pytest.raises(Refused) as told:
        make(cast, subject, at, by=by)
    assert str(told.value) == BY_OFFICE
    assert verbs() == []


def test_nobody_opens_the_own_account(cast, at):
    with pytest.raises(Refused, match="Akun sendiri diatur di halaman Akun saya"):
        make(cast, cast.citra, at)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_a_manager_reaches_no_stronger_office_but_the_administrator_does(cast, at, role):
    RoleGrant.objects.create(employee=cast.ani, role=role)
    with pytest.raises(Refused) as told:
        make(cast, cast.ani, at)
    assert str(told.value) == STRONGER
    RoleGrant.objects.create(employee=cast.dewi, role=Role.ADMINISTRATOR)
    assert make(cast, cast.ani, at, by="dewi").link.purpose == "reset"


def test_a_units_manager_opens_accounts_of_the_unit_only(cast, at):
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    budi = cast.actor(cast.budi)
    assert make(cast, cast.ani, at, by="budi").link.purpose == "reset"
    for subject, words in ((cast.dewi, BY_OFFICE), (cast.citra, BY_OFFICE)):
        with pytest.raises(Refused) as told:
            make(cast, subject, at, by="budi")
        assert str(told.value) == words
    assert (bool(may_invite_unit(budi, cast.unit.path)), bool(may_invite_unit(budi, cast.office.path))) == (True, False)
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.office)
    with pytest.raises(Refused) as told:
        make(cast, cast.ani, at, by="budi")
    assert str(told.value) == STRONGER


def test_a_role_for_units_without_a_unit_gives_no_power(cast, at):
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER)
    assert make(cast, cast.ani, at).link.purpose == "reset"


def test_whoever_uses_a_lent_role_does_not_open_the_lenders_account(cast, at):
    lent = Delegation.objects.create(
        lender=cast.citra, delegate=cast.ani, role=Role.PERFORMANCE_MANAGER, start=at.date(), end=at.date(), reason="Cuti",
    )
    ani = actor_for(cast.ani.user, at.date(), lent.pk)
    with pytest.raises(Refused, match="Anda sedang memakai peran orang ini"):
        actions.make_link(employee=cast.citra, reason=REASON, by=ani, at=at)
    actions.make_link(employee=cast.budi, reason=REASON, by=ani, at=at)
    assert AuditEvent.objects.get().behalf_name == cast.citra.name


def test_a_role_lent_to_somebody_counts_as_theirs(cast, at):
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    Delegation.objects.create(
        lender=cast.citra, delegate=cast.ani, role=Role.PERFORMANCE_MANAGER, start=at.date(), end=at.date(), reason="Cuti",
    )
    with pytest.raises(Refused) as told:
        make(cast, cast.ani, at, by="budi")
    assert str(told.value) == STRONGER


def test_nothing_is_opened_for_whoever_left(cast, at):
    Reporting.objects.filter(employee=cast.ani).delete()
    made = make(cast, cast.ani, at)
    Employee.objects.filter(pk=cast.ani.pk).update(employed_until=date(2026, 1, 20))
    with pytest.raises(Refused, match="Masa kerja orang ini sudah berakhir"):
        use(made, at)
    cast.ani.refresh_from_db()
    with pytest.raises(Refused, match="Masa kerja orang ini sudah berakhir"):
        make(cast, cast.ani, at)


def test_an_account_of_another_agency_is_never_taken_over(cast, at):
    """Somebody enters Eko's NIP as an employee of the own agency and asks for a link."""
    twin = Employee.objects.create(agency=cast.agency, nip=cast.eko.nip, name="Eko Prasetyo")
    with pytest.raises(Refused, match="NIP ini sudah dipakai akun pada instansi lain"):
        make(cast, twin, at)
    assert actions.invite_people(people=[twin], reason=REASON, by=cast.actor(cast.citra), at=at) == []


def test_a_technical_account_is_never_taken_over_and_a_left_over_one_is(cast, fitri, at):
    left = User.objects.create_user(username=fitri.nip, is_staff=True)
    with pytest.raises(Refused, match="NIP ini sudah dipakai"):
        make(cast, fitri, at)
    User.objects.filter(pk=left.pk).update(is_staff=False)
    assert use(make(cast, fitri, at), at) == left


def test_a_unit_is_invited_at_once(cast, fitri, at):
    strong = people.employee(cast.unit, "Gita Puspita, S.H.", "198812312012032999", roles=(Role.INSPECTOR,))
    Employee.objects.filter(pk=strong.pk).update(user=None)
    strong.refresh_from_db()
    made = actions.invite_people(people=[fitri, cast.ani, strong], reason=REASON, by=cast.actor(cast.citra), at=at)
    assert [one.link.employee for one in made] == [fitri]
    assert verbs() == ["account.link.make"]
    with pytest.raises(InvalidInput, match="Paling banyak 100 orang"):
        actions.invite_people(people=[fitri] * 101, reason=REASON, by=cast.actor(cast.citra), at=at)


def test_the_accounts_address_follows_the_records(cast, fitri):
    assert actions.sync_email(employee=fitri) is False
    cast.ani.email = "ani@contoh.example"
    assert (actions.sync_email(employee=cast.ani), cast.ani.user.email) == (True, "ani@contoh.example")
    cast.ani.email = ""
    assert actions.sync_email(employee=cast.ani) is False


def test_many_addresses_follow_after_an_import(cast, fitri, django_assert_num_queries):
    Employee.objects.filter(pk__in=[cast.ani.pk, cast.budi.pk]).update(email="Bersama@contoh.example")
    ids = [cast.ani.pk, cast.budi.pk, cast.citra.pk, fitri.pk]
    with django_assert_num_queries(4):
        assert actions.sync_emails(employee_ids=ids) == 2
    assert actions.sync_emails(employee_ids=ids) == 0
    assert set(User.objects.exclude(email="").values_list("email", flat=True)) == {"bersama@contoh.example"}
