"""People, access and the record, from a spreadsheet to a record that nobody can quietly change.

Citra brings a new puskesmas in; Gita, who works there, opens her account, has a wrong superior mended, acts for her head
for two weeks, and signs in with more than a password; the inspector checks the record. Gita and Budi have their phones,
Citra and the inspector their desks; every page is looked at as both see it.
The guide for performance managers (docs/guide) shows the pictures made here: `make guide-pictures`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from capaian.governance.actions import adopt_scheme, open_year
from tests.system.steps.access import Access
from tests.system.steps.importing import GITA, Importing
from tests.system.steps.inspecting import Inspecting
from tests.system.steps.ledger import Ledger
from tests.system.steps.office import Rooms
from tests.system.steps.people import DESK, Clock, Office

BEFORE = datetime(2026, 1, 5, 1, 14, tzinfo=UTC)


YEAR = 366 * 24 * 60 * 60


@pytest.fixture
def desk(cast, page_at, seat, look, monkeypatch, settings, tmp_path):
    """Everybody is seated by cookie, once for the whole story; work waits until the story says that a worker takes it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.SESSION_COOKIE_AGE = YEAR
    clock = Clock(monkeypatch, BEFORE)
    return Office(page_at, seat, look, clock, name="pegawai", width=DESK, phones=frozenset({GITA, cast.budi.nip}))


@pytest.fixture
def opened(cast, desk):
    """Citra's agency has chosen its scheme and opened the year 2026."""
    citra = cast.actor(cast.citra)
    adopt_scheme(agency=cast.agency, scheme_id="sofifi-capaian-2026", start=date(2026, 1, 1), by=citra, at=BEFORE)
    open_year(agency=cast.agency, year=2026, by=citra, at=BEFORE)
    return cast


def test_from_a_spreadsheet_to_a_record_nobody_can_change(desk, opened, tmp_path):
    desk.clock.set(2026, 1, 12)
    importing = Importing(desk, opened, tmp_path)
    importing.when_citra_gives_the_file()
    importing.then_the_work_is_found_under_pekerjaan()
    importing.when_a_worker_takes_it()
    importing.then_she_sees_what_would_happen_and_why_one_row_is_refused()
    importing.when_she_applies_it()
    importing.when_a_worker_takes_it()
    importing.then_it_is_done_under_pekerjaan_with_its_count()
    importing.then_the_same_file_again_changes_nothing()
    importing.then_the_new_unit_is_in_the_chart_and_its_people_are_found()

    access = Access(desk, opened)
    access.when_citra_makes_a_link_for_her()
    access.when_gita_opens_her_account()
    access.then_she_signs_in_and_the_link_is_used_up()

    ledger = Ledger(desk, opened)
    ledger.when_gita_says_that_this_is_not_her_superior()
    ledger.then_both_see_the_clock_of_two_working_days()
    ledger.when_citra_looks_at_the_proof_and_decides()
    ledger.then_gita_is_told_with_one_press()
    ledger.then_the_ledger_shows_it_by_date()

    desk.clock.set(2026, 3, 18)
    ledger.given_everybody_of_the_puskesmas_has_an_agreed_skp()
    ledger.when_citra_appoints_gita_for_two_weeks()
    ledger.then_the_ledger_shows_both_days()

    desk.clock.set(2026, 3, 30)
    ledger.then_gita_really_has_the_team()
    access.when_she_sets_up_an_app_with_recovery_codes()
    access.when_she_adds_a_passkey()
    access.then_she_signs_in_with_the_passkey()
    access.then_she_signs_in_with_password_and_code()
    access.then_a_recovery_code_lets_her_in_on_another_device()

    desk.clock.set(2026, 4, 6)
    ledger.then_the_day_after_she_appraises_nobody()

    record = Inspecting(desk, opened)
    record.when_the_inspector_reads_gitas_plan()
    record.when_she_verifies_the_record()
    record.then_it_is_intact()
    record.when_a_row_is_changed_in_the_database_itself()
    record.then_verification_says_where()
    record.then_only_the_inspector_reads_it()
    record.then_gita_sees_who_read_her_plan()


def test_the_other_rooms_of_a_performance_manager(desk, opened):
    office = Rooms(desk, opened)
    desk.clock.set(2026, 1, 12)
    office.when_citra_gives_budi_the_data_of_his_unit()
    office.when_she_lends_her_own_role_for_a_week()
    office.then_budi_works_in_her_name_and_everybody_sees_it()
    office.when_citra_founds_a_task_team()
    office.when_she_notes_a_study_leave()
    office.then_every_other_room_can_be_used_at_this_width()
