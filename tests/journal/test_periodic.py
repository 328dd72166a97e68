"""`tick` may run at any time, twice and at once; what failed yesterday does not stop the rest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from nahtlos.journal import periodic
from nahtlos.journal.jobs import deliver_mail
from nahtlos.journal.models import PeriodicRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    made: list[datetime] = []
    work = periodic.Periodic("probe", timedelta(hours=1), made.append)
    monkeypatch.setattr(periodic, "_known", {"probe": work})
    return made


def test_work_runs_when_it_is_due_and_not_before(calls: list[datetime], now: datetime) -> None:
    assert periodic.run_due(now) == ["probe"]
    assert periodic.run_due(now) == []
    assert periodic.run_due(now + timedelta(minutes=59)) == []
    assert periodic.run_due(now + timedelta(minutes=60)) == ["probe"]
    assert calls == [now, now + timedelta(minutes=60)]


def test_work_that_somebody_holds_is_left_alone_until_the_hold_runs_out(calls: list[datetime], now: datetime) -> None:
    PeriodicRun.objects.create(name="probe", held_until=now + timedelta(minutes=10))
    assert periodic.run_due(now) == []
    assert periodic.run_due(now + timedelta(minutes=11)) == ["probe"]


def test_a_failing_work_does_not_hold_back_the_others(
    calls: list[datetime], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    def fail(_now: datetime) -> None:
        raise ZeroDivisionError

    bad = periodic.Periodic("a bad one", timedelta(hours=1), fail)
    monkeypatch.setitem(periodic._known, bad.name, bad)
    assert periodic.run_due(now) == ["probe"]
    assert calls == [now]
    assert PeriodicRun.objects.get(name=bad.name).held_until is None


def test_every_room_is_found() -> None:
    periodic.run_due(datetime.fromisoformat("2026-11-22T10:00:00+00:00"))
    assert "journal.periodic.forget_old_mail" in periodic._known


def test_a_job_whose_worker_died_is_run_again(now: datetime) -> None:
    job = deliver_mail.enqueue(1)
    DBTaskResult.objects.filter(pk=job.id).update(status="RUNNING", started_at=now - timedelta(hours=2))
    periodic.release_stuck_jobs(now)
    assert DBTaskResult.objects.get(pk=job.id).status == "READY"


def test_old_results_are_forgotten(now: datetime) -> None:
    job = deliver_mail.enqueue(1)
    DBTaskResult.objects.filter(pk=job.id).update(status="SUCCESSFUL", finished_at=now - timedelta(days=15))
    periodic.forget_old_jobs(now)
    assert not DBTaskResult.objects.exists()
