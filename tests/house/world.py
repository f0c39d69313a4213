"""The world the matrix asks about: one object of every kind, all of them Ani's or her unit's."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from capaian.evaluation import workflow as evaluating
from capaian.evaluation.models import Evaluation, OrganisationAchievement
from capaian.foundation.actor import Actor, Role
from capaian.foundation.files import store
from capaian.foundation.models import Job, JobState, Notice
from capaian.foundation.notices import NoticeKind
from capaian.foundation.tests.files import samples
from capaian.foundation.writing import writing
from capaian.governance import schemes
from capaian.governance.models import EvaluationPeriod, PeriodKind, SchemeAdoption
from capaian.people import workflow as importing
from capaian.people.models import (
    Circumstance,
    CircumstanceKind,
    Correction,
    Delegation,
    Employee,
    ImportBatch,
    Invitation,
    Position,
    Posting,
    PostingKind,
    RoleGrant,
    TaskTeam,
    TeamMembership,
)
from capaian.people.queries import actor_for
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning
from capaian.planning.models import Skp
from capaian.planning.tests import factories as plans
from capaian.progress import workflow as reporting
from capaian.progress.models import MonthlyReport, Realization
from capaian.web.accounts.tests.devices import Device
from tests.house.planned import of_planning


@dataclass(frozen=True)
class World:
    people: dict[str, Employee]
    ids: dict[str, object] = field(default_factory=dict)
    lent: int = 0  # the delegation that Lina uses

    def arguments(self, name: str) -> dict[str, object]:
        """What an address of this name needs: each placeholder is looked up under "address:placeholder", then by itself."""
        wanted = {}
        for placeholder in placeholders(name):
            key = f"{name}:{placeholder}"
            module = name.split(":", maxsplit=1)[0]
            wanted[placeholder] = self.ids.get(key, self.ids.get(f"{module}:*:{placeholder}"))
        return wanted


def build() -> World:
    """The cast and those whom offices are for; each object is Ani's, or her unit's, or somebody else's of her agency."""
    cast = people.cast()
    persons = {name: getattr(cast, name) for name in ("ani", "budi", "citra", "dewi", "eko")} | _offices(cast)
    year = date(2026, 1, 1).year
    skp = plans.skp(cast.ani, state=planning.AGREED, year=year)
    period = _period(cast, skp)
    with writing("matrix"):
        report = MonthlyReport.objects.create(skp=skp, month=date(year, 1, 1), state=reporting.SUBMITTED)
        report.statuses.create(state=reporting.SUBMITTED, by_id=cast.ani.pk, by_name=cast.ani.name, at=timezone.now())
        result = skp.results.get()
        indicator = result.indicators.get()
        Realization.objects.create(report=report, indicator=indicator, value=5, saved_at=timezone.now())
        evaluation = _published(skp, period)
    return World(persons, {
        **of_planning(cast, skp, persons["joko"]),
        "progress:*:report_id": report.pk, "progress:*:indicator_id": indicator.pk,
        "progress:*:year": year, "progress:*:month": 1,
        "feedback:*:skp_id": skp.pk, "feedback:*:indicator_id": indicator.pk,
        "evaluation:*:period_id": period.pk, "evaluation:*:unit_id": cast.unit.pk,
        "evaluation:*:evaluation_id": evaluation.pk, "evaluation:*:skp_id": skp.pk,
        **_of_people(cast, persons), **_of_foundation(cast), **_of_accounts(cast),
    }, Delegation.objects.get().pk)


