"""The table of rights, read through its two questions."""

from __future__ import annotations

import pytest

from nahtlos.rules.access import ANONYMOUS, GIVES, RIGHTS, Actor, Grant, Relation, Role, may, relation, tenants_where


def actor(*grants: Grant) -> Actor:
    return Actor("person", "1", "Funktion", grants)


@pytest.mark.parametrize(
    ("tenant", "county", "expected"),
    [
        ("06633", "", Relation.OWN),
        ("06633018", "06633", Relation.BELOW),
        ("06634018", "06634", Relation.OTHER),
        ("06634", "", Relation.OTHER),
    ],
)
def test_relation(tenant: str, county: str, expected: Relation) -> None:
    assert relation(Grant(Role.COUNTY_COORDINATOR, "06633"), tenant, county) is expected


def test_the_state_office_stands_above_all_and_towns_beside_each_other() -> None:
    assert relation(Grant(Role.STATE_OFFICE, "06"), "06633018", "06633") is Relation.BELOW
    town = Grant(Role.MUNICIPAL_COORDINATOR, "06633018", "06633")
    assert relation(town, "06633006", "06633") is Relation.SAME_COUNTY
    assert relation(town, "06633") is Relation.SAME_COUNTY
    assert relation(town, "06634006", "06634") is Relation.OTHER


def test_nobody_gives_more_than_the_own_role() -> None:
    assert Role.STATE_OFFICE not in GIVES[Role.COUNTY_COORDINATOR]
    assert GIVES[Role.MUNICIPAL_COORDINATOR] < GIVES[Role.COUNTY_COORDINATOR]
    assert all(role in given for role, given in GIVES.items())


def test_nobody_without_a_grant_may_anything() -> None:
    assert not any(may(ANONYMOUS, action, kind, tenant="06633") for action, kind in RIGHTS)


def test_what_does_not_stand_in_the_table_is_forbidden() -> None:
    everything = actor(*(Grant(role, "06633") for role in Role))
    assert not may(everything, "edit", "nothing of ours", tenant="06633")


def test_a_role_in_one_county_is_none_in_another() -> None:
    here = actor(Grant(Role.COUNTY_COORDINATOR, "06633"))
    assert may(here, "edit", "help_contact", tenant="06633")
    assert not may(here, "edit", "help_contact", tenant="06634")
    assert tenants_where(here, "edit", "help_contact") == ("06633",)


def test_a_person_in_two_offices_has_both() -> None:
    tandem = actor(Grant(Role.MUNICIPAL_COORDINATOR, "06633018", "06633"), Grant(Role.OPERATOR, "06633"))
    assert may(tandem, "edit", "tenant_appearance", tenant="06633018", county="06633")
    assert may(tandem, "read", "outbox", tenant="06633")
    assert not may(tandem, "edit", "help_contact", tenant="06633")
