"""The mail table: mails are written in the transaction that causes them and sent by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from nahtlos.journal.models import Mail

# Minutes until the next try after the first, second, … failure; after the last the mail counts as failed.
RETRY_AFTER_MINUTES = (5, 30, 120, 480)
# A worker that died while sending leaves the mail in this state; after that long it is tried again.
SENDING_AT_MOST = timedelta(minutes=10)


class QueueBackend(BaseEmailBackend):
    """Django's mail backend: every mail of the house and of its libraries becomes rows of the table."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            queue(message, now=timezone.now())
        return len(email_messages)


def queue(message: EmailMessage, *, now: datetime) -> list[Mail]:
    """Write one row per recipient, so that nobody sees another's address and each can fail alone.

    Without a mail server the rows are kept for the outbox page and not sent.
    """
    from nahtlos.journal.jobs import deliver_mail  # noqa: PLC0415 - jobs import this module

    state = Mail.State.QUEUED if settings.ENVIRONMENT.mailer.host else Mail.State.KEPT
    with transaction.atomic():
        mails = [
            Mail.objects.create(
                created_at=now,
                state=state,
                sender=message.from_email,
                recipient=recipient,
                subject=" ".join(str(message.subject).split()),
                text=str(message.body),
                html=_html(message),
                next_attempt_at=now,
            )
            for recipient in message.recipients()
        ]
        if state == Mail.State.QUEUED:
            for mail in mails:
                deliver_mail.enqueue(mail.pk)
    return mails


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")


def claim(pk: int, *, now: datetime) -> Mail | None:
    """Take a queued mail for sending; None when somebody else has it or it is done."""
    taken = Mail.objects.filter(pk=pk, state=Mail.State.QUEUED, next_attempt_at__lte=now).update(
        state=Mail.State.SENDING, next_attempt_at=now + SENDING_AT_MOST
    )
    return Mail.objects.get(pk=pk) if taken else None


def mark_sent(mail: Mail, *, now: datetime) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, attempts=mail.attempts + 1, finished_at=now, error="")


def mark_failed(mail: Mail, *, reason: str, for_good: bool, now: datetime) -> None:
    """Note a failure: try again later, or give up when the server said no or the tries are used up."""
    attempts = mail.attempts + 1
    if for_good or attempts > len(RETRY_AFTER_MINUTES):
        changes = {"state": Mail.State.FAILED, "finished_at": now}
    else:
        wait = timedelta(minutes=RETRY_AFTER_MINUTES[attempts - 1])
        changes = {"state": Mail.State.QUEUED, "next_attempt_at": now + wait}
    Mail.objects.filter(pk=mail.pk).update(attempts=attempts, error=reason[:200], **changes)
