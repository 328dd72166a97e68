"""More people than the cast has, made where a test needs them."""

from __future__ import annotations

from datetime import datetime

from nahtlos.people.invitations import invite
from nahtlos.people.models import Invitation, Person
from nahtlos.people.writes import add_person
from nahtlos.rules.access import Role
from tests.cast import ACTOR, Cast

# Who may not manage anybody of the county, own or foreign; `town` manages only the town.
STRANGERS = ("town", "other_county", "operator")


def colleague(cast: Cast, now: datetime, *grants: tuple[Role, str], name: str = "colleague") -> Person:
    return add_person(
        actor=ACTOR,
        email=f"{name}@cast.example",
        label=f"Funktion {name}",
        password="ein langes Passwort",
        grants=[(role, cast.tenant(key)) for role, key in grants],
        now=now,
    )


def invited(
    cast: Cast, now: datetime, *roles: Role, who: str = "county", tenant: str = "06633", email: str = "neu@cast.example"
) -> tuple[Invitation, str]:
    """An invitation and the token of its link."""
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return f"https://nahtlos.example/{token}/"

    made = invite(
        actor=cast.actor(who), tenant=cast.tenant(tenant), email=email, label="Funktion neu", roles=roles, link=link,
        now=now,
    )  # fmt: skip
    return made, tokens[-1]
