"""What others ask of the journal."""

from __future__ import annotations

from nahtlos.journal.models import Mail, PageVersion


def page_version() -> int:
    """The number that is part of every cached page's key; one statement."""
    return PageVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def outbox(page: int, size: int = 25) -> tuple[list[Mail], int]:
    """The mails newest first, one page of them, and how many there are in all."""
    mails = Mail.objects.all()
    return list(mails[(page - 1) * size : page * size]), mails.count()
