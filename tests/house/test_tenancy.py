"""The second lock, past the application: what PostgreSQL itself shows and takes, whatever a query forgot.

A superuser is above row-level security, so these tests work as a plain role.
"""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from capaian.foundation import row_security, tenancy
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.people.models import Agency, Employee, Posting, RoleGrant, Unit
from capaian.planning.models import Indicator, Skp
from capaian.planning.tests import factories as plans
from capaian.planning.workflow import AGREED
from capaian.web.belonging import BELONGS, COUNTED, GLOBAL
from tests.house import world as worlds

OURS = sorted(model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("capaian."))
postgresql = pytest.mark.postgresql  # row-level security is PostgreSQL's


def test_every_model_says_whose_its_rows_are():
    assert sorted({**BELONGS, **GLOBAL}) == OURS
    assert set(BELONGS) & set(GLOBAL) == set()


def test_every_path_ends_at_the_agency_and_is_never_empty():
    for label, path in BELONGS.items():
        model = apps.get_model(label)
        field = model._meta.pk if path == "id" else next(f for f in model._meta.fields if path in {f.name, f.attname})
        assert not field.null, label
        assert path in {"id", "agency_id"} or field.related_model._meta.label_lower in BELONGS, label


def test_sights_nest_and_are_put_back():
    with tenancy.nowhere():
        assert tenancy.sight() == tenancy.NOTHING
        with tenancy.everywhere():
            with tenancy.scoped_to(7):
                assert tenancy.sight() == "7"
            assert tenancy.sight() == tenancy.EVERYTHING
        tenancy.see_agency(9)
        assert tenancy.sight() == "9"
    assert tenancy.sight() == tenancy.at_rest()


def test_a_process_rests_nowhere_unless_it_says_so(settings, monkeypatch):
    monkeypatch.setattr(tenancy, "_at_rest", [])
    settings.SCOPE_AT_REST = ""
    assert tenancy.at_rest() == tenancy.NOTHING
    tenancy.rest_everywhere()
    assert tenancy.at_rest() == tenancy.EVERYTHING


def told() -> str:
    """What the database was told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('capaian.agency', true)")
        return cursor.fetchone()[0]


@pytest.fixture
def plain(cast):
    """Each agency has an SKP; from here on the connection is a role like the application's."""
    plans.skp(cast.ani, state=AGREED)
    plans.skp(cast.eko)
    with as_plain_role():
        yield cast


@pytest.fixture
def full(db, settings, tmp_path):
    """The numbers of the agency of the matrix' world and of the other one."""
    settings.MEDIA_ROOT = tmp_path
    made = worlds.build()
    with as_plain_role():
        yield made.people["ani"].agency_id, made.people["eko"].agency_id


@contextmanager
def as_plain_role():
    lines = () if not superuser() else (
        "CREATE ROLE capaian_probe", "GRANT USAGE ON SCHEMA public TO capaian_probe",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO capaian_probe",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO capaian_probe", "SET ROLE capaian_probe",
    )
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line)
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def superuser() -> bool:
    return bool(seen("SELECT rolsuper::int FROM pg_roles WHERE rolname = current_user"))


