"""Load the model region of Landkreis Kassel and Naumburg into a prepared database, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from nahtlos.journal.mail import queue
from nahtlos.journal.models import Entry
from nahtlos.journal.writes import record
from nahtlos.people.models import Person, Tenant
from nahtlos.people.reads import actor_for
from nahtlos.people.writes import add_person, add_tenant
from nahtlos.places.models import Place
from nahtlos.rules.access import Actor, Role
from nahtlos.voices.writes import answer_report, receive_report

ACTOR = Actor("command", "", "Beispielregion")
PASSWORD = "kette-beispiel-2026"  # noqa: S105 - printed by `nahtlos demo`, refused where others can reach the host
COUNTY, TOWN, LAND = "06633", "06633018", "06"


@dataclass(frozen=True)
class Login:
    """An example account: a function, never a person."""

    email: str
    label: str
    role: Role
    tenant: str


LOGINS = (
    Login("landkreis@demo.example", "Koordination Landkreis Kassel", Role.COUNTY_COORDINATOR, COUNTY),
    Login("naumburg@demo.example", "Koordination Naumburg", Role.MUNICIPAL_COORDINATOR, TOWN),
    Login("land@demo.example", "Landeskoordinierungsstelle", Role.STATE_OFFICE, LAND),
    Login("betrieb@demo.example", "Betrieb", Role.OPERATOR, COUNTY),
)


class NotEmpty(Exception):
    """Somebody works with this database already; example data would mix with theirs."""


def is_loaded() -> bool:
    return Entry.objects.filter(verb="load", object_kind="demo").exists()


def load(*, now: datetime) -> None:
    """Load everything in one transaction. Raises NotEmpty where accounts exist that are not of the demo."""
    if is_loaded():
        return
    if Person.objects.exists():
        raise NotEmpty
    with transaction.atomic():
        _people(_tenants(now), now)
        _first_mail(now)
        _barriers(now)
        record(actor=ACTOR, verb="load", kind="demo", label="Landkreis Kassel und Naumburg", tenant=COUNTY, now=now)


def _tenants(now: datetime) -> dict[str, Tenant]:
    county = Tenant.objects.get(key=COUNTY)
    town = add_tenant(
        actor=ACTOR,
        key=TOWN,
        kind=Tenant.Kind.TOWN,
        name="Stadt Naumburg",
        tagline="Angebote für Familien",
        place=Place.objects.get(ags=TOWN),
        county=county,
        now=now,
    )
    office = add_tenant(
        actor=ACTOR,
        key=LAND,
        kind=Tenant.Kind.STATE_OFFICE,
        name="Präventionsketten",
        tagline="in Hessen",
        now=now,
    )
    return {tenant.key: tenant for tenant in (county, town, office)}


def _people(tenants: dict[str, Tenant], now: datetime) -> None:
    for login in LOGINS:
        add_person(
            actor=ACTOR,
            email=login.email,
            label=login.label,
            password=PASSWORD,
            grants=[(login.role, tenants[login.tenant])],
            now=now,
        )


def _first_mail(now: datetime) -> None:
    """So that the outbox shows what it is for."""
    queue(
        EmailMessage(
            subject="Willkommen in der Beispielregion (Beispieldaten)",
            body=(
                "Guten Tag,\n\nauf dieser Seite liegen alle Mails, die die Plattform verschicken würde. "
                "So können Sie alles ausprobieren, ohne dass eine Mail das Haus verlässt.\n"
            ),
            to=[LOGINS[0].email],
        ),
        now=now,
    )


def _barriers(now: datetime) -> None:
    """One report that waits and one that was answered, so that the queue shows what it is for."""
    county = Tenant.objects.get(key=COUNTY)
    open_text = "Beispieldaten: Auf der Karte kann ich mit der Tastatur nicht sehen, wo ich bin."
    receive_report(
        tenant=county, form="demo-open", values={"text": open_text, "page": "/orte/"}, now=now - timedelta(days=32)
    )
    asked = "Beispieldaten: Gibt es die Nummern für Hilfe sofort auch in Großdruck?"
    values = {"text": asked, "page": "/hilfe-sofort/", "wished_format": "large_print"}
    report = receive_report(tenant=county, form="demo-answered", values=values, now=now - timedelta(days=20))
    answer = (
        "Die Seite „Hilfe sofort“ lässt sich auf einem Blatt ausdrucken. In Großdruck schicken wir sie Ihnen gern zu."
    )
    actor = actor_for(Person.objects.get(email=LOGINS[0].email))
    answer_report(actor=actor, report=report, version=1, answer=answer, now=now - timedelta(days=14))
