"""The frame for periodic work, and what the journal itself does from time to time.

A room puts its periodic work into a module `periodic` and marks it with `@every`; `nahtlos tick` finds it there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from nahtlos.gateways.databases import empty_log
from nahtlos.journal.jobs import deliver_mail
from nahtlos.journal.models import Entry, Mail, PeriodicRun
from nahtlos.rules.privacy import SOMEBODY, function

logger = logging.getLogger("nahtlos.journal")

HELD_AT_MOST = timedelta(hours=1)
MAIL_KEPT_FOR = timedelta(days=90)
JOB_RUNS_AT_MOST = timedelta(hours=1)
JOB_KEPT_FOR = timedelta(days=14)
# Three years: the regular term in which somebody may still hold a public office to account (§ 195 BGB).
NAMES_KEPT_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Periodic:
    name: str
    interval: timedelta
    run: Callable[[datetime], object]


_known: dict[str, Periodic] = {}


def every(interval: timedelta) -> Callable[[Callable[[datetime], object]], Callable[[datetime], object]]:
    """Mark a function of `now` as periodic work that is due when `interval` has passed since its last start."""

    def mark(function: Callable[[datetime], object]) -> Callable[[datetime], object]:
        name = f"{function.__module__.removeprefix('nahtlos.')}.{function.__name__}"
        _known[name] = Periodic(name, interval, function)
        return function

    return mark


def run_due(now: datetime) -> list[str]:
    """Run what is due and not held by another run; return the names of what ran, in order."""
    autodiscover_modules("periodic")
    return [work.name for work in sorted(_known.values(), key=lambda work: work.name) if _run(work, now)]


def _run(work: Periodic, now: datetime) -> bool:
    if not _hold(work, now):
        return False
    finished = {}
    try:
        work.run(now)
        finished = {"last_finished_at": now}
    except Exception:
        # One room's failure must not keep the mails of the others; it is tried again when it is due again.
        logger.exception("periodic work failed", extra={"work": work.name})
    PeriodicRun.objects.filter(name=work.name).update(held_until=None, **finished)
    return bool(finished)


def _hold(work: Periodic, now: datetime) -> bool:
    """Take the work if it is due and free; the conditional update makes two runs at once safe."""
    PeriodicRun.objects.get_or_create(name=work.name)
    is_free = Q(held_until=None) | Q(held_until__lt=now)
    is_due = Q(last_started_at=None) | Q(last_started_at__lte=now - work.interval)
    taken = PeriodicRun.objects.filter(is_free, is_due, name=work.name)
    return bool(taken.update(held_until=now + HELD_AT_MOST, last_started_at=now))


@every(timedelta(minutes=1))
def send_waiting_mail(now: datetime) -> None:
    """Hand mails whose time has come to the worker again, those of a worker that died while sending included."""
    if DBTaskResult.objects.ready().filter(task_path=deliver_mail.module_path).exists():
        return  # The worker has not caught up; more jobs for the same mails would only pile up.
    with transaction.atomic():
        Mail.objects.filter(state=Mail.State.SENDING, next_attempt_at__lte=now).update(state=Mail.State.QUEUED)
        late = now - timedelta(minutes=1)
        for pk in Mail.objects.filter(state=Mail.State.QUEUED, next_attempt_at__lte=late).values_list("pk", flat=True):
            deliver_mail.enqueue(pk)


@every(timedelta(days=1))
def forget_old_mail(now: datetime) -> None:
    """Mails hold addresses: finished and kept ones go after 90 days."""
    done = [Mail.State.SENT, Mail.State.FAILED, Mail.State.KEPT]
    Mail.objects.filter(state__in=done, created_at__lt=now - MAIL_KEPT_FOR).delete()


@every(timedelta(minutes=10))
def release_stuck_jobs(now: datetime) -> None:
    """A job whose worker died would stay 'running' for ever; jobs are written to be run twice."""
    stuck = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - JOB_RUNS_AT_MOST)
    stuck.update(status="READY", started_at=None)


@every(timedelta(days=1))
def forget_old_jobs(now: datetime) -> None:
    """Results of finished jobs go after two weeks."""
    DBTaskResult.objects.filter(status__in=["SUCCESSFUL", "FAILED"], finished_at__lt=now - JOB_KEPT_FOR).delete()


@every(timedelta(days=1))
def forget_old_names(now: datetime) -> None:
    """Acts of people lose the name after three years and keep the function; acts on accounts lose the account."""
    old = Entry.objects.filter(at__lt=now - NAMES_KEPT_FOR)
    with transaction.atomic():
        named = old.filter(actor_kind="person").exclude(actor_id="")
        for roles in set(named.order_by().values_list("actor_roles", flat=True)):
            words = function(roles.split())
            named.filter(actor_roles=roles).update(actor_id="", actor_label=words)
        old.filter(object_kind="person").exclude(object_id="").update(object_id="", object_label=SOMEBODY, detail={})


@every(timedelta(hours=1))
def empty_write_ahead_log(now: datetime) -> None:
    """What was deleted must not wait in SQLite's log for the next large write."""
    empty_log()
