"""Changing roles, a pause, and leaving: never above oneself, never the last one, nothing without anybody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import Http404
from django.test import Client

from nahtlos.journal.models import Entry
from nahtlos.people import owned
from nahtlos.people import roles as verbs
from nahtlos.people.access import person_for
from nahtlos.people.faults import NotPossible
from nahtlos.people.models import Invitation, Membership, Person, Tenant
from nahtlos.people.owned import everything
from nahtlos.people.reads import actor_for
from nahtlos.people.writes import add_person, change_label
from nahtlos.rules.access import ANONYMOUS, FITS, GIVES, Actor, Grant, Role, gives
from tests.cast import ACTOR, PASSWORD, Cast
from tests.people.helpers import STRANGERS, colleague, invited

COUNTY, TOWN, OTHER = "06633", "06633018", "06999"
REFUSALS = (Http404, PermissionDenied)


def roles_of(person: Person, tenant: str = COUNTY) -> set[str]:
    return set(person.memberships.filter(tenant__key=tenant).values_list("role", flat=True))


@pytest.mark.parametrize("kind", sorted(FITS))
@pytest.mark.parametrize("role", Role)
def test_nobody_gives_more_than_the_table_says(kind: str, role: Role) -> None:
    given = gives(Actor("person", "1", "F", (Grant(role, "x"),)), kind=kind, tenant="x")
    assert set(given) == set(GIVES.get(role, ())) & set(FITS[kind])


def test_every_role_fits_somewhere_and_nobody_unknown_gives() -> None:
    assert {role for roles in FITS.values() for role in roles} == set(Role)
    assert gives(ANONYMOUS, kind="county", tenant=COUNTY) == ()


def test_roles_are_given_and_taken_and_those_beyond_reach_stay(cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY), (Role.OPERATOR, COUNTY))
    verbs.change_roles(
        actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), roles=[Role.PROFESSIONAL], now=now
    )
    assert roles_of(person) == {"professional", "operator"}
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.tenant) == ("change_roles", COUNTY)
    assert entry.detail == {"roles": [["editor", "operator"], ["operator", "professional"]]}


def test_no_change_writes_nothing(cast: Cast, now: datetime) -> None:
    person, entries = colleague(cast, now, (Role.EDITOR, COUNTY)), Entry.objects.count()
    verbs.change_roles(
        actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), roles=[Role.EDITOR], now=now
    )
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("role", [Role.STATE_OFFICE, Role.OPERATOR, Role.MUNICIPAL_COORDINATOR])
def test_nobody_is_lifted_above_the_giver(cast: Cast, now: datetime, role: Role) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY))
    with pytest.raises(PermissionDenied, match="eigenen Rolle"):
        verbs.change_roles(
            actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), roles=[Role.EDITOR, role], now=now
        )
    assert roles_of(person) == {"editor"}


def test_nobody_changes_the_own_roles(cast: Cast, now: datetime) -> None:
    county, person, tenant = cast.actor("county"), cast.person("county"), cast.tenant(COUNTY)
    second = colleague(cast, now, (Role.COUNTY_COORDINATOR, COUNTY))
    acts: list[Callable[[], None]] = [
        lambda: verbs.change_roles(actor=county, person=person, tenant=tenant, roles=[Role.EDITOR], now=now),
        lambda: verbs.suspend(actor=county, person=person, now=now),
        lambda: verbs.hand_over(actor=county, person=person, tenant=tenant, successor=second, now=now),
    ]
    for act in acts:
        with pytest.raises(NotPossible, match="niemand selbst"):
            act()
    assert roles_of(person) == {"county_coordinator"}


def test_the_last_coordination_stays_whoever_asks(cast: Cast, now: datetime) -> None:
    town, tenant = cast.person("town"), cast.tenant(TOWN)
    with pytest.raises(NotPossible, match="einzige Koordination"):
        verbs.change_roles(actor=cast.actor("county"), person=town, tenant=tenant, roles=[Role.EDITOR], now=now)
    with pytest.raises(NotPossible, match="betreut noch etwas"):
        verbs.suspend(actor=cast.actor("county"), person=town, now=now)
    suspended = colleague(cast, now, (Role.MUNICIPAL_COORDINATOR, TOWN))
    verbs.suspend(actor=cast.actor("county"), person=suspended, now=now)
    with pytest.raises(NotPossible, match="einzige Koordination"):
        verbs.change_roles(actor=cast.actor("county"), person=town, tenant=tenant, roles=[Role.EDITOR], now=now)
    verbs.resume(actor=cast.actor("county"), person=suspended, now=now)
    verbs.change_roles(actor=cast.actor("county"), person=town, tenant=tenant, roles=[Role.EDITOR], now=now)
    assert roles_of(town, TOWN) == {"editor"}


def test_nobody_is_left_without_any_role(cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY))
    with pytest.raises(NotPossible, match="Mindestens eine Rolle"):
        verbs.change_roles(actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), roles=[], now=now)


def test_roles_here_may_end_when_there_are_others_elsewhere(cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY), (Role.EDITOR, OTHER))
    verbs.change_roles(actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), roles=[], now=now)
    assert roles_of(person) == set()
    assert roles_of(person, OTHER) == {"editor"}


def test_a_pause_ends_every_session_for_good(cast: Cast, now: datetime, client: Client) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY))
    client.force_login(person)
    assert client.get("/arbeit/profil/").status_code == 200
    verbs.suspend(actor=cast.actor("county"), person=person, now=now)
    assert client.get("/arbeit/profil/").status_code == 302
    told = client.post("/arbeit/anmelden/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert "Ihr Konto ist gesperrt" in told.content.decode()
    assert client.get("/arbeit/").status_code == 302
    verbs.resume(actor=cast.actor("county"), person=person, now=now)
    assert client.get("/arbeit/profil/").status_code == 302, "an old session never comes back"
    assert client.post("/arbeit/anmelden/", {"login": person.email, "password": PASSWORD}).status_code == 302
    assert roles_of(person) == {"editor"}


def test_whoever_works_elsewhere_too_is_not_closed_from_here(cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY), (Role.EDITOR, OTHER))
    with pytest.raises(NotPossible, match="andere Kommune"):
        verbs.suspend(actor=cast.actor("county"), person=person, now=now)
    person.refresh_from_db()
    assert person.is_active


def test_leaving_hands_everything_over(cast: Cast, now: datetime) -> None:
    town, tenant = cast.person("town"), cast.tenant(TOWN)
    invited(cast, now, Role.EDITOR, who="town", tenant=TOWN)
    successor = colleague(cast, now, (Role.EDITOR, TOWN))
    assert [str(one.what) for one in everything(town, tenant)] == ["einzige Koordination", "offene Einladung"]
    verbs.hand_over(actor=cast.actor("county"), person=town, tenant=tenant, successor=successor, now=now)
    town.refresh_from_db()
    assert (town.suspended_at, town.is_active) == (now, False)
    assert roles_of(successor, TOWN) == {"editor", "municipal_coordinator"}
    assert Invitation.objects.get().invited_by_id == str(successor.pk)
    assert everything(town, tenant) == []
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.detail) == ("hand_over", {"to": [successor.pk, "Funktion colleague"], "things": 2})


def test_leaving_one_of_two_communes_keeps_the_account(cast: Cast, now: datetime) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY), (Role.EDITOR, OTHER))
    verbs.hand_over(
        actor=cast.actor("county"),
        person=person,
        tenant=cast.tenant(COUNTY),
        successor=cast.person("operator"),
        now=now,
    )
    person.refresh_from_db()
    assert person.is_active
    assert [grant.tenant for grant in actor_for(person).grants] == [OTHER]


@pytest.mark.parametrize("successor", ["other_county", "town", "oneself", "suspended"])
def test_only_who_works_there_takes_over(cast: Cast, now: datetime, successor: str) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY))
    if successor == "suspended":
        taker = colleague(cast, now, (Role.EDITOR, COUNTY), name="other")
        verbs.suspend(actor=cast.actor("county"), person=taker, now=now)
    else:
        taker = person if successor == "oneself" else cast.person(successor)
    with pytest.raises(NotPossible, match="hier mitarbeitet"):
        verbs.hand_over(actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), successor=taker, now=now)
    person.refresh_from_db()
    assert person.is_active


def test_a_room_that_keeps_something_holds_everybody_back(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = colleague(cast, now, (Role.EDITOR, COUNTY))
    room = ModuleType("ownership")
    room.owned = lambda person, tenant: [owned.Owned("Maßnahme", "Elterncafé")]  # type: ignore[attr-defined]
    room.hand_over = lambda **_all: None  # type: ignore[attr-defined]
    monkeypatch.setattr(owned, "_rooms", lambda: [room])
    entries = Entry.objects.count()
    with pytest.raises(NotPossible, match="betreut noch etwas"):
        verbs.suspend(actor=cast.actor("county"), person=person, now=now)
    with pytest.raises(RuntimeError):
        verbs.hand_over(
            actor=cast.actor("county"), person=person, tenant=cast.tenant(COUNTY), successor=cast.person("county"),
            now=now,
        )  # fmt: skip
    person.refresh_from_db()
    assert (person.is_active, Entry.objects.count()) == (True, entries)


@pytest.mark.parametrize("who", [*STRANGERS, "professional", "planner"])
def test_no_verb_trusts_its_caller(cast: Cast, now: datetime, who: str) -> None:
    if who in STRANGERS:
        actor = cast.actor(who)
    else:
        role = Role.PROFESSIONAL if who == "professional" else Role.YOUTH_WELFARE_PLANNER
        actor = actor_for(colleague(cast, now, (role, COUNTY), name=f"another_{who}"))
    person, tenant = colleague(cast, now, (Role.EDITOR, COUNTY)), cast.tenant(COUNTY)
    taker = cast.person("county")
    before = (Entry.objects.count(), list(Membership.objects.values().order_by("pk")))
    acts: list[Any] = [
        lambda: verbs.change_roles(actor=actor, person=person, tenant=tenant, roles=[], now=now),
        lambda: verbs.change_roles(actor=actor, person=person, tenant=tenant, roles=[Role.EDITOR], now=now),
        lambda: verbs.suspend(actor=actor, person=person, now=now),
        lambda: verbs.resume(actor=actor, person=person, now=now),
        lambda: verbs.hand_over(actor=actor, person=person, tenant=tenant, successor=taker, now=now),
        lambda: person_for(actor, person.pk),
    ]
    for act in acts:
        with pytest.raises(REFUSALS):
            act()
    person.refresh_from_db()
    assert person.is_active
    assert before == (Entry.objects.count(), list(Membership.objects.values().order_by("pk")))


def test_the_state_office_changes_coordinators_and_nobody_below_them(cast: Cast, now: datetime) -> None:
    state, tenant = cast.actor("state"), cast.tenant(COUNTY)
    editor = colleague(cast, now, (Role.EDITOR, COUNTY))
    with pytest.raises(PermissionDenied):
        verbs.suspend(actor=state, person=editor, now=now)
    verbs.change_roles(actor=state, person=editor, tenant=tenant, roles=[Role.EDITOR, Role.COUNTY_COORDINATOR], now=now)
    verbs.change_roles(actor=state, person=cast.person("county"), tenant=tenant, roles=[Role.OPERATOR], now=now)
    assert roles_of(cast.person("county")) == {"operator"}


def test_a_foreign_person_answers_like_a_missing_one(cast: Cast, now: datetime) -> None:
    for pk in (cast.person("county").pk, cast.person("town").pk, cast.person("state").pk, 10**9):
        with pytest.raises(Http404):
            person_for(cast.actor("other_county"), pk)
    with pytest.raises(PermissionDenied, match="Rolle"):
        person_for(cast.actor("operator"), cast.person("county").pk)
    tandem = colleague(cast, now, (Role.EDITOR, OTHER), (Role.EDITOR, TOWN))
    assert person_for(cast.actor("town"), tandem.pk) == tandem


def test_everybody_names_oneself(cast: Cast, now: datetime) -> None:
    change_label(actor=cast.actor("operator"), label="Rechenzentrum", now=now)
    assert cast.person("operator").label == "Rechenzentrum"
    assert Entry.objects.latest("pk").verb == "change_label"
    entries = Entry.objects.count()
    change_label(actor=cast.actor("operator"), label="Rechenzentrum", now=now)
    with pytest.raises(PermissionDenied):
        change_label(actor=ACTOR, label="Niemand", now=now)
    assert Entry.objects.count() == entries


@pytest.mark.django_db(transaction=True)
def test_two_who_remove_each_other_at_once_leave_one(now: datetime) -> None:
    tenant, _ = Tenant.objects.get_or_create(key="06778", defaults={"kind": "county", "name": "Landkreis Rennen"})
    pair = [
        add_person(
            actor=ACTOR, email=f"{name}@rennen.example", label=name, password=PASSWORD,
            grants=[(Role.COUNTY_COORDINATOR, tenant)], now=now,
        )
        for name in ("eins", "zwei")
    ]  # fmt: skip
    actors, start, outcomes = [actor_for(person) for person in pair], threading.Barrier(2), list[str]()

    def act(actor: Actor, other: Person) -> None:
        start.wait()
        try:
            verbs.change_roles(actor=actor, person=other, tenant=tenant, roles=[Role.EDITOR], now=now)
            outcomes.append("changed")
        except NotPossible:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=act, args=(actors[0], pair[1])),
        threading.Thread(target=act, args=(actors[1], pair[0])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["changed", "refused"]
    assert Membership.objects.filter(tenant=tenant, role=Role.COUNTY_COORDINATOR).count() == 1
