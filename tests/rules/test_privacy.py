"""The register's rules: what an entry needs, what is missing in it, how a person leaves a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nahtlos.rules.access import Role
from nahtlos.rules.privacy import (
    FUNCTIONS,
    PUBLIC_TASK,
    About,
    Erasure,
    Holding,
    Subject,
    function,
    in_notice_order,
    names_nobody_else,
    undeclared,
    without,
)

HOLDING = Holding(
    "people.Person", ("email",), About.ACCOUNTS, what="Mailadresse", purpose="anmelden", basis=PUBLIC_TASK,
    kept="solange der Zugang besteht", erasure=Erasure.DELETE, export="Zugang",
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"table": "Person"}, "no model label"),
        ({"fields": ()}, "names no field"),
        ({"what": " "}, "what is empty"),
        ({"purpose": ""}, "purpose is empty"),
        ({"kept": ""}, "kept is empty"),
        ({"basis": "weil wir es brauchen"}, "basis names no article"),
        ({"kept_for": timedelta(0)}, "kept_for is no time"),
        ({"erasure": Erasure.KEEP}, "what is kept needs a reason"),
        ({"export": ""}, "needs either a section"),
        ({"not_exported": "doch"}, "needs either a section"),
    ],
)
def test_an_entry_that_could_not_stand_in_a_notice_is_refused(change: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(HOLDING, **change)  # type: ignore[arg-type]


def test_the_notice_goes_by_the_people_concerned() -> None:
    mail = replace(HOLDING, about=About.RECIPIENTS)
    assert in_notice_order([HOLDING, mail]) == {About.RECIPIENTS: (mail,), About.ACCOUNTS: (HOLDING,)}


def test_what_is_in_no_register_gone_or_declared_twice_is_said() -> None:
    models = {"people.Person": ["email", "phone"]}
    not_personal = {"people.Person": ["email", "fax"]}
    assert undeclared(models, [HOLDING], not_personal, {"people.Person": "people/personal.py"}) == [
        "people.Person.phone is in no register: add it to HOLDINGS or NOT_PERSONAL in people/personal.py",
        "people.Person.fax is declared and does not exist",
        "people.Person.email is declared as personal and as not personal",
    ]


def test_every_role_has_its_function() -> None:
    assert set(FUNCTIONS) == set(Role)
    assert function(role.value for role in Role).count(",") == len(Role) - 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ALEX@a.example", "[A]"),
        ("<alex@a.example>.", "<[A]>."),
        ("xalex@a.example alex@a.example.org alex@a.example-b.org", None),
        ("Alex Beispiels Hund, Alex Beispiel-Hund", "Alex Beispiels Hund, [N]-Hund"),
        ("Von Alex Beispiel, dann alex beispiel", "Von [N], dann [N]"),
    ],
)
def test_a_person_leaves_a_text_and_nobody_else_does(before: str, after: str | None) -> None:
    replaced = {"alex@a.example": "[A]", "Alex Beispiel": "[N]"}
    assert without(before, replaced) == (before if after is None else after)


@given(st.recursive(st.text() | st.integers() | st.none(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_without_anything_to_replace_nothing_changes(value: object) -> None:
    assert without(value, {}) == value


def test_a_name_with_backslashes_is_put_in_as_it_is() -> None:
    assert without("alt", {"alt": r"\1 neu"}) == r"\1 neu"


def test_a_subject_is_replaced_by_the_function() -> None:
    subject = Subject("1", frozenset({"a@b.example"}), frozenset({"Alex Beispiel"}), "Redaktion")
    assert subject.replaced == {
        "a@b.example": "gelöschte Adresse",
        "Alex Beispiel": "gelöschte Person (Redaktion)",
    }


def test_a_label_that_others_have_names_nobody() -> None:
    assert names_nobody_else("Alex Beispiel", ["Kim Beispiel"])
    assert not names_nobody_else("Landkreis Anderswo", ["landkreis anderswo"])
    assert not names_nobody_else("Koordination des Landkreises", [])
