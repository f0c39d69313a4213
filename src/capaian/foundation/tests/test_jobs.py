"""Long work: claimed once, counted with its chunk, cancelled, retried, taken up when its worker is gone."""

from __future__ import annotations

import signal
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from capaian.foundation import jobs
from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.foundation.jobs import actions, clock, progress, registry, runner, ticks, worker
from capaian.foundation.models import AuditEvent, Job, JobState, Notice, Tick
from capaian.foundation.writing import action

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(minutes=10)
NEW_YEAR = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
"""23:30 on 31 December in Jakarta, 01:30 on 1 January in Jayapura."""


@jobs.job_kind("test.count", title="Menghitung")
def count(progress, *, upto, stop_at=None, trouble=None):
    """Counts sessions into being, two a chunk: its work is seen in the database."""
    progress.step(total=upto)
    for number in range(progress.checkpoint.get("next", 0), upto, 2):
        with transaction.atomic():
            for one in range(number, min(number + 2, upto)):
                Session.objects.create(session_key=str(one), session_data="", expire_date=timezone.now())
            if number == stop_at:
                _trouble(progress, trouble)
            progress.step(done=min(number + 2, upto), checkpoint={"next": number + 2})
    progress.beat()
    return f"{upto} dihitung"


def _trouble(progress, kind):
    mine = Job.objects.filter(pk=progress.job.pk)
    if kind == "cancel":
        mine.update(state=JobState.CANCELLING)
    elif kind == "lose":
        mine.update(claim="another")
    elif kind == "stop":
        jobs.progress.stopping.set()
    elif kind == "fail":
        raise ZeroDivisionError
    elif kind == "invalid":
        raise InvalidInput([Problem("berkasnya kosong")])


@jobs.job_kind("test.whole", title="Sekaligus", cancellable=False)
def whole(progress):
    return None


@pytest.fixture(autouse=True)
def _not_stopping():
    progress.stopping.clear()
    yield
    progress.stopping.clear()


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


def queued(by, at, kind="test.count", **arguments):
    @action
    def ask(*, by, at):
        return jobs.enqueue(kind, by=by, at=at, title="uji", arguments=arguments, href="/hasil/")

    return ask(by=by, at=at)


def made():
    return sorted(int(key) for key in Session.objects.values_list("session_key", flat=True) if key.isdigit())


def state_of(job):
    job.refresh_from_db()
    return job.state


def test_a_job_runs_once_and_tells_its_outcome(ani, at):
    job = queued(ani, at, upto=5)
    assert (job.state, job.owner_id, job.employee_id) == (JobState.QUEUED, ani.user_id, ani.employee_id)
    assert jobs.run_queued() == 1
    assert (state_of(job), job.done, job.total, job.message) == (JobState.DONE, 5, 5, "5 dihitung")
    runner.run_job.func(job.pk)  # a message too many
    assert (made(), job.attempts) == ([0, 1, 2, 3, 4], 1)
    told = Notice.objects.get()
    assert (told.recipient_id, told.title, told.text, told.href) == (
        ani.user_id, "Pekerjaan selesai: uji", "5 dihitung", "/hasil/")


@pytest.mark.django_db(transaction=True)
def test_the_message_goes_out_once_the_job_stands(cast, at):
    job = queued(cast.actor(cast.ani), at, upto=1)
    assert state_of(job) == JobState.DONE


def test_a_claim_is_had_by_one(ani, at):
    job = queued(ani, at, upto=1)
    now = timezone.now()
    assert runner.claim(job.pk, now).pk == job.pk
    assert runner.claim(job.pk, now) is None
    later = now + LONG_AGO
    assert runner.claim(job.pk, later).attempts == 2


@pytest.mark.parametrize(("trouble", "state", "message"), [
    ("cancel", JobState.CANCELLED, ""), ("fail", JobState.FAILED, runner.UNFORESEEN),
    ("invalid", JobState.FAILED, "berkasnya kosong"), ("stop", JobState.QUEUED, ""),
])
def test_an_interrupted_chunk_is_taken_back_and_the_rest_continues(ani, at, trouble, state, message):
    job = queued(ani, at, upto=6, stop_at=2, trouble=trouble)
    jobs.run_queued()
    assert (state_of(job), job.message, job.done, job.checkpoint) == (state, message, 2, {"next": 2})
    assert made() == [0, 1]
    assert Notice.objects.filter(title="Pekerjaan gagal: uji").count() == (1 if state == JobState.FAILED else 0)
    progress.stopping.clear()
    if state != JobState.QUEUED:
        actions.retry_job(job=job, by=ani, at=at)
    Job.objects.filter(pk=job.pk).update(arguments={"upto": 6})
    jobs.run_queued()
    assert (state_of(job), made(), job.attempts) == (JobState.DONE, [0, 1, 2, 3, 4, 5], 1)


