"""Every address × every role × own agency, another agency, signed out. An address nobody classified fails the build.

The world: Ani's SKP is agreed (Budi appraises her), her January report is with Budi, her first quarter is published.
Citra manages, Dewi is Budi's superior, Fajar is a colleague of another unit, Gita inspects; Eko belongs to another agency.
`matrix.txt` is the table: what each of them is answered. Writes are sent with a field nobody asked for, and rolled back.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import world as worlds

TABLE = Path(__file__).with_name("matrix.txt")
PEOPLE = ("ani", "budi", "citra", "dewi", "fajar", "gita", "eko", "out")


def addresses() -> list[str]:
    """The name of every address that is served."""
    found: list[str] = []

    def walk(patterns, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
            elif isinstance(pattern, URLPattern):
                found.append(f"{namespace}{pattern.name}")

    walk(get_resolver().url_patterns, "")
    return found


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """(method, name, person → status) of every line of the table."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [(method, name, dict(zip(PEOPLE, statuses, strict=True))) for method, name, *statuses in lines]


@pytest.fixture
def world(db):
    """A world of its own for every line; each request in it is rolled back."""
    return worlds.build()


def ask(world, person: str, method: str, name: str) -> str:
    """The status this person is answered, with nothing left behind."""
    client = Client(headers={"accept-language": "id"})
    address = reverse(name, kwargs=world.arguments(name))
    with transaction.atomic():
        if person != "out":
            client.force_login(world.people[person].user, backend="allauth.account.auth_backends.AuthenticationBackend")
        status = getattr(client, method.lower())(address, {"anything": "1"}).status_code
        transaction.set_rollback(True)
    return str(status)


def test_every_address_is_classified():
    assert sorted(set(addresses())) == sorted({name for _, name, _ in rows()})


MODULES = sorted({name.partition(":")[0] if ":" in name else "" for _, name, _ in rows()})


@pytest.mark.parametrize("module", MODULES)
def test_who_is_answered_what(world, module):
    """All lines of a module in one world, so that a wrong line is shown beside its neighbours."""
    lines = [row for row in rows() if (row[1].partition(":")[0] if ":" in row[1] else "") == module]
    expected = {f"{method} {name}": statuses for method, name, statuses in lines}
    assert {
        f"{method} {name}": {person: ask(world, person, method, name) for person in PEOPLE} for method, name, _ in lines
    } == expected


def test_another_agency_is_never_answered_and_never_denied():
    """A 403 would tell Eko that the record exists."""
    for method, name, expected in rows():
        if "<" in worlds.route(name):
            assert expected["eko"] in {"404", "405", "302"}, (method, name)
