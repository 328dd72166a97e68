"""The start page: search, the chain, the places, help."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches
from django.test import Client

from nahtlos.directory.models import HelpContact
from nahtlos.people.models import Tenant

pytestmark = pytest.mark.django_db


def test_search_asks_three_questions(client: Client) -> None:
    html = client.get("/").content.decode()
    assert 'role="search"' in html
    assert 'action="/angebote/"' in html
    for field in ('name="q"', 'name="ort"', 'name="alter"'):
        assert html.count(field) == 1
    for age in ("schwanger", "0-12", "12-36", "36-72", "72-132"):
        assert f'<option value="{age}">' in html


def test_the_chain_leads_to_five_phases_and_three_transitions(client: Client) -> None:
    html = client.get("/").content.decode()
    phases = ["schwangerschaft", "erstes-jahr", "kleinkind", "kita-zeit", "grundschule"]
    places = [html.index(f'href="/angebote/?phase={slug}"') for slug in phases]
    assert places == sorted(places)
    for slug in ("geburt", "start-in-die-kita", "schulanfang"):
        assert f'href="/angebote/?phase={slug}"' in html


def test_all_28_municipalities_are_one_click_away(client: Client) -> None:
    html = client.get("/").content.decode()
    assert html.count('href="/orte/') == 28 + 2
    assert 'href="/orte/naumburg/"' in html
    assert "Gutsbezirk" not in html


def test_searches_are_german_in_every_language(client: Client) -> None:
    assert 'href="/en/angebote/?q=Hebamme">Midwife</a>' in client.get("/en/").content.decode()


def test_help_shows_what_is_meant_for_the_start_page(client: Client) -> None:
    html = client.get("/").content.decode()
    assert 'href="tel:112"' in html
    assert 'href="tel:0613119240"' in html
    assert 'href="tel:110"' not in html


def test_without_a_county_the_page_still_stands(client: Client) -> None:
    Tenant.objects.update(kind=Tenant.Kind.TOWN)
    response = client.get("/")
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


def test_each_number_says_whether_it_was_checked(client: Client) -> None:
    box = client.get("/").content.decode().split('id="h-sos"', 1)[1].split("</section>", 1)[0]
    assert box.count("noch nicht geprüft") == box.count('href="tel:') == 4
    HelpContact.objects.filter(tenant__key="06633", phone="112").update(checked_at=date(2026, 11, 20), checked_by="K")
    caches["pages"].clear()
    assert "geprüft am 20.11.2026" in client.get("/").content.decode()


def test_long_hours_are_shortened(client: Client) -> None:
    assert "Mo bis Fr 9 bis 17 Uhr, Di und Do bis 19 Uhr" in client.get("/").content.decode()
    assert "Mon to Fri 9:00 to 17:00, Tue and Thu until 19:00" in client.get("/en/").content.decode()
