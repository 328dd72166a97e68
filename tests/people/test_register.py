"""Nothing is stored about a person that the register does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

import nahtlos
from nahtlos.people import register
from nahtlos.rules.privacy import Erasure, Subject, undeclared

# Tables of libraries, by the room that uses them; a new library's tables go to the room that brings it.
HOMES = {"django_tasks_database": "journal", "account": "people", "auth": "people", "contenttypes": "people"}
ROOMS = Path(nahtlos.__file__).parent


def models() -> dict[str, list[str]]:
    installed = apps.get_models(include_auto_created=True)
    return {one._meta.label: [field.name for field in one._meta.local_fields] for one in installed}


def home(label: str) -> str:
    app = label.partition(".")[0]
    room = app if (ROOMS / app).is_dir() else HOMES.get(app, "people")
    return f"src/nahtlos/{room}/personal.py"


def test_every_field_of_every_model_is_declared() -> None:
    homes = {label: home(label) for label in models()}
    assert undeclared(models(), register.holdings(), register.not_personal(), homes) == []


def test_a_new_field_is_said_with_the_place_where_it_belongs() -> None:
    new = models() | {"directory.HelpContact": [*models()["directory.HelpContact"], "called_by"]}
    homes = {label: home(label) for label in new}
    assert undeclared(new, register.holdings(), register.not_personal(), homes) == [
        "directory.HelpContact.called_by is in no register: "
        "add it to HOLDINGS or NOT_PERSONAL in src/nahtlos/directory/personal.py"
    ]


def test_what_has_a_term_is_named_with_it() -> None:
    assert [one.table for one in register.holdings() if one.kept_for and not any(map(str.isdigit, one.kept))] == [
        one.table for one in register.holdings() if one.kept_for and "drei Jahre" in one.kept
    ]


def test_upper_rooms_are_asked_first() -> None:
    order = [one.HOLDINGS[0].table.partition(".")[0] for one in register.rooms()]
    assert order.index("directory") < order.index("people") < order.index("journal")


@pytest.mark.django_db
def test_the_export_has_every_section_that_the_register_names() -> None:
    from nahtlos.people.models import Person

    person = Person.objects.get(email="county@cast.example")
    subject = Subject(str(person.pk), frozenset({person.email}), frozenset(), "")
    sections = {section for room in register.rooms() for section in room.export(subject)}
    assert sections == {one.export for one in register.holdings() if one.export}


def test_what_is_kept_says_why() -> None:
    assert [one.erasure_reason for one in register.holdings() if one.erasure is Erasure.KEEP] != []
