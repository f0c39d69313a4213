"""Starting the site: what is checked before anything runs, and what the terminal shows."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from capaian.cli import database, demo, server
from capaian.cli.messages import UsageError
from capaian.people.models import Agency


@pytest.fixture
def started(monkeypatch):
    """What would have been served: granian itself is the outer world, and so is the process beside it."""
    calls = []
    monkeypatch.setattr(server, "worker_beside", nullcontext)
    monkeypatch.setattr(server, "listen", lambda host, port, workers: calls.append((host, port, workers)))
    return calls


@pytest.fixture
def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("text", ["0", "65536", "delapan", "-1", "80.0", "٣", ""])
def test_a_port_is_a_number_in_range(ask, text):
    reply = ask("serve", f"--port={text}")
    assert (reply.code, reply.out, reply.err) == (2, "", f"--port: “{text}” bukan porta; tulis bilangan 1 sampai 65535\n")


def test_a_port_in_use_is_told_with_another_to_try(ask):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for command in ("serve", "demo"):
            reply = ask(command, "--port", str(port))
            assert reply.code == 2
            assert reply.err == (
                f"--port: 127.0.0.1:{port} tidak dapat dipakai (Address already in use); coba --port {port + 1}\n"
            )


def test_serve_listens_on_this_machine_only_unless_told(ask, started, free, db):
    assert ask("serve", "--port", str(free), "--workers", "3") == (0, "", "")
    assert started == [("127.0.0.1", free, 3)]


def asked_for_real(*words: str, url: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "capaian.cli.main", *words], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "capaian.config.settings.local"},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path, free):
    url = f"sqlite:///{tmp_path / 'missing' / 'x.sqlite3'}"
    for words in (("migrate",), ("seed",), ("serve", "--port", str(free))):
        code, out, err = asked_for_real(*words, url=url)
        assert (code, out) == (2, "")
        assert err == "DATABASE_URL: basis data tidak dapat dibuka (unable to open database file)\n"


def test_an_unprepared_database_is_told_what_to_run(tmp_path):
    assert asked_for_real("seed", url=f"sqlite:///{tmp_path / 'x.sqlite3'}") == (
        2, "", "Basis data belum disiapkan; jalankan dahulu: capaian migrate\n",
    )


@pytest.mark.parametrize(("text", "url", "most"), [
    ("", "", 2), ("", "sqlite:///var/x.sqlite3", 2), ("", "postgresql://localhost/capaian", 1024), ("7", "", 7),
])  # fmt: skip
def test_sqlite_gets_at_most_two_processes(monkeypatch, text, url, most):
    monkeypatch.setenv("DATABASE_URL", url)
    assert server.processes(text) == (int(text) if text else min(os.cpu_count() or 1, most))


@pytest.mark.parametrize("text", ["0", "dua", "-1"])
def test_a_number_of_processes_is_a_number(text):
    with pytest.raises(UsageError, match=f"--workers: “{text}” bukan banyaknya proses"):
        server.processes(text)


def test_the_worker_works_until_nothing_waits(ask, transactional_db, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert ask("worker", "--once") == (0, "", "")
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def test_migrate_and_manage_pass_on_to_django(monkeypatch, ask, db):
    calls = []
    monkeypatch.setattr(database, "manage", lambda *words: calls.append(words) or 0)
    assert ask("migrate") == (0, "", "")
    assert ask("manage", "check", "--deploy") == (0, "", "")
    assert calls == [("migrate", "--no-input"), ("check", "--deploy")]


def test_manage_runs_a_django_command(ask):
    reply = ask("manage", "check")
    assert (reply.code, reply.err) == (0, "")
    assert "no issues" in reply.out


def test_the_welcome_says_where_who_and_what_first():
    people = [
        SimpleNamespace(region="Kota A", role="Pegawai", name="Ani", nip="1"),
        SimpleNamespace(region="Kota A", role="Pejabat penilai", name="Budi", nip="2"),
        SimpleNamespace(region="Kota B", role="Pegawai", name="Eko", nip="3"),
    ]
    text = demo.welcome("127.0.0.1", 8000, people, "rahasia")
    assert text.splitlines()[:11] == [
        "", "  Capaian: http://127.0.0.1:8000/", "", "  Akun peragaan (kata sandi semuanya: rahasia)",
        "", "    Kota A", "      1  Pegawai            Ani", "      2  Pejabat penilai    Budi",
        "", "    Kota B", "      3  Pegawai            Eko",
    ]  # fmt: skip
    assert "Coba lebih dahulu" in text


@pytest.mark.django_db
def test_demo_never_mixes_invented_people_into_a_used_database(ask, started, free, cast):
    reply = ask("demo", "--port", str(free), "--workers", "1")
    assert (reply.code, reply.out.startswith("\n  Capaian: ")) == (0, True)
    assert {agency.pk for agency in Agency.objects.all()} == {cast.ani.agency_id, cast.eko.agency_id}


@pytest.mark.django_db
def test_demo_prepares_once_welcomes_and_serves(monkeypatch, ask, started, free):
    monkeypatch.setenv("CAPAIAN_DEMO", "1")
    first = ask("demo", "--port", str(free), "--workers", "1")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("Mengisi lima instansi peragaan dan contoh resmi peraturan …\n")
    assert f"http://127.0.0.1:{free}/" in first.out
    second = ask("demo", "--port", str(free), "--workers", "1")
    assert (second.code, second.out.startswith("\n  Capaian: ")) == (0, True)
    assert started == [("127.0.0.1", free, 1)] * 2


def test_the_site_answers_and_stops_when_told(tmp_path, free):
    """The one test that really starts the web server."""
    surroundings = {**os.environ, "CAPAIAN_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"}
    surroundings["DJANGO_SETTINGS_MODULE"] = "capaian.config.settings.local"
    words = [sys.executable, "-m", "capaian.cli.main", "serve", "--port", str(free), "--workers", "1"]
    with subprocess.Popen(words, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            assert _status(free, process) == 302
        finally:
            process.terminate()
        said, _ = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")


def _status(port: int, process: subprocess.Popen[bytes]) -> int:
    """The status of the first page, as soon as somebody listens."""
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except ConnectionRefusedError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("nobody listened within a minute")
