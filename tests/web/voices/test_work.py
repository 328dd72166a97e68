"""The queue of reported barriers and the statement in the workspace: who gets in, and the whole life on the screen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nahtlos.journal.models import Mail
from nahtlos.voices import statement_writes, writes
from nahtlos.voices.models import BarrierReport, StatementEntry, StatementFacts
from nahtlos.web.work.tasks import tasks_for
from tests.cast import Cast

QUEUE, STATEMENT = "/arbeit/barrieren/", "/arbeit/barrieren/erklaerung/"
ENTRY = {
    "title": "Ein Film hat keine Untertitel.", "ground": "burden", "reason": "Er wird ersetzt.",
    "alternative": "Der Text steht daneben.", "since": "2026-11-01", "planned_for": "", "version": "",
}  # fmt: skip


def sign_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.person(name))
    return client


@pytest.fixture
def report(cast: Cast) -> BarrierReport:
    values = {"text": "Die Karte ist ein Bild.", "page": "/orte/", "contact": "jemand@familie.example"}
    return writes.receive_report(tenant=cast.tenant("06633"), form="a", values=values, now=timezone.now())


@pytest.fixture
def entry(cast: Cast, now: datetime) -> StatementEntry:
    return StatementEntry.objects.filter(tenant=cast.tenant("06633"))[0]


def texts(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", [QUEUE, f"{QUEUE}1/", STATEMENT, f"{STATEMENT}neu/", f"{STATEMENT}angaben/"])
def test_strangers_are_sent_to_the_sign_in_page(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/arbeit/anmelden/?next={path}"


@pytest.mark.parametrize(
    ("who", "status"), [("county", 200), ("town", 200), ("state", 200), ("operator", 403), ("other_county", 200)]
)
def test_who_gets_in(client: Client, cast: Cast, who: str, status: int) -> None:
    person = sign_in(client, cast, who)
    assert [person.get(path).status_code for path in (QUEUE, STATEMENT)] == [status, status]


@pytest.mark.parametrize("who", ["town", "state", "operator", "other_county"])
def test_only_the_own_county_sees_and_answers_a_report(
    client: Client, cast: Cast, report: BarrierReport, entry: StatementEntry, who: str
) -> None:
    other = sign_in(client, cast, who)
    if who != "operator":
        assert "Die Karte ist ein Bild" not in texts(other, QUEUE)
    address, known = f"{QUEUE}{report.pk}/", f"{STATEMENT}{entry.pk}/"
    answers = [
        other.get(address), other.post(address, {"answer": "x", "version": "1"}),
        other.post(f"{address}in-arbeit/", {"version": "1"}), other.post(f"{address}wieder-oeffnen/", {"version": "1"}),
        other.get(known), other.post(known, ENTRY | {"version": "1"}), other.post(f"{known}behoben/"),
        other.post(f"{known}wieder-da/"),
    ]  # fmt: skip
    expected = 404 if who == "other_county" else 403
    assert {answer.status_code for answer in answers} == {expected}
    report.refresh_from_db()
    entry.refresh_from_db()
    assert (report.version, entry.version) == (1, 1)


def test_a_foreign_report_answers_like_a_missing_one(client: Client, cast: Cast, report: BarrierReport) -> None:
    other = sign_in(client, cast, "other_county")
    bodies = [re.sub(r"/barrieren/\d+/", "", texts(other, f"{QUEUE}{pk}/")) for pk in (report.pk, 999_999)]
    assert bodies[0] == bodies[1]


def test_the_life_of_a_report(client: Client, cast: Cast, report: BarrierReport) -> None:
    county = sign_in(client, cast, "county")
    address = f"{QUEUE}{report.pk}/"
    assert "noch 42 Tage" in texts(county, QUEUE)
    page = county.post(f"{address}in-arbeit/", {"version": "1"}, follow=True).content.decode()
    assert f"Meldung Nr. {report.pk} ist in Arbeit." in page
    assert "jemand@familie.example" in texts(county, address)
    page = county.post(address, {"answer": "Bald geht es.", "version": "2"}, follow=True).content.decode()
    assert f"Meldung Nr. {report.pk} ist beantwortet." in page
    assert "Keine Meldung ist offen." in page
    assert Mail.objects.filter(recipient="jemand@familie.example").count() == 1
    undo = re.search(r'action="([^"]+)" id="undo">.*?name="version" value="(\d+)"', page, flags=re.DOTALL)
    assert undo
    page = county.post(undo.group(1), {"version": undo.group(2)}, follow=True).content.decode()
    assert "ist wieder offen" in page
    assert "Bald geht es." in texts(county, address), "the first answer stands in the form"


def test_an_empty_answer_is_not_sent(client: Client, cast: Cast, report: BarrierReport) -> None:
    county = sign_in(client, cast, "county")
    page = county.post(f"{QUEUE}{report.pk}/", {"answer": " ", "version": "1"})
    assert "zwingend erforderlich" in page.content.decode()
    assert not Mail.objects.filter(recipient="jemand@familie.example").exists()


def test_two_people_answer_at_once(client: Client, cast: Cast, report: BarrierReport) -> None:
    county = sign_in(client, cast, "county")
    address = f"{QUEUE}{report.pk}/"
    county.post(address, {"answer": "erste", "version": "1"})
    slower = county.post(address, {"answer": "zweite", "version": "1"})
    assert slower.status_code == 409
    assert "Jemand anderes hat das inzwischen geändert" in slower.content.decode()
    assert "erste" in slower.content.decode()
    assert "zweite" in slower.content.decode()
    assert county.post(f"{address}in-arbeit/", {"version": "x"}).status_code == 409
    assert Mail.objects.filter(recipient="jemand@familie.example").count() == 1


def test_while_it_is_open_the_slower_keeps_the_text(client: Client, cast: Cast, report: BarrierReport) -> None:
    county = sign_in(client, cast, "county")
    county.post(f"{QUEUE}{report.pk}/in-arbeit/", {"version": "1"})
    slower = county.post(f"{QUEUE}{report.pk}/", {"answer": "mein langer Text", "version": "1"})
    assert slower.status_code == 409
    assert "mein langer Text" in slower.content.decode()


def test_overdue_is_said_with_a_word_and_stands_first(client: Client, cast: Cast, report: BarrierReport) -> None:
    early = timezone.now() - timedelta(days=50)
    writes.receive_report(tenant=report.tenant, form="b", values={"text": "Viel älter"}, now=early)
    county = sign_in(client, cast, "county")
    html = texts(county, QUEUE)
    assert html.index("Viel älter") < html.index("Die Karte ist ein Bild")
    assert html.count("Überfällig") == 1
    assert "50&nbsp;%" in html
    tasks = texts(county, "/arbeit/")
    assert "2 gemeldete Barrieren beantworten" in tasks
    assert tasks.index("Überfällig") < tasks.index("Nummern für „Hilfe sofort“")


def test_tasks_come_from_their_areas(cast: Cast, report: BarrierReport) -> None:
    today = timezone.localdate()
    assert [task.sign for task in tasks_for(cast.actor("county"), today)] == ["s-barrier", "i-phone", "i-doc"]
    assert tasks_for(cast.actor("operator"), today) == []
    assert tasks_for(cast.actor("town"), today) == []


def test_the_life_of_an_entry(client: Client, cast: Cast) -> None:
    county = sign_in(client, cast, "county")
    page = county.post(f"{STATEMENT}neu/", ENTRY, follow=True).content.decode()
    assert "„Ein Film hat keine Untertitel.“ steht jetzt in der Erklärung." in page
    entry = StatementEntry.objects.get(title=ENTRY["title"])
    address = f"{STATEMENT}{entry.pk}/"
    page = county.post(address, ENTRY | {"pages": "/film/", "version": "1"}, follow=True).content.decode()
    assert "ist gespeichert" in page
    slower = county.post(address, ENTRY | {"pages": "/kino/", "version": "1"})
    assert slower.status_code == 409
    assert "/film/" in slower.content.decode()
    assert "/kino/" in slower.content.decode()
    page = county.post(f"{address}behoben/", follow=True).content.decode()
    assert f'action="{address}wieder-da/" id="undo"' in page
    page = county.post(f"{address}wieder-da/", follow=True).content.decode()
    assert "steht wieder bei den bekannten Barrieren" in page


def test_an_entry_needs_reason_and_alternative(client: Client, cast: Cast) -> None:
    wrong = ENTRY | {"reason": "", "alternative": "", "planned_for": "2020-01-01"}
    page = sign_in(client, cast, "county").post(f"{STATEMENT}neu/", wrong).content.decode()
    assert page.count("zwingend erforderlich") == 2
    assert "vor dem Tag, seit dem die Barriere bekannt ist" in page
    assert not StatementEntry.objects.filter(title=ENTRY["title"]).exists()


def test_facts_are_changed_and_the_statement_is_reviewed(client: Client, cast: Cast) -> None:
    county = sign_in(client, cast, "county")
    facts = StatementFacts.objects.get(tenant__key="06633")
    values = {name: getattr(facts, name) for name in statement_writes.FACT_FIELDS}
    values |= {"contact_email": "amt@landkreis.example", "version": facts.version}
    assert "Name und E-Mail-Adresse der zuständigen Stelle" in texts(county, STATEMENT)
    page = county.post(f"{STATEMENT}angaben/", values, follow=True).content.decode()
    assert "Die Angaben sind gespeichert." in page
    assert county.post(f"{STATEMENT}angaben/", values | {"contact_name": "Anders"}).status_code == 409
    page = county.post(f"{STATEMENT}geprueft/", follow=True).content.decode()
    assert "gilt ab heute als überprüft" in page
    assert "Das fehlt noch" not in page
    assert "amt@landkreis.example" in texts(client, "/erklaerung-zur-barrierefreiheit/")


def test_a_town_begins_its_own_statement(client: Client, cast: Cast) -> None:
    town = sign_in(client, cast, "town")
    assert "Ihre Seiten zeigen die Erklärung von: Landkreis Kassel" in texts(town, STATEMENT)
    assert town.get(f"{STATEMENT}angaben/").status_code == 404
    page = town.post(f"{STATEMENT}beginnen/", follow=True).content.decode()
    assert "Bekannte Barrieren" in page
    assert StatementFacts.objects.filter(tenant__key="06633018").count() == 1


@pytest.mark.parametrize("path", ["/arbeit/", QUEUE, f"{QUEUE}?getan=1", STATEMENT, f"{STATEMENT}angaben/"])
def test_pages_need_few_statements(
    client: Client, cast: Cast, report: BarrierReport, django_assert_max_num_queries: Any, path: str
) -> None:
    county = sign_in(client, cast, "county")
    for number in range(20):
        writes.receive_report(tenant=report.tenant, form=str(number), values={"text": "x"}, now=timezone.now())
    with django_assert_max_num_queries(15):
        assert county.get(path.replace("=1", f"={report.pk}")).status_code == 200