def test_who_was_silent_too_long_does_not_count_twice(ani, at):
    job = queued(ani, at, upto=4, stop_at=0, trouble="lose")
    jobs.run_queued()
    assert (state_of(job), job.claim != "", made()) == (JobState.RUNNING, True, [])


def test_a_job_of_a_kind_nobody_knows_fails_in_words(ani, at):
    job = queued(ani, at, kind="test.gone")
    jobs.run_queued()
    assert (state_of(job), registry.title("test.gone")) == (JobState.FAILED, "test.gone")
    assert registry.kind("test.whole").cancellable is False


def test_lost_jobs_are_announced_again_until_there_were_too_many(ani, at):
    now = timezone.now()
    silent = {"claim": "x", "heartbeat_at": now - LONG_AGO}
    running, worn, cancelling, waiting, fresh = (queued(ani, now, upto=1) for _ in range(5))
    Job.objects.filter(pk=running.pk).update(state=JobState.RUNNING, attempts=1, **silent)
    Job.objects.filter(pk=worn.pk).update(state=JobState.RUNNING, attempts=runner.MOST_ATTEMPTS, **silent)
    Job.objects.filter(pk=cancelling.pk).update(state=JobState.CANCELLING, **silent)
    Job.objects.filter(pk=waiting.pk).update(created_at=now - LONG_AGO)
    assert runner.take_up_lost(now) == 2
    assert [state_of(job) for job in (running, worn, cancelling, waiting, fresh)] == [
        JobState.RUNNING, JobState.FAILED, JobState.CANCELLED, JobState.QUEUED, JobState.QUEUED,
    ]
    assert worn.message == runner.WORKER_DIED
    assert runner.take_up_lost(now) == 1  # what waits was announced a moment ago


def test_cancelling_and_retrying_by_hand(cast, ani, at):
    job = queued(ani, at, upto=1)
    with pytest.raises(Refused, match="milik orang lain"):
        actions.cancel_job(job=job, by=cast.actor(cast.budi), at=at)
    actions.cancel_job(job=job, by=cast.actor(cast.citra), at=at)
    assert state_of(job) == JobState.CANCELLED
    with pytest.raises(Refused, match="sudah berakhir"):
        actions.cancel_job(job=job, by=ani, at=at)
    stale = Job.objects.get(pk=job.pk)
    actions.retry_job(job=job, by=ani, at=at)
    with pytest.raises(Refused, match="baru saja berubah"):
        actions.retry_job(job=stale, by=ani, at=at)
    assert state_of(job) == JobState.QUEUED
    with pytest.raises(Refused, match="Hanya pekerjaan yang gagal"):
        actions.retry_job(job=job, by=ani, at=at)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    actions.cancel_job(job=job, by=ani, at=at)
    assert state_of(job) == JobState.CANCELLING
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["job.cancel", "job.retry", "job.cancel"]
    unstoppable, unknown = queued(ani, at, kind="test.whole"), queued(ani, at, kind="test.gone")
    with pytest.raises(Refused, match="tidak dapat dihentikan"):
        actions.cancel_job(job=unstoppable, by=ani, at=at)
    actions.cancel_job(job=unknown, by=ani, at=at)


def test_a_duty_begins_once_in_its_time_and_its_failure_stops_nobody():
    now = timezone.now()
    duties = (
        ticks.Duty("good", timedelta(minutes=1), "capaian.foundation.jobs.runner.take_up_lost"),
        ticks.Duty("bad", timedelta(days=1), "capaian.foundation.nowhere.at_all"),
    )
    assert ticks.run_due(now, duties) == ["good", "bad"]
    assert ticks.run_due(now + timedelta(seconds=30), duties) == []
    assert ticks.run_due(now + timedelta(minutes=1), duties) == ["good"]
    assert Tick.objects.count() == 2


@pytest.mark.parametrize("duty", ticks.TICKS, ids=lambda duty: duty.name)
def test_every_duty_is_there(duty):
    assert callable(import_string(duty.call))


