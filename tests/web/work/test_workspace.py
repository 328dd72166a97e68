"""The workspace: who gets in, what each role sees, and the whole life of a help number on the screen."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from nahtlos.directory.models import HelpContact
from nahtlos.directory.writes import add_help_contact
from nahtlos.journal.mail import queue
from nahtlos.journal.models import Entry, Mail
from tests.cast import PASSWORD, Cast
from tests.journal.test_mail import message

LIST, NEW = "/arbeit/hilfe-sofort/", "/arbeit/hilfe-sofort/neu/"
FORM = {"group": "talk", "title": "Elternberatung", "phone": "0561 12-34", "source": "Amt", "version": ""}


def sign_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.person(name))
    return client


@pytest.fixture
def contact(cast: Cast, now: datetime) -> HelpContact:
    values = {"group": "talk", "title": "Elternberatung", "phone": "0561 1", "source": "Amt"}
    return add_help_contact(actor=cast.actor("county"), tenant=cast.tenant("06633"), values=values, now=now)


@pytest.mark.parametrize("path", ["/arbeit/", LIST, NEW, f"{LIST}1/", "/arbeit/postausgang/"])
def test_strangers_are_sent_to_the_sign_in_page_and_back(client: Client, cast: Cast, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/arbeit/anmelden/?next={path}")


@pytest.mark.parametrize("verb", ["geprueft", "entfernen", "zurueckholen"])
def test_strangers_change_nothing(client: Client, contact: HelpContact, verb: str) -> None:
    assert client.post(f"{LIST}{contact.pk}/{verb}/").status_code == 401
    assert client.get(f"{LIST}{contact.pk}/{verb}/").status_code == 405
    contact.refresh_from_db()
    assert (contact.version, contact.removed_at, contact.checked_at) == (1, None, None)


def test_signing_in_and_out(client: Client, cast: Cast) -> None:
    page = client.get("/arbeit/anmelden/?next=/arbeit/hilfe-sofort/")
    assert page.status_code == 200
    wrong = client.post("/arbeit/anmelden/", {"login": "county@cast.example", "password": "falsch"})
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    right = {"login": "County@Cast.example", "password": PASSWORD, "next": LIST}
    assert client.post("/arbeit/anmelden/", right).headers["Location"] == LIST
    assert client.get(LIST).headers["Cache-Control"] == "no-store"
    by_address = client.get("/arbeit/abmelden/")
    assert (by_address.status_code, b"<h1>" in by_address.content) == (405, True)
    assert client.post("/arbeit/abmelden/").headers["Location"] == "/"
    assert client.get(LIST).status_code == 302


def test_what_was_typed_outlives_the_sign_in(client: Client, cast: Cast) -> None:
    before = HelpContact.objects.count()
    answer = client.post(NEW, FORM | {"password": "geheim"})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Ihre Eingaben sind noch da" in page
    assert '<input type="hidden" name="title" value="Elternberatung">' in page
    assert "geheim" not in page
    assert HelpContact.objects.count() == before
    sign_in(client, cast, "county")
    assert client.post(NEW, FORM).status_code == 302
    assert HelpContact.objects.count() == before + 1


@pytest.mark.parametrize(
    ("headers", "is_kept"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://boese.example"}, False),
        ({}, False),
    ],
)
def test_only_entries_of_our_own_page_are_offered_again(cast: Cast, headers: dict[str, str], is_kept: bool) -> None:
    """A foreign page must not put its entries under our button."""
    client = sign_in(Client(enforce_csrf_checks=True), cast, "county")
    page = client.post(NEW, FORM, headers=headers).content.decode()
    assert ('value="Elternberatung"' in page) is is_kept


def test_a_form_without_its_token_is_refused_with_a_page_that_helps(cast: Cast) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), cast, "county")
    response = client.post(NEW, FORM)
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()
    assert not HelpContact.objects.filter(title="Elternberatung").exists()


@pytest.mark.parametrize(
    ("who", "rooms"),
    [
        ("county", ["Meine Aufgaben", "Menschen", "Hilfe sofort", "Barrieren", "Name und Farbe", "Mein Profil"]),
        ("town", ["Meine Aufgaben", "Menschen", "Barrieren", "Name und Farbe", "Mein Profil"]),
        ("operator", ["Meine Aufgaben", "Postausgang", "Mein Profil"]),
    ],
)
def test_everybody_sees_the_own_rooms(client: Client, cast: Cast, who: str, rooms: list[str]) -> None:
    page = sign_in(client, cast, who).get("/arbeit/")
    assert [item.label for item in page.context["work_nav"]] == rooms
    assert [item.label for item in page.context["work_nav"] if item.is_current] == ["Meine Aufgaben"]


@pytest.mark.parametrize(
    ("who", "status"), [("county", 200), ("town", 403), ("state", 403), ("operator", 403), ("other_county", 200)]
)
def test_who_keeps_the_help_numbers(client: Client, cast: Cast, who: str, status: int) -> None:
    response = sign_in(client, cast, who).get(LIST)
    assert response.status_code == status
    if status == 403:
        assert "Ihre Rolle umfasst das nicht" in response.content.decode()


def test_another_county_sees_only_its_own(client: Client, cast: Cast, contact: HelpContact) -> None:
    foreign = sign_in(client, cast, "other_county")
    assert "Elternberatung" not in foreign.get(LIST).content.decode()
    missing, theirs = foreign.get(f"{LIST}999999/"), foreign.get(f"{LIST}{contact.pk}/")
    assert (missing.status_code, theirs.status_code) == (404, 404)
    bodies = [re.sub(rb"/hilfe-sofort/\d+/", b"", page.content) for page in (missing, theirs)]
    assert bodies[0] == bodies[1]
    assert foreign.post(f"{LIST}{contact.pk}/entfernen/").status_code == 404


def test_the_life_of_a_number(client: Client, cast: Cast) -> None:
    county = sign_in(client, cast, "county")
    page = county.post(NEW, FORM, follow=True)
    assert "„Elternberatung“ steht jetzt auf der Seite." in page.content.decode()
    contact = HelpContact.objects.get(title="Elternberatung")
    address = f"{LIST}{contact.pk}/"
    assert county.post(f"{address}geprueft/", {"version": "9"}).status_code == 409
    page = county.post(f"{address}geprueft/", {"version": "1"}, follow=True)
    assert "gilt ab heute als geprüft" in page.content.decode()
    page = county.post(address, FORM | {"phone": "0561 99", "version": "2"}, follow=True)
    assert "„Elternberatung“ ist gespeichert." in page.content.decode()
    page = county.post(f"{address}entfernen/", follow=True)
    assert f'action="{address}zurueckholen/"' in page.content.decode()
    page = county.post(f"{address}zurueckholen/", follow=True)
    assert "steht wieder auf der Seite" in page.content.decode()
    verbs = list(
        Entry.objects.filter(object_id=str(contact.pk), object_kind="help_contact").values_list("verb", flat=True)
    )
    assert verbs == ["restore", "remove", "change", "verify", "add"]


def test_what_was_done_is_told_to_the_doer_alone(client: Client, cast: Cast, contact: HelpContact) -> None:
    other = sign_in(client, cast, "other_county")
    assert "Elternberatung" not in other.get(f"{LIST}?getan={contact.pk}").content.decode()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"title": ""}, "Bitte nennen Sie, wer hier hilft."),
        ({"phone": "0561 1 oder 0561 2"}, "ist keine einzelne Telefonnummer"),
        ({"phone": "<script>"}, "ist keine einzelne Telefonnummer"),
        ({"phone": ""}, "brauchen hier eine Telefonnummer oder eine Internetseite"),
        ({"website": "kein link"}, "keine Adresse einer Seite"),
        ({"group": "weltraum"}, "gültige Auswahl"),
        ({"group": ""}, "Bitte wählen Sie einen Abschnitt."),
        ({"source": ""}, "Bitte nennen Sie die Quelle."),
    ],
)
def test_bad_entries_are_named_and_kept(client: Client, cast: Cast, change: dict[str, Any], part: str) -> None:
    before = HelpContact.objects.count()
    page = sign_in(client, cast, "county").post(NEW, FORM | change).content.decode()
    assert part in page
    assert "Noch nicht gespeichert" in page
    assert 'value="Elternberatung"' in page or 'value="Amt"' in page, "what was typed is still there"
    assert "<script>" not in page
    assert HelpContact.objects.count() == before


def test_two_people_editing_one_number_see_the_difference(client: Client, cast: Cast, contact: HelpContact) -> None:
    county = sign_in(client, cast, "county")
    address = f"{LIST}{contact.pk}/"
    county.post(address, FORM | {"phone": "0561 55", "version": "1"})
    slower = county.post(address, FORM | {"phone": "0561 66", "version": "1"})
    page = slower.content.decode()
    assert slower.status_code == 409
    assert "Jemand anderes hat das inzwischen geändert" in page
    assert "0561 55" in page
    assert "0561 66" in page
    contact.refresh_from_db()
    assert contact.phone == "0561 55"
    county.post(address, FORM | {"phone": "0561 66", "version": "2"})
    contact.refresh_from_db()
    assert contact.phone == "0561 66"


def test_the_outbox_is_the_operators(client: Client, cast: Cast, now: datetime) -> None:
    (mail,) = queue(message(), now=now)
    page = sign_in(client, cast, "operator").get("/arbeit/postausgang/")
    assert "Betreff mit Umbruch" in page.content.decode()
    assert "an@nahtlos.example" in client.get(f"/arbeit/postausgang/{mail.pk}/").content.decode()
    assert client.get("/arbeit/postausgang/999999/").status_code == 404
    assert sign_in(Client(), cast, "county").get("/arbeit/postausgang/").status_code == 403


def test_the_outbox_has_pages(client: Client, cast: Cast, now: datetime) -> None:
    Mail.objects.bulk_create(
        Mail(created_at=now, sender="a@x", recipient="b@x", subject=f"Nr {number}", text="T", next_attempt_at=now)
        for number in range(60)
    )
    operator = sign_in(client, cast, "operator")
    first, last = operator.get("/arbeit/postausgang/"), operator.get("/arbeit/postausgang/?seite=3")
    assert "Seite 1 von 3" in first.content.decode()
    assert "Nr 59" in first.content.decode()
    assert "Nr 0<" in last.content.decode()
    assert operator.get("/arbeit/postausgang/?seite=x").status_code == 200


def test_where_mail_is_sent_there_is_no_outbox(
    client: Client, cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from nahtlos.settings.env import Mailer

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mailer=Mailer(host="mail.example"))
    operator = sign_in(client, cast, "operator")
    assert operator.get("/arbeit/postausgang/").status_code == 404
    assert "Postausgang" not in operator.get("/arbeit/").content.decode()


@pytest.mark.parametrize(
    ("who", "path"), [("county", "/arbeit/"), ("county", LIST), ("operator", "/arbeit/postausgang/")]
)
def test_pages_of_the_workspace_need_few_statements(
    client: Client, cast: Cast, django_assert_max_num_queries: Any, who: str, path: str
) -> None:
    sign_in(client, cast, who)
    with django_assert_max_num_queries(15):
        assert client.get(path).status_code == 200
