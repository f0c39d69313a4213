"""The regulation's worked example (PermenPANRB 6/2022, Anak Lampiran 2 and 4) taken through the real path: planned, agreed,
reported in December, given feedback, rated and published, every step by the action that a person's click would call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from capaian.evaluation.actions import RatingInput, publish_evaluations, rate_team, set_achievement
from capaian.evaluation.models import Evaluation
from capaian.feedback.actions.give import give_feedback
from capaian.foundation.actor import Actor, Role
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
from capaian.planning.actions import (
    IndicatorDraft,
    ResultDraft,
    add_result,
    agree_skp,
    start_skp,
    submit_skp,
    write_annex,
    write_expectations,
)
from capaian.planning.models import Indicator, ResultPlan, Skp
from capaian.progress.actions.fill import Entry, open_report
from capaian.progress.actions.review import accept_report
from capaian.progress.actions.send import submit_report
from capaian.progress.queries import indicators_of
from capaian.web.demonstration.official_figures import (
    DIRECTOR_INDICATOR,
    DIRECTOR_RESULT,
    KASUBDIT,
    Example,
    Measured,
    Said,
)
from capaian.web.demonstration.official_functional import FUNCTIONAL

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
YEAR = 2025
NAMES = {"below": OFFICIAL.name, "peer": PEER.name, "guest": "Dinas PU Kota Contoh"}
"""Whom the printed "(nama)" means, beside the leader."""


@dataclass(frozen=True, slots=True)
class OfficialExample:
    """The example as stored: both SKPs agreed, both evaluations published."""

    head_skp: Skp
    official_skp: Skp
    head: Evaluation
    official: Evaluation


@dataclass(frozen=True, slots=True)
class _Clock:
    """The moments of the example, in the morning of the agency's day."""

    year: int

    def at(self, month: int, day: int, *, after: int = 0) -> datetime:
        """A day of the year (or of the year after the year)."""
        return datetime(self.year + after, month, day, 2, 0, tzinfo=UTC)


def build_official_example(agency: Agency, *, year: int = YEAR, password: str | None = None) -> OfficialExample:
    """Take the example through a year of `agency`, in units and people of its own. Returns what was published.

    The scheme is adopted and the year opened where the agency has not done so. With a password the people can
    sign in with their NIP. Calling it twice for one agency raises IntegrityError.
    """
    clock = _Clock(year)
    general, directorate = _units(agency)
    chief = _hire(DIRECTOR_GENERAL, general, year, None, password)
    director = _hire(DIRECTOR, directorate, year, chief, password)
    head = _hire(HEAD, directorate, year, director, password)
    official = _hire(OFFICIAL, directorate, year, head, password)
    peer = _hire(PEER, directorate, year, head, password)
    period = _period(agency, chief, clock)
    top = _plan_director(director, chief, clock)
    head_skp = _plan(head, director, KASUBDIT, [top], clock)
    parents = list(ResultPlan.objects.filter(skp=head_skp).order_by("ordinal"))
    official_skp = _plan(official, head, FUNCTIONAL, parents, clock)
    set_achievement(
        unit=directorate, period=period, level="BAIK", basis="Capaian kinerja organisasi pada contoh, hlm. 202 dan 209",
        by=_actor(chief), at=clock.at(1, 5, after=1),
    )
    heads = _Year(head_skp, KASUBDIT, {"leader": director, "stakeholder": director, "subordinate": official})
    officials = _Year(official_skp, FUNCTIONAL, {"leader": head, "stakeholder": head, "peer": peer})
    return OfficialExample(head_skp, official_skp, _judge(heads, period, clock), _judge(officials, period, clock))


def _units(agency: Agency) -> tuple[Unit, Unit]:
    general = Unit.objects.create(agency=agency, code="DITJEN-III", name="Direktorat Jenderal III")
    return general, Unit.objects.create(agency=agency, parent=general, code="DIT-II", name="Direktorat II")


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
    else:  # the head of the ministry appraises a director-general (IV.A.12.b)
        Circumstance.objects.create(employee=employee, kind=CircumstanceKind.APPRAISED_OUTSIDE, start=start)
    return employee


def _actor(employee: Employee, *roles: Role) -> Actor:
    return Actor(
        user_id=employee.user_id or 0, employee_id=employee.pk, agency_id=employee.agency_id, name=employee.name,
        roles=frozenset({Role.EMPLOYEE, *roles}), appraises=True,
    )


