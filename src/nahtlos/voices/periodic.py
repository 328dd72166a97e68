"""What happens to reports of barriers by itself: reminders, and forgetting whom the answer went to."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nahtlos.journal.periodic import every
from nahtlos.journal.writes import record
from nahtlos.rules.access import Actor
from nahtlos.rules.barriers import CONTACT_KEPT_FOR, OPEN, REMIND_AFTER, State, reminders_due
from nahtlos.voices import mails
from nahtlos.voices.models import BarrierReport

ACTOR = Actor("periodic", "", "Frist für Barrieren")


@every(timedelta(hours=1))
def remind_of_barriers(now: datetime) -> None:
    """Each reminder goes out once; after a standstill the later one stands for both."""
    late = now - REMIND_AFTER + timedelta(days=1)
    waiting = BarrierReport.objects.filter(state__in=sorted(OPEN), received_at__lte=late, reminders__lt=2)
    for report in waiting.select_related("tenant__county"):
        due = reminders_due(timezone.localdate(report.received_at), timezone.localdate(now))
        if due > report.reminders:
            _remind(report, due, now)


def _remind(report: BarrierReport, due: int, now: datetime) -> None:
    with transaction.atomic():
        # Conditional, so that two runs at once send one mail.
        still = BarrierReport.objects.filter(pk=report.pk, state__in=sorted(OPEN), reminders__lt=due)
        if still.update(reminders=due):
            mails.remind_coordinators(report, now)
            _record("remind", report, now)


@every(timedelta(days=1))
def forget_reporters(now: datetime) -> None:
    """The address of who reported goes half a year after the answer."""
    old = BarrierReport.objects.filter(state=State.ANSWERED, answered_at__lte=now - CONTACT_KEPT_FOR)
    for report in old.exclude(contact="").select_related("tenant"):
        with transaction.atomic():
            BarrierReport.objects.filter(pk=report.pk, state=State.ANSWERED).update(contact="", contact_erased_at=now)
            _record("forget_contact", report, now)


def _record(verb: str, report: BarrierReport, now: datetime) -> None:
    tenant = report.tenant.key
    record(actor=ACTOR, verb=verb, kind="barrier_report", id=report.pk, label=str(report), tenant=tenant, now=now)
