"""Reporting a barrier without cookie or name, and the statement that says everything the law asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nahtlos.journal.models import Mail
from nahtlos.rules.barriers import Ground
from nahtlos.voices import statement_writes
from nahtlos.voices.models import BarrierReport, StatementEntry
from nahtlos.web import formtoken
from nahtlos.web.voices.views import asked_page
from tests.cast import Cast

FORM, THANKS, STATEMENT = "/barriere-melden/", "/barriere-melden/danke/", "/erklaerung-zur-barrierefreiheit/"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    formtoken._limits.clear()
    yield
    formtoken._limits.clear()


def entries(age: timedelta = timedelta(minutes=1), **more: str) -> dict[str, str]:
    token = formtoken.issue("barrier", now=timezone.now() - age)
    return {"formular": token, "homepage": "", "text": "Die Karte ist ein Bild.", "page": "/orte/"} | more


@pytest.fixture
def browser(db: None) -> Client:
    """As strict as a real one: Django's own check would refuse a form without its cookie."""
    return Client(enforce_csrf_checks=True)


def test_a_report_without_cookie_or_name(browser: Client, cast: Cast) -> None:
    page = browser.get(FORM)
    assert page.headers["Cache-Control"] == "no-store", "a kept page would hand out old tokens"
    sent = browser.post(FORM, entries(), headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})
    assert (sent.status_code, sent.headers["Location"]) == (302, THANKS)
    assert not page.cookies
    assert not sent.cookies
    (report,) = BarrierReport.objects.all()
    assert (report.text, report.page, report.contact) == ("Die Karte ist ein Bild.", "/orte/", "")
    assert report.tenant == cast.tenant("06633")
    assert Mail.objects.filter(recipient="county@cast.example").count() == 1


def test_the_token_of_the_page_is_taken(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    match = re.search(r'name="formular" value="([^"]+)"', browser.get(FORM).content.decode())
    assert match
    monkeypatch.setattr(timezone, "now", lambda real=timezone.now: real() + timedelta(seconds=5))
    assert browser.post(FORM, entries(formular=match.group(1))).status_code == 302


def test_the_button_pressed_twice_makes_one_report(browser: Client) -> None:
    values = entries()
    for _ in range(2):
        assert browser.post(FORM, values).status_code == 302
    assert BarrierReport.objects.count() == 1


def test_an_accessible_format_can_be_asked_for(browser: Client) -> None:
    assert "Ich brauche etwas in einem zugänglichen Format" in browser.get(FORM).content.decode()
    browser.post(FORM, entries(wished_format="braille", contact="a@familie.example"))
    assert list(BarrierReport.objects.values_list("wished_format", "contact")) == [("braille", "a@familie.example")]


@pytest.mark.parametrize(
    ("more", "headers", "status", "part"),
    [
        ({"age": timedelta(hours=7)}, {}, 403, "länger als sechs Stunden offen"),
        ({"age": timedelta(minutes=-1)}, {}, 403, "ging sehr schnell"),
        ({"formular": "x"}, {}, 403, "nicht zuordnen"),
        ({"formular": ""}, {}, 403, "nicht zuordnen"),
        ({"homepage": "spam"}, {}, 403, "das leer bleiben muss"),
        ({}, {"Origin": "https://evil.example"}, 403, "kam nicht von unserer Seite"),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403, "kam nicht von unserer Seite"),
        ({"text": ""}, {}, 200, "zwingend erforderlich"),
        ({"contact": "keine Adresse"}, {}, 200, "gültige E-Mail-Adresse"),
        ({"wished_format": "gold"}, {}, 200, "gültige Auswahl"),
    ],
)
def test_what_is_refused_is_named_and_nothing_is_lost(
    browser: Client, more: dict[str, Any], headers: dict[str, str], status: int, part: str
) -> None:
    sent = browser.post(FORM, entries(**more), headers=headers)
    html = sent.content.decode()
    assert sent.status_code == status
    assert part in html
    assert html.count('role="alert"') >= 1
    assert 'value="/orte/"' in html
    assert more.get("text", "Die Karte ist ein Bild.") in html
    assert sent.headers["Cache-Control"] == "no-store"
    assert not sent.cookies
    assert "spam" not in html
    assert not BarrierReport.objects.exists()


