"""From what people need to what each person promises, and what happens to the promise during the year.

Citra weighs needs and leads the first of them through the strategic plan into an agreement of Dewi's office; Budi shares
his results out to twenty people; Ani adjusts hers and both agree; in July the target changes, in September she moves to
another post. And a second year's beginning in which a superior is late, and nobody waits for him.
Ani and Budi have their phones, Citra and Dewi their desks; every page is looked at as both see it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from capaian.governance.actions import adopt_scheme, open_year
from capaian.people.models import PositionGroup, Reporting
from capaian.people.tests import factories as people
from tests.system.steps.chain import Chain
from tests.system.steps.expectations import Expectations
from tests.system.steps.late import Late
from tests.system.steps.people import DESK, Clock, Office
from tests.system.steps.sharing import Sharing

BEFORE = datetime(2026, 1, 5, 1, 14, tzinfo=UTC)
YEAR = 366 * 24 * 60 * 60
STAFF = 19
"""Beside Ani: the matrix is shared out to twenty people."""


@pytest.fixture
def desk(cast, page_at, seat, look, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SESSION_COOKIE_AGE = YEAR
    clock = Clock(monkeypatch, BEFORE)
    return Office(page_at, seat, look, clock, name="rencana", width=DESK, phones=frozenset({cast.ani.nip}))


@pytest.fixture
def opened(cast, desk):
    """Citra's agency has chosen its scheme and opened the year; above Dewi's office is the regent's secretary."""
    citra = cast.actor(cast.citra)
    adopt_scheme(agency=cast.agency, scheme_id="sofifi-capaian-2026", start=date(2026, 1, 1), by=citra, at=BEFORE)
    open_year(agency=cast.agency, year=2026, by=citra, at=BEFORE)
    secretariat = people.unit(cast.agency, "Sekretariat Daerah")
    secretary = people.employee(
        secretariat, "Drs. Fahri Albaar, M.Si.", "196903151994031999", title="Sekretaris Daerah", group=PositionGroup.JPT,
        leads=True,
    )
    Reporting.objects.create(employee=cast.dewi, appraiser=secretary, start=people.YEAR_START)
    return cast


@pytest.fixture
def team(opened):
    """Nineteen colleagues of Ani's, nurses and midwives in turn."""
    return [
        people.employee(
            opened.unit, f"{'Perawat' if number % 2 else 'Bidan'} {number:02}", f"1990{number:04}2015032999",
            title="Perawat Mahir" if number % 2 else "Bidan Terampil", appraiser=opened.budi,
        )
        for number in range(1, STAFF + 1)
    ]


def test_from_a_need_to_an_agreed_plan_and_its_changes(desk, opened, team):
    chain, sharing, plan = Chain(desk, opened), Sharing(desk, opened), Expectations(desk, opened)

    desk.clock.set(2026, 1, 6)
    chain.when_citra_weighs_two_needs()
    chain.then_clean_water_ranks_first_and_says_why()
    chain.when_she_writes_the_strategic_plan()
    chain.when_she_decides_about_both_needs()
    chain.when_she_takes_the_objective_into_the_agreement_of_the_year()
    chain.when_dewi_fixes_the_agreement()
    chain.then_it_is_printed()

    desk.clock.set(2026, 1, 8)
    plan.when_dewi_takes_the_agreement_into_her_own_skp()
    plan.when_budi_writes_two_results_below_hers()
    sharing.when_budi_makes_a_matrix()
    sharing.when_he_shares_the_results_out_to_twenty_people()
    sharing.then_it_took_at_most_sixty_presses()
    sharing.then_nobody_and_nothing_is_left_out()
    sharing.when_a_table_with_mistakes_is_pasted()

    desk.clock.set(2026, 1, 12)
    plan.when_ani_takes_her_roles_over_and_adjusts_them()
    plan.when_budi_asks_and_she_answers()
    plan.when_budi_adjusts_a_target_and_she_agrees()
    plan.then_it_is_agreed_as_version_one()
    plan.then_the_cascade_leads_from_the_region_to_her()

    desk.clock.set(2026, 7, 6)
    plan.when_she_asks_for_a_change()
    plan.then_budi_sees_what_changes_and_agrees()
    plan.then_both_versions_are_kept()

    desk.clock.set(2026, 9, 2)
    plan.when_citra_moves_her_to_another_post()
    plan.then_the_old_plan_is_closed_and_a_new_one_begins()


def test_a_late_superior_holds_nobody_up(desk, opened, team):
    late = Late(desk, opened)
    desk.clock.set(2026, 1, 14)
    late.when_ani_plans_against_a_placeholder()
    late.then_she_can_offer_it_before_the_end_of_january()
    desk.clock.set(2026, 2, 3)
    late.when_she_goes_on_with_the_superior_of_the_silent_one()
    late.then_dewi_fixes_it()
    desk.clock.set(2026, 2, 10)
    late.when_budi_plans_at_last()
    late.then_the_link_is_proposed_and_both_confirm_it()
