"""What the accounts do from time to time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from nahtlos.journal.periodic import every
from nahtlos.people.models import Invitation

INVITATION_KEPT_FOR = timedelta(days=90)


@every(timedelta(hours=1))
def forget_old_sessions(now: datetime) -> None:
    """Sessions that have run out say who was signed in: they go."""
    Session.objects.filter(expire_date__lt=now).delete()


@every(timedelta(days=1))
def forget_old_invitations(now: datetime) -> None:
    """Invitations hold addresses: 90 days after their link ran out they go, accepted or not."""
    Invitation.objects.filter(expires_at__lt=now - INVITATION_KEPT_FOR).delete()
