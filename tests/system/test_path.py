"""The whole path, from a unit's objective to a predikat that explains itself, as Ani, Budi, Citra and Dewi walk it.

Read it as the manual: every step is what a person does on the screen and what the screen answers. The words of the
steps are in `steps/`. Ani and Dewi have their phones, dark ones; every page is looked at as a phone and a desk show it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from capaian.governance.actions import adopt_scheme, open_year
from capaian.people.tests import factories as people
from tests.system.steps.people import DESK, Clock, Office
from tests.system.steps.planning import Planning
from tests.system.steps.rating import Rating
from tests.system.steps.reporting import Reporting

BEFORE = datetime(2026, 1, 5, 1, 14, tzinfo=UTC)


@pytest.fixture
def desk(cast, page_at, seat, look, monkeypatch):
    phones = frozenset({cast.ani.nip, cast.dewi.nip})
    return Office(page_at, seat, look, Clock(monkeypatch, BEFORE), name="jalan", width=DESK, phones=phones)


@pytest.fixture
def opened(cast, desk):
    """Citra's agency has chosen its scheme and opened the year 2026."""
    citra = cast.actor(cast.citra)
    adopt_scheme(agency=cast.agency, scheme_id="sofifi-capaian-2026", start=date(2026, 1, 1), by=citra, at=BEFORE)
    open_year(agency=cast.agency, year=2026, by=citra, at=BEFORE)
    return cast


@pytest.fixture
def colleague(opened):
    """Gita works next to Ani and appraises nobody."""
    return people.employee(
        opened.unit, "Gita Permata, A.Md.Keb.", "199105152016032999", title="Bidan Terampil", appraiser=opened.budi
    )


def test_from_objective_to_a_predikat_that_explains_itself(desk, opened, colleague):
    january, month, april = Planning(desk, opened), Reporting(desk, opened), Rating(desk, opened)

    desk.clock.set(2026, 1, 12)
    january.when_citra_adds_an_objective_for_the_puskesmas()
    january.then_the_objective_hangs_there_with_its_source()
    january.when_budi_writes_his_skp_under_the_objective()
    january.when_dewi_agrees_it_on_her_list()
    january.when_ani_writes_her_skp_with_a_word_where_a_number_belongs()
    january.then_she_is_told_beside_the_field_and_nothing_typed_is_lost()
    january.when_she_mends_it_and_adds_the_other_result_and_indicators()
    january.when_she_fills_the_annex()
    january.then_the_targets_stand_as_she_meant_them()
    january.when_a_second_tab_was_left_open()
    january.when_she_offers_it()
    january.when_budi_returns_it_first_without_a_useful_reason()
    january.when_ani_reads_why_and_mends_it()
    january.when_budi_agrees()
    january.then_the_skp_can_no_longer_be_changed()

    desk.everybody_leaves()
    desk.clock.set(2026, 1, 23)
    month.when_ani_fills_the_month_from_the_first_screen()
    month.then_it_is_saved_while_she_types_and_survives_a_reload()
    month.when_a_word_is_typed_where_a_figure_belongs()
    month.when_she_sends_it()
    month.then_the_month_took_three_presses()
    month.then_a_month_ahead_cannot_be_filled()
    month.when_a_stale_tab_tries_to_change_what_was_sent()
    month.when_budi_returns_it_first_without_a_useful_reason()
    month.when_ani_corrects_it()
    month.when_budi_accepts_it_and_gives_feedback()
    month.then_ani_reads_it()

    desk.everybody_leaves()
    desk.clock.set(2026, 4, 2)
    april.when_dewi_sets_the_achievement_of_the_puskesmas()
    april.when_budi_rates_by_keyboard_alone()
    april.then_the_grid_answers_at_once()
    april.when_he_publishes_by_keyboard_alone()
    april.then_ani_asks_why_with_one_press()
    april.then_the_answer_goes_from_the_organisation_to_the_evidence()
    april.then_the_official_forms_are_there_as_pdf()
    april.then_for_eko_of_another_agency_none_of_it_exists()
    april.then_a_colleague_is_told_why_not(colleague)
    april.then_citra_sees_the_whole_agency()
