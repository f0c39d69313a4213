"""A real worker in a process of its own: killed without warning in the middle of an import, and told to end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection

from capaian.foundation import jobs
from capaian.foundation.models import JobState
from capaian.people.actions.imports import commit_import
from capaian.people.tests.imports import AT, an_office, given, workbook

PEOPLE = int(os.environ.get("CAPAIAN_FAULT_PEOPLE", "550"))  # the bench asks for 10,000
PATIENCE = 30 + PEOPLE / 20


@pytest.fixture
def elsewhere(transactional_db, tmp_path, settings):
    """A place where another process finds this test's records: a copy in a file, or the same PostgreSQL."""
    settings.MEDIA_ROOT = tmp_path / "files"
    # The message is lost, as where the web process is killed between saving and telling.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return tmp_path


class Place:
    """The records as that other process sees them."""

    def __init__(self, folder):
        self.folder = folder
        facts = connection.settings_dict
        if connection.vendor == "sqlite":
            self.url = f"sqlite:///{folder / 'x.sqlite3'}"
            with sqlite3.connect(folder / "x.sqlite3") as copy:
                connection.connection.backup(copy)
        else:
            self.url = f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"

    def ask(self, question):
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall()
        with sqlite3.connect(self.folder / "x.sqlite3", timeout=20) as there:
            return there.execute(question).fetchall()

    def one(self, question):
        return self.ask(question)[0][0]

    @contextmanager
    def running(self, *more):
        surroundings = os.environ | {
            "DATABASE_URL": self.url, "CAPAIAN_VAR": str(self.folder), "CAPAIAN_JOB_LOST_AFTER": "1", "CAPAIAN_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "capaian.config.settings.local",
        }
        words = [sys.executable, "-m", "capaian.cli.main", *more]
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        with subprocess.Popen(words, env=surroundings, **streams) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.kill()

    def worker(self, *more):
        return self.running("worker", *more)

    def wait(self, process, question):
        until = time.monotonic() + PATIENCE
        while not self.one(question):
            assert process.poll() is None, process.stdout.read().decode()
            assert time.monotonic() < until, self.ask("SELECT state, done, total, message FROM foundation_job")
            time.sleep(0.02)


def counts(place):
    tables = ("people_unit", "people_position", "people_employee", "people_posting", "people_reporting", "foundation_user")
    return {table: place.one(f"SELECT count(*) FROM {table}") for table in tables}


def test_a_worker_killed_in_the_middle_of_an_import_is_replaced_and_everything_happens_once(elsewhere, cast):
    citra = cast.actor(cast.citra)
    batch = given(workbook(elsewhere / "pegawai.xlsx", **an_office(PEOPLE)), cast.agency, citra)
    jobs.run_queued()
    batch.refresh_from_db()
    commit_import(batch=batch, by=citra, at=AT)
    place = Place(elsewhere)
    before = counts(place)
    number = batch.job_id
    with place.worker() as process:
        place.wait(process, f"SELECT done > 0 FROM foundation_job WHERE id = {number}")
        process.send_signal(signal.SIGKILL)
        process.wait()
    done, total, state = place.ask(f"SELECT done, total, state FROM foundation_job WHERE id = {number}")[0]
    assert (0 < done < total, state) == (True, JobState.RUNNING)
    stands = place.one(f"SELECT count(*) FROM people_importrow WHERE batch_id = {batch.pk} AND id <= (SELECT applied_upto FROM "
                       f"people_importbatch WHERE id = {batch.pk})")
    assert stands == done  # the count and the work it counts stand or fall together
    assert place.one("SELECT count(*) FROM foundation_auditevent WHERE verb = 'employee.import-add'") == (
        counts(place)["people_employee"] - before["people_employee"]
    )
    with place.worker() as process:
        place.wait(process, f"SELECT state = 'committed' FROM people_importbatch WHERE id = {batch.pk}")
        place.wait(process, f"SELECT state = 'done' FROM foundation_job WHERE id = {number}")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0  # an idle worker ends when told
    after = counts(place)
    assert {table: after[table] - before[table] for table in after} == {
        "people_unit": 2, "people_position": 2, "people_employee": PEOPLE, "foundation_user": PEOPLE,
        "people_posting": PEOPLE, "people_reporting": PEOPLE - 1,
    }
    assert place.ask(f"SELECT done = total, attempts FROM foundation_job WHERE id = {number}") == [(1, 2)]
    for verb in ("employee.import-add", "ledger.import"):
        assert place.one(f"SELECT count(*) FROM foundation_auditevent WHERE verb = '{verb}'") == PEOPLE
        assert place.one(f"SELECT count(DISTINCT subject_id) FROM foundation_auditevent WHERE verb = '{verb}'") == PEOPLE


def test_a_worker_beside_the_site_ends_with_it_also_where_the_site_is_killed(elsewhere):
    place = Place(elsewhere)
    with place.worker("--with-parent") as process:
        place.wait(process, "SELECT count(*) > 0 FROM foundation_tick")
        process.stdin.close()  # as the kernel does for whoever is killed
        assert process.wait(timeout=30) == 0


def test_a_site_killed_in_the_middle_of_an_upload_keeps_nothing_and_right_after_it_loses_nothing(elsewhere, cast, client_as):
    cookie = client_as(cast.citra).cookies["sessionid"].value
    place, ports = Place(elsewhere), (_free_port(), _free_port())  # a killed site may hold on to its own for a moment
    content = workbook(elsewhere / "pegawai.xlsx", **an_office(20)).read_bytes()
    first, second = (("serve", "--port", str(port), "--workers", "1") for port in ports)
    with place.running(*first) as process, closing(_upload(ports[0], process, cookie, content, stop_in_the_middle=True)):
        _kill_all(process)
    assert place.ask("SELECT (SELECT count(*) FROM people_importbatch), (SELECT count(*) FROM foundation_job)") == [(0, 0)]
    with place.running(*second) as process, closing(_upload(ports[1], process, cookie, content)) as connection:
        status = connection.getresponse().status
        _kill_all(process)
    assert (status, place.ask("SELECT state FROM people_importbatch")) == (302, [("reading",)])
    with place.worker() as process:
        place.wait(process, "SELECT state = 'ready' FROM people_importbatch")
    assert place.one("SELECT count(*) FROM people_importrow") == 44


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _upload(port, process, cookie, content, *, stop_in_the_middle=False):
    """Send the form as a browser does; the connection, whose answer may still be read."""
    token, edge = "x" * 32, "----garis"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="effective_from"\r\n\r\n2026-01-01\r\n'
    head += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="pegawai.xlsx"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(600):
        try:
            connection.connect()
            break
        except ConnectionRefusedError:
            assert process.poll() is None, process.stdout.read().decode()
            time.sleep(0.05)
    connection.putrequest("POST", "/imports/")
    for name, value in (
        ("Cookie", f"sessionid={cookie}; csrftoken={token}"), ("X-CSRFToken", token), ("Content-Length", str(len(body))),
        ("Content-Type", f"multipart/form-data; boundary={edge}"),
    ):
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(body[: len(body) // 2] if stop_in_the_middle else body)
    return connection


def _kill_all(process):
    """The site and the processes it serves with, without warning."""
    children = [int(child) for file in Path(f"/proc/{process.pid}/task").glob("*/children") for child in file.read_text().split()]
    for number in (process.pid, *children):
        os.kill(number, signal.SIGKILL)
    process.wait()
