"""Whose account one may open again: never that of somebody who may do more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from capaian.people.rules.accounts import LinkState, Power, covers, link_state

EMPLOYEE = Power("employee")
AGENCY = Power("performance-manager")
TEAM = Power("evaluation-team")
INSPECTOR = Power("inspector")
ADMINISTRATOR = Power("system-administrator")


def unit(path: str) -> Power:
    return Power("unit-performance-manager", path)


def desk(path: str) -> Power:
    return Power("service-officer", path)


@pytest.mark.parametrize(("mine", "theirs", "covered"), [
    ([AGENCY], [EMPLOYEE], True),
    ([AGENCY], [], True),
    ([], [EMPLOYEE], True),
    ([AGENCY], [AGENCY], True),
    ([AGENCY], [unit("00/10/"), TEAM, desk("00/10/1/")], True),
    ([AGENCY], [INSPECTOR], False),
    ([AGENCY], [ADMINISTRATOR], False),
    ([AGENCY], [unit("00/"), INSPECTOR], False),
    ([unit("00/10/")], [unit("00/10/")], True),
    ([unit("00/10/")], [unit("00/10/1/")], True),
    ([unit("00/10/")], [unit("00/")], False),
    ([unit("00/10/")], [unit("00/11/")], False),
    ([unit("00/10/")], [desk("00/10/1/")], True),
    ([unit("00/10/")], [AGENCY], False),
    ([unit("00/10/")], [TEAM], False),
    ([desk("00/10/")], [unit("00/10/")], False),
    ([INSPECTOR, unit("00/10/")], [INSPECTOR], True),
])
def test_covers(mine, theirs, covered):
    assert covers(mine, theirs) is covered


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("used_at", "revoked_at", "expires_at", "state"), [
    (None, None, NOON + HOUR, LinkState.LIVE),
    (None, None, NOON, LinkState.EXPIRED),
    (None, None, NOON - HOUR, LinkState.EXPIRED),
    (NOON - HOUR, None, NOON + HOUR, LinkState.USED),
    (None, NOON - HOUR, NOON + HOUR, LinkState.REVOKED),
    (NOON - HOUR, NOON, NOON - HOUR, LinkState.USED),
])
def test_link_state(used_at, revoked_at, expires_at, state):
    assert link_state(used_at=used_at, revoked_at=revoked_at, expires_at=expires_at, at=NOON) is state