def _offices(cast: people.Cast) -> dict[str, Employee]:
    """One person per office. Eko holds every office elsewhere that one person can."""
    named = {
        "fajar": (people.unit(cast.agency, "Puskesmas Lain", parent=cast.office), "Fajar Malik", "199112312016031999", ()),
        "gita": (cast.office, "Gita Puspita, S.H.", "198812312012032999", (Role.INSPECTOR,)),
        "hani": (cast.unit, "Hani Kamalia, S.K.M.", "198912312013032999", ()),
        "indra": (cast.office, "Indra Wibawa, S.E.", "198712312011031999", (Role.EVALUATION_TEAM,)),
        "joko": (cast.unit, "Joko Laksono, A.Md.", "199212312017031999", ()),
        "kiki": (cast.office, "Kiki Amalia, S.Kom.", "199012312014032999", (Role.ADMINISTRATOR,)),
        "lina": (cast.office, "Lina Marbun, S.E.", "199312312018032999", ()),
    }
    made = {
        key: people.employee(unit, name, nip, roles=roles, appraiser=cast.dewi) for key, (unit, name, nip, roles) in named.items()
    }
    RoleGrant.objects.create(employee=made["hani"], role=Role.UNIT_MANAGER, unit=cast.unit)
    RoleGrant.objects.create(employee=made["joko"], role=Role.SERVICE_OFFICER, unit=cast.unit)
    there = cast.eko.postings.get().position.unit
    for role in (Role.UNIT_MANAGER, Role.SERVICE_OFFICER):
        RoleGrant.objects.create(employee=cast.eko, role=role, unit=there)
    for role in (Role.EVALUATION_TEAM, Role.INSPECTOR, Role.ADMINISTRATOR):
        RoleGrant.objects.create(employee=cast.eko, role=role)
    today = timezone.localdate()
    Delegation.objects.create(
        lender=cast.citra, delegate=made["lina"], role=Role.PERFORMANCE_MANAGER, start=today, end=today, reason="Cuti",
    )
    return made


def _of_people(cast: people.Cast, persons: dict[str, Employee]) -> dict[str, object]:
    """What the ledger, corrections, imports and roles are asked about: Ani's, or an agency's."""
    now, today = timezone.now(), timezone.localdate()
    deputy = Position.objects.create(unit=cast.unit, title="Perawat Penyelia", group="functional")
    acting = Posting.objects.create(employee=cast.ani, position=deputy, kind=PostingKind.PLH, start=today, end=today)
    leave = Circumstance.objects.create(employee=cast.ani, kind=CircumstanceKind.LONG_LEAVE, start=today)
    team = TaskTeam.objects.create(agency=cast.agency, unit=cast.unit, name="Tim Kerja Gizi", start=date(2026, 1, 1))
    member = TeamMembership.objects.create(team=team, employee=cast.ani, start=date(2026, 1, 1))
    proof = store(samples.upload("SK.pdf", samples.PDF), by=actor_of(cast.ani), at=now)
    with writing("matrix"):
        correction = Correction.objects.create(
            employee=cast.ani, subject="appraiser", effective_from=today, recorded="dr. Budi Hartono", appraiser=cast.dewi,
            explanation="Sejak awal tahun", sent_at=now, due_on=today, proof=proof,
        )
        ready, mapping = (
            ImportBatch.objects.create(
                agency=cast.agency, file_name="pegawai.xlsx", effective_from=today, made_at=now, made_by_name=cast.citra.name,
                state=state, file=proof,
            ) for state in (importing.READY, importing.MAPPING)
        )
    link = Invitation.objects.create(
        employee=cast.ani, purpose=Invitation.Purpose.OPEN, token_hash="0" * 64, made_at=now, made_by_id=cast.citra.pk,
        made_by_name=cast.citra.name, expires_at=now + timedelta(days=1),
    )
    return {
        "people:*:pk": cast.ani.pk, "people:*:posting_id": acting.pk, "people:*:circumstance_id": leave.pk,
        "people:unit:pk": cast.unit.pk, "people:unit_below:pk": cast.unit.pk, "people:unit_people:pk": cast.unit.pk,
        "people:*:unit_id": cast.unit.pk,
        "people:task_team:pk": team.pk, "people:task_team_end:pk": team.pk, "people:task_team_members:pk": team.pk,
        "people:task_team_leave:pk": team.pk, "people:*:member_id": member.pk,
        "people:*:correction_id": correction.pk, "people:*:batch_id": ready.pk,
        "people:import_columns:batch_id": mapping.pk, "files:*:file_id": proof.pk,
        "people:*:grant_id": persons["indra"].role_grants.get().pk, "people:*:lending_id": Delegation.objects.get().pk,
        "people:*:employee_id": cast.ani.pk, "people:*:link_id": link.pk, "people:*:token": "no-such-link",
    }


