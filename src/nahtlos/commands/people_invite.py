"""`nahtlos people invite`: the first person of an installation, who invites all others in the workspace."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from nahtlos.commands.fault import Fault
from nahtlos.commands.output import say
from nahtlos.people.faults import NotPossible
from nahtlos.people.invitations import invite
from nahtlos.people.models import Tenant
from nahtlos.rules.access import Actor, Grant, Role

HELP = "Lädt jemanden per Mail in den Arbeitsbereich ein; gedacht für die ersten Zugänge."
EXAMPLE = 'nahtlos people invite koordination@landkreis.example --label "Koordination Landkreis" --role koordination'
ROLES = {"koordination": Role.COUNTY_COORDINATOR, "betrieb": Role.OPERATOR}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="ADRESSE", help="Mailadresse")
    parser.add_argument("--label", required=True, help="Name oder Funktion, wie andere sie sehen")
    parser.add_argument("--role", required=True, choices=sorted(ROLES), help="Aufgabe")
    parser.add_argument("--tenant", metavar="AGS", help="Schlüssel des Landkreises (der einzige)")


def run(options: argparse.Namespace) -> None:
    if "@" not in options.email:
        raise Fault(f"{options.email} ist keine Mailadresse. Beispiel: {EXAMPLE}")
    county = _county(options.tenant)
    links: list[str] = []

    def link(token: str) -> str:
        links.append(_base() + reverse("invitation", args=[token]))
        return links[-1]

    # Whoever may run commands on the server stands above the roles; the act is journaled as the command's.
    actor = Actor("command", "", "nahtlos people invite", (Grant(Role.STATE_OFFICE, "server"),))
    try:
        invite(
            actor=actor,
            tenant=county,
            email=options.email,
            label=options.label,
            roles=[ROLES[options.role]],
            link=link,
            now=timezone.now(),
        )
    except NotPossible as error:
        raise Fault(str(error)) from error
    if settings.ENVIRONMENT.mailer.host:
        say(f"Eingeladen: {options.email} für {county.name}. Die Mail ist unterwegs.")
    else:
        say(f"Eingeladen für {county.name}. Es ist kein Mailserver eingestellt, darum steht der Link nur hier:")
        say(links[-1])


def _county(key: str | None) -> Tenant:
    counties = Tenant.objects.filter(kind=Tenant.Kind.COUNTY).order_by("key")
    found = list(counties.filter(key=key) if key else counties)
    if len(found) != 1:
        known = ", ".join(counties.values_list("key", flat=True))
        raise Fault(f"Welcher Landkreis? --tenant mit einem von: {known}")
    return found[0]


def _base() -> str:
    host = settings.ALLOWED_HOSTS[0]
    return f"https://{host}" if settings.IS_PUBLIC else f"http://{host}:8000"
