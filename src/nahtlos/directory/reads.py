"""What pages ask of the directory."""

from __future__ import annotations

from nahtlos.directory.models import HelpContact
from nahtlos.people.models import Tenant


def help_contacts(tenant: Tenant) -> list[HelpContact]:
    """The contacts that a county shows, in order; one statement."""
    return list(HelpContact.objects.filter(tenant=tenant))
