"""The regulation's worked example (PermenPANRB 6/2022, Anak Lampiran 2 and 4) taken through the real path: planned, agreed,
reported in December, given feedback, rated and published, every step by the action that a person's click would call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from capaian.evaluation.actions import RatingInput, publish_evaluations, rate_team, set_achievement
from capaian.evaluation.models import Evaluation
from capaian.feedback.actions.give import give_feedback
from capaian.foundation.actor import Role
from capaian.foundation.models import User
from capaian.governance.actions.schemes import adopt_scheme
from capaian.governance.actions.years import open_year
from capaian.governance.models import EvaluationPeriod
from capaian.governance.queries import adoption_on, annual_period_for, performance_year_for
from capaian.people.models import (
    Agency,
    Circumstance,
    CircumstanceKind,
    Employee,
    Position,
    PositionGroup,
    Posting,
    Reporting,
    RoleGrant,
    Unit,
)
from capaian.planning.models import Indicator, Skp
from capaian.progress.actions.fill import Entry, open_report
from capaian.progress.actions.review import accept_report
from capaian.progress.actions.send import submit_report
from capaian.progress.queries import indicators_of
from capaian.web.demonstration.official_figures import KASUBDIT, Example, Measured, Said
from capaian.web.demonstration.official_functional import FUNCTIONAL
from capaian.web.demonstration.official_leaders import DIRECTOR_PLAN, GENERAL
from capaian.web.demonstration.official_matrix import HEAD_ROLES, TEAM_ROLES
from capaian.web.demonstration.official_planning import (
    Clock,
    actor_of,
    draw_workblock,
    plan,
    plan_leader,
    promise,
    share_roles,
)

SCHEME = "permenpanrb-6-2022"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the example: an invented name in a printed post."""

    name: str
    nip: str
    rank: str
    post: str
    group: str
    leads: bool = False


MINISTER = Person("Dr. Haryadi Kusumanegara", "196203041990031999", "", "Menteri", PositionGroup.JPT, leads=True)
DIRECTOR_GENERAL = Person(
    "Ir. Hartono Wibisono, M.T.", "196707121993011999", "Pembina Utama Madya (IV/d)", "Direktur Jenderal III",
    PositionGroup.JPT, leads=True,
)
DIRECTOR = Person(
    "Ir. Ratna Puspitasari, M.Eng.", "197204181998032999", "Pembina Utama Muda (IV/c)", "Direktur II", PositionGroup.JPT,
    leads=True,
)
HEAD = Person(
    "Yusuf Rahmanto, S.T., M.T.", "197911052005011999", "Pembina (IV/a)", "Kepala Subdirektorat II",
    PositionGroup.ADMINISTRATOR,
)
OFFICIAL = Person(
    "Maria Goreti Lende, S.T.", "198808142014022999", "Penata (III/c)",
    "Jabatan Fungsional Teknis Tata Bangunan dan Perumahan Muda", PositionGroup.FUNCTIONAL,
)
PEER = Person(
    "Agus Salim Harahap, S.Kom.", "199002202015031999", "Penata (III/c)", "Pranata Komputer Ahli Muda",
    PositionGroup.FUNCTIONAL,
)
DATA = Person(
    "Rini Wahyuningsih, A.Md.", "199305112019022999", "Pengatur (II/c)", "Pengelola Data", PositionGroup.EXECUTOR,
)
MONITORING = Person(
    "Dimas Prasetyo, S.E.", "199109232018011999", "Penata Muda (III/a)", "Pengelola Monev", PositionGroup.EXECUTOR,
)
YEAR = 2025
NAMES = {"below": OFFICIAL.name, "peer": PEER.name, "guest": "Dinas PU Kota Contoh"}
"""Whom the printed "(nama)" means, beside the leader."""


@dataclass(frozen=True, slots=True)
class OfficialExample:
    """The example as stored: four SKPs agreed, two evaluations published."""

    head_skp: Skp
    official_skp: Skp
    head: Evaluation
    official: Evaluation
    general_skp: Skp
    director_skp: Skp


def build_official_example(agency: Agency, *, year: int = YEAR, password: str | None = None) -> OfficialExample:
    """Take the example through a year of `agency`, in units and people of its own. Returns what was published.

    The scheme is adopted and the year opened where the agency has not done so. With a password the people can
    sign in with their NIP. Calling it twice for one agency raises IntegrityError.
    """
    clock = Clock(year)
    ministry, general, directorate = _units(agency)
    minister = _hire(MINISTER, ministry, year, None, password)
    chief = _hire(DIRECTOR_GENERAL, general, year, minister, password)
    director = _hire(DIRECTOR, directorate, year, chief, password)
    head = _hire(HEAD, directorate, year, director, password)
    official = _hire(OFFICIAL, directorate, year, head, password)
    peer = _hire(PEER, directorate, year, head, password)
    data, monitoring = (_hire(person, directorate, year, head, password) for person in (DATA, MONITORING))
    period = _period(agency, chief, clock)
    for unit, leader in ((general, GENERAL), (directorate, DIRECTOR_PLAN)):
        promise(unit, leader, chief, clock)
    general_skp = plan_leader(chief, minister, GENERAL, clock)
    director_skp = plan_leader(director, chief, DIRECTOR_PLAN, clock)
    draw_workblock(director_skp, share_roles(director_skp, {head: [HEAD_ROLES]}, clock), clock)
    head_skp = plan(head, director, KASUBDIT, clock)
    team = {official: "official", peer: "peer", data: "data", monitoring: "monitoring"}
    share_roles(head_skp, {person: TEAM_ROLES[role] for person, role in team.items()}, clock)
    official_skp = plan(official, head, FUNCTIONAL, clock)
    set_achievement(
        unit=directorate, period=period, level="BAIK", basis="Capaian kinerja organisasi pada contoh, hlm. 202 dan 209",
        by=actor_of(chief), at=clock.at(1, 5, after=1),
    )
    heads = _Year(head_skp, KASUBDIT, {"leader": director, "stakeholder": director, "subordinate": official})
    officials = _Year(official_skp, FUNCTIONAL, {"leader": head, "stakeholder": head, "peer": peer})
    return OfficialExample(
        head_skp, official_skp, _judge(heads, period, clock), _judge(officials, period, clock), general_skp, director_skp
    )


