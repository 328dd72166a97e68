"""What accounts do from time to time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from nahtlos.journal.periodic import every


@every(timedelta(hours=1))
def forget_old_sessions(now: datetime) -> None:
    """Sessions that have run out say who was signed in: they go."""
    Session.objects.filter(expire_date__lt=now).delete()
