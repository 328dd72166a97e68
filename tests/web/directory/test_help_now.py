"""`/hilfe-sofort/`: most urgent first, honest about who has checked what."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from nahtlos.directory.models import HelpContact
from nahtlos.directory.shipped import load, rows_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_groups_come_in_the_order_of_urgency(client: Client) -> None:
    html = client.get("/hilfe-sofort/").content.decode()
    places = [html.index(f'id="h-{slug}"') for slug in ("danger", "illness", "talk", "violence", "office")]
    assert places == sorted(places)
    assert html.index("tel:112") < html.index("tel:0613119240") < html.index("tel:116117")


def test_nothing_shipped_counts_as_checked(client: Client) -> None:
    html = client.get("/hilfe-sofort/").content.decode()
    contacts = HelpContact.objects.filter(tenant__key="06633")
    assert html.count("noch nicht geprüft") == contacts.count() == len(rows_for("06633"))
    assert all(contact.source and contact.source_url for contact in contacts)


def test_a_check_is_shown_with_day_and_name(client: Client) -> None:
    HelpContact.objects.filter(tenant__key="06633", phone="112").update(
        checked_at=date(2026, 11, 20), checked_by="Koordination Kassel"
    )
    html = client.get("/hilfe-sofort/").content.decode()
    assert "geprüft am 20.11.2026 von Koordination Kassel" in html


def test_numbers_can_be_dialled(client: Client) -> None:
    html = client.get("/hilfe-sofort/").content.decode()
    assert '<a class="nl-number" href="tel:056110030">0561 1003-0</a>' in html


def test_a_county_without_contacts_still_names_112(client: Client) -> None:
    HelpContact.objects.all().delete()
    assert "112" in client.get("/hilfe-sofort/").content.decode().split("<main", 1)[1]


def test_what_somebody_wrote_is_never_markup(client: Client, cast: Cast) -> None:
    HelpContact.objects.create(
        tenant=cast.tenant("06633"), group="talk", title="<b>x</b>", website='https://a.example/"><i>', source="<s>"
    )
    html = client.get("/hilfe-sofort/").content.decode()
    assert "<b>x" not in html
    assert '"><i>' not in html


def test_shipped_numbers_are_loaded_once_and_only_where_none_are(cast: Cast, now: datetime) -> None:
    before = HelpContact.objects.count()
    load(now=now)
    county = cast.tenant("06999")
    known = HelpContact.objects.filter(tenant=county).count()
    load(now=now)
    assert HelpContact.objects.filter(tenant=county).count() == known
    assert HelpContact.objects.count() - before in {0, known}
    assert not HelpContact.objects.filter(tenant__key="06633018").exists()


def test_shipped_contacts_speak_the_language_of_the_page_and_edited_ones_german(client: Client) -> None:
    HelpContact.objects.filter(tenant__key="06633", phone="112").update(
        text="Nur im Notfall.", checked_at=date(2026, 11, 20), checked_by="Koordination"
    )
    html = client.get("/en/hilfe-sofort/").content.decode()
    assert "<h3>Fire brigade and ambulance</h3>" in html
    assert '<p lang="de" dir="ltr">Nur im Notfall.</p>' in html
    assert "checked on 20 November 2026 by Koordination" in html
    assert "Feuerwehr und Rettungsdienst" not in html
