"""The outbox, for the operator of an installation that sends no mail yet.

Where a mail server is set the pages do not exist: mails hold one-time links, and those are nobody else's.
"""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from nahtlos.journal.reads import mail_by_id, mails
from nahtlos.people.access import own_tenant
from nahtlos.web.work.door import WorkRequest, context, signed_in


@signed_in
def outbox(request: WorkRequest) -> HttpResponse:
    _require(request)
    page = Paginator(mails(), 25).get_page(request.GET.get("seite"))
    return render(request, "journal/outbox.html", context(request, page=page))


@signed_in
def mail(request: WorkRequest, pk: int) -> HttpResponse:
    _require(request)
    found = mail_by_id(pk)
    if found is None:
        raise Http404
    return render(request, "journal/mail.html", context(request, mail=found))


def _require(request: WorkRequest) -> None:
    if settings.ENVIRONMENT.mailer.host:
        raise Http404
    own_tenant(request.actor, "read", "outbox")