def test_a_token_of_another_form_is_refused(browser: Client) -> None:
    other = formtoken.issue("search", now=timezone.now() - timedelta(minutes=1))
    assert browser.post(FORM, entries(formular=other)).status_code == 403


def test_a_flood_is_answered_with_429(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(formtoken.SENT_AT_MOST):
        assert browser.post(FORM, entries()).status_code == 302
    flooded = browser.post(FORM, entries())
    assert (flooded.status_code, BarrierReport.objects.count()) == (429, formtoken.SENT_AT_MOST)
    assert "in zehn Minuten" in flooded.content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/orte/", "/orte/"),
        ("/en/orte/?alter=7#x", "/en/orte/"),
        ("https://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("/a\nb", ""),
        ("/anbieter/geheim/", ""),
        ("/arbeit/barrieren/3/", ""),
        ("/" + "a" * 400, ""),
        ("", ""),
    ],
)
def test_only_paths_of_this_site_are_filled_in(asked: str, shown: str) -> None:
    assert asked_page(asked) == shown


def test_the_footer_says_where_somebody_comes_from(browser: Client) -> None:
    assert 'href="/barriere-melden/?seite=/orte/"' in browser.get("/orte/").content.decode()
    assert 'value="/orte/"' in browser.get(f"{FORM}?seite=/orte/").content.decode()


def test_thanks_say_until_when(browser: Client) -> None:
    html = browser.get(THANKS).content.decode()
    due = timezone.localdate() + timedelta(weeks=6)
    assert f"{due.day}." in html
    assert str(due.year) in html
    assert "Durchsetzungsstelle" in html


DUTIES = {
    "for which website": "Diese Erklärung gilt für die Website testserver",
    "status of compliance": "teilweise vereinbar",
    "legal basis": "§ 14 HessBGG",
    "what is not accessible": "Es gibt noch kein Video in Deutscher Gebärdensprache.",
    "under which law": "Unvereinbar mit § 3 HVBIT",
    "why": "Das Video ist noch nicht gedreht.",
    "alternative": "um eine Auskunft in Deutscher Gebärdensprache",
    "measure": "wird gedreht",
    "plan": "noch ohne Termin",
    "day of drafting": "erstellt.",
    "last review": "noch nicht überprüft",
    "method": "Selbstbewertung",
    "feedback": 'href="/barriere-melden/"',
    "accessible formats on request": "in einem zugänglichen Format anfordern",
    "contact": "Zuständig:",
    "time to answer": "innerhalb von sechs Wochen",
    "enforcement procedure": "Durchsetzungsverfahren",
    "enforcement body": "Regierungspräsidium Gießen",
    "way to it": "https://lbit.hessen.de/",
}


@pytest.mark.parametrize("duty", DUTIES)
def test_the_statement_contains_what_the_law_asks_for(browser: Client, duty: str) -> None:
    assert DUTIES[duty] in browser.get(STATEMENT).content.decode()


def test_what_the_coordination_writes_is_shown_and_escaped(browser: Client, cast: Cast, now: datetime) -> None:
    county, tenant = cast.actor("county"), cast.tenant("06633")
    values = {
        "title": "<b>Film</b>", "ground": Ground.BURDEN, "reason": "r", "alternative": "a",
        "since": date(2026, 1, 2), "planned_for": date(2027, 3, 4),
    }  # fmt: skip
    entry = statement_writes.add_entry(actor=county, tenant=tenant, values=values, now=now)
    html = browser.get(STATEMENT).content.decode()
    assert "Unverhältnismäßige Belastung" in html
    assert "&lt;b&gt;Film&lt;/b&gt;" in html
    assert "4. März 2027" in html
    statement_writes.set_entry_resolved(actor=county, entry=entry, resolved=True, now=timezone.now())
    assert "Im letzten Jahr behoben" in browser.get(STATEMENT).content.decode()
    facts = statement_writes.facts_of(tenant)
    statement_writes.confirm_statement(actor=county, facts=facts, now=now)
    assert "Zuletzt überprüft wurde sie am 22. November 2026." in browser.get(STATEMENT).content.decode()


def test_without_barriers_the_statement_says_so(browser: Client, now: datetime) -> None:
    StatementEntry.objects.all().delete()
    html = browser.get(STATEMENT).content.decode()
    assert "vollständig vereinbar" in html
    assert "Zurzeit ist uns nichts bekannt" in html