def seen(sql: str) -> int:
    """A count that no query of the application had a hand in."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@postgresql
def test_raw_sql_sees_the_own_agency_only(plain):
    sql = "SELECT count(*) FROM people_employee"
    with tenancy.everywhere():
        assert seen(sql) == 5
    with tenancy.scoped_to(plain.agency.pk):
        assert seen(sql) == 4
        assert seen("SELECT count(*) FROM planning_skp") == 1
        assert seen(f"SELECT count(*) FROM people_employee WHERE id = {plain.eko.pk}") == 0
    with tenancy.scoped_to(plain.eko.agency_id):
        assert seen(sql) == 1
    with tenancy.nowhere():
        assert seen(sql) == 0


@postgresql
def test_no_table_of_an_agency_shows_a_row_to_nobody(plain):
    """Every classified model, by its own unfiltered question, where nothing is set."""
    with tenancy.nowhere():
        assert {label: apps.get_model(label)._base_manager.count() for label in BELONGS} == dict.fromkeys(BELONGS, 0)
    with tenancy.scoped_to(plain.agency.pk):
        found = {str(row.agency_id) for label, path in BELONGS.items() if path == "agency_id"
                 for row in apps.get_model(label)._base_manager.all()}
        assert found == {str(plain.agency.pk)}
        assert {skp.employee_id for skp in Skp.objects.all()} == {plain.ani.pk}
        assert Indicator.objects.exclude(result__skp__employee=plain.ani).count() == 0
        assert list(Agency.objects.all()) == [plain.agency]


def rows_by_agency(label: str) -> dict[int, set[object]]:
    """Whose the rows of a table are, by following what the table says of itself up to the agency."""
    model, steps, where = apps.get_model(label), [], label
    while True:
        path = BELONGS[where]
        steps.append(path)
        if path in {"id", "agency_id"}:
            break
        where = next(f for f in apps.get_model(where)._meta.fields if path in {f.name, f.attname}).related_model._meta.label_lower
    found: dict[int, set[object]] = {}
    for agency_id, pk in model._base_manager.values_list("__".join(steps), "pk"):
        found.setdefault(agency_id, set()).add(pk)
    return found


@postgresql
def test_every_table_shows_each_agency_its_own_rows_and_no_other(full):
    """The world of the matrix has rows in nearly every table; the database itself says which of them an agency sees."""
    with tenancy.everywhere():
        owned = {label: rows_by_agency(label) for label in BELONGS}
    ours, theirs = full
    filled = [label for label in BELONGS if owned[label].get(ours)]
    assert [label for label in BELONGS if label.startswith("planning.") and label not in filled] == []
    for agency_id in (ours, theirs):
        with tenancy.scoped_to(agency_id):
            seen_here = {label: set(apps.get_model(label)._base_manager.values_list("pk", flat=True)) for label in BELONGS}
        assert seen_here == {label: owned[label].get(agency_id, set()) for label in BELONGS}


WRITES = {
    "a row that names the other agency":
        lambda cast, _: Unit.objects.create(agency_id=cast.eko.agency_id, code="X", name="Titipan"),
    "a child of a row of the other agency":
        lambda cast, _: RoleGrant.objects.create(employee_id=cast.eko.pk, role="inspector"),
    "a record of a deed there": lambda cast, _: AuditEvent.objects.create(
        agency_id=cast.eko.agency_id, at="2026-01-01T00:00Z", actor_id=1, actor_name="x", verb="x", subject_type="x",
        subject_id=1,
    ),
    "a row moved there": lambda cast, _: Employee.objects.filter(pk=cast.ani.pk).update(agency_id=cast.eko.agency_id),
    "a child moved there": lambda cast, mine: Posting.objects.filter(pk=mine).update(employee_id=cast.eko.pk),
}


@postgresql
@pytest.mark.parametrize("what", WRITES)
def test_writing_for_another_agency_fails(plain, what):
    with tenancy.everywhere():
        mine = plain.ani.postings.get().pk
    with tenancy.scoped_to(plain.agency.pk), pytest.raises(ProgrammingError), transaction.atomic():
        WRITES[what](plain, mine)


@postgresql
def test_changing_and_deleting_past_the_application_touches_the_own_agency_only(plain):
    with tenancy.scoped_to(plain.agency.pk):
        assert Employee.objects.update(rank_grade="Penata") == 4
        with writing("test"):
            assert Indicator.objects.all().delete()[0] == 1
    with tenancy.everywhere():
        assert Indicator.objects.count() == 1
        assert Employee.objects.filter(rank_grade="Penata").count() == 4


@postgresql
def test_the_owner_of_the_tables_is_under_the_same_lock(plain):
    if seen("SELECT (current_user = 'capaian_probe')::int"):
        _give_to_probe("people_unit")
    with tenancy.scoped_to(plain.eko.agency_id):
        assert seen("SELECT count(*) FROM people_unit") == 1


def _give_to_probe(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute("GRANT CREATE ON SCHEMA public TO capaian_probe")
        cursor.execute(f"ALTER TABLE {table} OWNER TO capaian_probe")
        cursor.execute("SET ROLE capaian_probe")


@postgresql
def test_a_row_belongs_to_its_parent_whatever_is_written_into_the_hidden_column(plain):
    with tenancy.everywhere(), connection.cursor() as cursor:
        cursor.execute("UPDATE planning_skp SET tenant_id = %s", [plain.eko.agency_id])
    with tenancy.scoped_to(plain.agency.pk):
        assert [skp.employee_id for skp in Skp.objects.all()] == [plain.ani.pk]


@postgresql
def test_pages_work_under_the_lock_and_leave_nothing_open(plain, client_as):
    """Two requests over one connection, as a server keeps it: the second begins with nothing of the first."""
    with tenancy.nowhere():
        for person, others in ((plain.ani, plain.eko), (plain.eko, plain.ani)):
            client = client_as(person)
            page = client.get("/skp/")
            assert page.status_code == 200
            assert person.postings.model.objects.count() == 0, "outside of a request nothing is visible"
            assert told() == ""
            with tenancy.everywhere():
                theirs = Skp.objects.get(employee=others)
            assert client.get(f"/skp/{theirs.pk}/").status_code == 404
            assert told() == ""


@postgresql
def test_a_table_that_is_still_being_written_is_seen_with_the_eyes_of_its_request(plain, client_as):
    with tenancy.nowhere():
        with tenancy.everywhere():
            period = plans.performance_year(plain.agency).periods.create(
                kind="quarter", ordinal=1, start="2026-01-01", end="2026-03-31", window_start="2026-03-20",
                window_end="2026-04-20",
            )
        page = client_as(plain.citra).get(f"/manage/{period.pk}/results.csv")
        assert page.status_code == 200
        assert b"NIP" in b"".join(page.streaming_content)
        assert told() == ""


@postgresql
def test_a_failed_transaction_leaves_what_was_set_before_it(plain):
    with tenancy.scoped_to(plain.agency.pk):
        with pytest.raises(ProgrammingError), transaction.atomic(), tenancy.everywhere():
            seen("SELECT count(*) FROM nothing_of_this_name")
        assert told() == str(plain.agency.pk)


def test_what_is_counted_is_counted_out_of_an_index_that_knows_the_agency():
    lines = row_security.statements(BELONGS, COUNTED)
    made = " ".join(line for line in lines if "INDEX" in line)
    assert made == (
        "CREATE INDEX IF NOT EXISTS counted_evaluation_evaluation ON evaluation_evaluation"
        " (period_id, state, appraiser_id, predikat, skp_id) INCLUDE (tenant_id)"
    )


@postgresql
def test_what_is_installed_is_not_installed_again(db):
    assert row_security.install(BELONGS, COUNTED) is False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_unit DISABLE ROW LEVEL SECURITY")
    assert row_security.install(BELONGS, COUNTED) is True
    assert row_security.install(BELONGS, COUNTED) is False


@postgresql
@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_told_at_once():
    with tenancy.scoped_to(41):
        assert told() == "41"
        connection.close()
        assert told() == "41"
