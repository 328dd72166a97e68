"""Pages to come: they answer with what was asked and say whom to turn to until then."""

from __future__ import annotations

import pytest
from django.test import Client

from nahtlos.directory.models import HelpContact

pytestmark = pytest.mark.django_db


def main(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_the_search_answers_with_what_was_typed_and_keeps_it(client: Client) -> None:
    html = main(client, "/angebote/?q=Krabbelgruppe&ort=Elbenberg&alter=12-36")
    assert "Sie suchen „Krabbelgruppe“ in Elbenberg." in html
    assert "Die Angebote tragen wir gerade ein." in html
    assert 'href="/orte/naumburg-elbenberg/"><span class="kern-label">Zur Seite von Elbenberg</span>' in html
    assert 'value="Krabbelgruppe"' in html
    assert 'value="Elbenberg"' in html
    assert '<option value="12-36" selected>' in html


def test_a_place_that_nobody_knows_is_said_to_be_unknown(client: Client) -> None:
    html = main(client, "/angebote/?ort=Nirgendwo")
    assert "Einen Ort „Nirgendwo“ finden wir hier nicht." in html
    assert 'href="/orte/"' in html


def test_a_phase_is_named(client: Client) -> None:
    assert "Sie suchen Angebote zu „Kita-Zeit“." in main(client, "/angebote/?phase=kita-zeit")
    assert "Sie suchen" not in main(client, "/angebote/?phase=unsinn")


def test_what_was_typed_is_never_markup(client: Client) -> None:
    assert "<b>" not in main(client, '/angebote/?q=<b>x</b>"&ort=<b>y')


@pytest.mark.parametrize("path", ["/impressum/", "/mitmachen/"])
def test_pages_of_law_name_the_office_until_they_are_there(client: Client, path: str) -> None:
    html = main(client, path)
    assert 'Bis dahin: Landkreis Kassel, Telefon <a class="nl-line" href="tel:056110030">0561 1003-0</a>.' in html
    assert 'href="tel:110"' not in html


def test_without_an_office_nobody_is_named(client: Client) -> None:
    HelpContact.objects.filter(group="office").delete()
    assert "Bis dahin" not in main(client, "/impressum/")


def test_the_programme_says_what_is_still_to_come(client: Client) -> None:
    html = main(client, "/programm/")
    assert html.count("Kommt noch") == 3
    assert "Plan der ganzen Kommune" in main(client, "/praeventionsketten-hessen/")