def _of_foundation(cast: people.Cast) -> dict[str, object]:
    """A job of Citra's that failed, one that waits, and a notice to Ani."""
    now = timezone.now()
    common = {"agency_id": cast.agency.pk, "kind": "people.import.read", "title": "Membaca berkas", "owner": cast.citra.user,
              "owner_name": cast.citra.name, "created_at": now}
    waiting = Job.objects.create(**common)
    failed = Job.objects.create(**common, state=JobState.FAILED, finished_at=now)
    notice = Notice.objects.create(
        agency_id=cast.agency.pk, recipient=cast.ani.user, kind=NoticeKind.LEDGER_CHANGED, title="Atasan Anda berubah", href="/",
        created_at=now,
    )
    return {"jobs:*:job_id": waiting.pk, "jobs:retry:job_id": failed.pk, "notices:*:notice_id": notice.pk}


def _of_accounts(cast: people.Cast) -> dict[str, object]:
    """Addresses of the own account: a passkey and a session that are Ani's; keys that open nothing."""
    made = json.loads(Device().create({"publicKey": {"user": {"id": "AA"}, "challenge": "AA"}}))
    passkey = Authenticator.objects.create(
        user=cast.ani.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Ponsel", "credential": made},
    )
    session = UserSession.objects.create(user=cast.ani.user, ip="127.0.0.1", session_key="x" * 32, user_agent="uji")
    return {
        "mfa_edit_webauthn:pk": passkey.pk, "mfa_remove_webauthn:pk": passkey.pk, "account_session_end:pk": session.pk,
        "account_reset_password_from_key:uidb36": "1", "account_reset_password_from_key:key": "set-password",
        "account_confirm_email:key": "no-such-key",
    }


def actor_of(employee: Employee) -> Actor:
    actor = actor_for(employee.user, timezone.localdate())
    assert actor is not None
    return actor


def _period(cast: people.Cast, skp: Skp) -> EvaluationPeriod:
    scheme = schemes.load("sofifi-capaian-2026")
    SchemeAdoption.objects.create(agency=cast.agency, scheme_id=scheme.id, scheme_hash=scheme.hash, start=date(2026, 1, 1))
    today = timezone.localdate()
    period = EvaluationPeriod.objects.create(
        performance_year=skp.performance_year, kind=PeriodKind.QUARTER, ordinal=1, start=date(2026, 1, 1), end=date(2026, 3, 31),
        window_start=today - timedelta(days=1), window_end=today + timedelta(days=30),
    )
    with writing("matrix"):
        OrganisationAchievement.objects.create(unit=cast.unit, period=period, level="BAIK", basis="Rencana aksi tercapai")
    return period


def _published(skp: Skp, period: EvaluationPeriod) -> Evaluation:
    return Evaluation.objects.create(
        skp=skp, period=period, appraiser=skp.appraiser, state=evaluating.PUBLISHED, result_rating="meets",
        behaviour_rating="meets", predikat="BAIK", organisation_level="BAIK", scheme_id="sofifi-capaian-2026",
        scheme_hash=schemes.load("sofifi-capaian-2026").hash, published_at=datetime(2026, 4, 2, 3, tzinfo=UTC),
    )


def route(name: str) -> str:
    """The pattern of an address, with its placeholders."""
    return _routes()[name]


def placeholders(name: str) -> list[str]:
    """The names between angle brackets, of plain addresses and of regular expressions."""
    return [part.split(">")[0].split(":")[-1] for part in route(name).split("<")[1:]]


@cache
def _routes() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(patterns, namespace, prefix):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, inner, prefix + str(pattern.pattern))
            elif isinstance(pattern, URLPattern):
                found[f"{namespace}{pattern.name}"] = prefix + str(pattern.pattern)

    walk(get_resolver().url_patterns, "", "")
    return found
