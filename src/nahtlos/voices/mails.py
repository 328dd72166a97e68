"""The mails about reports of barriers: to the coordination on receipt and as reminder, and the answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nahtlos.journal.mail import queue
from nahtlos.people.models import Person, Tenant
from nahtlos.rules.access import RIGHTS, Relation
from nahtlos.voices.models import BarrierReport
from nahtlos.voices.reads import clock_of


def tell_coordinators(report: BarrierReport, now: datetime) -> None:
    """On receipt. The mail holds no word of the report: people write about themselves there."""
    with translation.override("de"):
        subject = _("A barrier was reported (no. %(number)s)") % {"number": report.pk}
        _to_coordinators(report, subject, _("somebody has reported a barrier on your pages."), now)


def remind_coordinators(report: BarrierReport, now: datetime) -> None:
    with translation.override("de"):
        subject = _("A report of a barrier waits for its answer (no. %(number)s)") % {"number": report.pk}
        _to_coordinators(report, subject, _("a report of a barrier is still without an answer."), now)


def send_answer(report: BarrierReport, now: datetime) -> None:
    """To the reporter, if there is an address."""
    if not report.contact:
        return
    with translation.override("de"):
        parts = [
            _("Good day,"),
            _("on %(day)s you reported a barrier to us. Our answer:") % {"day": _day(report.received_at)},
            report.answer,
            _(
                "If this does not help you: write to us again through “Report a barrier”, or turn to the enforcement "
                "body. You find it in our accessibility statement: %(address)s"
            )
            % {"address": _address(report.tenant, "/erklaerung-zur-barrierefreiheit/")},
            _("We delete your mail address half a year after this answer."),
            report.tenant.name,
        ]
        _send(report.contact, _("Answer to your report (no. %(number)s)") % {"number": report.pk}, parts, now)


def coordinators(tenant: Tenant) -> list[str]:
    """The addresses of all who may answer reports of this tenant; where nobody may, of the county above it."""
    roles = [role for role, relation in RIGHTS["handle", "barrier_report"] if relation is Relation.OWN]
    found = Person.objects.filter(is_active=True, memberships__tenant=tenant, memberships__role__in=roles)
    addresses = sorted(set(found.values_list("email", flat=True)))
    return addresses or (coordinators(tenant.county) if tenant.county else [])


def _to_coordinators(report: BarrierReport, subject: str, first: str, now: datetime) -> None:
    due = clock_of(report, timezone.localdate(now)).due
    parts = [
        _("Good day,"),
        first,
        _("Please answer it by %(day)s at the latest. Read it here: %(address)s")
        % {"day": due.strftime("%d.%m.%Y"), "address": _address(report.tenant, f"/arbeit/barrieren/{report.pk}/")},
        _("After six weeks without an answer people may turn to the enforcement body (HVBIT § 6)."),
    ]
    for recipient in coordinators(report.tenant):
        _send(recipient, subject, parts, now)


def _send(recipient: str, subject: str, parts: list[str], now: datetime) -> None:
    queue(EmailMessage(subject=subject, body="\n\n".join(parts) + "\n", to=[recipient]), now=now)


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).strftime("%d.%m.%Y")


def _address(tenant: Tenant, path: str) -> str:
    """In full where others can reach the house; on one's own machine the path says enough."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host[:1] not in "*."]
    host = tenant.host or (hosts[0] if hosts else "")
    return f"https://{host}{path}" if settings.IS_PUBLIC and host else path
