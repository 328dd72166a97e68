"""What the directory does from time to time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nahtlos.directory.models import HelpContact
from nahtlos.journal.periodic import NAMES_KEPT_FOR, every
from nahtlos.journal.reads import last_verb
from nahtlos.journal.writes import bump_pages
from nahtlos.rules.privacy import SOMEBODY, function

CHECKERS_KEPT_FOR = NAMES_KEPT_FOR


@every(timedelta(days=1))
def forget_old_checkers(now: datetime) -> None:
    """Who checked a number three years ago is shown by the function alone."""
    old = HelpContact.objects.filter(checked_at__lt=timezone.localdate(now) - CHECKERS_KEPT_FOR).exclude(checked_by="")
    with transaction.atomic():
        changed = [_to_function(contact) for contact in old]
        if any(changed):
            bump_pages()


def _to_function(contact: HelpContact) -> bool:
    last = last_verb("verify", "help_contact", str(contact.pk))
    words = function(last.actor_roles.split()) if last else SOMEBODY
    return bool(HelpContact.objects.filter(pk=contact.pk).exclude(checked_by=words).update(checked_by=words))
