"""Every address × every role × own agency, another agency, signed out. An address nobody classified fails the build.

The world: Ani's SKP is agreed (Budi appraises her), her January report is with Budi, her first quarter is published; she
has asked for a correction, is Plh., on leave and in a task team. Citra manages the agency, Dewi is Budi's superior, Fajar
is a colleague of another unit, Gita inspects, Hani manages Ani's unit, Indra is of the evaluation team, Joko is a service
officer, Kiki administers the system, Lina uses the role that Citra lent her; Eko holds every office of another agency.
`matrix.txt` is the table: what each of them is answered. Writes are sent with a field nobody asked for, and rolled back.
"""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.safestring import SafeString

from capaian.foundation.actor import CAPACITY
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.people.models import Agency, Employee, Unit
from capaian.people.queries import actor_for
from capaian.web import middleware
from tests.house import world as worlds

TABLE = Path(__file__).with_name("matrix.txt")
PEOPLE = ("ani", "budi", "citra", "dewi", "fajar", "gita", "hani", "indra", "joko", "kiki", "lina", "eko", "out")
READERS = ("gita", "indra")  # their offices read and never write


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
def world(db, settings, tmp_path):
    """A world of its own for every module; each request in it is rolled back."""
    settings.MEDIA_ROOT = tmp_path
    return worlds.build()


@pytest.fixture
def sessions(world, monkeypatch):
    """Everybody signed in once; a request gets a copy of the cookie. Who somebody is does not change between requests that
    are rolled back, so it is found out once per person."""
    known = {}

    def remembered(user, day, capacity=None):
        if user.pk not in known:
            known[user.pk] = actor_for(user, day, capacity)
        return known[user.pk]

    monkeypatch.setattr(middleware, "actor_for", remembered)
    return {person: _cookie(world, person) for person in PEOPLE if person != "out"}


