"""A tenant sets its own name, colour and logo, and every page shows them at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nahtlos.journal.models import Entry
from nahtlos.people.models import Tenant
from tests.cast import Cast
from tests.gateways.test_drawings import svg

PAGE = "/arbeit/erscheinung/"
FORM: dict[str, Any] = {"name": "Kreis der Familien", "tagline": "Gut begleitet", "colour": "#7a1f5c"}


@pytest.fixture
def county(client: Client, cast: Cast) -> Client:
    client.force_login(cast.person("county"))
    return client


def test_the_public_page_shows_it_at_once(county: Client, cast: Cast) -> None:
    assert "Kreis der Familien" not in Client().get("/").content.decode()
    logo = SimpleUploadedFile("wappen.svg", svg('<path d="M0 0h9"/>'), "image/svg+xml")
    done = county.post(PAGE, FORM | {"logo": logo}, follow=True)
    assert "Gespeichert. Ab jetzt sehen es alle." in done.content.decode()
    page = Client().get("/").content.decode()
    assert "Kreis der Familien" in page
    assert "/gestaltung/06633-7a1f5c.css" in page
    assert "/gestaltung/06633-" in page
    assert ".svg" in page
    entry = Entry.objects.filter(object_kind="tenant_appearance").latest("pk")
    assert entry.detail["colour"] == ["", "#7a1f5c"]
    assert "path" not in str(entry.detail)


def test_a_logo_can_be_taken_away_and_a_colour_emptied(county: Client, cast: Cast) -> None:
    logo = SimpleUploadedFile("wappen.svg", svg('<path d="M0 0h9"/>'), "image/svg+xml")
    county.post(PAGE, FORM | {"logo": logo})
    county.post(PAGE, FORM | {"colour": "", "remove_logo": "on"})
    tenant = Tenant.objects.get(key="06633")
    assert (tenant.logo, tenant.colour) == ("", "")


def test_saving_the_same_twice_is_one_act(county: Client, cast: Cast) -> None:
    county.post(PAGE, FORM)
    entries = Entry.objects.count()
    county.post(PAGE, FORM)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"name": ""}, "zwingend erforderlich"),
        ({"colour": "#ffff00"}, "könnte niemand Text lesen"),
        ({"colour": "rot"}, "könnte niemand Text lesen"),
        ({"logo": SimpleUploadedFile("x.svg", b"<script/>")}, "keine SVG-Datei"),
        ({"logo": SimpleUploadedFile("x.svg", b"")}, "leer"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(county: Client, change: dict[str, Any], part: str) -> None:
    page = county.post(PAGE, FORM | change).content.decode()
    assert part in page
    assert "Noch nicht gespeichert" in page
    assert Tenant.objects.get(key="06633").name == "Landkreis Kassel"


@pytest.mark.parametrize(("who", "status"), [("town", 200), ("state", 200), ("operator", 403)])
def test_everybody_changes_the_own_house_only(client: Client, cast: Cast, who: str, status: int) -> None:
    client.force_login(cast.person(who))
    assert client.get(PAGE).status_code == status
    client.post(PAGE, FORM)
    assert Tenant.objects.get(key="06633").name == "Landkreis Kassel"
