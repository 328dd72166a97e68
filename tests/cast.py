"""The fixed people of all tests: who they are is said once, here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.test import Client

from nahtlos.people.models import Person, Tenant
from nahtlos.people.reads import actor_for
from nahtlos.people.writes import add_person, add_tenant
from nahtlos.rules.access import Actor, Role

ACTOR = Actor("command", "", "Tests")
PASSWORD = "ein langes Passwort"


@dataclass(frozen=True)
class Member:
    name: str
    role: Role
    tenant: str


MEMBERS = (
    Member("county", Role.COUNTY_COORDINATOR, "06633"),
    Member("town", Role.MUNICIPAL_COORDINATOR, "06633018"),
    Member("other_county", Role.COUNTY_COORDINATOR, "06999"),
    Member("state", Role.STATE_OFFICE, "06"),
    Member("operator", Role.OPERATOR, "06633"),
    Member("next_town", Role.MUNICIPAL_COORDINATOR, "06633006"),
    Member("editor", Role.EDITOR, "06633018"),
    Member("planner", Role.YOUTH_WELFARE_PLANNER, "06633"),
    Member("steering", Role.STEERING_GROUP_MEMBER, "06633"),
    Member("professional", Role.PROFESSIONAL, "06633"),
    Member("provider", Role.PROVIDER, "06633"),
)


def sign_in(client: Client, person: Person) -> Client:
    """Sign a member of the cast in, with all that the house asks of that role."""
    client.force_login(person)
    return client


class Cast:
    """`cast.person("county")`, `cast.actor("county")`, `cast.tenant("06633")`."""

    def person(self, name: str) -> Person:
        return Person.objects.get(email=f"{name}@cast.example")

    def actor(self, name: str) -> Actor:
        return actor_for(self.person(name))

    def tenant(self, key: str) -> Tenant:
        return Tenant.objects.get(key=key)


def load_cast(now: datetime) -> None:
    county, _ = Tenant.objects.get_or_create(
        key="06633", defaults={"kind": Tenant.Kind.COUNTY, "name": "Landkreis Kassel"}
    )
    add_tenant(actor=ACTOR, key="06633018", kind="town", name="Stadt Naumburg", county=county, now=now)
    add_tenant(actor=ACTOR, key="06633006", kind="town", name="Gemeinde Bad Emstal", county=county, now=now)
    add_tenant(actor=ACTOR, key="06999", kind="county", name="Landkreis Anderswo", now=now)
    add_tenant(actor=ACTOR, key="06", kind="state_office", name="Landeskoordinierungsstelle", now=now)
    for member in MEMBERS:
        add_person(
            actor=ACTOR,
            email=f"{member.name}@cast.example",
            label=f"Funktion {member.name}",
            password=PASSWORD,
            grants=[(member.role, Tenant.objects.get(key=member.tenant))],
            now=now,
        )