def _cookie(world, person: str) -> str:
    client = Client()
    client.force_login(world.people[person].user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    if person == "lina":
        session[CAPACITY] = world.lent
    # As if the password had been typed just now: else what changes an account would only ask for it.
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return session.session_key


@contextmanager
def undrawn():
    """Only the status is asked for: what a page would look like is drawn once per line (see `told`)."""
    drawing = Template.render
    Template.render = lambda *_, **__: SafeString("")
    try:
        yield
    finally:
        Template.render = drawing


def ask(world, sessions, person: str, method: str, name: str) -> str:
    """The status this person is answered, with nothing left behind."""
    client = _browser()
    address = reverse(name, kwargs=world.arguments(name))
    if person != "out":
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[person]
    with transaction.atomic():
        answer = getattr(client, method.lower())(address, {"anything": "1"})
        recorded = deeds_of(world, person) if person in READERS and method == "POST" else []
        _let_go(answer)
        transaction.set_rollback(True)
    return f"{answer.status_code}{''.join(f'!{verb}' for verb in recorded)}"


SERVER = ClientHandler(enforce_csrf_checks=False)
"""One for all: each client would else put the same middleware together anew."""


def _browser() -> Client:
    client = Client(headers={"accept-language": "id"})
    client.handler = SERVER
    return client


def _let_go(answer) -> None:
    """Close the file an answer reads from; `close` itself would end the request, and with it the transaction around it."""
    for closing in answer._resource_closers:
        closing()


def deeds_of(world, person: str) -> list[str]:
    """What this person did to anything but the own account and the own work."""
    rows = AuditEvent.objects.filter(actor_id=world.people[person].pk).exclude(verb__in=OWN_DEEDS)
    return list(rows.values_list("verb", flat=True))


OWN_DEEDS = ("skp.start", "record.verify")


def test_every_address_is_classified():
    assert sorted(set(addresses())) == sorted({name for _, name, _ in rows()})


MODULES = sorted({name.partition(":")[0] if ":" in name else "" for _, name, _ in rows()})


@pytest.mark.parametrize("module", MODULES)
def test_who_is_answered_what(world, sessions, module):
    """All lines of a module in one world, so that a wrong line is shown beside its neighbours."""
    lines = [row for row in rows() if (row[1].partition(":")[0] if ":" in row[1] else "") == module]
    expected = {f"{method} {name}": statuses for method, name, statuses in lines}
    assert {
        f"{method} {name}": {person: told(world, sessions, person, method, name, expected) for person in PEOPLE}
        for method, name, _ in lines
    } == expected


def told(world, sessions, person, method, name, expected) -> str:
    """What was answered; "not this way" is said before anybody is looked at, so one signed-in person stands for all."""
    line = expected[f"{method} {name}"]
    if line[person] == "405" and person not in {"ani", "out"} and line["ani"] == "405":
        return "405"
    if person == next((one for one in PEOPLE if line[one] == line[person]), None):
        return ask(world, sessions, person, method, name)
    with undrawn():
        return ask(world, sessions, person, method, name)


def test_another_agency_is_never_answered_and_never_denied():
    """A 403 would tell Eko that the record exists."""
    for method, name, expected in rows():
        if "<" in worlds.route(name):
            assert expected["eko"] in {"404", "405", "302"}, (method, name)


HIDDEN, NIP = "Tersembunyi", "199012312015032555"
SEARCHED = (
    "people:directory", "people:lookup", "people:units", "people:roles", "people:accounts", "people:task_teams",
    "people:correction_queue", "people:ledger_health", "planning:skp_all", "planning:objective_list", "evaluation:results",
    "evaluation:overview", "record:record", "planning:needs_list", "planning:plan_list", "planning:agreement_list",
    "planning:library_list", "planning:library_lookup", "planning:matrix_list", "planning:cascade", "planning:coverage",
    "planning:assignments", "planning:unit_plans", "planning:unit_documents", "planning:links", "planning:skp_list",
)
# Words of planning that are nobody's name: each is written into the texts that lists, choices and files could show.
TEXTS = {
    "NeedsAnalysis": "title", "Need": "statement", "NeedEvidence": "finding", "StrategicPlan": "title", "Objective": "statement",
    "ObjectiveIndicator": "statement", "PerformanceAgreement": "second_party", "BudgetLine": "program", "Strategy": "statement",
    "LibraryIndicator": "code", "LibraryVersion": "name", "RoleTemplate": "name", "ResultPlan": "statement",
    "Indicator": "statement", "Assignment": "statement", "MatrixCell": "text", "AnnexItem": "text", "HintSwitch": "reason",
    "PlanningDeadline": "reason", "DialogueEntry": "text", "BehaviourExpectation": "text",
}
ASKED = (f"?q={HIDDEN[:6]}&scope=agency&kind=person", f"?q={HIDDEN[:6]}&kind=unit&show=past", f"?q={NIP[:-1]}&kind=person")


def test_nothing_of_ours_is_in_any_list_search_or_file_of_another_agency(world, sessions):
    """Whatever Eko is answered with, whichever way he searches: pages, suggestions, tables and documents that leave."""
    ani = world.people["ani"]
    Agency.objects.filter(pk=ani.agency_id).update(name=f"Pemerintah Kabupaten {HIDDEN}")
    Unit.objects.filter(agency_id=ani.agency_id).update(name=f"Puskesmas {HIDDEN}")
    Employee.objects.filter(agency_id=ani.agency_id).update(name=f"Ani {HIDDEN}")
    Employee.objects.filter(pk=ani.pk).update(nip=NIP)
    with writing("matrix"):
        for name, column in TEXTS.items():
            model = apps.get_model("planning", name)
            for row in model._base_manager.all():
                model._base_manager.filter(pk=row.pk).update(**{column: f"{HIDDEN} {name} {row.pk}"})
    answered = sorted({name for method, name, line in rows() if method == "GET" and line["eko"] in {"200", "302"}})
    asked = [(name, "") for name in answered] + [(name, query) for name in SEARCHED for query in ASKED]
    seen = {(name, query): _seen_by(world, sessions, "eko", name, query) for name, query in asked}
    assert [where for where, text in seen.items() if HIDDEN in text or NIP in text] == []
    typed = _seen_by(world, sessions, "eko", "planning:hints", "?kind=indicator", {"statement": f"{HIDDEN} LibraryVersion"})
    assert typed.count(HIDDEN) == 1, "hints repeat what was typed, and offer nothing of ours"
    mine = [name for name in SEARCHED if HIDDEN in _seen_by(world, sessions, "citra", name, f"?q={HIDDEN[:6]}&scope=agency")]
    assert len(mine) > 15, "the same questions find something where they should"


def _seen_by(world, sessions, person: str, name: str, query: str, sent: dict[str, str] | None = None) -> str:
    client = _browser()
    client.cookies[settings.SESSION_COOKIE_NAME] = sessions[person]
    with transaction.atomic():
        address = reverse(name, kwargs=world.arguments(name)) + query
        text = _words_of(client.post(address, sent) if sent else client.get(address))
        transaction.set_rollback(True)
    return text


def _words_of(answer) -> str:
    """A page or a table as text, with the parts of a spreadsheet unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    _let_go(answer)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(part).decode(errors="replace") for part in parts.namelist())
