"""What waits about barriers: reports without an answer, a statement that nobody has looked at for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nahtlos.rules.access import Actor, tenants_where
from nahtlos.voices.reads import Queued, open_reports, review_is_due
from nahtlos.web.work.tasks import Task


def waiting(actor: Actor, today: date) -> Iterator[Task]:
    keys = tenants_where(actor, "handle", "barrier_report")
    reports = open_reports(keys[0], today) if keys else []
    if reports:
        yield _reports(reports)
    keys = tenants_where(actor, "edit", "statement")
    if keys and review_is_due(keys[0], today):
        reason = _("Once a year somebody compares it with the pages. The law asks for it.")
        title, button = _("Review the accessibility statement"), _("Open the statement")
        yield Task(title, reason, reverse("statement_entries"), button, "i-doc")


def _reports(reports: list[Queued]) -> Task:
    first = reports[0].clock
    title = ngettext("Answer a reported barrier", "Answer %(n)s reported barriers", len(reports)) % {"n": len(reports)}
    day = first.due.strftime("%d.%m.%Y")
    if first.is_overdue:
        reason = _("Overdue: the first answer was due on %(day)s.") % {"day": day}
    else:
        reason = _("The first answer is due on %(day)s.") % {"day": day}
    url, button = reverse("barrier_queue"), _("Open the reports")
    return Task(title, reason, url, button, "s-barrier", is_late=first.is_overdue, order=10)
