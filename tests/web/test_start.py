"""The start page: search, the chain, the places, help."""

from __future__ import annotations

import pytest
from django.test import Client

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
