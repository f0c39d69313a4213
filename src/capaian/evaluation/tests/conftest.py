"""What evaluation's tests share: the cast's agency with a scheme, an open quarter and Ani's agreed SKP."""

from __future__ import annotations

import pytest

from capaian.evaluation.actions import RatingInput, rate_team
from capaian.evaluation.tests import factories


@pytest.fixture
def period(cast):
    factories.adopt(cast.agency)
    return factories.quarter(cast.agency)


@pytest.fixture
def skp(cast, period):
    return factories.agreed(cast.ani)


@pytest.fixture
def level(cast, period):
    return factories.level(cast.unit, period)


@pytest.fixture
def rate(cast, period, skp):
    """`rate(result="meets", behaviour="above")` as Budi of Ani, inside the window."""

    def rated(*, result="meets", behaviour="meets", by=cast.budi, at=factories.OPEN, of=skp, **words):
        said = RatingInput(of.pk, result_rating=result, behaviour_rating=behaviour, **words)
        return rate_team(period=period, ratings=[said], by=cast.actor(by), at=at)

    return rated


@pytest.fixture
def browser(client_as, monkeypatch):
    """`browser(cast.budi, at=OPEN)` is a signed-in browser whose clock stands still."""

    def sign_in(employee, at=factories.OPEN):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        return client_as(employee)

    return sign_in