@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_messages_until_none_waits(ani, at, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    job = queued(ani, at, upto=3)
    monkeypatch.setattr(ticks, "run_due", lambda now: [])
    worker.work(once=True)
    assert (state_of(job), made()) == (JobState.DONE, [0, 1, 2])
    assert {row.status for row in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_the_worker_ends_when_told(monkeypatch):
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(worker, "REST", 0.01)
    rests = iter((None, lambda: signal.raise_signal(signal.SIGTERM)))
    real = worker._rest

    def rest():
        real()
        (next(rests) or (lambda: None))()

    monkeypatch.setattr(worker, "_rest", rest)
    try:
        worker.listen_to_signals()
        worker.work()
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
    assert progress.stopping.is_set()


def test_a_database_that_is_away_is_waited_for(monkeypatch):
    def away(*_args):
        raise OperationalError("away")

    monkeypatch.setattr(worker.ticks, "run_due", away)
    monkeypatch.setattr(worker, "_rest", progress.stopping.set)
    worker.work()
    progress.stopping.clear()
    with pytest.raises(OperationalError):
        worker.work(once=True)


def test_jobs_are_seen_by_their_owner_and_by_those_who_run_the_agency(cast, client_as, ani, at, django_assert_num_queries):
    job = queued(ani, at, upto=2)
    queued(cast.actor(cast.budi), at, upto=2)
    address, one = reverse("jobs:jobs"), reverse("jobs:job", args=[job.pk])
    assert [len(client_as(person).get(address).context["jobs"]) for person in (cast.ani, cast.citra, cast.dewi, cast.eko)] == [
        1, 2, 0, 0,
    ]
    people = (cast.ani, cast.citra, cast.budi, cast.eko)
    assert [client_as(person).get(one).status_code for person in people] == [200, 200, 403, 404]
    client = client_as(cast.citra)
    assert "Belum ada pekerjaan" in client_as(cast.dewi).get(address).content.decode()
    assert "Tidak ada yang cocok" in client_as(cast.citra).get(address, {"q": "xyz", "state": "failed"}).content.decode()
    assert [row.pk for row in client.get(address, {"q": "Ani", "state": "queued"}).context["jobs"]] == [job.pk]
    assert client.get(address, headers={"HX-Request": "true"}).content.decode().startswith('<div id="jobs" hx-get')
    with django_assert_num_queries(6):
        client.get(address)


def test_a_job_is_followed_cancelled_and_tried_again_on_its_page(cast, client_as, ani, at):
    job = queued(ani, at, upto=2)
    client = client_as(cast.ani)
    progress_of = reverse("jobs:progress", args=[job.pk])
    assert "hx-trigger" in client.get(progress_of).content.decode()
    assert client.post(reverse("jobs:cancellation", args=[job.pk])).status_code == 302
    assert "hx-trigger" not in client.get(progress_of).content.decode()
    assert client.post(reverse("jobs:retry", args=[job.pk])).status_code == 302
    jobs.run_queued()
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert ("2 dihitung" in page, 'href="/hasil/"' in page, "2 dari 2" in page) == (True, True, True)
    refused = [client_as(person).post(reverse("jobs:retry", args=[job.pk])).status_code for person in (cast.budi, cast.eko)]
    assert refused == [403, 404]


@jobs.job_kind("test.day", title="Hari apa")
def name_the_day(progress):
    return timezone.localdate(NEW_YEAR).isoformat()


def test_a_job_lives_on_the_day_of_its_agency(cast, ani, at):
    type(cast.agency).objects.filter(pk=cast.eko.agency_id).update(time_zone="Asia/Jakarta")
    eastern = queued(ani, at, kind="test.day")
    western = queued(cast.actor(cast.eko), at, kind="test.day")
    with timezone.override(UTC):
        jobs.run_queued()
        assert timezone.localdate(NEW_YEAR) == date(2025, 12, 31)  # the worker itself is where it was
    assert (state_of(eastern), eastern.message) == (JobState.DONE, "2026-01-01")
    assert (state_of(western), western.message) == (JobState.DONE, "2025-12-31")


def test_without_anybody_who_knows_the_house_clock_counts(monkeypatch):
    monkeypatch.setattr(clock, "_sources", [])
    with clock.working_for(1):
        assert timezone.localdate(NEW_YEAR) == date(2025, 12, 31)
