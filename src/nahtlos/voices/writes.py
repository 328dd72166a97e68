"""The verbs about reports of barriers: each with its right, one short transaction, and its entry in the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from nahtlos.journal.writes import record
from nahtlos.people.access import require
from nahtlos.people.models import Tenant
from nahtlos.rules.access import ANONYMOUS, Actor
from nahtlos.rules.barriers import State, may_become
from nahtlos.voices import mails
from nahtlos.voices.models import BarrierReport

REPORT_FIELDS = ("page", "text", "wished_format", "contact")


class Conflict(Exception):
    """Somebody else was quicker; `current` is how the object is now."""

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__("changed meanwhile")


def receive_report(*, tenant: Tenant, form: str, values: dict[str, Any], now: datetime) -> BarrierReport:
    """Keep a report from the public form and tell the coordination. The same `form` a second time changes nothing."""
    known = {name: values[name] for name in REPORT_FIELDS if name in values}
    with transaction.atomic():
        report, is_new = BarrierReport.objects.get_or_create(
            form=form, defaults={"tenant": tenant, "received_at": now, **known}
        )
        if is_new:
            mails.tell_coordinators(report, now)
            _record(ANONYMOUS, "receive", report, now)
    return report


def report_for(actor: Actor, pk: int, action: str = "handle") -> BarrierReport:
    """Fetch one report if the actor may do `action` to it; one statement.

    Raises Http404 when it is missing or foreign, PermissionDenied when the role is the wrong one.
    """
    report = BarrierReport.objects.select_related("tenant__county").filter(pk=pk).first()
    if report is None:
        raise Http404
    require(actor, action, "barrier_report", report.tenant)
    return report


def take_up_report(*, actor: Actor, report: BarrierReport, version: int, now: datetime) -> BarrierReport:
    """Say that somebody works on it."""
    return _step(report, version, State.IN_WORK, actor=actor, verb="take_up", now=now)


def answer_report(*, actor: Actor, report: BarrierReport, version: int, answer: str, now: datetime) -> BarrierReport:
    """Answer a report; who left an address gets the answer by mail.

    Raises Conflict when somebody else was quicker or has answered already: nothing is written or sent then.
    """
    changes = {"answer": answer, "answered_at": now}
    return _step(report, version, State.ANSWERED, actor=actor, verb="answer", now=now, **changes)


def reopen_report(*, actor: Actor, report: BarrierReport, version: int, now: datetime) -> BarrierReport:
    """Open an answered report again: the clock goes on from the day of receipt. A mail that went out stays out."""
    return _step(report, version, State.REOPENED, actor=actor, verb="reopen", now=now, answered_at=None)


def _step(
    report: BarrierReport, version: int, state: State, *, actor: Actor, verb: str, now: datetime, **changes: Any
) -> BarrierReport:
    require(actor, "handle", "barrier_report", report.tenant)
    with transaction.atomic():
        current = BarrierReport.objects.select_for_update().get(pk=report.pk)
        current.tenant = report.tenant
        if current.version != version or not may_become(State(current.state), state):
            raise Conflict(current)
        for name, value in {"state": state, **changes}.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        if state is State.ANSWERED:
            mails.send_answer(current, now)
        _record(actor, verb, current, now)
    return current


def _record(actor: Actor, verb: str, report: BarrierReport, now: datetime) -> None:
    """Without the text, the answer and the address: the journal outlives them."""
    tenant = report.tenant.key
    record(actor=actor, verb=verb, kind="barrier_report", id=report.pk, label=str(report), tenant=tenant, now=now)
