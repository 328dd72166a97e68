"""Jobs that the worker runs, found by name."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from nahtlos.gateways import mail as gateway
from nahtlos.journal import mail as table


@task()
def deliver_mail(pk: int) -> None:
    """Send one mail; a failure is noted on the row and tried again by the periodic run."""
    mail = table.claim(pk, now=timezone.now())
    if mail is None:
        return
    try:
        gateway.send(mail.sender, mail.recipient, mail.subject, mail.text, mail.html)
    except gateway.Refused as refusal:
        table.mark_failed(mail, reason=str(refusal), for_good=refusal.for_good, now=timezone.now())
    else:
        table.mark_sent(mail, now=timezone.now())