def _units(agency: Agency) -> tuple[Unit, Unit, Unit]:
    ministry = Unit.objects.create(agency=agency, code="KEMENTERIAN", name="Kementerian X")
    general = Unit.objects.create(agency=agency, parent=ministry, code="DITJEN-III", name="Direktorat Jenderal III")
    return ministry, general, Unit.objects.create(agency=agency, parent=general, code="DIT-II", name="Direktorat II")


def _hire(person: Person, unit: Unit, year: int, appraiser: Employee | None, password: str | None) -> Employee:
    start = date(year, 1, 1)
    user = User.objects.create_user(username=person.nip, password=password)
    employee = Employee.objects.create(
        agency=unit.agency, user=user, nip=person.nip, name=person.name, rank_grade=person.rank
    )
    position = Position.objects.create(unit=unit, title=person.post, group=person.group, leads_unit=person.leads)
    Posting.objects.create(employee=employee, position=position, start=start)
    if appraiser is not None:
        Reporting.objects.create(employee=employee, appraiser=appraiser, start=start)
    else:  # nobody appraises the head of the ministry, who has no SKP (II.C.8)
        Circumstance.objects.create(employee=employee, kind=CircumstanceKind.STATE_OFFICIAL, start=start)
    return employee


def _period(agency: Agency, manager: Employee, clock: Clock) -> EvaluationPeriod:
    """The annual period; the example's own performance manager opens the year where nobody did."""
    by, first = actor_of(manager, Role.PERFORMANCE_MANAGER), date(clock.year, 1, 1)
    if adoption_on(agency.pk, first) is None:
        RoleGrant.objects.get_or_create(employee=manager, role=Role.PERFORMANCE_MANAGER)
        adopt_scheme(agency=agency, scheme_id=SCHEME, start=first, by=by, at=clock.at(1, 2))
    if performance_year_for(agency.pk, clock.year) is None:
        open_year(agency=agency, year=clock.year, by=by, at=clock.at(1, 2))
    period = annual_period_for(agency.pk, clock.year)
    if period is None:
        raise ValueError(f"{agency}: the year {clock.year} has no annual period")
    return period


@dataclass(frozen=True, slots=True)
class _Year:
    """An agreed SKP on its way to a predikat: what happened, and who writes down feedback as whom."""

    skp: Skp
    example: Example
    givers: dict[str, Employee]

    def measured(self) -> list[tuple[Indicator, Measured]]:
        """Each stored indicator with its figures."""
        figures = [it for planned in self.example.results for it in planned.indicators]
        return list(zip(indicators_of(self.skp), figures, strict=True))


def _judge(year: _Year, period: EvaluationPeriod, clock: Clock) -> Evaluation:
    """December's report accepted, feedback given, both ratings made and published."""
    skp, by = year.skp, actor_of(year.givers["leader"])
    entries = [Entry(indicator, Decimal(it.realised), text=it.realised_text) for indicator, it in year.measured()]
    report = open_report(skp=skp, month=date(clock.year, 12, 1), by=actor_of(skp.employee), at=clock.at(12, 30))
    submit_report(report=report, entries=entries, by=actor_of(skp.employee), at=clock.at(1, 4, after=1))
    accept_report(report=report, by=by, at=clock.at(1, 6, after=1))
    _give_feedback(year, clock)
    ratings = [RatingInput(skp.pk, year.example.result_rating, year.example.behaviour_rating)]
    rate_team(period=period, ratings=ratings, by=by, at=clock.at(1, 12, after=1))
    return publish_evaluations(period=period, skp_ids=[skp.pk], by=by, at=clock.at(1, 14, after=1))[0]


def _give_feedback(year: _Year, clock: Clock) -> None:
    about: list[tuple[Indicator | None, str, Said]] = [(it, "", said) for it, figures in year.measured() for said in figures.said]
    about += [(None, value, said) for value, behaviour in year.example.behaviour.items() for said in behaviour.said]
    for number, (indicator, value, said) in enumerate(about):
        label = said.label.format(leader=year.givers["leader"].name, **NAMES)
        give_feedback(
            skp=year.skp, indicator=indicator, core_value=value, giver=said.giver, giver_label=label, tone=said.tone,
            text=said.text, by=actor_of(year.givers[said.giver]), at=clock.at(1, 8, after=1) + timedelta(minutes=number),
        )
