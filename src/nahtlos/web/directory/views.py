from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nahtlos.directory.reads import help_contacts
from nahtlos.people.reads import tenant_for_host
from nahtlos.web.directory.help import grouped


def help_now(request: HttpRequest) -> HttpResponse:
    """The numbers to call, most urgent first."""
    tenant = tenant_for_host(request.get_host().partition(":")[0])
    contacts = help_contacts(tenant) if tenant else []
    return render(request, "directory/help_now.html", {"tenant": tenant, "groups": grouped(contacts)})
