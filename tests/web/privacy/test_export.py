"""`/arbeit/meine-daten/`: everybody gets the own data and nobody else's."""

from __future__ import annotations

import pytest
from django.test import Client

from nahtlos.journal.models import Entry
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PATH = "/arbeit/meine-daten/"


def test_one_gets_the_own_data_as_a_file(client: Client, cast: Cast) -> None:
    person = cast.person("county")
    client.force_login(person)
    response = client.post(PATH)
    assert response.headers["Content-Disposition"] == 'attachment; filename="meine-daten.json"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json()["Daten"]["Ihr Zugang"][0]["Mailadresse"] == person.email
    assert cast.person("town").email not in response.content.decode()
    entry = Entry.objects.first()
    assert entry is not None
    assert (entry.verb, entry.actor_id, entry.object_id) == ("export", str(person.pk), str(person.pk))


def test_a_look_hands_nothing_out(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("county"))
    assert client.get(PATH).status_code == 405
    assert not Entry.objects.filter(verb="export").exists()


def test_strangers_are_sent_to_the_sign_in_page(client: Client) -> None:
    response = client.post(PATH)
    assert response.status_code == 401
