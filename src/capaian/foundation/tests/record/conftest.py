"""A record of an agency to look at, and a key of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from capaian.foundation import audit
from capaian.foundation.writing import action


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.ANCHOR_KEY_FILE = tmp_path / "anchor-key.pem"
    settings.ANCHOR_KEYS = []
    return settings.ANCHOR_KEY_FILE


@pytest.fixture
def do(cast, at):
    """`do(3)` writes three rows of Ani's agency, `do(2, by=eko)` two of another; each in an action of its own."""

    @action
    def note(*, number, by, at):
        audit.record(by=by, at=at, verb="unit.rename", subject=cast.unit, before={"name": f"a{number}"}, after={"name": "b"})

    def run(count, by=cast.citra):
        for number in range(count):
            note(number=number, by=cast.actor(by), at=at + timedelta(minutes=number))

    return run
