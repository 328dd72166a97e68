"""`/datenschutz/`: the notice says what the register says, and the facts of the installation."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from nahtlos.people import register
from nahtlos.people.models import Tenant

pytestmark = pytest.mark.django_db


def text(client: Client, path: str = "/datenschutz/") -> str:
    html = client.get(path, headers={"host": "localhost"}).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])).split())


def test_every_holding_stands_in_the_notice_with_purpose_basis_and_term(client: Client) -> None:
    said = text(client)
    for one in register.holdings():
        for words in (one.about, one.what, one.purpose, one.basis, one.kept, one.erasure):
            assert " ".join(str(words).split()) in said


def test_the_short_form_comes_first(client: Client) -> None:
    html = client.get("/datenschutz/").content.decode()
    short = html.partition('id="h-short"')[2].partition("</section>")[0]
    assert short.count("<p ") == 3
    assert html.index('id="h-short"') < html.index('id="h-who"')


def test_the_county_answers_for_its_towns(client: Client) -> None:
    Tenant.objects.filter(key="06633018").update(host="localhost")
    assert "Verantwortlich für diese Seiten: Landkreis Kassel." in text(client)


def test_without_a_county_the_page_is_there(client: Client) -> None:
    Tenant.objects.update(kind="town", host=None)
    assert "Verantwortlich ist der Landkreis, der diese Seiten betreibt." in text(client)


def test_the_cookies_are_those_of_this_installation(client: Client) -> None:
    said = text(client)
    assert "nahtlos hält Sie angemeldet, 12 Stunden" in said
    assert "nahtlos-form schützt Formulare vor Fälschung, bis Sie den Browser schließen" in said
    client.get("/arbeit/anmelden/")
    assert {cookie for cookie in client.cookies if cookie not in said} == set()


def test_where_to_complain(client: Client) -> None:
    assert "Der Hessische Beauftragte für Datenschutz und Informationsfreiheit" in text(client)


def test_in_english_all_but_the_register_is_english(client: Client) -> None:
    said = text(client, "/en/datenschutz/")
    assert "In three sentences" in said
    assert "it is the wording of our register" in said
