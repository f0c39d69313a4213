"""The demonstration accounts on the sign-in page, in demonstration mode only."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings

from capaian.foundation import tenancy


def accounts() -> list[dict[str, Any]]:
    """Per region its accounts (role, name, nip) and their common password; nothing outside of the demonstration."""
    if not settings.DEMO:
        return []
    from capaian.web.demonstration import organisation, seed  # noqa: PLC0415 - not loaded where real people work

    with tenancy.everywhere():  # nobody is signed in yet
        found = seed.accounts()
    return [
        {"region": region, "people": list(people), "password": organisation.PASSWORD}
        for region, people in groupby(found, key=lambda account: account.region)
    ]