def _period(agency: Agency, manager: Employee, clock: _Clock) -> EvaluationPeriod:
    """The annual period; the example's own performance manager opens the year where nobody did."""
    by, first = _actor(manager, Role.PERFORMANCE_MANAGER), date(clock.year, 1, 1)
    if adoption_on(agency.pk, first) is None:
        RoleGrant.objects.get_or_create(employee=manager, role=Role.PERFORMANCE_MANAGER)
        adopt_scheme(agency=agency, scheme_id=SCHEME, start=first, by=by, at=clock.at(1, 2))
    if performance_year_for(agency.pk, clock.year) is None:
        open_year(agency=agency, year=clock.year, by=by, at=clock.at(1, 2))
    period = annual_period_for(agency.pk, clock.year)
    if period is None:
        raise ValueError(f"{agency}: the year {clock.year} has no annual period")
    return period


def _plan_director(director: Employee, chief: Employee, clock: _Clock) -> ResultPlan:
    """The director's SKP with the one result that the example's SKPs intervene (tables 4 and 6, p.130 and 134)."""
    by = _actor(director)
    skp = start_skp(employee=director, by=by, at=clock.at(1, 6))
    indicator = IndicatorDraft(
        aspect="quantity", statement=DIRECTOR_INDICATOR, target_text="30%", target=Decimal(30), unit="%"
    )
    top = add_result(skp=skp, draft=ResultDraft(DIRECTOR_RESULT), indicators=[indicator], by=by, at=clock.at(1, 6))
    _agree(skp, director, chief, clock)
    return top


def _plan(person: Employee, appraiser: Employee, example: Example, parents: list[ResultPlan], clock: _Clock) -> Skp:
    by, at = _actor(person), clock.at(1, 8)
    skp = start_skp(employee=person, by=by, at=at)
    for planned in example.results:
        draft = ResultDraft(planned.statement, hangs=f"result:{parents[planned.intervenes].pk}")
        add_result(skp=skp, draft=draft, indicators=[_draft(it) for it in planned.indicators], by=by, at=at)
    for section, lines in example.annex.items():
        write_annex(skp=skp, section=section, lines=lines, by=by, at=at)
    for value, behaviour in example.behaviour.items():
        write_expectations(skp=skp, core_value=value, lines=behaviour.expectations, by=_actor(appraiser), at=at)
    _agree(skp, person, appraiser, clock)
    return skp


def _draft(it: Measured) -> IndicatorDraft:
    return IndicatorDraft(
        aspect=it.aspect, statement=it.statement, target_text=it.target_text, target=Decimal(it.target),
        target_high=Decimal(it.target_high) if it.target_high else None, unit=it.unit, polarity=it.polarity,
    )


def _agree(skp: Skp, person: Employee, appraiser: Employee, clock: _Clock) -> None:
    submit_skp(skp=skp, by=_actor(person), at=clock.at(1, 15))
    agree_skp(skp=skp, by=_actor(appraiser), at=clock.at(1, 20))


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


def _judge(year: _Year, period: EvaluationPeriod, clock: _Clock) -> Evaluation:
    """December's report accepted, feedback given, both ratings made and published."""
    skp, by = year.skp, _actor(year.givers["leader"])
    entries = [Entry(indicator, Decimal(it.realised), text=it.realised_text) for indicator, it in year.measured()]
    report = open_report(skp=skp, month=date(clock.year, 12, 1), by=_actor(skp.employee), at=clock.at(12, 30))
    submit_report(report=report, entries=entries, by=_actor(skp.employee), at=clock.at(1, 4, after=1))
    accept_report(report=report, by=by, at=clock.at(1, 6, after=1))
    _give_feedback(year, clock)
    ratings = [RatingInput(skp.pk, year.example.result_rating, year.example.behaviour_rating)]
    rate_team(period=period, ratings=ratings, by=by, at=clock.at(1, 12, after=1))
    return publish_evaluations(period=period, skp_ids=[skp.pk], by=by, at=clock.at(1, 14, after=1))[0]


def _give_feedback(year: _Year, clock: _Clock) -> None:
    about: list[tuple[Indicator | None, str, Said]] = [(it, "", said) for it, figures in year.measured() for said in figures.said]
    about += [(None, value, said) for value, behaviour in year.example.behaviour.items() for said in behaviour.said]
    for number, (indicator, value, said) in enumerate(about):
        label = said.label.format(leader=year.givers["leader"].name, **NAMES)
        give_feedback(
            skp=year.skp, indicator=indicator, core_value=value, giver=said.giver, giver_label=label, tone=said.tone,
            text=said.text, by=_actor(year.givers[said.giver]), at=clock.at(1, 8, after=1) + timedelta(minutes=number),
        )
